//! Templates that are being written here and have not been handed in.

use chrono::{DateTime, Utc};

use crate::domain::authoring::TemplateDraft;
use crate::domain::ids::ChannelId;
use crate::store::{DbResult, ReadTx, WriteTx};

use super::{channel_from, time};

/// A draft as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// Ours.
    pub id: i64,
    /// Of which channel.
    pub channel: ChannelId,
    /// What was written.
    pub kept: KeptDraft,
    /// When.
    pub saved_at: DateTime<Utc>,
}

/// What is kept of a draft.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct KeptDraft {
    /// What was written.
    pub draft: TemplateDraft,
    /// The provider's id of the template that it is to replace; a new one without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editing: Option<String>,
}

const COLUMNS: &str = "SELECT id, channel, body, saved_at FROM template_draft";

/// The drafts of a channel, the newest first.
pub fn all(tx: &ReadTx, channel: &ChannelId) -> DbResult<Vec<DraftRow>> {
    let rows = tx.query_all(
        &format!("{COLUMNS} WHERE channel = ?1 ORDER BY saved_at DESC, id DESC"),
        [channel.as_str()],
        raw,
    )?;
    rows.into_iter().map(row).collect()
}

/// One draft.
pub fn by_id(tx: &ReadTx, id: i64) -> DbResult<Option<DraftRow>> {
    tx.query_first(&format!("{COLUMNS} WHERE id = ?1"), [id], raw)?.map(row).transpose()
}

/// Keeps a new draft; gives its id.
pub(crate) fn insert(tx: &WriteTx, channel: &ChannelId, kept: &KeptDraft, now: DateTime<Utc>) -> DbResult<i64> {
    tx.execute(
        "INSERT INTO template_draft (channel, body, saved_at) VALUES (?1, ?2, ?3)",
        (channel.as_str(), serde_json::to_string(kept)?, now.timestamp_millis()),
    )?;
    Ok(tx.query_first("SELECT last_insert_rowid()", [], |row| row.get(0))?.unwrap_or_default())
}

/// Keeps a draft anew.
pub(crate) fn update(tx: &WriteTx, id: i64, kept: &KeptDraft, now: DateTime<Utc>) -> DbResult<()> {
    tx.execute(
        "UPDATE template_draft SET body = ?2, saved_at = ?3 WHERE id = ?1",
        (id, serde_json::to_string(kept)?, now.timestamp_millis()),
    )?;
    Ok(())
}

/// Forgets a draft.
pub(crate) fn delete(tx: &WriteTx, id: i64) -> DbResult<()> {
    tx.execute("DELETE FROM template_draft WHERE id = ?1", [id])?;
    Ok(())
}

type Raw = (i64, ChannelId, String, i64);

fn raw(row: &rusqlite::Row<'_>) -> rusqlite::Result<Raw> {
    Ok((row.get(0)?, channel_from(row, 1)?, row.get(2)?, row.get(3)?))
}

fn row((id, channel, body, saved_at): Raw) -> DbResult<DraftRow> {
    Ok(DraftRow { id, channel, kept: serde_json::from_str(&body)?, saved_at: time(saved_at) })
}
