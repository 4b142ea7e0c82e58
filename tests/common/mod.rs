//! What the journeys stand on.

pub mod diary;
pub mod house;
pub mod hub;
pub mod office;
pub mod private;
pub mod shelf;
pub mod tables;
pub mod webhook;

use std::time::{Duration, Instant};

/// Waits until `look` finds something; fails with `what` after 20 seconds, which is far beyond anything that is slow.
pub async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(started.elapsed() < Duration::from_secs(20), "it did not happen: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// A client for plain HTTP on this computer. It still wants to be told which crypto implementation there is.
pub fn client() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::new()
}
