//! What is known of the connected numbers.

use chrono::{DateTime, Utc};

use crate::domain::event::{ChannelDescribed, PhonePart};
use crate::domain::failure::Failure;
use crate::domain::ids::ChannelId;
use crate::store::{DbResult, ReadTx, WriteTx};

use super::{channel_from, time};

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
    /// Whether the WhatsApp Business app on a phone shares it.
    pub on_phone: bool,
    /// The provider's word for how many people may be written to in a day outside their windows.
    pub messaging_limit: Option<String>,
    /// The catalogue that is connected to the account.
    pub catalog_id: Option<String>,
    /// When the phone was asked for its contacts, and for its past.
    pub contacts_requested_at: Option<DateTime<Utc>>,
    /// When the phone was asked for its past.
    pub history_requested_at: Option<DateTime<Utc>>,
    /// How much of the phone's past has come, in per cent.
    pub history_percent: Option<u8>,
    /// Whether the phone's owner does not share its past.
    pub history_declined: bool,
    /// Why nothing is sent at present.
    pub paused: Option<Failure>,
}

/// What is known of a channel; nothing, if it was never described.
pub fn by_id(tx: &ReadTx, id: &ChannelId) -> DbResult<ChannelRow> {
    let row = tx.query_first(
        "SELECT display_phone_number, verified_name, quality, account_name, account_review, on_phone, messaging_limit,
                catalog_id, contacts_requested_at, history_requested_at, history_percent, history_declined, paused
         FROM channel WHERE id = ?1",
        [id.as_str()],
        |row| {
            let known = ChannelRow {
                display_phone_number: row.get(0)?,
                verified_name: row.get(1)?,
                quality: row.get(2)?,
                account_name: row.get(3)?,
                account_review: row.get(4)?,
                on_phone: row.get(5)?,
                messaging_limit: row.get(6)?,
                catalog_id: row.get(7)?,
                contacts_requested_at: row.get::<_, Option<i64>>(8)?.map(time),
                history_requested_at: row.get::<_, Option<i64>>(9)?.map(time),
                history_percent: row.get(10)?,
                history_declined: row.get(11)?,
                paused: None,
            };
            Ok((known, row.get::<_, Option<String>>(12)?))
        },
    )?;
    let Some((known, paused)) = row else { return Ok(ChannelRow::default()) };
    let paused = paused.as_deref().map(serde_json::from_str).transpose()?;
    Ok(ChannelRow { paused, ..known })
}

/// The channels whose number the WhatsApp Business app on a phone shares.
pub fn on_phone(tx: &ReadTx) -> DbResult<Vec<ChannelId>> {
    tx.query_all("SELECT id FROM channel WHERE on_phone ORDER BY id", [], |row| channel_from(row, 0))
}

/// Takes over what the provider says of a channel.
pub(crate) fn describe(tx: &WriteTx, described: &ChannelDescribed) -> DbResult<()> {
    tx.execute(
        "INSERT INTO channel (id, display_phone_number, verified_name, quality, account_name, account_review, on_phone,
                              messaging_limit, catalog_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET display_phone_number = excluded.display_phone_number,
             verified_name = excluded.verified_name, quality = excluded.quality,
             account_name = excluded.account_name, account_review = excluded.account_review,
             on_phone = excluded.on_phone, messaging_limit = excluded.messaging_limit, catalog_id = excluded.catalog_id",
        (
            described.channel.as_str(),
            &described.display_phone_number,
            &described.verified_name,
            &described.quality,
            &described.account_name,
            &described.account_review,
            described.on_phone,
            &described.messaging_limit,
            &described.catalog_id,
        ),
    )?;
    Ok(())
}

/// Notes that the phone was asked for a part of what it holds.
pub(crate) fn set_requested(tx: &WriteTx, id: &ChannelId, part: PhonePart, at: DateTime<Utc>) -> DbResult<()> {
    let column = match part {
        PhonePart::Contacts => "contacts_requested_at",
        PhonePart::History => "history_requested_at",
    };
    let sql = format!(
        "INSERT INTO channel (id, {column}) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET {column} = excluded.{column}"
    );
    tx.execute(&sql, (id.as_str(), at.timestamp_millis()))?;
    Ok(())
}

/// Notes how much of the phone's past has come; `None`: its owner does not share it. Never goes back.
pub(crate) fn set_history(tx: &WriteTx, id: &ChannelId, percent: Option<u8>) -> DbResult<()> {
    tx.execute(
        "INSERT INTO channel (id, history_percent, history_declined) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET
             history_percent = CASE WHEN excluded.history_percent IS NULL THEN history_percent
                               ELSE max(coalesce(history_percent, 0), excluded.history_percent) END,
             history_declined = max(history_declined, excluded.history_declined)",
        (id.as_str(), percent, percent.is_none()),
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
