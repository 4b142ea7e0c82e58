//! Notices when this computer was off or asleep.
//!
//! What customers wrote meanwhile comes later, when the provider tries again, which it does ever more seldom over seven days
//! (Meta, "Webhooks"). Until then a window may be open that looks closed, and the screen says so.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, SubsecRound as _, Utc};
use tracing::{info, warn};

use crate::domain::clock::Clock;
use crate::domain::window::{Absence, SERVICE_WINDOW};
use crate::log::{Log, Topic};
use crate::store::tables::absence;
use crate::store::{DbResult, Store};

/// What is shorter is bridged by the provider's first tries.
const SHORTEST: chrono::Duration = chrono::Duration::minutes(5);
/// How often the program leaves a sign of life.
const SIGN: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_secs(1);

/// Notes the time since the program was last at work, if that is long. To be called before anybody looks at windows.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn note_start(store: &Store, now: DateTime<Utc>) -> DbResult<()> {
    if let Some(there_at) = store.read(absence::there_at).await? {
        note(store, Absence { began_at: there_at, ended_at: now }).await?;
    }
    store.write(move |tx| absence::set_there_at(tx, now)).await
}

/// Leaves a sign of life now and then, and notes when the computer slept. Works until it is dropped.
pub async fn watch(store: Store, log: Arc<dyn Log>, clock: Clock) {
    let mut seen = Look::now(&clock);
    let mut signed = Instant::now();
    loop {
        tokio::time::sleep(LOOK).await;
        let now = Look::now(&clock);
        let slept = now.slept_since(&seen);
        seen = now;
        let outcome = async {
            if slept >= SHORTEST && clock.is_system() {
                note(&store, Absence { began_at: seen.shown - slept, ended_at: seen.shown }).await?;
                log.announce(vec![Topic::Resync]);
            }
            if signed.elapsed() >= SIGN || slept >= SHORTEST {
                signed = Instant::now();
                let at = seen.shown;
                store.write(move |tx| absence::set_there_at(tx, at)).await?;
            }
            DbResult::Ok(())
        };
        if let Err(problem) = outcome.await {
            warn!("Could not note that the program is at work: {problem}");
        }
    }
}

async fn note(store: &Store, absence: Absence) -> DbResult<()> {
    let minutes = (absence.ended_at - absence.began_at).num_minutes();
    if absence.ended_at - absence.began_at < SHORTEST {
        return Ok(());
    }
    // The provider dates messages to the second: one of the second in which it ended came after it.
    let absence = Absence { began_at: absence.began_at, ended_at: absence.ended_at.trunc_subsecs(0) };
    info!(minutes, "Nothing could come in for {minutes} minutes");
    store.write(move |tx| absence::add(tx, absence, absence.ended_at - SERVICE_WINDOW)).await
}

/// The time at a look, by all clocks that there are.
struct Look {
    /// By the workspace's clock.
    shown: DateTime<Utc>,
    /// By the computer's own, which no correction moves.
    wall: DateTime<Utc>,
    /// By a timer that stands still while the computer sleeps.
    timer: Instant,
}

impl Look {
    fn now(clock: &Clock) -> Look {
        Look { shown: clock.now(), wall: Clock::system().now(), timer: Instant::now() }
    }

    fn slept_since(&self, earlier: &Look) -> chrono::Duration {
        let passed = self.wall - earlier.wall;
        let awake = chrono::Duration::from_std(self.timer - earlier.timer).unwrap_or_default();
        // Some systems' timers go on in sleep; then it is the pause itself that is too long.
        if awake >= SHORTEST { passed } else { passed - awake }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(wall: i64, timer: Instant) -> Look {
        let wall = DateTime::from_timestamp(1_800_000_000 + wall, 0).unwrap();
        Look { shown: wall, wall, timer }
    }

    #[test]
    fn a_sleep_is_seen_whether_the_timer_slept_too_or_not() {
        let timer = Instant::now();
        let before = look(0, timer);
        let hour = chrono::Duration::hours(1);
        assert_eq!(look(3601, timer + LOOK).slept_since(&before), hour, "the timer slept");
        assert!(look(3601, timer + Duration::from_secs(3601)).slept_since(&before) >= hour, "the timer went on");
        assert!(look(1, timer + LOOK).slept_since(&before) < SHORTEST, "nobody slept");
        assert!(look(-3600, timer + LOOK).slept_since(&before) < SHORTEST, "a clock that went back is no sleep");
    }
}
