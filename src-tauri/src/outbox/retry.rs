//! When a refused message is tried again.

use std::time::Duration;

use crate::provider::Retry;

/// How often a message is handed over by itself.
pub(super) const MOST_TRIES: u32 = 3;
/// A longer wait is left to a person: nobody remembers at midnight what was to be sent this morning.
const LONGEST_WAIT: Duration = Duration::from_secs(10 * 60);

/// What to do with a refused message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Try again after this time.
    In(Duration),
    /// Nothing helps, or nothing that we may do by ourselves.
    GiveUp,
    /// Keep it until sending on the channel is resumed.
    AwaitChannel,
}

/// What follows the refusal of try number `tries` (from 1); `jitter` is a random number from 0 to 1.
pub(super) fn after_refusal(retry: Retry, tries: u32, jitter: f64) -> Next {
    let wait = match retry {
        Retry::Backoff => exponential(1.0, 2.0, tries, jitter),
        // Meta's own advice for its limit per person: 4^0, 4^1, 4^2 seconds.
        Retry::SlowPair => exponential(1.0, 4.0, tries, jitter),
        Retry::After(wait) if tries > 1 || wait > LONGEST_WAIT => return Next::GiveUp,
        Retry::After(wait) => wait,
        Retry::Channel => return Next::AwaitChannel,
        Retry::Never | Retry::Person | Retry::Template => return Next::GiveUp,
    };
    if tries >= MOST_TRIES { Next::GiveUp } else { Next::In(wait) }
}

/// How long to wait when the provider could not be reached for the `failures`th time in a row. Such attempts cost nothing
/// and go on for as long as it takes.
pub(super) fn while_unreachable(failures: u32, jitter: f64) -> Duration {
    exponential(1.0, 2.0, failures.min(6), jitter)
}

/// `first × factor^(n-1)` seconds, and up to half as much again, so that many who wait do not come back at once.
fn exponential(first: f64, factor: f64, n: u32, jitter: f64) -> Duration {
    let exponent = i32::try_from(n.saturating_sub(1)).unwrap_or(i32::MAX);
    let seconds = first * factor.powi(exponent) * (1.0 + jitter / 2.0);
    Duration::try_from_secs_f64(seconds).unwrap_or(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_tried_again_is_tried_three_times() {
        assert_eq!(after_refusal(Retry::Backoff, 1, 0.0), Next::In(Duration::from_secs(1)));
        assert_eq!(after_refusal(Retry::Backoff, 2, 1.0), Next::In(Duration::from_secs(3)));
        assert_eq!(after_refusal(Retry::Backoff, 3, 0.0), Next::GiveUp);
        assert_eq!(after_refusal(Retry::SlowPair, 2, 0.0), Next::In(Duration::from_secs(4)));
    }

    #[test]
    fn a_stated_wait_is_kept_once_and_only_if_it_is_short() {
        let minute = Duration::from_secs(60);
        assert_eq!(after_refusal(Retry::After(minute), 1, 0.5), Next::In(minute));
        assert_eq!(after_refusal(Retry::After(minute), 2, 0.5), Next::GiveUp);
        assert_eq!(after_refusal(Retry::After(60 * minute), 1, 0.5), Next::GiveUp);
    }

    #[test]
    fn nothing_else_is_tried_again() {
        for retry in [Retry::Never, Retry::Person, Retry::Template] {
            assert_eq!(after_refusal(retry, 1, 0.0), Next::GiveUp);
        }
        assert_eq!(after_refusal(Retry::Channel, 3, 0.0), Next::AwaitChannel);
    }

    #[test]
    fn an_unreachable_provider_is_asked_again_at_least_every_minute() {
        assert!(while_unreachable(1, 0.0) >= Duration::from_secs(1));
        assert!(while_unreachable(1000, 1.0) <= Duration::from_secs(60));
    }
}
