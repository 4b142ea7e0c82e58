//! Messages that still have to reach a provider.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::Row;

use crate::domain::ids::{ChannelId, ConversationId, MessageId};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::{channel_from, time};

/// A message that still has to reach a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// Which message.
    pub message: MessageId,
    /// On which channel.
    pub channel: ChannelId,
    /// In which thread.
    pub conversation: ConversationId,
    /// Whether it is being handed over at this moment.
    pub sending: bool,
    /// How often it was handed over in its life.
    pub attempt: u32,
    /// How many of these count, since somebody last asked for it.
    pub tries: u32,
    /// Not before this moment; `None`: not before sending on the channel is resumed.
    pub next_at: Option<DateTime<Utc>>,
}

impl OutboxRow {
    /// A message that may go from `now` on and has not been handed over yet.
    pub fn fresh(message: MessageId, channel: ChannelId, conversation: ConversationId, now: DateTime<Utc>) -> Self {
        OutboxRow { message, channel, conversation, sending: false, attempt: 0, tries: 0, next_at: Some(now) }
    }
}

const COLUMNS: &str = "message, channel, conversation, sending, attempt, tries, next_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<OutboxRow> {
    Ok(OutboxRow {
        message: MessageId(row.get(0)?),
        channel: channel_from(row, 1)?,
        conversation: ConversationId(row.get(2)?),
        sending: row.get(3)?,
        attempt: row.get(4)?,
        tries: row.get(5)?,
        next_at: row.get::<_, Option<i64>>(6)?.map(time),
    })
}

/// A message's place in the outbox.
pub fn by_message(tx: &ReadTx, message: MessageId) -> DbResult<Option<OutboxRow>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE message = ?1");
    tx.query_first(&sql, [message.0], from_row)
}

/// The places of those of these messages that are in the outbox.
pub fn by_messages(tx: &ReadTx, messages: &[MessageId]) -> DbResult<BTreeMap<MessageId, OutboxRow>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE message IN (SELECT value FROM json_each(?1))");
    let rows = tx.query_all(&sql, [serde_json::to_string(messages)?], from_row)?;
    Ok(rows.into_iter().map(|row| (row.message, row)).collect())
}

/// The first message of each thread, so that none overtakes another, by the time at which it may go.
pub fn heads(tx: &ReadTx) -> DbResult<Vec<OutboxRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox WHERE message IN (SELECT min(message) FROM outbox GROUP BY conversation)
         AND channel NOT IN (SELECT id FROM channel WHERE paused IS NOT NULL)
         ORDER BY next_at, message"
    );
    tx.query_all(&sql, [], from_row)
}

/// Messages that were being handed over when the program ended.
pub fn interrupted(tx: &ReadTx) -> DbResult<Vec<OutboxRow>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE sending ORDER BY message");
    tx.query_all(&sql, [], from_row)
}

/// How many messages wait in all.
pub fn length(tx: &ReadTx) -> DbResult<i64> {
    Ok(tx.query_first("SELECT count(*) FROM outbox", [], |row| row.get(0))?.unwrap_or(0))
}

/// How many messages wait in a thread.
pub fn length_of_conversation(tx: &ReadTx, conversation: ConversationId) -> DbResult<i64> {
    let sql = "SELECT count(*) FROM outbox WHERE conversation = ?1";
    Ok(tx.query_first(sql, [conversation.0], |row| row.get(0))?.unwrap_or(0))
}

/// Adds a message, or puts its new state in the place of the old one.
pub(crate) fn put(tx: &WriteTx, row: &OutboxRow) -> DbResult<()> {
    tx.execute(
        "INSERT INTO outbox (message, channel, conversation, sending, attempt, tries, next_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (message) DO UPDATE SET sending = excluded.sending, attempt = excluded.attempt,
             tries = excluded.tries, next_at = excluded.next_at",
        (
            row.message.0,
            row.channel.as_str(),
            row.conversation.0,
            row.sending,
            row.attempt,
            row.tries,
            row.next_at.map(|t| t.timestamp_millis()),
        ),
    )?;
    Ok(())
}

/// Takes a message out.
pub(crate) fn delete(tx: &WriteTx, message: MessageId) -> DbResult<()> {
    tx.execute("DELETE FROM outbox WHERE message = ?1", [message.0])?;
    Ok(())
}

/// Lets the messages of a channel go from `now` on that waited for it to be resumed.
pub(crate) fn wake_channel(tx: &WriteTx, channel: &ChannelId, now: DateTime<Utc>) -> DbResult<Vec<OutboxRow>> {
    let sql = format!("SELECT {COLUMNS} FROM outbox WHERE channel = ?1 AND next_at IS NULL ORDER BY message");
    let rows = tx.query_all(&sql, [channel.as_str()], from_row)?;
    tx.execute(
        "UPDATE outbox SET next_at = ?2 WHERE channel = ?1 AND next_at IS NULL",
        (channel.as_str(), now.timestamp_millis()),
    )?;
    Ok(rows)
}
