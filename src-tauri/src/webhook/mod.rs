//! The public listener: what providers call, and the only thing that can be reached from outside.
//!
//! A delivery is answered with 200 only after it is committed, and is not parsed before its signature over the raw bytes
//! was found right. Whatever is not one of the few paths here is 404.

mod absence;
mod body;
mod handling;
mod meta;
mod signature;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::routing::get;
use serde::Deserialize;
use tokio::sync::Notify;

use crate::domain::clock::Clock;
use crate::domain::ids::ChannelId;
use crate::provider::Channel;
use crate::store::Store;

use handling::Times;

pub use absence::{note_start, watch};
pub use handling::Handling;
pub use signature::is_signed;

/// What the public listener knows.
#[derive(Clone)]
pub struct Receiver {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Clock,
    channels: BTreeMap<ChannelId, ReceivingChannel>,
    arrived: Arc<Notify>,
    times: Times,
}

struct ReceivingChannel {
    channel: Channel,
    refused: AtomicU64,
}

impl Receiver {
    /// Receives for these channels; rings `arrived` when a delivery was kept.
    pub fn new(store: Store, clock: Clock, channels: &[Channel], arrived: Arc<Notify>) -> Self {
        let receiving = |channel: &Channel| ReceivingChannel { channel: channel.clone(), refused: AtomicU64::new(0) };
        let channels = channels.iter().map(|channel| (channel.id.clone(), receiving(channel))).collect();
        Receiver { inner: Arc::new(Inner { store, clock, channels, arrived, times: Times::default() }) }
    }

    /// How many deliveries for a channel were refused for a wrong signature since the program started.
    pub fn refused(&self, channel: &ChannelId) -> u64 {
        self.inner.channels.get(channel).map_or(0, |channel| channel.refused.load(Ordering::Relaxed))
    }

    /// How long deliveries took to be kept and answered.
    pub fn handling(&self) -> Handling {
        self.inner.times.summary()
    }

    /// The routes of the public listener.
    pub fn routes(&self) -> Router {
        Router::new()
            .route("/webhooks/meta/{channel}", get(meta::verify).post(meta::receive))
            .route("/healthz", get(health))
            .with_state(self.clone())
    }
}

#[derive(Deserialize)]
struct Health {
    #[serde(default)]
    nonce: String,
}

/// Answers with the caller's own nonce, so that it can tell this program from whatever else a tunnel may lead to.
async fn health(Query(health): Query<Health>) -> Result<String, StatusCode> {
    let plain = health.nonce.len() <= 64 && health.nonce.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain { Ok(format!("frontdesk {}", health.nonce)) } else { Err(StatusCode::BAD_REQUEST) }
}
