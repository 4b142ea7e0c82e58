//! What a thread's row in the list says of its messages, and who waits for an answer.

use chrono::{DateTime, Utc};

use crate::domain::ids::{ConversationId, MessageId};
use crate::store::tables::time;
use crate::store::{DbResult, ReadTx};

use super::MessageRow;
use super::reading::{COLUMNS, complete, from_row};

/// Reactions are words like others; that one was taken back is not.
pub(super) const SAYS_SOMETHING: &str =
    "(json_extract(content, '$.kind') <> 'reaction' OR json_extract(content, '$.emoji') IS NOT NULL)";

/// Who wrote what is sent while the office is closed. It is no answer: the customer still waits for a person.
const AWAY_AUTHOR: &str = "rule:away";

/// The message that a thread's row in the list shows: the newest that somebody wrote, reactions included.
pub fn newest(tx: &ReadTx, conversation: ConversationId) -> DbResult<Option<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message
         WHERE conversation = ?1 AND origin NOT IN ('elsewhere', 'notice') AND {SAYS_SOMETHING}
         ORDER BY at DESC, id DESC LIMIT 1"
    );
    tx.query_first(&sql, [conversation.0], from_row)?.map(complete).transpose()
}

/// The customer's newest message of a thread.
pub fn newest_of_customer(tx: &ReadTx, conversation: ConversationId) -> DbResult<Option<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message WHERE conversation = ?1 AND from_customer ORDER BY at DESC, id DESC LIMIT 1"
    );
    tx.query_first(&sql, [conversation.0], from_row)?.map(complete).transpose()
}

/// Customers' voice notes behind a place whose file is here and which nobody has written down, with the file's SHA-256.
pub fn voice_notes_without_words(tx: &ReadTx, after: MessageId, limit: u32) -> DbResult<Vec<(MessageId, String)>> {
    tx.query_all(
        "SELECT m.id, d.sha256 FROM message AS m JOIN download AS d ON d.message = m.id
         WHERE m.media = 'voice' AND m.transcript IS NULL AND NOT m.outbound AND m.id > ?1
           AND d.state = 'here' AND d.sha256 IS NOT NULL
         ORDER BY m.id LIMIT ?2",
        (after.0, limit),
        |row| Ok((MessageId(row.get(0)?), row.get(1)?)),
    )
}

/// How many of the customer's messages in a thread came behind `after`.
pub fn count_inbound_after(tx: &ReadTx, conversation: ConversationId, after: MessageId) -> DbResult<i64> {
    let count = tx.query_first(
        "SELECT count(*) FROM message WHERE conversation = ?1 AND id > ?2 AND from_customer",
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
         WHERE conversation = ?1 AND id <= ?2 AND from_customer AND provider_id IS NOT NULL
           AND json_extract(content, '$.kind') <> 'call'
         ORDER BY at DESC, id DESC LIMIT 1"
    );
    let up_to = up_to.map_or(i64::MAX, |id| id.0);
    tx.query_first(&sql, (conversation.0, up_to), from_row)?.map(complete).transpose()
}

/// The customer's message of a thread that came last, whenever it was written.
pub fn newest_arrival(tx: &ReadTx, conversation: ConversationId) -> DbResult<Option<MessageId>> {
    let sql = "SELECT max(id) FROM message WHERE conversation = ?1 AND from_customer";
    Ok(tx.query_first(sql, [conversation.0], |row| row.get::<_, Option<i64>>(0))?.flatten().map(MessageId))
}

/// Since when the customer has been waiting: the first message of theirs behind our last one that did not fail.
pub fn unanswered_since(tx: &ReadTx, conversation: ConversationId) -> DbResult<Option<DateTime<Utc>>> {
    let answers = format!(
        "SELECT at, id FROM message WHERE conversation = ?1 AND outbound AND status <> 'failed' AND {SAYS_SOMETHING}
         AND coalesce(author, '') <> '{AWAY_AUTHOR}' ORDER BY at DESC, id DESC LIMIT 1"
    );
    let answered =
        tx.query_first(&answers, [conversation.0], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    let (at, id) = answered.unwrap_or((0, 0));
    tx.query_first(
        "SELECT at FROM message WHERE conversation = ?1 AND from_customer AND (at, id) > (?2, ?3)
         ORDER BY at, id LIMIT 1",
        (conversation.0, at, id),
        |row| row.get(0).map(time),
    )
}

/// Whether we have said anything in a thread since a moment, by hand or by rule, that did not fail.
pub fn said_by_us_since(tx: &ReadTx, conversation: ConversationId, since: DateTime<Utc>) -> DbResult<bool> {
    let sql = "SELECT 1 FROM message WHERE conversation = ?1 AND at >= ?2 AND outbound
               AND coalesce(status, '') <> 'failed' AND origin NOT IN ('elsewhere', 'notice') LIMIT 1";
    Ok(tx.query_first(sql, (conversation.0, since.timestamp_millis()), |_| Ok(()))?.is_some())
}

impl MessageRow {
    /// Whether the closed office sent it by itself, which is no answer.
    pub fn is_away_reply(&self) -> bool {
        self.author.as_deref() == Some(AWAY_AUTHOR)
    }
}
