//! People, from and to spreadsheet programs.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::attribute::Attribute;
use crate::domain::event::{ContactImported, ImportedValue, NewEvent};
use crate::domain::ids::{AttributeId, ContactId};
use crate::domain::person::Identity;
use crate::domain::phone;
use crate::domain::sheet::{self, Line, Sheet, SheetTrouble};
use crate::log;
use crate::projection;
use crate::store::tables::contact_list::{self, ContactQuery};
use crate::store::tables::{attribute, contact};
use crate::store::{DbResult, ReadTx};

use super::people::{LONGEST_NAME, scope_of};
use super::types::{ApiError, CsvText, ImportLine, ImportOutcome, ImportReport, ImportSheet, LineTrouble};
use super::{Api, workspace::Workspace};

/// So many lines are taken in at once: whoever writes meanwhile does not wait for the whole table.
const AT_ONCE: usize = 500;
const PAGE: u32 = 1_000;

/// Everybody with everything that is kept of them.
pub(super) async fn export_contacts(api: &Api, (): ()) -> Result<CsvText, ApiError> {
    let workspace = api.workspace()?;
    let (columns, lines) = workspace.store.read(table).await?;
    let text = sheet::write(&columns, lines).map_err(|problem| ApiError::internal(&problem))?;
    Ok(CsvText { text })
}

fn table(tx: &ReadTx) -> DbResult<(Vec<String>, Vec<Vec<String>>)> {
    let attributes = attribute::all(tx)?;
    let fixed = ["Name", "Phone", "User name", "First contact", "Last message"].map(str::to_owned);
    let columns = fixed.into_iter().chain(attributes.iter().map(|(_, attribute)| attribute.name.clone())).collect();
    let mut lines = Vec::new();
    let mut query = ContactQuery { limit: PAGE, ..ContactQuery::default() };
    loop {
        let (rows, next) = contact_list::page(tx, &query)?;
        for row in rows {
            let values: BTreeMap<AttributeId, String> = attribute::values(tx, row.contact.id)?.into_iter().collect();
            let day = |at: chrono::DateTime<chrono::Utc>| at.format("%Y-%m-%d").to_string();
            let person = row.contact;
            let named = !person.saved_name.is_empty() || !person.name.is_empty();
            let mut line = vec![
                if named { person.display_name() } else { String::new() },
                person.phone().unwrap_or_default(),
                person.username,
                day(person.first_seen_at),
                row.newest.map(|(_, at)| day(at)).unwrap_or_default(),
            ];
            line.extend(attributes.iter().map(|(id, _)| values.get(id).cloned().unwrap_or_default()));
            lines.push(line);
        }
        match next {
            Some(_) => query.after = next,
            None => return Ok((columns, lines)),
        }
    }
}

/// Reads a table of people: `phone`, and perhaps `name` and columns with the names of attributes. Whoever is known by
/// their number is changed; empty cells change nothing.
pub(super) async fn import_contacts(api: &Api, import: ImportSheet) -> Result<ImportReport, ApiError> {
    let workspace = api.workspace()?;
    let sheet = match Sheet::read(&import.csv) {
        Ok(sheet) => sheet,
        Err(trouble) => return Ok(ImportReport::unreadable(trouble)),
    };
    let scope = scope_of(&workspace);
    let plan = workspace.store.read(move |tx| match Table::of(sheet, attribute::all(tx)?) {
        Ok(table) => plan(tx, &table, &scope).map(Ok),
        Err(trouble) => Ok(Err(trouble)),
    });
    match plan.await? {
        Ok((report, wishes)) => {
            if import.write {
                write(&workspace, wishes).await?;
            }
            Ok(report)
        }
        Err(trouble) => Ok(ImportReport::unreadable(trouble)),
    }
}

async fn write(workspace: &Workspace, wishes: Vec<Wish>) -> Result<(), ApiError> {
    let (import, scope, at) = (Uuid::now_v7(), scope_of(workspace), workspace.clock.now());
    let events: Vec<NewEvent> = wishes
        .into_iter()
        .map(|Wish { line, who, name, values }| {
            let event = ContactImported { who, scope: scope.clone(), name, values, at }.into();
            NewEvent { id: format!("import:{import}:{line}"), actor: workspace.agent(), at, event }
        })
        .collect();
    for part in events.chunks(AT_ONCE) {
        log::append(workspace.log.as_ref(), part.to_vec()).await?;
    }
    Ok(())
}

/// A line that is to be taken in.
struct Wish {
    line: u32,
    who: Identity,
    name: Option<String>,
    values: Vec<ImportedValue>,
}

/// A table of people, and where its columns are.
struct Table {
    sheet: Sheet,
    phone: usize,
    name: Option<usize>,
    attributes: Vec<(usize, AttributeId, Attribute)>,
}

impl Table {
    fn of(sheet: Sheet, known: Vec<(AttributeId, Attribute)>) -> Result<Table, SheetTrouble> {
        let phone = sheet.column(&[
            "phone",
            "phone number",
            "number",
            "mobile",
            "whatsapp",
            "wa_id",
            "telephone",
            "teléfono",
            "telefone",
            "celular",
            "फ़ोन",
            "هاتف",
        ]);
        let Some(phone) = phone else { return Err(SheetTrouble::NoColumn { name: "phone".to_owned() }) };
        let name = sheet.column(&["name", "full name", "nombre", "nome", "नाम", "الاسم"]);
        let column =
            |(id, attribute): (AttributeId, Attribute)| Some((sheet.column(&[&attribute.name])?, id, attribute));
        let attributes = known.into_iter().filter_map(column).collect();
        Ok(Table { phone, name, attributes, sheet })
    }

