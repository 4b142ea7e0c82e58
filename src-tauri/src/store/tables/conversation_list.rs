//! The conversation list: pages by keyset, so that a page costs the same at any depth.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::Row;
use rusqlite::types::Value;

use crate::domain::content::Content;
use crate::domain::ids::{ChannelId, ConversationId, LabelId};
use crate::domain::list::WorkFilter;
use crate::domain::status::MessageStatus;
use crate::store::{DbError, DbResult, ReadTx};

use super::contact::{self, ContactRow};
use super::conversation::{self, ConversationRow};
use super::message::status_from;
use super::scheduled::keeps_in_touch;

/// A row of the list, with everything that it shows.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// The thread.
    pub conversation: ConversationRow,
    /// The person.
    pub contact: ContactRow,
    /// The newest message.
    pub last_message: Option<LastMessage>,
    /// What was typed and chosen and not sent, as JSON.
    pub draft: Option<String>,
    /// Whether the person is blocked on this channel.
    pub blocked: bool,
    /// The labels that it bears, in the order in which they were made.
    pub labels: Vec<LabelId>,
}

/// The newest message of a thread.
#[derive(Clone, Debug)]
pub struct LastMessage {
    /// Whether we wrote it.
    pub outbound: bool,
    /// What it says.
    pub content: Content,
    /// Where it stands.
    pub status: Option<MessageStatus>,
    /// Whether its writer deleted it.
    pub deleted: bool,
}

/// Orders of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The newest message first.
    Newest,
    /// The customer who has been waiting longest first; only those who wait.
    LongestWaiting,
    /// The window that closes next first; only open ones.
    ClosingSoonest,
}

/// Which windows to list, as bounds of the customer's last message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Windows {
    /// All threads.
    All,
    /// Open: the customer wrote after `closed_before`.
    Open {
        /// Windows that opened then or earlier are closed.
        closed_before: DateTime<Utc>,
    },
    /// Open, and closing before long.
    ClosingSoon {
        /// Windows that opened then or earlier are closed.
        closed_before: DateTime<Utc>,
        /// Windows that opened later do not close soon.
        opened_before: DateTime<Utc>,
    },
    /// Closed or never opened.
    Closed {
        /// Windows that opened then or earlier are closed.
        closed_before: DateTime<Utc>,
    },
}

/// More threads than these are not pinned at once.
pub const MOST_PINNED: u32 = 100;

/// A place in the list: the sort value of a row and its number.
pub type Place = (i64, ConversationId);

/// What to list.
#[derive(Clone, Debug)]
pub struct ListQuery {
    /// By the state of the window.
    pub windows: Windows,
    /// In which order.
    pub sort: Sort,
    /// By where the work stands.
    pub work: WorkFilter,
    /// Only those that look unread.
    pub unread: bool,
    /// Only those that bear this label.
    pub label: Option<LabelId>,
    /// Whether pinned ones stand above the others. They are few, and all of them come with the first page.
    pub pinned_first: bool,
    /// Only those on this channel.
    pub channel: Option<ChannelId>,
    /// Behind this place.
    pub after: Option<Place>,
    /// At most so many.
    pub limit: u32,
}

/// A page of the list, and the place at which the next one begins unless this is the end.
pub fn page(tx: &ReadTx, query: &ListQuery) -> DbResult<(Vec<ListRow>, Option<Place>)> {
    let pins = if query.pinned_first { Pins::Without } else { Pins::Mixed };
    let rows = read(tx, query, pins)?;
    let full = rows.len() == query.limit as usize;
    let next = rows.last().filter(|_| full).map(|(row, value)| (*value, row.0.conversation.id));
    let pinned = match query.pinned_first && query.after.is_none() {
        true => read(tx, &ListQuery { limit: MOST_PINNED, ..query.clone() }, Pins::Only)?,
        false => Vec::new(),
    };
    let rows = pinned.into_iter().chain(rows).map(|(row, _)| complete(row)).collect::<DbResult<_>>()?;
    Ok((rows, next))
}

fn read(tx: &ReadTx, query: &ListQuery, pins: Pins) -> DbResult<Vec<(Raw, i64)>> {
    let (sql, values) = sql_for(query, pins);
    tx.query_all(&sql, rusqlite::params_from_iter(values), |row| Ok((from_row(row)?, row.get(SORT_COLUMN)?)))
}

/// Pinned threads above the others in a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pins {
    Mixed,
    Only,
    Without,
}

