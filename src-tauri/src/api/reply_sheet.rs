//! Answers that are used often, from and to spreadsheet programs.

use std::collections::BTreeMap;

use crate::domain::attribute::AttributeKind;
use crate::domain::content::limits;
use crate::domain::event::{Event, ReplyChanged, ReplyCreated};
use crate::domain::ids::ReplyId;
use crate::domain::problem::Wrong;
use crate::domain::reply::{self, Reply};
use crate::domain::sheet::{self, Line, Sheet, SheetTrouble};
use crate::log;
use crate::store::DbError;
use crate::store::tables::saved_reply;

use super::Api;
use super::replies::{MOST_REPLIES, new_event};
use super::types::{ApiError, CsvText, ImportLine, ImportOutcome, ImportReport, ImportSheet, LineTrouble};

const COLUMNS: [&str; 4] = ["shortcut", "title", "text", "holding"];

pub(super) async fn export_replies(api: &Api, (): ()) -> Result<CsvText, ApiError> {
    let all = api.workspace()?.store.read(saved_reply::all).await?;
    let lines = all.into_iter().map(|(_, reply)| {
        let holding = if reply.holding { "yes" } else { "no" };
        vec![reply.shortcut, reply.title.unwrap_or_default(), reply.text, holding.to_owned()]
    });
    let text = sheet::write(&COLUMNS.map(str::to_owned), lines).map_err(|problem| ApiError::internal(&problem))?;
    Ok(CsvText { text })
}

/// Reads a table of replies: `shortcut` and `text`, and perhaps `title` and `holding`. Files and buttons of replies that
/// are known stay what they are.
pub(super) async fn import_replies(api: &Api, import: ImportSheet) -> Result<ImportReport, ApiError> {
    let workspace = api.workspace()?;
    let table = match Table::read(&import.csv) {
        Ok(table) => table,
        Err(trouble) => return Ok(ImportReport::unreadable(trouble)),
    };
    if !import.write {
        return Ok(workspace.store.read(move |tx| Ok(Plan::of(&table, saved_reply::all(tx)?).report(&table))).await?);
    }
    let known = workspace.store.read(saved_reply::all).await?;
    let report = Plan::of(&table, known).report(&table);
    let author = workspace.clone();
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        let plan = Plan::of(&table, saved_reply::all(tx)?);
        if plan.known.len() > MOST_REPLIES {
            return Ok::<_, DbError>(Err(ApiError::invalid("replies", Wrong::TooMany { most: MOST_REPLIES })));
        }
        Ok(Ok(plan.events.into_iter().map(|event| new_event(&author, event)).collect()))
    });
    decided.await.map_err(ApiError::from)?;
    Ok(report)
}

/// A table of replies, and where its columns are.
struct Table {
    sheet: Sheet,
    shortcut: usize,
    text: usize,
    title: Option<usize>,
    holding: Option<usize>,
}

impl Table {
    fn read(csv: &str) -> Result<Table, SheetTrouble> {
        let sheet = Sheet::read(csv)?;
        let wanted = |name: &str, others: &[&str]| {
            let found = sheet.column(&[name]).or_else(|| sheet.column(others));
            found.ok_or_else(|| SheetTrouble::NoColumn { name: name.to_owned() })
        };
        let shortcut = wanted("shortcut", &["short_code", "shortcode", "short code"])?;
        let text = wanted("text", &["content", "message"])?;
        let (title, holding) = (sheet.column(&["title"]), sheet.column(&["holding"]));
        Ok(Table { shortcut, text, title, holding, sheet })
    }

    fn ignored(&self) -> Vec<String> {
        let used = [Some(self.shortcut), Some(self.text), self.title, self.holding];
        let columns = self.sheet.columns.iter().enumerate();
        columns.filter(|(at, _)| !used.contains(&Some(*at))).map(|(_, name)| name.clone()).collect()
    }

