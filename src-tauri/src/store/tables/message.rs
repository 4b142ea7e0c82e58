//! Messages, in the order of their threads.

use chrono::{DateTime, Utc};
use rusqlite::Row;

use crate::domain::content::Content;
use crate::domain::failure::Failure;
use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::status::MessageStatus;
use crate::store::hash::hash64;
use crate::store::{DbError, DbResult, ReadTx, WriteTx, search_text};

use super::time;

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// Our number for it: the place in the log of the event that brought it.
    pub id: MessageId,
    /// The thread it belongs to.
    pub conversation: ConversationId,
    /// Whether we wrote it.
    pub outbound: bool,
    /// When it was written, to the second; the thread is ordered by this, then by `id`.
    pub at: DateTime<Utc>,
    /// When it came to us.
    pub received_at: DateTime<Utc>,
    /// What it says.
    pub content: Content,
    /// The provider's id.
    pub provider_id: Option<String>,
    /// Where it stands, if we wrote it.
    pub status: Option<MessageStatus>,
    /// Who wrote it, if we did: an actor's stored form.
    pub author: Option<String>,
    /// Why it failed, or why it waits.
    pub failure: Option<Failure>,
    /// When the provider sent it on.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it reached the phone.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When the customer opened it.
    pub read_at: Option<DateTime<Utc>>,
}

const COLUMNS: &str = "id, conversation, outbound, at, received_at, content, provider_id, status, author, failure,
    sent_at, delivered_at, read_at";

type Raw = (MessageRow, String, Option<String>, Option<String>);

/// Reads the plain columns; the JSON ones are decoded by [`complete`], whose errors are not SQLite's.
fn from_row(row: &Row<'_>) -> rusqlite::Result<Raw> {
    let message = MessageRow {
        id: MessageId(row.get(0)?),
        conversation: ConversationId(row.get(1)?),
        outbound: row.get(2)?,
        at: time(row.get(3)?),
        received_at: time(row.get(4)?),
        content: Content::Text { text: String::new(), preview_url: false },
        provider_id: row.get(6)?,
        status: None,
        author: row.get(8)?,
        failure: None,
        sent_at: row.get::<_, Option<i64>>(10)?.map(time),
        delivered_at: row.get::<_, Option<i64>>(11)?.map(time),
        read_at: row.get::<_, Option<i64>>(12)?.map(time),
    };
    Ok((message, row.get(5)?, row.get(7)?, row.get(9)?))
}

fn complete((message, content, status, failure): Raw) -> DbResult<MessageRow> {
    Ok(MessageRow {
        content: serde_json::from_str(&content)?,
        status: status_from(status)?,
        failure: failure.as_deref().map(serde_json::from_str).transpose()?,
        ..message
    })
}

pub(super) fn status_from(name: Option<String>) -> DbResult<Option<MessageStatus>> {
    name.map(|name| MessageStatus::from_name(&name).ok_or(DbError::Missing("message status"))).transpose()
}

/// A message by number.
pub fn by_id(tx: &ReadTx, id: MessageId) -> DbResult<Option<MessageRow>> {
    let sql = format!("SELECT {COLUMNS} FROM message WHERE id = ?1");
    tx.query_first(&sql, [id.0], from_row)?.map(complete).transpose()
}

/// The outgoing message that the provider knows by this id.
pub fn outbound_by_provider_id(tx: &ReadTx, provider_id: &str) -> DbResult<Option<MessageRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM message WHERE outbound AND provider_hash = ?1 AND provider_id = ?2 LIMIT 1");
    tx.query_first(&sql, (hash64(provider_id), provider_id), from_row)?.map(complete).transpose()
}

/// A place in a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The time of the message there.
    pub at: DateTime<Utc>,
    /// Its number.
    pub id: MessageId,
}

impl MessageRow {
    /// Where it stands in its thread.
    pub fn place(&self) -> Place {
        Place { at: self.at, id: self.id }
    }
}

/// The last messages of a thread before a place, or at its end: oldest first.
pub fn page_before(
    tx: &ReadTx,
    conversation: ConversationId,
    before: Option<Place>,
    limit: u32,
) -> DbResult<Vec<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message WHERE conversation = ?1 AND (at, id) < (?2, ?3)
         ORDER BY at DESC, id DESC LIMIT ?4"
    );
    let (at, id) = before.map_or((i64::MAX, i64::MAX), |place| (place.at.timestamp_millis(), place.id.0));
    let mut rows = tx.query_all(&sql, (conversation.0, at, id, limit), from_row)?;
    rows.reverse();
    rows.into_iter().map(complete).collect()
}

