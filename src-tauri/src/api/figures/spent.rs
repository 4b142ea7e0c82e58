//! Lengths of time: by the clock, and in the hours in which the office is open.

use chrono::{DateTime, Duration, Utc};

use crate::api::types::{Spent, Typical};
use crate::domain::ids::ChannelId;

use super::offices::Working;

/// From a moment to another one, on a channel.
pub(super) type Length<'a> = (&'a ChannelId, DateTime<Utc>, DateTime<Utc>);

/// What is typical of them. Where nobody has said when a channel's office is open, its hours are all there are; where
/// nobody has said so of any, there are none to count in.
pub(super) fn of<'a>(lengths: impl Iterator<Item = Length<'a>>, working: &Working) -> Spent {
    let (mut clock, mut open) = (Vec::new(), Vec::new());
    for (channel, from, until) in lengths {
        // An answer that seems older than its question met a clock that is wrong by seconds.
        let by_clock = (until - from).max(Duration::zero());
        clock.push(by_clock.num_milliseconds());
        open.push(working.get(channel).map_or(by_clock, |time| time.between(from, until)).num_milliseconds());
    }
    let count = i64::try_from(clock.len()).unwrap_or(i64::MAX);
    let open = if working.is_empty() { None } else { typical(open) };
    Spent { count, clock: typical(clock), open }
}

fn typical(mut lengths: Vec<i64>) -> Option<Typical> {
    lengths.sort_unstable();
    let at = |percent: usize| lengths.get((lengths.len() * percent).div_ceil(100).saturating_sub(1)).copied();
    Some(Typical { median_ms: at(50)?, p90_ms: at(90)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Span;
    use crate::domain::office::WorkingTime;

    const HOUR_MS: i64 = 3_600_000;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000 + hours * 3600, 0).unwrap()
    }

    fn channel(id: &str) -> ChannelId {
        ChannelId::new(id).unwrap()
    }

    /// The first eight hours of two days.
    fn working() -> Working {
        let days = [Span { from: at(0), to: at(8) }, Span { from: at(24), to: at(32) }];
        Working::from([(channel("main"), WorkingTime::new(days))])
    }

    fn typical_hours(median: i64, p90: i64) -> Option<Typical> {
        Some(Typical { median_ms: median * HOUR_MS, p90_ms: p90 * HOUR_MS })
    }

    #[test]
    fn a_night_counts_by_the_clock_and_not_in_office_hours() {
        let main = channel("main");
        let lengths = [(&main, at(7), at(25)), (&main, at(1), at(2)), (&main, at(3), at(2))];
        let expected = Spent { count: 3, clock: typical_hours(1, 18), open: typical_hours(1, 2) };
        assert_eq!(of(lengths.into_iter(), &working()), expected);
        assert_eq!(of(std::iter::empty(), &working()), Spent::default());
    }

    #[test]
    fn a_number_whose_hours_nobody_has_set_counts_by_the_clock() {
        let other = channel("other");
        let night = [(&other, at(7), at(25))];
        assert_eq!(of(night.into_iter(), &working()).open, typical_hours(18, 18), "beside one that has hours");
        assert_eq!(of(night.into_iter(), &Working::new()).open, None, "and without one there are no hours to speak of");
    }
}
