//! Lengths of time: by the clock, and in the hours in which the office is open.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};

use crate::api::types::{Spent, Typical};
use crate::domain::ids::ChannelId;
use crate::domain::working::WorkingTime;

/// When the offices of channels were open, of those that have said when they are.
#[derive(Clone, Debug, Default)]
pub(super) struct Offices(pub BTreeMap<ChannelId, WorkingTime>);

/// From a moment to another one, on a channel.
pub(super) type Length<'a> = (&'a ChannelId, DateTime<Utc>, DateTime<Utc>);

/// What is typical of them.
pub(super) fn of<'a>(lengths: impl Iterator<Item = Length<'a>>, offices: &Offices) -> Spent {
    let (mut clock, mut open) = (Vec::new(), Vec::new());
    for (channel, from, until) in lengths {
        // An answer that seems older than its question met a clock that is wrong by seconds.
        clock.push((until - from).max(Duration::zero()).num_milliseconds());
        open.extend(offices.0.get(channel).map(|working| working.between(from, until).num_milliseconds()));
    }
    let count = i64::try_from(clock.len()).unwrap_or(i64::MAX);
    Spent { count, clock: typical(clock), open: typical(open) }
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

    #[test]
    fn a_night_counts_by_the_clock_and_not_in_office_hours() {
        let at = |hours: i64| DateTime::from_timestamp(1_795_000_000 + hours * 3600, 0).unwrap();
        let channel = ChannelId::new("main").unwrap();
        let days = [Span { from: at(0), to: at(8) }, Span { from: at(24), to: at(32) }];
        let offices = Offices(BTreeMap::from([(channel.clone(), WorkingTime::new(days))]));
        let lengths = [(&channel, at(7), at(25)), (&channel, at(1), at(2)), (&channel, at(3), at(2))];
        let hour = 3_600_000;
        let expected = Spent {
            count: 3,
            clock: Some(Typical { median_ms: hour, p90_ms: 18 * hour }),
            open: Some(Typical { median_ms: hour, p90_ms: 2 * hour }),
        };
        assert_eq!(of(lengths.into_iter(), &offices), expected);
        assert_eq!(of(std::iter::empty(), &offices), Spent::default());
    }
}
