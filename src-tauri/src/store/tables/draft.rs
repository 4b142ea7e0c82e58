//! What was typed and not sent.

use chrono::{DateTime, Utc};

use crate::domain::ids::ConversationId;
use crate::store::{DbResult, ReadTx, WriteTx};

/// Keeps what was typed; an empty text forgets it.
pub(crate) fn save(tx: &WriteTx, conversation: ConversationId, text: &str, now: DateTime<Utc>) -> DbResult<()> {
    if text.is_empty() {
        tx.execute("DELETE FROM draft WHERE conversation = ?1", [conversation.0])?;
    } else {
        tx.execute(
            "INSERT INTO draft (conversation, text, saved_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (conversation) DO UPDATE SET text = excluded.text, saved_at = excluded.saved_at",
            (conversation.0, text, now.timestamp_millis()),
        )?;
    }
    Ok(())
}

/// What was typed for a conversation.
pub fn text(tx: &ReadTx, conversation: ConversationId) -> DbResult<Option<String>> {
    tx.query_first("SELECT text FROM draft WHERE conversation = ?1", [conversation.0], |row| row.get(0))
}
