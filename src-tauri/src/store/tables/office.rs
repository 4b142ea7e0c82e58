//! When a number's office is open, and what it answers while it is not.

use crate::domain::ids::ChannelId;
use crate::domain::office::Office;
use crate::store::{DbResult, ReadTx, WriteTx};

use super::channel_from;

/// What the office of a channel has agreed on, if anything.
pub fn of_channel(tx: &ReadTx, channel: &ChannelId) -> DbResult<Option<Office>> {
    let body = tx
        .query_first("SELECT body FROM office WHERE channel = ?1", [channel.as_str()], |row| row.get::<_, String>(0))?;
    Ok(body.as_deref().map(serde_json::from_str).transpose()?)
}

/// Keeps what it has agreed on.
pub(crate) fn put(tx: &WriteTx, channel: &ChannelId, office: &Office) -> DbResult<()> {
    tx.execute(
        "INSERT INTO office (channel, body) VALUES (?1, ?2) ON CONFLICT (channel) DO UPDATE SET body = excluded.body",
        (channel.as_str(), serde_json::to_string(office)?),
    )?;
    Ok(())
}

/// What all offices have agreed on, by channel.
pub fn all(tx: &ReadTx) -> DbResult<Vec<(ChannelId, Office)>> {
    let sql = "SELECT channel, body FROM office ORDER BY channel";
    let rows = tx.query_all(sql, [], |row| Ok((channel_from(row, 0)?, row.get::<_, String>(1)?)))?;
    rows.into_iter().map(|(channel, body)| Ok((channel, serde_json::from_str(&body)?))).collect()
}
