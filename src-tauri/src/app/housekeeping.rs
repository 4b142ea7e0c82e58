//! Small chores that a workspace needs now and then.

use std::sync::Arc;
use std::time::Duration;

use tracing::{info, warn};

use crate::domain::clock::Clock;
use crate::log::{Log, Topic};
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
