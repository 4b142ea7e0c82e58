//! What is known of the connected numbers.

use crate::domain::event::ChannelDescribed;
use crate::domain::failure::Failure;
use crate::domain::ids::ChannelId;
use crate::store::{DbResult, ReadTx, WriteTx};

/// What is known of a connected number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChannelRow {
    /// The number as the provider writes it.
    pub display_phone_number: Option<String>,
    /// The name that customers see.
    pub verified_name: Option<String>,
    /// The provider's word for its quality.
    pub quality: Option<String>,
    /// Why nothing is sent at present.
    pub paused: Option<Failure>,
}

/// What is known of a channel; nothing, if it was never described.
pub fn by_id(tx: &ReadTx, id: &ChannelId) -> DbResult<ChannelRow> {
    let row = tx.query_first(
        "SELECT display_phone_number, verified_name, quality, paused FROM channel WHERE id = ?1",
        [id.as_str()],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get::<_, Option<String>>(3)?)),
    )?;
    let Some((display_phone_number, verified_name, quality, paused)) = row else { return Ok(ChannelRow::default()) };
    let paused = paused.as_deref().map(serde_json::from_str).transpose()?;
    Ok(ChannelRow { display_phone_number, verified_name, quality, paused })
}

/// Takes over what the provider says of a channel.
pub(crate) fn describe(tx: &WriteTx, described: &ChannelDescribed) -> DbResult<()> {
    tx.execute(
        "INSERT INTO channel (id, display_phone_number, verified_name, quality) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET display_phone_number = excluded.display_phone_number,
             verified_name = excluded.verified_name, quality = excluded.quality",
        (described.channel.as_str(), &described.display_phone_number, &described.verified_name, &described.quality),
    )?;
    Ok(())
}

/// Stops or resumes sending on a channel.
pub(crate) fn set_paused(tx: &WriteTx, id: &ChannelId, paused: Option<&Failure>) -> DbResult<()> {
    let paused = paused.map(serde_json::to_string).transpose()?;
    tx.execute(
        "INSERT INTO channel (id, paused) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET paused = excluded.paused",
        (id.as_str(), paused),
    )?;
    Ok(())
}
