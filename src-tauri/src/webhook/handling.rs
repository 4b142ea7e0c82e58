//! How long the public listener takes to answer a delivery: from its first byte until it is committed and answered.
//!
//! Meta expects a median of at most 250 ms and fewer than one in a hundred above a second ("Webhooks"); the owner's page
//! shows where we stand. Kept in memory: it is of this program on this computer, and of now.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// So many of the latest times are kept; older ones say little of how it is now.
const KEPT: usize = 4_096;

/// How long deliveries took since the program started, or the last 4 096 of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Handling {
    /// How many deliveries this is told of.
    pub count: usize,
    /// Half of them took no longer.
    pub median: Duration,
    /// 95 of 100 took no longer.
    pub p95: Duration,
    /// None took longer.
    pub longest: Duration,
}

#[derive(Default)]
pub(super) struct Times {
    latest: Mutex<VecDeque<Duration>>,
}

impl Times {
    pub(super) fn note(&self, took: Duration) {
        let mut latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        if latest.len() == KEPT {
            latest.pop_front();
        }
        latest.push_back(took);
    }

    pub(super) fn summary(&self) -> Handling {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sorted: Vec<Duration> = latest.iter().copied().collect();
        drop(latest);
        sorted.sort_unstable();
        let at = |percent: usize| sorted.get((sorted.len() * percent).div_ceil(100).saturating_sub(1)).copied();
        Handling {
            count: sorted.len(),
            median: at(50).unwrap_or_default(),
            p95: at(95).unwrap_or_default(),
            longest: at(100).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_and_the_slowest_are_those_of_the_latest_deliveries() {
        let times = Times::default();
        assert_eq!(times.summary(), Handling::default());
        times.note(Duration::from_secs(9));
        (0..KEPT / 2).for_each(|_| times.note(Duration::from_millis(2)));
        (0..KEPT / 2).for_each(|_| times.note(Duration::from_millis(4)));
        let ms = Duration::from_millis;
        let expected = Handling { count: KEPT, median: ms(2), p95: ms(4), longest: ms(4) };
        assert_eq!(times.summary(), expected, "the first is forgotten");
    }
}
