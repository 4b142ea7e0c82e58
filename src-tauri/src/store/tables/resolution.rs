//! Pieces of work that were ended.

use chrono::{DateTime, Utc};

use crate::domain::ids::{ChannelId, ConversationId, Seq};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::{channel_from, time};

/// A piece of work that was ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolutionRow {
    /// The event that ended it.
    pub id: Seq,
    /// In which thread.
    pub conversation: ConversationId,
    /// On which number.
    pub channel: ChannelId,
    /// When it began: with the customer's first message, or with ours.
    pub opened_at: DateTime<Utc>,
    /// When it was ended.
    pub resolved_at: DateTime<Utc>,
    /// By whom: an actor's stored form.
    pub resolved_by: String,
}

/// Keeps a piece of work that was ended.
pub(crate) fn insert(tx: &WriteTx, row: &ResolutionRow) -> DbResult<()> {
    tx.execute(
        "INSERT INTO resolution (id, conversation, channel, opened_at, resolved_at, resolved_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            row.id.0,
            row.conversation.0,
            row.channel.as_str(),
            row.opened_at.timestamp_millis(),
            row.resolved_at.timestamp_millis(),
            &row.resolved_by,
        ),
    )?;
    Ok(())
}

/// The piece of work of a thread that was ended last.
pub fn newest(tx: &ReadTx, conversation: ConversationId) -> DbResult<Option<ResolutionRow>> {
    tx.query_first(
        "SELECT id, conversation, channel, opened_at, resolved_at, resolved_by FROM resolution
         WHERE conversation = ?1 ORDER BY id DESC LIMIT 1",
        [conversation.0],
        |row| {
            Ok(ResolutionRow {
                id: Seq(row.get(0)?),
                conversation: ConversationId(row.get(1)?),
                channel: channel_from(row, 2)?,
                opened_at: time(row.get(3)?),
                resolved_at: time(row.get(4)?),
                resolved_by: row.get(5)?,
            })
        },
    )
}

/// Takes the end of a piece of work back.
pub(crate) fn delete(tx: &WriteTx, id: Seq) -> DbResult<()> {
    tx.execute("DELETE FROM resolution WHERE id = ?1", [id.0])?;
    Ok(())
}
