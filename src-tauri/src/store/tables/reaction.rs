//! The emoji on messages: at most one of each side.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::Row;

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
        "SELECT provider_id, outbound, emoji, at, message FROM reaction WHERE provider_hash = ?1 AND provider_id = ?2
         ORDER BY outbound",
        (hash64(provider_id), provider_id),
        from_row,
    )
}

/// The same for many messages at once, by the provider's id of each.
pub fn on_messages(tx: &ReadTx, provider_ids: &[&str]) -> DbResult<BTreeMap<String, Vec<ReactionRow>>> {
    let hashes: Vec<i64> = provider_ids.iter().map(|id| hash64(id)).collect();
    let rows = tx.query_all(
        "SELECT provider_id, outbound, emoji, at, message FROM reaction
         WHERE provider_hash IN (SELECT value FROM json_each(?1)) ORDER BY outbound",
        [serde_json::to_string(&hashes)?],
        from_row,
    )?;
    let mut by_message = BTreeMap::<String, Vec<ReactionRow>>::new();
    for row in rows {
        by_message.entry(row.provider_id.clone()).or_default().push(row);
    }
    Ok(by_message)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<ReactionRow> {
    Ok(ReactionRow {
        provider_id: row.get(0)?,
        outbound: row.get(1)?,
        emoji: row.get(2)?,
        at: time(row.get(3)?),
        message: MessageId(row.get(4)?),
    })
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
