//! Reads what has come in, in the order in which it came.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tracing::{error, warn};

use crate::domain::event::NewEvent;
use crate::domain::ids::{ChannelId, DeliveryId};
use crate::log::{self, Log};
use crate::store::tables::delivery::{self, Delivery};
use crate::store::{DbResult, Store};

use super::events_of;

/// How many deliveries go into one commit. Measured: larger batches gain little and make the screen wait.
const BATCH: u32 = 64;
/// After a failure of the database (a full disk, say) nothing is lost by waiting.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Turns kept deliveries into events.
pub struct Ingest {
    store: Store,
    log: Arc<dyn Log>,
    scopes: BTreeMap<ChannelId, String>,
    arrived: Arc<Notify>,
}

impl Ingest {
    /// A worker for these channels, with the scope of each one's user ids. `arrived` is rung when a delivery was kept.
    pub fn new(store: Store, log: Arc<dyn Log>, scopes: BTreeMap<ChannelId, String>, arrived: Arc<Notify>) -> Self {
        Ingest { store, log, scopes, arrived }
    }

    /// Works until it is dropped; begins with what an earlier run has left.
    pub async fn run(self) {
        loop {
            match self.read_batch().await {
                Ok(0) => self.arrived.notified().await,
                Ok(_) => {}
                Err(problem) => {
                    error!("Could not read what came in: {problem}; trying again");
                    tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
                }
            }
        }
    }

    /// Reads the next deliveries into the log. Tells how many.
    ///
    /// # Errors
    /// What the database objects to; the deliveries stay where they are.
    pub async fn read_batch(&self) -> DbResult<usize> {
        let deliveries = self.store.read(|tx| delivery::unread(tx, BATCH)).await?;
        let Some(last) = deliveries.last().map(|delivery| delivery.id) else { return Ok(0) };
        let mut events = Vec::new();
        let mut problems = Vec::new();
        for delivery in &deliveries {
            self.read_one(delivery, &mut events, &mut problems);
        }
        log::append(self.log.as_ref(), events).await?;
        self.store
            .write(move |tx| {
                for (delivery, problem) in &problems {
                    delivery::set_problem(tx, *delivery, problem)?;
                }
                delivery::set_progress(tx, last)
            })
            .await?;
        Ok(deliveries.len())
    }

    fn read_one(&self, delivery: &Delivery, events: &mut Vec<NewEvent>, problems: &mut Vec<(DeliveryId, String)>) {
        let scope = self.scopes.get(&delivery.channel).map(String::as_str).unwrap_or_default();
        let ingested = events_of(&delivery.channel, scope, delivery.received_at, &delivery.body);
        events.extend(ingested.events);
        if let Some(problem) = ingested.problem {
            warn!(delivery.id = %delivery.id, "Delivery {} could not be read and is kept", delivery.id);
            problems.push((delivery.id, problem));
        }
    }
}
