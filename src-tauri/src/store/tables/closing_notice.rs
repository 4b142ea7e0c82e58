//! Which closing windows were announced.

use chrono::{DateTime, Utc};

use crate::domain::ids::ConversationId;
use crate::store::{DbResult, WriteTx};

/// Notes that the end of this window is announced; `false` when it was already.
pub(crate) fn claim(tx: &WriteTx, conversation: ConversationId, closes_at: DateTime<Utc>) -> DbResult<bool> {
    let changed = tx.execute(
        "INSERT INTO closing_notice (conversation, closes_at) VALUES (?1, ?2)
         ON CONFLICT (conversation) DO UPDATE SET closes_at = excluded.closes_at
         WHERE closing_notice.closes_at <> excluded.closes_at",
        (conversation.0, closes_at.timestamp_millis()),
    )?;
    Ok(changed > 0)
}
