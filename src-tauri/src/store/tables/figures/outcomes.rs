//! What came of messages: how long customers waited, what work was ended, which templates were answered.

use chrono::{DateTime, Duration, Utc};

use crate::domain::failure::FailureCode;
use crate::domain::ids::ChannelId;
use crate::domain::status::MessageStatus;
use crate::store::tables::message::status_from;
use crate::store::tables::{channel_from, time};
use crate::store::{DbResult, ReadTx};

use super::Scope;

/// A time for which a customer waited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// On which channel.
    pub channel: ChannelId,
    /// Whether it is the first of its piece of work.
    pub first: bool,
    /// Since when.
    pub asked_at: DateTime<Utc>,
    /// When they last wrote, which opened the window that their answer had to fall into.
    pub last_asked_at: DateTime<Utc>,
    /// When and by whom it was answered.
    pub answered: Option<(DateTime<Utc>, String)>,
}

/// The waits that began in a time, whoever answered.
pub fn waits(tx: &ReadTx, scope: &Scope) -> DbResult<Vec<Wait>> {
    let sql = "SELECT channel, first, asked_at, last_asked_at, answered_at, answered_by FROM wait
         WHERE asked_at >= ?1 AND asked_at < ?2 AND (?3 IS NULL OR channel = ?3)
         ORDER BY asked_at, id";
    tx.query_all(sql, scope.values(), |row| {
        let answered_at: Option<i64> = row.get(4)?;
        Ok(Wait {
            channel: channel_from(row, 0)?,
            first: row.get(1)?,
            asked_at: time(row.get(2)?),
            last_asked_at: time(row.get(3)?),
            answered: answered_at.map(time).zip(row.get(5)?),
        })
    })
}

/// A piece of work that was ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// On which channel.
    pub channel: ChannelId,
    /// When it began.
    pub opened_at: DateTime<Utc>,
    /// When it ended.
    pub resolved_at: DateTime<Utc>,
    /// Who ended it.
    pub resolved_by: String,
}

/// The pieces of work that were ended in a time, by whomever.
pub fn resolutions(tx: &ReadTx, scope: &Scope) -> DbResult<Vec<Resolution>> {
    let sql = "SELECT channel, opened_at, resolved_at, resolved_by FROM resolution
         WHERE resolved_at >= ?1 AND resolved_at < ?2 AND (?3 IS NULL OR channel = ?3)
         ORDER BY resolved_at, id";
    tx.query_all(sql, scope.values(), |row| {
        Ok(Resolution {
            channel: channel_from(row, 0)?,
            opened_at: time(row.get(1)?),
            resolved_at: time(row.get(2)?),
            resolved_by: row.get(3)?,
        })
    })
}

/// What became of the messages of one template that have got equally far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateUse {
    /// Its name at the provider.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Its category when it was sent.
    pub category: String,
    /// How far they have got.
    pub status: Option<MessageStatus>,
    /// How many.
    pub count: i64,
    /// How many the customer answered.
    pub answered: i64,
    /// And how many of these within a day.
    pub answered_soon: i64,
}

/// The templates that were sent in a time, without those that somebody took back here. An answer counts as soon when it
/// came `soon` after the template, or earlier.
pub fn templates(tx: &ReadTx, scope: &Scope, soon: Duration) -> DbResult<Vec<TemplateUse>> {
    let sql = format!(
        "SELECT o.name, o.language, o.category, m.status, count(*), count(o.answered_at),
             coalesce(sum(o.answered_at - o.at <= {}), 0)
         FROM outreach AS o JOIN message AS m ON m.id = o.message
         WHERE o.at >= ?1 AND o.at < ?2 AND (?3 IS NULL OR o.channel = ?3) AND (?4 IS NULL OR o.author = ?4)
             AND (m.status IS NOT 'failed' OR json_extract(m.failure, '$.code') IS NOT '{}')
         GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        soon.num_milliseconds(),
        FailureCode::Cancelled,
    );
    let rows = tx.query_all(&sql, scope.values_and_author(), |row| {
        let text = |column| row.get::<_, String>(column);
        let status: Option<String> = row.get(3)?;
        Ok(([text(0)?, text(1)?, text(2)?], status, [row.get(4)?, row.get(5)?, row.get(6)?]))
    })?;
    rows.into_iter()
        .map(|([name, language, category], status, [count, answered, answered_soon])| {
            let status = status_from(status)?;
            Ok(TemplateUse { name, language, category, status, count, answered, answered_soon })
        })
        .collect()
}