    /// Columns that mean nothing here. What an export tells besides is no news.
    fn ignored(&self) -> Vec<String> {
        let told = ["User name", "First contact", "Last message"];
        let used = |at: usize| {
            at == self.phone || Some(at) == self.name || self.attributes.iter().any(|(column, ..)| *column == at)
        };
        let columns = self.sheet.columns.iter().enumerate();
        let ignored = columns.filter(|(at, name)| !used(*at) && !name.is_empty() && !told.contains(&name.as_str()));
        ignored.map(|(_, name)| name.clone()).collect()
    }

    fn name<'l>(&self, line: &'l Line) -> &'l str {
        self.name.map_or("", |column| line.cell(column))
    }

    fn wish(&self, line: &Line) -> Result<Wish, LineTrouble> {
        let typed = line.cell(self.phone);
        if typed.is_empty() {
            return Err(LineTrouble::Missing { column: "phone".to_owned() });
        }
        let digits = international(typed).ok_or(LineTrouble::BadPhone)?;
        let name = self.name(line);
        if name.chars().count() > LONGEST_NAME {
            return Err(LineTrouble::TooLong { column: "name".to_owned(), most: LONGEST_NAME });
        }
        let mut values = Vec::new();
        for (column, id, attribute) in &self.attributes {
            let cell = line.cell(*column);
            if cell.is_empty() {
                continue;
            }
            let bad = || LineTrouble::BadValue { attribute: attribute.name.clone(), takes: attribute.takes.clone() };
            values.push(ImportedValue { attribute: *id, value: attribute.takes.value(cell).ok_or_else(bad)? });
        }
        let name = Some(name.to_owned()).filter(|name| !name.is_empty());
        Ok(Wish { line: line.number, who: Identity::by_phone(&digits), name, values })
    }
}

/// The digits of a number with its country: written with a plus or two zeros, or so long that the country must be there.
/// A number as it is dialled at home is refused: nobody knows which home.
fn international(typed: &str) -> Option<String> {
    let shaped = typed.chars().all(|sign| sign.is_ascii_digit() || " +-().\u{a0}/".contains(sign));
    let digits = phone::digits(typed);
    let (digits, marked) = match digits.strip_prefix("00") {
        Some(rest) => (rest.to_owned(), true),
        None => (digits, typed.trim_start().starts_with('+')),
    };
    let shortest = if marked { 7 } else { 11 };
    (shaped && (shortest..=15).contains(&digits.len()) && !digits.starts_with('0')).then_some(digits)
}

fn plan(tx: &ReadTx, table: &Table, scope: &str) -> DbResult<(ImportReport, Vec<Wish>)> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut lines = Vec::with_capacity(table.sheet.lines.len());
    let mut wishes = Vec::new();
    for line in &table.sheet.lines {
        let wish = table.wish(line).and_then(|wish| {
            let key = phone::key(wish.who.wa_id.as_deref().unwrap_or_default());
            match seen.get(&key) {
                Some(earlier) => Err(LineTrouble::Twice { line: *earlier }),
                None => {
                    seen.insert(key, line.number);
                    Ok(wish)
                }
            }
        });
        let name = [table.name(line), line.cell(table.phone)].into_iter().find(|name| !name.is_empty());
        let name = name.unwrap_or_default().to_owned();
        let (outcome, trouble) = match wish {
            Ok(wish) => {
                let outcome = outcome(tx, scope, &wish)?;
                if outcome != ImportOutcome::Unchanged {
                    wishes.push(wish);
                }
                (outcome, None)
            }
            Err(trouble) => (ImportOutcome::Problem, Some(trouble)),
        };
        lines.push(ImportLine { line: line.number, name, outcome, trouble });
    }
    Ok((ImportReport::of(lines, table.ignored()), wishes))
}

fn outcome(tx: &ReadTx, scope: &str, wish: &Wish) -> DbResult<ImportOutcome> {
    let Some(known) = projection::find_contact(tx, scope, &wish.who)? else { return Ok(ImportOutcome::Created) };
    let same_name = match (&wish.name, contact::by_id(tx, known)?) {
        (Some(name), Some(row)) => *name == row.display_name(),
        (None, _) | (Some(_), None) => true,
    };
    Ok(if same_name && has_values(tx, known, &wish.values)? {
        ImportOutcome::Unchanged
    } else {
        ImportOutcome::Changed
    })
}

fn has_values(tx: &ReadTx, id: ContactId, wanted: &[ImportedValue]) -> DbResult<bool> {
    if wanted.is_empty() {
        return Ok(true);
    }
    let known: BTreeMap<AttributeId, String> = attribute::values(tx, id)?.into_iter().collect();
    Ok(wanted.iter().all(|given| known.get(&given.attribute) == Some(&given.value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_with_their_country_and_refused_without() {
        for (typed, digits) in [
            ("+44 20 7946 0958", "442079460958"),
            ("0049 (171) 123-45.67", "491711234567"),
            ("5531999990114", "5531999990114"),
            ("+65 8123 4567", "6581234567"),
        ] {
            assert_eq!(international(typed).as_deref(), Some(digits), "{typed}");
        }
        for bad in ["0171 1234567", "6505550100", "+1", "ana@example.org", "+0123456789", "+1234567890123456", "12ab"] {
            assert_eq!(international(bad), None, "{bad}");
        }
    }
}
