//! Opening hours: several ranges a day, ranges past midnight, holidays.

use chrono::{DateTime, Datelike as _, Days, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::WorkingTime;
use super::spans::open_spans;
use crate::domain::calendar::Span;
use crate::domain::problem::{Problem, Wrong};

const DAY_MINUTES: u16 = 24 * 60;
const MOST_RANGES: usize = 6;
const MOST_HOLIDAYS: usize = 400;
/// An office that is open for longer than this without a break counts as one that does not close.
const NEAR: u64 = 9;
/// An office that does not open within this counts as one that never does. Longer than a year, for whoever is open on one
/// day of it.
const FAR: u64 = 400;
/// A range that began the day before yesterday can reach into today where clocks leave out a day.
const BEFORE: u64 = 2;

/// When an office is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfficeHours {
    /// The IANA name of its time zone, such as `America/Sao_Paulo`.
    pub zone: String,
    /// The ranges of each day of the week, Monday first; a day without one is closed.
    pub week: [Vec<TimeRange>; 7],
    /// Dates on which the week does not count.
    pub holidays: Vec<Holiday>,
}

/// A range of wall-clock time. One whose end is not after its beginning ends on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimeRange {
    /// When it begins, in minutes after midnight: 0 to 1439.
    pub from: u16,
    /// When it ends, in minutes after midnight: 0 to 1440.
    pub until: u16,
}

/// A date on which the week does not count. What began on the evening before still ends when it ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Holiday {
    /// The date, as `2026-12-25`.
    #[ts(type = "string")]
    pub date: NaiveDate,
    /// What it is called; may be empty.
    pub name: String,
    /// When the office is open all the same; none: closed.
    pub ranges: Vec<TimeRange>,
}

/// A time during which an office is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosedPeriod {
    /// Since when; `None`: it has not been open for more than a year.
    pub since: Option<DateTime<Utc>>,
    /// When it opens again; `None`: not within a year.
    pub until: Option<DateTime<Utc>>,
}

impl TimeRange {
    pub(super) fn is_past_midnight(self) -> bool {
        self.until <= self.from
    }
}

impl OfficeHours {
    /// Monday to Friday from 9 to 18.
    pub fn assumed(zone: &str) -> OfficeHours {
        let day = || vec![TimeRange { from: 9 * 60, until: 18 * 60 }];
        let week = [day(), day(), day(), day(), day(), Vec::new(), Vec::new()];
        OfficeHours { zone: zone.to_owned(), week, holidays: Vec::new() }
    }

    /// Says which part cannot be as it is.
    ///
    /// # Errors
    /// The name of the part and what is wrong with it.
    pub fn check(&self) -> Result<(), Problem> {
        if self.zone.parse::<Tz>().is_err() {
            return Err(Problem::of("zone", Wrong::NotATimeZone));
        }
        if self.holidays.len() > MOST_HOLIDAYS {
            return Err(Problem::of("holidays", Wrong::TooMany { most: MOST_HOLIDAYS }));
        }
        let days = self.week.iter().chain(self.holidays.iter().map(|holiday| &holiday.ranges));
        for ranges in days {
            if ranges.len() > MOST_RANGES {
                return Err(Problem::of("ranges", Wrong::TooMany { most: MOST_RANGES }));
            }
            if ranges.iter().any(|range| range.from >= DAY_MINUTES || range.until > DAY_MINUTES) {
                return Err(Problem::of("ranges", Wrong::NotWithinADay));
            }
        }
        Ok(())
    }

    /// Its time zone; UTC for one that this version has never heard of.
    pub fn zone(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::UTC)
    }

    /// Whether somebody is there.
    pub fn is_open(&self, at: DateTime<Utc>) -> bool {
        self.spans_around(at, 0, 0).iter().any(|span| span.contains(at))
    }

    /// When it closes, if it is open; `None` also if that is more than a week away.
    pub fn closes_at(&self, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let spans = self.spans_around(at, 0, NEAR);
        let ends = spans.iter().find(|span| span.contains(at))?.to;
        (ends - at <= Duration::days(7)).then_some(ends)
    }

    /// The first time that it opens after a moment; `None` if it does not within a year.
    pub fn next_opening(&self, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let opening =
            |days| self.spans_around(after, 0, days).iter().map(|span| span.from).find(|opens| *opens > after);
        // Nearly always within days; the long look is for the long holidays.
        opening(NEAR).or_else(|| opening(FAR))
    }

    /// The time during which it is closed around a moment; `None` if it is open then.
    pub fn closed_period(&self, at: DateTime<Utc>) -> Option<ClosedPeriod> {
        if self.is_open(at) {
            return None;
        }
        let closing = |days| self.spans_around(at, days, 0).iter().map(|span| span.to).rfind(|closes| *closes <= at);
        let since = closing(NEAR).or_else(|| closing(FAR));
        Some(ClosedPeriod { since, until: self.next_opening(at) })
    }

    /// When it is open in a stretch of time, ready to be asked how long between any two moments of it.
    pub fn working_time(&self, within: Span) -> WorkingTime {
        let days = u64::try_from((within.to - within.from).num_days()).unwrap_or(0) + 1;
        let clipped = |span: Span| Span { from: span.from.max(within.from), to: span.to.min(within.to) };
        let spans = self.spans_around(within.from, 0, days).into_iter().map(clipped);
        WorkingTime::new(spans.filter(|span| span.from < span.to))
    }

    /// The ranges that begin on a date.
    pub(super) fn ranges_on(&self, date: NaiveDate) -> &[TimeRange] {
        if let Some(holiday) = self.holidays.iter().find(|holiday| holiday.date == date) {
            return &holiday.ranges;
        }
        let day = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or(0);
        self.week.get(day).map_or(&[], Vec::as_slice)
    }

    /// The open spans from some days before a moment to some days after it.
    fn spans_around(&self, at: DateTime<Utc>, days_before: u64, days_after: u64) -> Vec<Span> {
        let zone = self.zone();
        let date = at.with_timezone(&zone).date_naive();
        let first = date.checked_sub_days(Days::new(days_before + BEFORE)).unwrap_or(date);
        let last = date.checked_add_days(Days::new(days_after + 1)).unwrap_or(date);
        open_spans(self, zone, first, last)
    }
}

#[cfg(test)]
mod tests;
