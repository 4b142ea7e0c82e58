//! The provider's limits, kept before it has to object.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::domain::ids::{ChannelId, ConversationId};

/// A business number sends 80 messages a second (Meta, "Throughput"): one in this time, none borrowed from the future.
const NUMBER_PERIOD: Duration = Duration::from_micros(12_500);
/// One that a phone shares sends 20.
const SHARED_NUMBER_PERIOD: Duration = Duration::from_millis(50);
/// On average one message to the same person in this time …
const PAIR_PERIOD: Duration = Duration::from_secs(6);
/// … of which so many may be borrowed from the future.
const PAIR_BURST: NonZeroU32 = NonZeroU32::new(45).unwrap();

/// Counts what leaves. Real time, since it is the provider's patience that is measured.
pub(super) struct Limits {
    numbers: DefaultKeyedRateLimiter<ChannelId>,
    shared_numbers: DefaultKeyedRateLimiter<ChannelId>,
    pairs: DefaultKeyedRateLimiter<ConversationId>,
}

impl Limits {
    pub(super) fn new() -> Self {
        // `None` is for a period of zero, which none of these is.
        let quota = |period| Quota::with_period(period).unwrap_or(Quota::per_second(NonZeroU32::MIN));
        Limits {
            numbers: RateLimiter::keyed(quota(NUMBER_PERIOD)),
            shared_numbers: RateLimiter::keyed(quota(SHARED_NUMBER_PERIOD)),
            pairs: RateLimiter::keyed(quota(PAIR_PERIOD).allow_burst(PAIR_BURST)),
        }
    }

    /// Takes a place for one message; tells how long to wait when there is none. `shared`: a phone shares the number.
    pub(super) fn take(&self, channel: &ChannelId, conversation: ConversationId, shared: bool) -> Result<(), Duration> {
        let now = DefaultClock::default().now();
        let numbers = if shared { &self.shared_numbers } else { &self.numbers };
        // The number first: its place comes back within milliseconds, the person's after seconds.
        numbers.check_key(channel).map_err(|full| full.wait_time_from(now))?;
        self.pairs.check_key(&conversation).map_err(|full| full.wait_time_from(now))
    }

    /// Forgets people to whom nothing was sent for long.
    pub(super) fn tidy(&self) {
        self.pairs.retain_recent();
        self.pairs.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks until there is a place, and counts those that there were within `time`.
    fn places(limits: &Limits, time: Duration, shared: bool, person: impl Fn(i64) -> i64) -> i64 {
        let (channel, started) = (ChannelId::new("main").unwrap(), std::time::Instant::now());
        let mut taken = 0;
        while started.elapsed() < time {
            match limits.take(&channel, ConversationId(person(taken)), shared) {
                Ok(()) => taken += 1,
                Err(wait) => std::thread::sleep(wait.min(time)),
            }
        }
        taken
    }

    #[test]
    fn one_person_gets_a_burst_and_then_one_message_in_six_seconds() {
        let limits = Limits::new();
        let taken = places(&limits, Duration::from_secs(1), false, |_| 1);
        assert_eq!(taken, 45);
        let others = places(&limits, Duration::from_millis(100), false, |n| 2 + n);
        assert!(others > 0, "others are not held up");
    }

    #[test]
    fn a_number_keeps_to_its_pace_and_one_that_a_phone_shares_to_a_slower_one() {
        let second = Duration::from_secs(1);
        let taken = places(&Limits::new(), second, false, |n| n);
        assert!((2..=81).contains(&taken), "{taken}");
        let taken = places(&Limits::new(), second, true, |n| n);
        assert!((2..=21).contains(&taken), "{taken}");
    }
}
