//! The provider's ids of files that were handed over.

use chrono::{DateTime, Utc};

use crate::domain::ids::ChannelId;
use crate::store::{DbResult, ReadTx, WriteTx};

/// The provider's id of a file on this channel, as this type, if it is still good at `now`.
pub fn media_id(
    tx: &ReadTx,
    channel: &ChannelId,
    sha256: &str,
    mime_type: &str,
    now: DateTime<Utc>,
) -> DbResult<Option<String>> {
    tx.query_first(
        "SELECT media_id FROM upload WHERE channel = ?1 AND sha256 = ?2 AND mime_type = ?3 AND expires_at > ?4",
        (channel.as_str(), sha256, mime_type, now.timestamp_millis()),
        |row| row.get(0),
    )
}

/// Remembers the id of a file that was handed over.
pub(crate) fn put(
    tx: &WriteTx,
    channel: &ChannelId,
    sha256: &str,
    mime_type: &str,
    media_id: &str,
    expires_at: DateTime<Utc>,
) -> DbResult<()> {
    tx.execute(
        "INSERT INTO upload (channel, sha256, mime_type, media_id, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (channel, sha256, mime_type) DO UPDATE SET media_id = excluded.media_id,
             expires_at = excluded.expires_at",
        (channel.as_str(), sha256, mime_type, media_id, expires_at.timestamp_millis()),
    )?;
    Ok(())
}

/// Forgets an id that the provider does not know any more.
pub(crate) fn forget(tx: &WriteTx, channel: &ChannelId, media_id: &str) -> DbResult<()> {
    tx.execute("DELETE FROM upload WHERE channel = ?1 AND media_id = ?2", (channel.as_str(), media_id))?;
    Ok(())
}

/// Forgets ids that have run out.
pub(crate) fn delete_expired(tx: &WriteTx, now: DateTime<Utc>) -> DbResult<usize> {
    tx.execute("DELETE FROM upload WHERE expires_at <= ?1", [now.timestamp_millis()])
}
