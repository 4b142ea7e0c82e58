//! Wall-clock ranges as spans of real time, over summer time and back.

use chrono::{DateTime, Days, Duration, MappedLocalTime, NaiveDate, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::hours::{OfficeHours, TimeRange};
use crate::domain::calendar::Span;

/// The longest that wall clocks have jumped: Samoa left out a whole day in 2011.
const LONGEST_JUMP_MINUTES: i64 = 26 * 60;

/// The spans in which the office is open that begin on the dates `first` to `last`, joined where they touch.
pub(super) fn open_spans(hours: &OfficeHours, zone: Tz, first: NaiveDate, last: NaiveDate) -> Vec<Span> {
    let dates = first.iter_days().take_while(|date| *date <= last);
    let mut spans: Vec<Span> =
        dates.flat_map(|date| hours.ranges_on(date).iter().filter_map(move |range| span(zone, date, *range))).collect();
    spans.sort_unstable();
    joined(spans)
}

/// The span of a range that begins on a date. When clocks go back, an hour that comes twice belongs to the range both
/// times: rather open too long than too short. One that clocks leave out is no time at all.
fn span(zone: Tz, date: NaiveDate, range: TimeRange) -> Option<Span> {
    let ends_on = if range.is_past_midnight() { date.checked_add_days(Days::new(1))? } else { date };
    let from = moment(zone, wall_clock(date, range.from)?, false)?;
    let to = moment(zone, wall_clock(ends_on, range.until)?, true)?;
    (from < to).then_some(Span { from, to })
}

fn wall_clock(date: NaiveDate, minutes: u16) -> Option<NaiveDateTime> {
    date.and_hms_opt(0, 0, 0)?.checked_add_signed(Duration::minutes(i64::from(minutes)))
}

/// The moment at which clocks show a time; if they never do, the moment at which they jump over it.
fn moment(zone: Tz, shown: NaiveDateTime, the_later: bool) -> Option<DateTime<Utc>> {
    let after_jump = (0..LONGEST_JUMP_MINUTES).map(|minutes| shown + Duration::minutes(minutes));
    after_jump.map(|shown| zone.from_local_datetime(&shown)).find_map(|found| match found {
        MappedLocalTime::Single(only) => Some(only.to_utc()),
        MappedLocalTime::Ambiguous(first, second) => Some(if the_later { second } else { first }.to_utc()),
        MappedLocalTime::None => None,
    })
}

fn joined(sorted: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.from <= last.to => last.to = last.to.max(span.to),
            _ => joined.push(span),
        }
    }
    joined
}