/// The first messages of a thread behind a place: oldest first.
pub fn page_after(tx: &ReadTx, conversation: ConversationId, after: Place, limit: u32) -> DbResult<Vec<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message WHERE conversation = ?1 AND (at, id) > (?2, ?3) ORDER BY at, id LIMIT ?4"
    );
    let rows = tx.query_all(&sql, (conversation.0, after.at.timestamp_millis(), after.id.0, limit), from_row)?;
    rows.into_iter().map(complete).collect()
}

/// Messages whose words fit a query of the search index, newest first.
pub fn search(tx: &ReadTx, words: &str, limit: u32) -> DbResult<Vec<MessageRow>> {
    let ids = tx.query_all(
        "SELECT rowid FROM message_words WHERE message_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
        (words, limit),
        |row| row.get(0).map(MessageId),
    )?;
    ids.into_iter().filter_map(|id| by_id(tx, id).transpose()).collect()
}

/// How many of the customer's messages in a thread came behind `after`.
pub fn count_inbound_after(tx: &ReadTx, conversation: ConversationId, after: MessageId) -> DbResult<i64> {
    let count = tx.query_first(
        "SELECT count(*) FROM message WHERE conversation = ?1 AND id > ?2 AND NOT outbound",
        (conversation.0, after.0),
        |row| row.get(0),
    )?;
    Ok(count.unwrap_or(0))
}

/// The newest message of a thread that the provider can be told is read, among those up to a number.
pub fn newest_inbound(
    tx: &ReadTx,
    conversation: ConversationId,
    up_to: Option<MessageId>,
) -> DbResult<Option<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message
         WHERE conversation = ?1 AND id <= ?2 AND NOT outbound AND provider_id IS NOT NULL
         ORDER BY at DESC, id DESC LIMIT 1"
    );
    let up_to = up_to.map_or(i64::MAX, |id| id.0);
    tx.query_first(&sql, (conversation.0, up_to), from_row)?.map(complete).transpose()
}

/// Since when the customer has been waiting: the first message of theirs behind our last one that did not fail.
pub fn unanswered_since(tx: &ReadTx, conversation: ConversationId) -> DbResult<Option<DateTime<Utc>>> {
    let answered = tx.query_first(
        "SELECT at, id FROM message WHERE conversation = ?1 AND outbound AND status <> 'failed'
         ORDER BY at DESC, id DESC LIMIT 1",
        [conversation.0],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
    )?;
    let (at, id) = answered.unwrap_or((0, 0));
    tx.query_first(
        "SELECT at FROM message WHERE conversation = ?1 AND from_customer AND (at, id) > (?2, ?3)
         ORDER BY at, id LIMIT 1",
        (conversation.0, at, id),
        |row| row.get(0).map(time),
    )
}

/// Adds a message and its words.
pub(crate) fn insert(tx: &WriteTx, row: &MessageRow) -> DbResult<()> {
    tx.execute(
        "INSERT INTO message (id, conversation, outbound, from_customer, at, received_at, content, provider_id,
                              provider_hash, status, author)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        (
            row.id.0,
            row.conversation.0,
            row.outbound,
            !row.outbound && row.content.is_from_customer(),
            row.at.timestamp_millis(),
            row.received_at.timestamp_millis(),
            serde_json::to_string(&row.content)?,
            &row.provider_id,
            row.provider_id.as_deref().filter(|_| row.outbound).map(hash64),
            row.status.map(MessageStatus::as_str),
            &row.author,
        ),
    )?;
    if let Some(text) = row.content.text() {
        let words = search_text::for_index(text);
        tx.execute("INSERT INTO message_words (rowid, words) VALUES (?1, ?2)", (row.id.0, words))?;
    }
    Ok(())
}

/// Writes back what may change after a message was written: its way to the customer.
pub(crate) fn update(tx: &WriteTx, row: &MessageRow) -> DbResult<()> {
    let failure = row.failure.as_ref().map(serde_json::to_string).transpose()?;
    tx.execute(
        "UPDATE message SET provider_id = ?2, provider_hash = ?3, status = ?4, failure = ?5, sent_at = ?6,
                            delivered_at = ?7, read_at = ?8
         WHERE id = ?1",
        (
            row.id.0,
            &row.provider_id,
            row.provider_id.as_deref().filter(|_| row.outbound).map(hash64),
            row.status.map(MessageStatus::as_str),
            failure,
            row.sent_at.map(|t| t.timestamp_millis()),
            row.delivered_at.map(|t| t.timestamp_millis()),
            row.read_at.map(|t| t.timestamp_millis()),
        ),
    )?;
    Ok(())
}
