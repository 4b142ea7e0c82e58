//! The one source of "now".
//!
//! Everything that asks for the time takes a [`Clock`]; nothing else in the house reads the system clock. A practice
//! workspace runs on a clock that can be made faster, so that a 24-hour window passes in minutes while every rule
//! that is tested against it stays the one that real customers meet.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

/// A shared handle to the time. Clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    anchor: Option<Arc<RwLock<Anchor>>>,
    /// What is added to the computer's own clock, in milliseconds.
    correction: Arc<AtomicI64>,
}

/// The moment at which a scaled clock was last set, on both scales.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    real: Instant,
    shown: DateTime<Utc>,
    factor: f64,
    changes: u64,
}

impl Anchor {
    fn now(&self) -> DateTime<Utc> {
        let passed_ms = self.real.elapsed().as_secs_f64() * self.factor * 1000.0;
        self.shown + chrono::Duration::milliseconds(passed_ms as i64)
    }
}

impl Clock {
    /// The computer's own clock.
    pub fn system() -> Self {
        Clock { anchor: None, correction: Arc::default() }
    }

    /// A clock that shows `start` now and then runs `factor` times as fast as real time; 0 stands still.
    pub fn scaled(start: DateTime<Utc>, factor: f64) -> Self {
        let anchor = Anchor { real: Instant::now(), shown: start, factor, changes: 0 };
        Clock { anchor: Some(Arc::new(RwLock::new(anchor))), correction: Arc::default() }
    }

    /// Whether this is the computer's own clock.
    pub fn is_system(&self) -> bool {
        self.anchor.is_none()
    }

    /// The current time in UTC.
    pub fn now(&self) -> DateTime<Utc> {
        match &self.anchor {
            None => Utc::now() + self.correction(),
            Some(anchor) => read(anchor).now(),
        }
    }

    /// How far the computer's own clock is off: what this one adds to it. Zero unless somebody has found it wrong.
    pub fn correction(&self) -> chrono::Duration {
        chrono::Duration::milliseconds(self.correction.load(Ordering::Relaxed))
    }

    /// From now on counts by the computer's own clock with this added to it. Windows are decided on by the provider's
    /// clock, so a computer whose clock is wrong must not count by its own: it would let people type into windows that are
    /// closed. Tells whether this changed anything; does nothing to a clock that is not the computer's.
    pub fn correct_by(&self, correction: chrono::Duration) -> bool {
        let millis = correction.num_milliseconds();
        self.is_system() && self.correction.swap(millis, Ordering::Relaxed) != millis
    }

    /// How many seconds this clock shows per real second: 1 for the system clock.
    pub fn factor(&self) -> f64 {
        self.anchor.as_ref().map_or(1.0, |anchor| read(anchor).factor)
    }

    /// How often this clock was set since it was made: its speed changed, or it jumped.
    pub fn changes(&self) -> u64 {
        self.anchor.as_ref().map_or(0, |anchor| read(anchor).changes)
    }

    /// Changes the speed from now on, without a jump. Does nothing to the system clock.
    pub fn set_factor(&self, factor: f64) {
        self.reset(|anchor| anchor.factor = factor.max(0.0));
    }

    /// Jumps forward. Does nothing to the system clock.
    pub fn advance(&self, by: chrono::Duration) {
        self.reset(|anchor| anchor.shown += by);
    }

    /// How long to wait in real time until this clock shows `moment`: zero when it is past, an hour when the clock
    /// stands still. Since the speed may change meanwhile, sleep in short steps and look again.
    pub fn real_time_until(&self, moment: DateTime<Utc>) -> Duration {
        const STANDS_STILL: Duration = Duration::from_secs(3600);
        let left = (moment - self.now()).to_std().unwrap_or_default();
        let factor = self.factor();
        if left.is_zero() || factor == 1.0 {
            return left;
        }
        Duration::try_from_secs_f64(left.as_secs_f64() / factor).unwrap_or(STANDS_STILL).min(STANDS_STILL)
    }

    fn reset(&self, change: impl FnOnce(&mut Anchor)) {
        let Some(anchor) = &self.anchor else { return };
        let mut anchor = anchor.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        *anchor = Anchor { real: Instant::now(), shown: anchor.now(), changes: anchor.changes + 1, ..*anchor };
        change(&mut anchor);
    }
}

fn read(anchor: &RwLock<Anchor>) -> Anchor {
    *anchor.read().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changing_the_speed_does_not_jump() {
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let clock = Clock::scaled(start, 0.0);
        clock.set_factor(3600.0);
        clock.set_factor(0.0);
        assert!(clock.now() - start < chrono::Duration::minutes(10), "a moment at 3600x is minutes, not hours");
    }

    #[test]
    fn waiting_is_shorter_on_a_faster_clock() {
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let clock = Clock::scaled(start, 0.0);
        assert_eq!(clock.real_time_until(start + chrono::Duration::minutes(1)), Duration::from_secs(3600));
        clock.set_factor(60.0);
        let wait = clock.real_time_until(clock.now() + chrono::Duration::minutes(1));
        assert!(wait <= Duration::from_secs(1) && wait > Duration::from_millis(900), "got {wait:?}");
        assert_eq!(clock.real_time_until(start - chrono::Duration::minutes(1)), Duration::ZERO);
    }

    #[test]
    fn a_computers_clock_that_is_wrong_is_put_right_for_all_who_share_it() {
        let clock = Clock::system();
        let other = clock.clone();
        assert!(clock.correct_by(chrono::Duration::hours(-2)));
        let off = Clock::system().now() - other.now();
        assert!((off - chrono::Duration::hours(2)).abs() < chrono::Duration::minutes(1), "{off}");
        assert!(!clock.correct_by(chrono::Duration::hours(-2)), "nothing new");
        let practice = Clock::scaled(DateTime::from_timestamp(0, 0).unwrap(), 0.0);
        assert!(!practice.correct_by(chrono::Duration::hours(1)));
    }

    #[test]
    fn clones_share_the_time() {
        let clock = Clock::scaled(DateTime::from_timestamp(0, 0).unwrap(), 0.0);
        let other = clock.clone();
        clock.advance(chrono::Duration::hours(25));
        assert_eq!(other.now(), clock.now());
    }
}
