//! The emoji on messages: at most one of each side.

use chrono::{DateTime, Utc};

use crate::domain::ids::MessageId;
use crate::store::hash::hash64;
use crate::store::{DbResult, ReadTx, WriteTx};

use super::time;

/// An emoji on a message, or the memory that one was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReactionRow {
    /// The provider's id of the message that it is on.
    pub provider_id: String,
    /// Whether it is ours.
    pub outbound: bool,
    /// The emoji; `None` when it was taken back.
    pub emoji: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// The message that brought it.
    pub message: MessageId,
}

/// What each side has put on a message, or has taken back from it.
pub fn on_message(tx: &ReadTx, provider_id: &str) -> DbResult<Vec<ReactionRow>> {
    tx.query_all(
        "SELECT outbound, emoji, at, message FROM reaction WHERE provider_hash = ?1 AND provider_id = ?2
         ORDER BY outbound",
        (hash64(provider_id), provider_id),
        |row| {
            Ok(ReactionRow {
                provider_id: provider_id.to_owned(),
                outbound: row.get(0)?,
                emoji: row.get(1)?,
                at: time(row.get(2)?),
                message: MessageId(row.get(3)?),
            })
        },
    )
}

/// Puts the newest of one side in the place of an earlier one.
pub(crate) fn put(tx: &WriteTx, row: &ReactionRow) -> DbResult<()> {
    tx.execute(
        "INSERT INTO reaction (provider_hash, provider_id, outbound, emoji, at, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (provider_hash, provider_id, outbound)
         DO UPDATE SET emoji = excluded.emoji, at = excluded.at, message = excluded.message",
        (
            hash64(&row.provider_id),
            &row.provider_id,
            row.outbound,
            &row.emoji,
            row.at.timestamp_millis(),
            row.message.0,
        ),
    )?;
    Ok(())
}
