//! Up to which event the projection is folded, and by which version of the fold.

use crate::domain::ids::Seq;
use crate::store::{DbError, DbResult, ReadTx, WriteTx};

/// The version of the fold that made the tables, and the last event it has seen.
pub fn current(tx: &ReadTx) -> DbResult<(i64, Seq)> {
    tx.query_first("SELECT version, applied FROM projection_state", [], |row| Ok((row.get(0)?, Seq(row.get(1)?))))?
        .ok_or(DbError::Missing("projection state"))
}

/// Notes the last event that was folded.
pub(crate) fn set_applied(tx: &WriteTx, applied: Seq) -> DbResult<()> {
    tx.execute("UPDATE projection_state SET applied = ?1", [applied.0])?;
    Ok(())
}

/// Empties every table of the projection, to be folded anew by this version.
pub(crate) fn clear(tx: &WriteTx, version: i64) -> DbResult<()> {
    for table in TABLES.iter().rev() {
        tx.execute(&format!("DELETE FROM {table}"), [])?;
    }
    for words in ["message_words", "contact_words"] {
        tx.execute(&format!("INSERT INTO {words} ({words}) VALUES ('delete-all')"), [])?;
    }
    tx.execute("UPDATE inbox_count SET unread_conversations = 0", [])?;
    tx.execute("UPDATE projection_state SET version = ?1, applied = 0", [version])?;
    Ok(())
}

/// The tables that are a fold of the log, in the order in which they may be filled. The search indexes follow from
/// `message` and `contact`.
pub const TABLES: [&str; 24] = [
    "contact",
    "contact_identity",
    "contact_block",
    "attribute",
    "contact_attribute",
    "contact_note",
    "told_apart",
    "conversation",
    "label",
    "conversation_label",
    "saved_view",
    "saved_reply",
    "message",
    "early_news",
    "reaction",
    "outbox",
    "scheduled",
    "office",
    "wait",
    "resolution",
    "outreach",
    "template",
    "channel",
    "news",
];
