//! Times in which nothing could come in, as far as they may still matter.

use chrono::{DateTime, Utc};

use crate::domain::window::Absence;
use crate::store::{DbResult, ReadTx, WriteTx};

use super::{setting, time};

/// Under which name the last sign of life is kept.
const THERE_AT: &str = "there_at";

/// When this program was last at work on the workspace; `None` if it never was.
pub fn there_at(tx: &ReadTx) -> DbResult<Option<DateTime<Utc>>> {
    let kept = setting::value(tx, THERE_AT)?;
    Ok(kept.and_then(|millis| millis.parse().ok()).map(time))
}

/// Notes that this program is at work.
pub(crate) fn set_there_at(tx: &WriteTx, at: DateTime<Utc>) -> DbResult<()> {
    setting::save(tx, THERE_AT, &at.timestamp_millis().to_string())
}

/// Those that ended after `moment`, the latest first.
pub fn since(tx: &ReadTx, moment: DateTime<Utc>) -> DbResult<Vec<Absence>> {
    let sql = "SELECT began_at, ended_at FROM absence WHERE ended_at > ?1 ORDER BY ended_at DESC";
    tx.query_all(sql, [moment.timestamp_millis()], |row| {
        Ok(Absence { began_at: time(row.get(0)?), ended_at: time(row.get(1)?) })
    })
}

/// Adds one, and forgets those that ended before `forgotten`.
pub(crate) fn add(tx: &WriteTx, absence: Absence, forgotten: DateTime<Utc>) -> DbResult<()> {
    tx.execute("DELETE FROM absence WHERE ended_at <= ?1", [forgotten.timestamp_millis()])?;
    let times = (absence.began_at.timestamp_millis(), absence.ended_at.timestamp_millis());
    tx.execute("INSERT INTO absence (began_at, ended_at) VALUES (?1, ?2)", times)?;
    Ok(())
}