    /// What a line says of a reply: new, or `known` with what the table does not speak of left as it is.
    fn reply(&self, line: &Line, known: Option<&Reply>) -> Result<Reply, LineTrouble> {
        let empty = || Reply {
            shortcut: String::new(),
            title: None,
            text: String::new(),
            files: Vec::new(),
            interactive: None,
            holding: false,
        };
        let mut reply = known.cloned().unwrap_or_else(empty);
        if known.is_none() {
            line.cell(self.shortcut).clone_into(&mut reply.shortcut);
        }
        line.cell(self.text).clone_into(&mut reply.text);
        if let Some(column) = self.title {
            reply.title = Some(line.cell(column).to_owned());
        }
        if let Some(column) = self.holding {
            let cell = line.cell(column);
            let bad = || LineTrouble::BadValue { attribute: "holding".to_owned(), takes: AttributeKind::YesNo };
            reply.holding = !cell.is_empty() && AttributeKind::YesNo.value(cell).ok_or_else(bad)? == "yes";
        }
        let reply = reply.trimmed();
        reply.check().map_err(|problem| trouble(&problem.field))?;
        Ok(reply)
    }
}

fn trouble(field: &str) -> LineTrouble {
    let too_long = |column: &str, most| LineTrouble::TooLong { column: column.to_owned(), most };
    match field {
        "shortcut" => LineTrouble::BadShortcut,
        "title" => too_long("title", reply::TITLE),
        _ => too_long("text", limits::TEXT),
    }
}

/// What a table would do.
struct Plan {
    /// All replies as they would be, by the key of their shortcut.
    known: BTreeMap<String, (Option<ReplyId>, Reply)>,
    events: Vec<Event>,
    lines: Vec<ImportLine>,
}

impl Plan {
    fn of(table: &Table, replies: Vec<(ReplyId, Reply)>) -> Plan {
        let known = replies.into_iter().map(|(id, reply)| (reply.key(), (Some(id), reply))).collect();
        let mut plan = Plan { known, events: Vec::new(), lines: Vec::new() };
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for line in &table.sheet.lines {
            let shortcut = line.cell(table.shortcut).trim_start_matches('/').trim();
            let key = crate::domain::fold::folded(shortcut);
            let taken = if shortcut.is_empty() {
                Err(LineTrouble::Missing { column: "shortcut".to_owned() })
            } else if let Some(earlier) = seen.get(&key) {
                Err(LineTrouble::Twice { line: *earlier })
            } else {
                plan.take(table, line, &key)
            };
            seen.entry(key).or_insert(line.number);
            let (outcome, trouble) = match taken {
                Ok(outcome) => (outcome, None),
                Err(trouble) => (ImportOutcome::Problem, Some(trouble)),
            };
            plan.lines.push(ImportLine { line: line.number, name: shortcut.to_owned(), outcome, trouble });
        }
        plan
    }

    fn take(&mut self, table: &Table, line: &Line, key: &str) -> Result<ImportOutcome, LineTrouble> {
        let known = self.known.get(key);
        let has_more = known.is_some_and(|(_, reply)| !reply.files.is_empty() || reply.interactive.is_some());
        if line.cell(table.text).is_empty() && !has_more {
            return Err(LineTrouble::Missing { column: "text".to_owned() });
        }
        let reply = table.reply(line, known.map(|(_, reply)| reply))?;
        let id = known.and_then(|(id, _)| *id);
        if known.is_some_and(|(_, known)| *known == reply) {
            return Ok(ImportOutcome::Unchanged);
        }
        self.known.insert(key.to_owned(), (id, reply.clone()));
        let (event, outcome) = match id {
            Some(id) => (ReplyChanged { id, reply }.into(), ImportOutcome::Changed),
            None => (ReplyCreated { reply }.into(), ImportOutcome::Created),
        };
        self.events.push(event);
        Ok(outcome)
    }

    fn report(self, table: &Table) -> ImportReport {
        ImportReport::of(self.lines, table.ignored())
    }
}
