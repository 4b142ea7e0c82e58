//! Meta's two calls: the handshake when an address is registered, and a delivery.

use std::sync::atomic::Ordering;
use std::time::Instant;

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use secrecy::ExposeSecret as _;
use serde::Deserialize;
use subtle::ConstantTimeEq as _;
use tracing::{error, warn};

use crate::domain::ids::ChannelId;
use crate::store::tables::delivery;

use super::{Receiver, ReceivingChannel, body, is_signed};

#[derive(Deserialize)]
pub(super) struct Handshake {
    #[serde(rename = "hub.mode", default)]
    mode: String,
    #[serde(rename = "hub.verify_token", default)]
    verify_token: String,
    #[serde(rename = "hub.challenge", default)]
    challenge: String,
}

/// Proves that the address is ours: the challenge, as plain text, for the right token.
pub(super) async fn verify(
    State(receiver): State<Receiver>,
    Path(channel): Path<String>,
    Query(handshake): Query<Handshake>,
) -> Result<String, StatusCode> {
    let (_, receiving) = find(&receiver, &channel)?;
    let expected = receiving.channel.verify_token.expose_secret().as_bytes();
    let right = expected.ct_eq(handshake.verify_token.as_bytes());
    if handshake.mode == "subscribe" && bool::from(right) && !expected.is_empty() {
        Ok(handshake.challenge)
    } else {
        Err(StatusCode::FORBIDDEN)
    }
}

/// Keeps a delivery. Nothing of a wrongly signed one is kept but the count.
pub(super) async fn receive(
    State(receiver): State<Receiver>,
    Path(channel): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, StatusCode> {
    let began = Instant::now();
    let (id, receiving) = find(&receiver, &channel)?;
    let body = body::read(body).await?;
    let signature = headers.get("x-hub-signature-256").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !is_signed(receiving.channel.app_secret.expose_secret(), &body, signature) {
        let count = receiving.refused.fetch_add(1, Ordering::Relaxed) + 1;
        warn!(channel.id = %id, count, "Refused a delivery for channel {id}: its signature is wrong");
        return Err(StatusCode::UNAUTHORIZED);
    }
    let now = receiver.inner.clock.now();
    let kept = receiver.inner.store.write(move |tx| delivery::insert(tx, &id, now, &body)).await;
    match kept {
        Ok(_) => {
            receiver.inner.arrived.notify_one();
            receiver.inner.times.note(began.elapsed());
            Ok(StatusCode::OK)
        }
        Err(problem) => {
            error!("Could not keep a delivery, which its sender will repeat: {problem}");
            Err(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

fn find<'r>(receiver: &'r Receiver, channel: &str) -> Result<(ChannelId, &'r ReceivingChannel), StatusCode> {
    let id = ChannelId::new(channel).map_err(|_| StatusCode::NOT_FOUND)?;
    let receiving = receiver.inner.channels.get(&id).ok_or(StatusCode::NOT_FOUND)?;
    Ok((id, receiving))
}
