//! Small chores that a workspace needs now and then.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tracing::{info, warn};

use crate::domain::clock::Clock;
use crate::log::{Log, Topic};
use crate::provider::Provider;
use crate::store::Store;
use crate::store::tables::delivery;

/// How long webhooks are kept as they came in.
const KEEP_DELIVERIES: chrono::Duration = chrono::Duration::days(30);
const HOUSEKEEPING: Duration = Duration::from_secs(6 * 3600);

/// Forgets what is kept for a while only.
pub(super) async fn keep_house(store: Store, clock: Clock) {
    loop {
        let before = clock.now() - KEEP_DELIVERIES;
        match store.write(move |tx| delivery::delete_before(tx, before)).await {
            Ok(0) => {}
            Ok(count) => info!(count, "Forgot {count} raw webhooks older than 30 days"),
            Err(problem) => warn!("Could not forget old webhooks: {problem}"),
        }
        tokio::time::sleep(HOUSEKEEPING).await;
    }
}

/// Less than this is the network's and the header's own imprecision.
const CLOCK_TOLERANCE: chrono::Duration = chrono::Duration::seconds(60);
/// A computer's clock that moves against its own timer by more than this was set, or the computer slept.
const CLOCK_WAS_SET: chrono::Duration = chrono::Duration::seconds(5);
/// How often a clock that was found wrong is compared again: somebody may have put it right.
const COMPARE_AGAIN: Duration = Duration::from_secs(300);

/// Keeps the workspace's clock at the provider's, if this computer's is wrong: by more than a minute, as of the provider's
/// last answer. After a sleep, and while the clock is wrong, the provider is asked what it has.
pub(super) async fn keep_clock_right(log: Arc<dyn Log>, clock: Clock, providers: Vec<Arc<dyn Provider>>) {
    const LOOK: Duration = Duration::from_secs(1);
    if !clock.is_system() {
        return;
    }
    let (mut shown, mut timer, mut compared) = (Clock::system().now(), Instant::now(), Instant::now());
    loop {
        tokio::time::sleep(LOOK).await;
        let passed = chrono::Duration::from_std(timer.elapsed()).unwrap_or_default();
        let drift = Clock::system().now() - shown - passed;
        (shown, timer) = (Clock::system().now(), Instant::now());
        let wrong = !clock.correction().is_zero();
        if drift.abs() > CLOCK_WAS_SET || (wrong && compared.elapsed() > COMPARE_AGAIN) {
            compared = Instant::now();
            for provider in &providers {
                // Whatever it says of the number, its answer has a date.
                let _ = provider.number().await;
            }
        }
        let Some(ahead) = providers.iter().find_map(|provider| provider.clock_ahead()) else { continue };
        let correction = if ahead.abs() > CLOCK_TOLERANCE { ahead } else { chrono::Duration::zero() };
        // A second more or less is no news.
        if (correction - clock.correction()).abs() > chrono::Duration::seconds(2) && clock.correct_by(correction) {
            warn!(correction_s = correction.num_seconds(), "This computer's clock differs from the provider's");
            log.announce(vec![Topic::Workspace]);
        }
    }
}

/// Tells the screen when a practice clock was set. The system's clock never is.
pub(super) async fn announce_clock(log: Arc<dyn Log>, clock: Clock) {
    const LOOK: Duration = Duration::from_millis(100);
    let mut known = clock.changes();
    if clock.is_system() {
        return;
    }
    loop {
        tokio::time::sleep(LOOK).await;
        let changes = clock.changes();
        if changes != known {
            known = changes;
            log.announce(vec![Topic::Workspace]);
        }
    }
}
