//! Webhooks as they came in.

use chrono::{DateTime, Utc};

use crate::domain::ids::{ChannelId, DeliveryId};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::{channel_from, time};

/// A webhook as it came in.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Our number for it.
    pub id: DeliveryId,
    /// The channel in its path.
    pub channel: ChannelId,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// The body, byte for byte.
    pub body: Vec<u8>,
}

/// How much came in on a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeliveryCount {
    /// Webhooks kept.
    pub kept: i64,
    /// Those that could not be read.
    pub unreadable: i64,
    /// When the last one came, in Unix milliseconds; 0 for never.
    pub last_at: i64,
}

/// Keeps a webhook.
pub(crate) fn insert(
    tx: &WriteTx,
    channel: &ChannelId,
    received_at: DateTime<Utc>,
    body: &[u8],
) -> DbResult<DeliveryId> {
    let at = received_at.timestamp_millis();
    tx.execute("INSERT INTO delivery (channel, received_at, body) VALUES (?1, ?2, ?3)", (channel.as_str(), at, body))?;
    let id = DeliveryId(tx.last_insert_id());
    tx.execute(
        "INSERT INTO delivery_count (channel, kept, last_at) VALUES (?1, 1, ?2)
         ON CONFLICT (channel) DO UPDATE SET kept = kept + 1, last_at = excluded.last_at",
        (channel.as_str(), at),
    )?;
    Ok(id)
}

/// The webhooks behind the last one that was read into the log, at most `limit`.
pub fn unread(tx: &ReadTx, limit: u32) -> DbResult<Vec<Delivery>> {
    tx.query_all(
        "SELECT id, channel, received_at, body FROM delivery
         WHERE id > (SELECT delivery FROM ingest_progress) ORDER BY id LIMIT ?1",
        [limit],
        |row| {
            Ok(Delivery {
                id: DeliveryId(row.get(0)?),
                channel: channel_from(row, 1)?,
                received_at: time(row.get(2)?),
                body: row.get(3)?,
            })
        },
    )
}

/// Notes that everything up to `delivery` is in the log. Never goes back.
pub(crate) fn set_progress(tx: &WriteTx, delivery: DeliveryId) -> DbResult<()> {
    tx.execute("UPDATE ingest_progress SET delivery = max(delivery, ?1)", [delivery.0])?;
    Ok(())
}

/// Notes why a webhook could not be read.
pub(crate) fn set_problem(tx: &WriteTx, delivery: DeliveryId, problem: &str) -> DbResult<()> {
    let changed =
        tx.execute("UPDATE delivery SET problem = ?2 WHERE id = ?1 AND problem IS NULL", (delivery.0, problem))?;
    if changed > 0 {
        tx.execute(
            "UPDATE delivery_count SET unreadable = unreadable + 1
             WHERE channel = (SELECT channel FROM delivery WHERE id = ?1)",
            [delivery.0],
        )?;
    }
    Ok(())
}

/// How much came in on a channel.
pub fn count(tx: &ReadTx, channel: &ChannelId) -> DbResult<DeliveryCount> {
    let count = tx.query_first(
        "SELECT kept, unreadable, last_at FROM delivery_count WHERE channel = ?1",
        [channel.as_str()],
        |row| Ok(DeliveryCount { kept: row.get(0)?, unreadable: row.get(1)?, last_at: row.get(2)? }),
    )?;
    Ok(count.unwrap_or_default())
}

/// Forgets webhooks that came in before `moment` and are in the log. Tells how many.
pub(crate) fn delete_before(tx: &WriteTx, moment: DateTime<Utc>) -> DbResult<usize> {
    tx.execute(
        "DELETE FROM delivery WHERE received_at < ?1 AND id <= (SELECT delivery FROM ingest_progress)
         AND id < (SELECT max(id) FROM delivery)",
        [moment.timestamp_millis()],
    )
}
