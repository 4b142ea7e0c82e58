//! Unanswered chats by when their window closes. Read for all of them at once, so no more of each than that.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};

use crate::domain::ids::{ChannelId, ConversationId};
use crate::domain::office::{ClosedPeriod, OfficeHours};
use crate::domain::window::SERVICE_WINDOW;
use crate::store::{DbResult, ReadTx};

use super::scheduled::keeps_in_touch;
use super::{channel_from, time};

/// A window that closes on an unanswered customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The thread.
    pub conversation: ConversationId,
    /// Its number.
    pub channel: ChannelId,
    /// When.
    pub closes_at: DateTime<Utc>,
}

/// A window that closes while the office is closed, and when the office opens after that.
pub type ClosingAway = (Closing, Option<DateTime<Utc>>);

/// The open windows of customers who wait for an answer, the one that closes first first: of one number or of all. What is
/// resolved waits for nothing, who is blocked gets no answer, and whom a scheduled message will reach in any case is not lost.
pub fn unanswered(tx: &ReadTx, now: DateTime<Utc>, channel: Option<&ChannelId>) -> DbResult<Vec<Closing>> {
    let of_channel = if channel.is_some() { "v.channel = ?2" } else { "?2 IS NULL" };
    let in_touch = keeps_in_touch();
    // The bound of `last_message_at` follows from the one before; it ends the walk along the newest messages.
    let sql = format!(
        "SELECT v.id, v.channel, v.last_customer_message_at FROM conversation AS v
         WHERE v.last_message_at > ?1 AND v.last_customer_message_at > ?1 AND v.waiting_since IS NOT NULL
           AND coalesce(v.window_refused_at, 0) <= v.last_customer_message_at AND v.last_message IS NOT NULL
           AND v.work <> 'resolved' AND {of_channel} AND NOT {in_touch}
           AND NOT EXISTS (SELECT 1 FROM contact_block AS b WHERE b.contact = v.contact AND b.channel = v.channel)
         ORDER BY v.last_customer_message_at, v.id"
    );
    let opened_after = (now - SERVICE_WINDOW).timestamp_millis();
    tx.query_all(&sql, (opened_after, channel.map(ChannelId::as_str)), |row| {
        Ok(Closing {
            conversation: ConversationId(row.get(0)?),
            channel: channel_from(row, 1)?,
            closes_at: time(row.get(2)?) + SERVICE_WINDOW,
        })
    })
}

/// Which of these close while the office is closed, with when it opens after that, and which while somebody is there.
pub fn by_office(
    offices: &BTreeMap<ChannelId, OfficeHours>,
    windows: Vec<Closing>,
    now: DateTime<Utc>,
) -> (Vec<ClosingAway>, Vec<Closing>) {
    // Windows last a day, so that all of them close within few closed periods: these are looked up once for each number.
    let closed: BTreeMap<_, _> = offices.iter().map(|(id, hours)| (id, closed_periods(hours, now))).collect();
    let (mut away, mut rest) = (Vec::new(), Vec::new());
    for window in windows {
        let at = window.closes_at;
        let within = |period: &&ClosedPeriod| {
            period.since.is_none_or(|since| since <= at) && period.until.is_none_or(|until| at < until)
        };
        match closed.get(&window.channel).and_then(|periods| periods.iter().find(within)) {
            Some(period) => away.push((window, period.until)),
            None => rest.push(window),
        }
    }
    (away, rest)
}

/// The closed periods that a window which is open now can close in.
fn closed_periods(hours: &OfficeHours, now: DateTime<Utc>) -> Vec<ClosedPeriod> {
    let end = now + SERVICE_WINDOW + Duration::hours(1);
    let mut periods = Vec::new();
    let mut at = now;
    while at < end {
        match hours.closed_period(at) {
            Some(period) => {
                periods.push(period);
                let Some(opens) = period.until else { break };
                at = opens;
            }
            None => {
                let Some(closes) = hours.closes_at(at) else { break };
                at = closes;
            }
        }
    }
    periods
}