/// The rows of these threads, in the order in which they are named; unknown ones and parts of others are left out. One in
/// which nothing was said yet is there: somebody may be about to.
pub fn by_ids(tx: &ReadTx, ids: &[ConversationId]) -> DbResult<Vec<ListRow>> {
    let named = "v.id IN (SELECT value FROM json_each(?1)) AND v.merged_into IS NULL";
    let rows = tx.query_all(&select_any("v.last_message_at", named, ""), [serde_json::to_string(ids)?], from_row)?;
    let mut found = BTreeMap::new();
    for row in rows {
        let row = complete(row)?;
        found.insert(row.conversation.id, row);
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// The threads of people whose name, user name or number fits a query of the search index, newest people first.
pub fn of_people(tx: &ReadTx, words: &str, limit: u32) -> DbResult<Vec<ListRow>> {
    let sql = select(
        "v.last_message_at",
        "v.contact IN (SELECT rowid FROM contact_words WHERE contact_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2)",
        "ORDER BY v.last_message_at DESC, v.id DESC LIMIT ?2",
    );
    tx.query_all(&sql, (words, limit), from_row)?.into_iter().map(complete).collect()
}

/// Threads with an unanswered customer whose window opened after `closed_before` and not after `opened_before`, but for
/// what is resolved, and for whom a scheduled message will reach in any case.
pub fn unanswered_closing(
    tx: &ReadTx,
    closed_before: DateTime<Utc>,
    opened_before: DateTime<Utc>,
) -> DbResult<Vec<ListRow>> {
    let in_touch = keeps_in_touch();
    let unseen = format!(
        "v.waiting_since IS NOT NULL AND v.last_customer_message_at > ?1 AND v.last_customer_message_at <= ?2
         AND coalesce(v.window_refused_at, 0) <= v.last_customer_message_at AND v.work <> 'resolved'
         AND NOT {in_touch}"
    );
    let sql = select("v.waiting_since", &unseen, "ORDER BY v.last_customer_message_at, v.id");
    let bounds = (closed_before.timestamp_millis(), opened_before.timestamp_millis());
    tx.query_all(&sql, bounds, from_row)?.into_iter().map(complete).collect()
}

/// Threads in which something was said.
fn select(sort_value: &str, condition: &str, order: &str) -> String {
    select_any(sort_value, &format!("{condition} AND v.last_message IS NOT NULL"), order)
}

fn select_any(sort_value: &str, condition: &str, order: &str) -> String {
    let (conversation, contact) = (conversation::COLUMNS, contact::COLUMNS);
    let blocked = "EXISTS (SELECT 1 FROM contact_block AS b WHERE b.contact = v.contact AND b.channel = v.channel)";
    let labels = "(SELECT group_concat(l.label) FROM conversation_label AS l WHERE l.conversation = v.id)";
    format!(
        "SELECT {conversation}, {contact}, m.outbound, m.content, m.status, m.deleted_at IS NOT NULL, d.body, {blocked}, {labels},
             {sort_value}
         FROM conversation AS v
         JOIN contact AS c ON c.id = v.contact
         LEFT JOIN message AS m ON m.id = v.last_message
         LEFT JOIN draft AS d ON d.conversation = v.id
         WHERE {condition} {order}"
    )
}

const CONTACT: usize = conversation::COLUMN_COUNT;
const MESSAGE: usize = CONTACT + contact::COLUMN_COUNT;
const DRAFT: usize = MESSAGE + 4;
const BLOCKED: usize = DRAFT + 1;
const LABELS: usize = BLOCKED + 1;
const SORT_COLUMN: usize = LABELS + 1;

type Raw = (ListRow, Option<(bool, String, Option<String>, bool)>);

fn from_row(row: &Row<'_>) -> rusqlite::Result<Raw> {
    let last_message = match row.get::<_, Option<bool>>(MESSAGE)? {
        None => None,
        Some(outbound) => Some((outbound, row.get(MESSAGE + 1)?, row.get(MESSAGE + 2)?, row.get(MESSAGE + 3)?)),
    };
    let list_row = ListRow {
        conversation: conversation::from_row(row)?,
        contact: contact::from_row(row, CONTACT)?,
        last_message: None,
        draft: row.get(DRAFT)?,
        blocked: row.get(BLOCKED)?,
        labels: labels_from(row.get(LABELS)?),
    };
    Ok((list_row, last_message))
}

fn labels_from(numbers: Option<String>) -> Vec<LabelId> {
    let mut labels: Vec<LabelId> =
        numbers.iter().flat_map(|numbers| numbers.split(',')).filter_map(|n| n.parse().ok()).map(LabelId).collect();
    labels.sort_unstable();
    labels
}

fn complete((row, last_message): Raw) -> DbResult<ListRow> {
    let last_message = last_message
        .map(|(outbound, content, status, deleted)| {
            let (content, status) = (serde_json::from_str(&content)?, status_from(status)?);
            Ok::<_, DbError>(LastMessage { outbound, content, status, deleted })
        })
        .transpose()?;
    Ok(ListRow { last_message, ..row })
}

/// Conditions with the values they compare with.
#[derive(Default)]
struct Conditions {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// Keeps a value; gives the name by which the SQL speaks of it.
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn add(&mut self, condition: String) {
        self.sql.push(condition);
    }
}

const OPENED: &str = "v.last_customer_message_at";

/// The SQL and its values. Every order runs along an index: the newest by time, those who wait by since when, and the
/// open windows, which all belong to threads with a message in the last 24 hours, by the newest as well. Where the work
/// stands is a part of the text and no value, so that SQLite sees which index fits.
fn sql_for(query: &ListQuery, pins: Pins) -> (String, Vec<Value>) {
    let mut conditions = Conditions::default();
    add_windows(&mut conditions, query.windows);
    if let Some(work) = work_name(query.work) {
        conditions.add(format!("v.work = '{work}'"));
    }
    if query.unread {
        conditions.add("(v.unread > 0 OR v.marked_unread = 1)".to_owned());
    }
    if let Some(label) = query.label {
        let label = conditions.value(label.0);
        conditions.add(format!("v.id IN (SELECT conversation FROM conversation_label WHERE label = {label})"));
    }
    match pins {
        Pins::Mixed => {}
        Pins::Only => conditions.add("v.pinned_at IS NOT NULL".to_owned()),
        Pins::Without => conditions.add("v.pinned_at IS NULL".to_owned()),
    }
    if let Some(channel) = &query.channel {
        let channel = conditions.value(channel.as_str().to_owned());
        conditions.add(format!("v.channel = {channel}"));
    }
    let (sort_value, direction, comparison) = match query.sort {
        Sort::Newest => ("v.last_message_at", "DESC", "<"),
        Sort::LongestWaiting => ("v.waiting_since", "ASC", ">"),
        Sort::ClosingSoonest => (OPENED, "ASC", ">"),
    };
    conditions.add(format!("{sort_value} IS NOT NULL"));
    if let Some((place, id)) = query.after {
        let (place, id) = (conditions.value(place), conditions.value(id.0));
        conditions.add(format!("({sort_value}, v.id) {comparison} ({place}, {id})"));
    }
    let limit = conditions.value(i64::from(query.limit));
    let order = format!("ORDER BY {sort_value} {direction}, v.id {direction} LIMIT {limit}");
    (select(sort_value, &conditions.sql.join(" AND "), &order), conditions.values)
}

fn work_name(work: WorkFilter) -> Option<&'static str> {
    match work {
        WorkFilter::All => None,
        WorkFilter::Open => Some("open"),
        WorkFilter::Pending => Some("pending"),
        WorkFilter::Snoozed => Some("snoozed"),
        WorkFilter::Resolved => Some("resolved"),
    }
}

fn add_windows(conditions: &mut Conditions, windows: Windows) {
    let refused = format!("coalesce(v.window_refused_at, 0) > {OPENED}");
    match windows {
        Windows::All => {}
        Windows::Open { closed_before } => add_open(conditions, closed_before, &refused),
        Windows::ClosingSoon { closed_before, opened_before } => {
            add_open(conditions, closed_before, &refused);
            let bound = conditions.value(opened_before.timestamp_millis());
            conditions.add(format!("{OPENED} <= {bound}"));
        }
        Windows::Closed { closed_before } => {
            let bound = conditions.value(closed_before.timestamp_millis());
            conditions.add(format!("({OPENED} IS NULL OR {OPENED} <= {bound} OR {refused})"));
        }
    }
}

fn add_open(conditions: &mut Conditions, closed_before: DateTime<Utc>, refused: &str) {
    let bound = conditions.value(closed_before.timestamp_millis());
    conditions.add(format!("{OPENED} > {bound} AND NOT {refused}"));
    // Implied by the above, and what lets a walk along the newest messages end early.
    conditions.add(format!("v.last_message_at > {bound}"));
}

#[cfg(test)]
mod tests;
