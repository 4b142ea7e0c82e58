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
    /// The name of the account that it belongs to.
    pub account_name: Option<String>,
    /// The outcome of the provider's review of the account.
    pub account_review: Option<String>,
    /// Why nothing is sent at present.
    pub paused: Option<Failure>,
}

/// What is known of a channel; nothing, if it was never described.
pub fn by_id(tx: &ReadTx, id: &ChannelId) -> DbResult<ChannelRow> {
    let row = tx.query_first(
        "SELECT display_phone_number, verified_name, quality, account_name, account_review, paused
         FROM channel WHERE id = ?1",
        [id.as_str()],
        |row| {
            let known = ChannelRow {
                display_phone_number: row.get(0)?,
                verified_name: row.get(1)?,
                quality: row.get(2)?,
                account_name: row.get(3)?,
                account_review: row.get(4)?,
                paused: None,
            };
            Ok((known, row.get::<_, Option<String>>(5)?))
        },
    )?;
    let Some((known, paused)) = row else { return Ok(ChannelRow::default()) };
    let paused = paused.as_deref().map(serde_json::from_str).transpose()?;
    Ok(ChannelRow { paused, ..known })
}

/// Takes over what the provider says of a channel.
pub(crate) fn describe(tx: &WriteTx, described: &ChannelDescribed) -> DbResult<()> {
    tx.execute(
        "INSERT INTO channel (id, display_phone_number, verified_name, quality, account_name, account_review)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET display_phone_number = excluded.display_phone_number,
             verified_name = excluded.verified_name, quality = excluded.quality,
             account_name = excluded.account_name, account_review = excluded.account_review",
        (
            described.channel.as_str(),
            &described.display_phone_number,
            &described.verified_name,
            &described.quality,
            &described.account_name,
            &described.account_review,
        ),
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
