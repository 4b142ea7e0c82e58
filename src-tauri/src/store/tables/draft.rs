//! What was typed and chosen and not sent.

use chrono::{DateTime, Utc};

use crate::domain::ids::ConversationId;
use crate::store::{DbResult, ReadTx, WriteTx};

/// Keeps a draft, as JSON; `None` forgets it.
pub(crate) fn save(tx: &WriteTx, conversation: ConversationId, body: Option<&str>, now: DateTime<Utc>) -> DbResult<()> {
    match body {
        None => tx.execute("DELETE FROM draft WHERE conversation = ?1", [conversation.0])?,
        Some(body) => tx.execute(
            "INSERT INTO draft (conversation, body, saved_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (conversation) DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
            (conversation.0, body, now.timestamp_millis()),
        )?,
    };
    Ok(())
}

/// The draft of a conversation, as JSON.
pub fn body(tx: &ReadTx, conversation: ConversationId) -> DbResult<Option<String>> {
    tx.query_first("SELECT body FROM draft WHERE conversation = ?1", [conversation.0], |row| row.get(0))
}

/// The drafts of all conversations, as JSON: what they name must not be tidied away.
pub fn all(tx: &ReadTx) -> DbResult<Vec<String>> {
    tx.query_all("SELECT body FROM draft", [], |row| row.get(0))
}
