//! When a file is asked for again.

use std::time::Duration;

/// After the first tries a person may still be waiting; after the last ones it is a matter of the provider's mending.
const AFTER_REFUSALS_SECONDS: [u64; 7] = [2, 5, 15, 60, 5 * 60, 15 * 60, 60 * 60];
/// While the provider is not reached. To look costs nothing, and the network may be back at any moment.
const OFFLINE_SECONDS: [u64; 5] = [2, 5, 10, 30, 60];
/// Until somebody has made room.
pub(super) const DISK_FULL: Duration = Duration::from_secs(60);

/// The wait after so many refusals, from 1 on. `chance` from 0 to 1 lengthens it by up to a fifth, so that files that
/// failed together do not come back together.
pub(super) fn after_refusal(tries: u32, chance: f64) -> Duration {
    step(&AFTER_REFUSALS_SECONDS, tries, chance)
}

/// The wait after the provider was not reached so many times in a row.
pub(super) fn while_offline(failures: u32, chance: f64) -> Duration {
    step(&OFFLINE_SECONDS, failures, chance)
}

fn step(steps: &[u64], count: u32, chance: f64) -> Duration {
    let place = usize::try_from(count.saturating_sub(1)).unwrap_or(usize::MAX);
    let seconds = steps.get(place).or(steps.last()).copied().unwrap_or(60);
    Duration::from_secs(seconds).mul_f64(1.0 + chance / 5.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_soon_at_first_and_every_hour_at_last() {
        assert_eq!(after_refusal(1, 0.0), Duration::from_secs(2));
        assert_eq!(after_refusal(7, 0.0), after_refusal(700, 0.0));
        assert_eq!(after_refusal(700, 1.0), Duration::from_secs(72 * 60));
        let times: Vec<Duration> = (1..9).map(|tries| after_refusal(tries, 0.5)).collect();
        assert!(times.is_sorted());
    }

    #[test]
    fn a_network_that_comes_back_is_noticed_within_a_minute_or_so() {
        assert_eq!(while_offline(1, 0.0), Duration::from_secs(2));
        assert!(while_offline(1000, 1.0) <= Duration::from_secs(72));
    }
}
