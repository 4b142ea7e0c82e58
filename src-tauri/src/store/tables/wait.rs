//! Each time a customer waited for an answer.

use chrono::{DateTime, Duration, Utc};

use crate::domain::ids::{ChannelId, ConversationId, MessageId};
use crate::store::{DbResult, WriteTx};

use super::message::Place;

/// A customer who begins to wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWait {
    /// The message with which it begins, and its number.
    pub message: MessageId,
    /// In which thread.
    pub conversation: ConversationId,
    /// On which channel.
    pub channel: ChannelId,
    /// When that message was written.
    pub asked_at: DateTime<Utc>,
}

/// The customer wrote again while they waited. Tells whether they did: a question that nobody answered within `window` is
/// over, and what they write behind it is another one.
pub(crate) fn ask_again(
    tx: &WriteTx,
    conversation: ConversationId,
    at: DateTime<Utc>,
    window: Duration,
) -> DbResult<bool> {
    let changed = tx.execute(
        "UPDATE wait SET last_asked_at = ?2 WHERE conversation = ?1 AND answered_at IS NULL AND last_asked_at > ?3",
        (conversation.0, at.timestamp_millis(), (at - window).timestamp_millis()),
    )?;
    Ok(changed > 0)
}

/// Whether a customer was waiting at a moment already, and asked again after it: another question there changes nothing.
pub(crate) fn goes_on(tx: &WriteTx, conversation: ConversationId, at: DateTime<Utc>) -> DbResult<bool> {
    let sql = "SELECT last_asked_at > ?2 FROM wait WHERE conversation = ?1 AND asked_at <= ?2
               ORDER BY asked_at DESC, id DESC LIMIT 1";
    let goes_on = tx.query_first(sql, (conversation.0, at.timestamp_millis()), |row| row.get(0))?;
    Ok(goes_on.unwrap_or(false))
}

/// Adds a wait. It is the first of its piece of work when there was no other since the last one ended.
pub(crate) fn insert(tx: &WriteTx, wait: &NewWait) -> DbResult<()> {
    tx.execute(
        "INSERT INTO wait (id, conversation, channel, first, asked_at, last_asked_at)
         VALUES (?1, ?2, ?3,
             NOT EXISTS (SELECT 1 FROM wait WHERE conversation = ?2 AND asked_at <= ?4 AND asked_at > coalesce(
                 (SELECT max(resolved_at) FROM resolution WHERE conversation = ?2 AND resolved_at <= ?4), -1)),
             ?4, ?4)",
        (wait.message.0, wait.conversation.0, wait.channel.as_str(), wait.asked_at.timestamp_millis()),
    )?;
    Ok(())
}

/// Somebody answered, and nobody waits in this thread any more.
pub(crate) fn answer(tx: &WriteTx, conversation: ConversationId, at: DateTime<Utc>, by: &str) -> DbResult<()> {
    tx.execute(
        "UPDATE wait SET answered_at = ?2, answered_by = ?3 WHERE conversation = ?1 AND answered_at IS NULL",
        (conversation.0, at.timestamp_millis(), by),
    )?;
    Ok(())
}

/// Forgets the waits of a thread that began behind a place, or all of them.
pub(crate) fn delete_behind(tx: &WriteTx, conversation: ConversationId, place: Option<Place>) -> DbResult<()> {
    let (at, id) = place.map_or((-1, -1), |place| (place.at.timestamp_millis(), place.id.0));
    tx.execute("DELETE FROM wait WHERE conversation = ?1 AND (asked_at, id) > (?2, ?3)", (conversation.0, at, id))?;
    Ok(())
}
