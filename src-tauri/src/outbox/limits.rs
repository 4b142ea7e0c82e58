//! The provider's limits, kept before it has to object.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::domain::ids::{ChannelId, ConversationId};

/// Messages per second and business number (Meta, "Throughput").
const PER_NUMBER: NonZeroU32 = NonZeroU32::new(80).unwrap();
/// On average one message to the same person in this time …
const PAIR_PERIOD: Duration = Duration::from_secs(6);
/// … of which so many may be borrowed from the future.
const PAIR_BURST: NonZeroU32 = NonZeroU32::new(45).unwrap();

/// Counts what leaves. Real time, since it is the provider's patience that is measured.
pub(super) struct Limits {
    numbers: DefaultKeyedRateLimiter<ChannelId>,
    pairs: DefaultKeyedRateLimiter<ConversationId>,
}

impl Limits {
    pub(super) fn new() -> Self {
        let pair = Quota::with_period(PAIR_PERIOD).map(|quota| quota.allow_burst(PAIR_BURST));
        Limits {
            numbers: RateLimiter::keyed(Quota::per_second(PER_NUMBER)),
            pairs: RateLimiter::keyed(pair.unwrap_or(Quota::per_minute(PAIR_BURST))),
        }
    }

    /// Takes a place for one message; tells how long to wait when there is none.
    pub(super) fn take(&self, channel: &ChannelId, conversation: ConversationId) -> Result<(), Duration> {
        let now = DefaultClock::default().now();
        self.pairs.check_key(&conversation).map_err(|full| full.wait_time_from(now))?;
        self.numbers.check_key(channel).map_err(|full| full.wait_time_from(now))
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

    #[test]
    fn one_person_gets_a_burst_and_then_one_message_in_six_seconds() {
        let limits = Limits::new();
        let channel = ChannelId::new("main").unwrap();
        let sent = (0..60).take_while(|_| limits.take(&channel, ConversationId(1)).is_ok()).count();
        assert_eq!(sent, 45);
        let wait = limits.take(&channel, ConversationId(1)).unwrap_err();
        assert!(wait > Duration::from_secs(5) && wait <= Duration::from_secs(6), "{wait:?}");
        assert_eq!(limits.take(&channel, ConversationId(2)), Ok(()), "others are not held up");
    }

    #[test]
    fn one_number_sends_eighty_a_second() {
        let limits = Limits::new();
        let channel = ChannelId::new("main").unwrap();
        let sent = (0..200).take_while(|person| limits.take(&channel, ConversationId(*person)).is_ok()).count();
        assert!((80..=90).contains(&sent), "{sent}");
    }
}
