//! How much may be sent: by the whole number per second, and to one person per minute.

use std::collections::HashMap;
use std::time::Instant;

use chrono::{DateTime, Utc};

const PAIR_PER_SECOND: f64 = 1.0 / 6.0;
const PAIR_BURST: f64 = 45.0;

/// Which limit a message runs into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// Too much from this number.
    Throughput,
    /// Too much to this person.
    Pair,
}

/// The counters of all limits.
#[derive(Debug, Default)]
pub(super) struct Limits {
    number: Option<Bucket>,
    pairs: HashMap<String, Bucket>,
}

impl Limits {
    /// Counts one message to `person`, or says which limit forbids it. A refused message costs nothing. `per_second`
    /// is what the whole number may send.
    pub fn take(&mut self, person: &str, per_second: f64, now: DateTime<Utc>) -> Result<(), Limit> {
        let number = self.number.get_or_insert_with(|| Bucket::full(per_second, now));
        number.refill(per_second, per_second, number.passed(now).max(number.passed_really()), now);
        if number.tokens < 1.0 {
            return Err(Limit::Throughput);
        }
        let pair = self.pairs.entry(person.to_owned()).or_insert_with(|| Bucket::full(PAIR_BURST, now));
        pair.refill(PAIR_PER_SECOND, PAIR_BURST, pair.passed(now), now);
        if pair.tokens < 1.0 {
            return Err(Limit::Pair);
        }
        pair.tokens -= 1.0;
        number.tokens -= 1.0;
        Ok(())
    }
}

/// Tokens that come back with time. The pair limit is about people and runs on the simulated clock alone. The number's
/// throughput is about machines: it also recovers in real time, or a clock that stands still would end all sending.
#[derive(Debug)]
struct Bucket {
    tokens: f64,
    shown: DateTime<Utc>,
    real: Instant,
}

impl Bucket {
    fn full(tokens: f64, now: DateTime<Utc>) -> Self {
        Bucket { tokens, shown: now, real: Instant::now() }
    }

    fn passed(&self, now: DateTime<Utc>) -> f64 {
        (now - self.shown).as_seconds_f64().max(0.0)
    }

    fn passed_really(&self) -> f64 {
        self.real.elapsed().as_secs_f64()
    }

    fn refill(&mut self, per_second: f64, most: f64, seconds: f64, now: DateTime<Utc>) {
        *self = Bucket { tokens: (self.tokens + seconds * per_second).min(most), ..Bucket::full(0.0, now) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_five_at_once_then_one_every_six_seconds() {
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let mut limits = Limits::default();
        assert!((0..45).all(|_| limits.take("ana", 80.0, start).is_ok()), "a burst is allowed");
        assert_eq!(limits.take("ana", 80.0, start), Err(Limit::Pair));
        assert_eq!(limits.take("bob", 80.0, start), Ok(()), "another person is not affected");
        assert_eq!(limits.take("ana", 80.0, start + chrono::Duration::seconds(5)), Err(Limit::Pair));
        assert_eq!(limits.take("ana", 80.0, start + chrono::Duration::seconds(7)), Ok(()));
    }

    #[test]
    fn eighty_a_second_for_the_whole_number() {
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let mut limits = Limits::default();
        let refused = (0..200).filter(|n| limits.take(&n.to_string(), 80.0, start) == Err(Limit::Throughput)).count();
        assert!(refused > 100, "only {refused} of 200 were refused");
        assert_eq!(limits.take("later", 80.0, start + chrono::Duration::seconds(1)), Ok(()));
    }
}
