//! Days and months as the business has them: in its own time zone, whatever the zone of the computer or of the provider.

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, NaiveTime, TimeZone as _, Timelike as _, Utc};
use chrono_tz::Tz;

/// A stretch of time: from its beginning until before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Its first moment.
    pub from: DateTime<Utc>,
    /// The first moment behind it.
    pub to: DateTime<Utc>,
}

impl Span {
    /// Whether a moment lies in it.
    pub fn contains(&self, at: DateTime<Utc>) -> bool {
        self.from <= at && at < self.to
    }
}

/// Whole days, the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaySpan {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl DaySpan {
    /// A single day.
    pub fn day(day: NaiveDate) -> DaySpan {
        DaySpan { first: day, last: day }
    }

    /// The month in which a day lies.
    pub fn month_of(day: NaiveDate) -> DaySpan {
        let first = day.with_day(1).unwrap_or(day);
        DaySpan { first, last: first + Months::new(1) - Days::new(1) }
    }

    /// The month before the one in which a day lies.
    pub fn month_before(day: NaiveDate) -> DaySpan {
        DaySpan::month_of(day.with_day(1).unwrap_or(day) - Days::new(1))
    }

    /// How many days.
    pub fn len(&self) -> u64 {
        u64::try_from((self.last - self.first).num_days() + 1).unwrap_or(0)
    }

    /// Whether there is no day in it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// As many days, directly before these.
    pub fn before(&self) -> DaySpan {
        DaySpan { first: self.first - Days::new(self.len()), last: self.first - Days::new(1) }
    }

    /// Each day in turn.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |day| *day <= last)
    }
}

/// The calendar on the wall of the business.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    zone: Tz,
}

impl Calendar {
    /// The calendar of a zone, such as `Europe/Madrid`; of a name that nobody knows, UTC.
    pub fn of_zone(name: &str) -> Calendar {
        Calendar { zone: name.parse().unwrap_or(Tz::UTC) }
    }

    /// The name of its zone.
    pub fn zone(&self) -> &'static str {
        self.zone.name()
    }

    /// The day at a moment.
    pub fn day_at(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The weekday (0 is Monday) and the hour at a moment.
    pub fn hour_of_week(&self, at: DateTime<Utc>) -> (usize, usize) {
        let local = at.with_timezone(&self.zone);
        (local.weekday().num_days_from_monday() as usize, local.hour() as usize)
    }

    /// From the first moment of the first day to the last moment of the last one.
    pub fn span(&self, days: DaySpan) -> Span {
        Span { from: self.start_of(days.first), to: self.start_of(days.last + Days::new(1)) }
    }

    /// The first moment of a day: not always midnight, which summer time may skip.
    fn start_of(&self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = day.and_time(NaiveTime::MIN);
        let quarters = (0..96).map(|quarter| midnight + chrono::Duration::minutes(15 * quarter));
        let first = quarters.filter_map(|time| self.zone.from_local_datetime(&time).earliest()).next();
        first.map_or_else(|| midnight.and_utc(), |time| time.with_timezone(&Utc))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn zones() -> impl Strategy<Value = &'static str> {
        let zones =
            vec!["UTC", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Kathmandu", "Africa/Cairo", "America/Havana"];
        prop::sample::select(zones)
    }

    proptest! {
        #[test]
        fn every_moment_lies_in_the_day_that_the_calendar_gives_it(zone in zones(), seconds in 0..4_000_000_000_i64) {
            let (calendar, at) = (Calendar::of_zone(zone), DateTime::from_timestamp(seconds, 0).unwrap());
            let span = calendar.span(DaySpan::day(calendar.day_at(at)));
            prop_assert!(span.from <= at && at < span.to, "{at} {span:?}");
        }

        #[test]
        fn days_follow_one_another_without_a_gap_and_begin_on_a_quarter_of_an_hour(zone in zones(), offset in 0..30_000_u64) {
            let (calendar, first) = (Calendar::of_zone(zone), day("1990-01-01") + Days::new(offset));
            let (today, tomorrow) = (DaySpan::day(first), DaySpan::day(first + Days::new(1)));
            prop_assert_eq!(calendar.span(today).to, calendar.span(tomorrow).from);
            prop_assert_eq!(calendar.span(today).from.timestamp() % (15 * 60), 0);
        }
    }

    #[test]
    fn a_day_whose_midnight_is_skipped_begins_at_one_o_clock() {
        let span = Calendar::of_zone("Africa/Cairo").span(DaySpan::day(day("2026-04-24")));
        assert_eq!(span.from.to_rfc3339(), "2026-04-23T22:00:00+00:00");
        assert_eq!((span.to - span.from).num_hours(), 23);
    }

    #[test]
    fn months_and_the_time_before_are_counted_in_whole_days() {
        assert_eq!(DaySpan::month_of(day("2028-02-10")), DaySpan { first: day("2028-02-01"), last: day("2028-02-29") });
        assert_eq!(DaySpan::month_before(day("2026-01-31")).first, day("2025-12-01"));
        let week = DaySpan { first: day("2026-11-14"), last: day("2026-11-20") };
        assert_eq!(week.before(), DaySpan { first: day("2026-11-07"), last: day("2026-11-13") });
        assert_eq!(week.days().count(), 7);
    }

    #[test]
    fn hours_are_those_of_the_business() {
        let at = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        assert_eq!(Calendar::of_zone("UTC").hour_of_week(at), (2, 11), "a Wednesday, at {at}");
        assert_eq!(Calendar::of_zone("Asia/Kathmandu").hour_of_week(at), (2, 16));
    }
}
