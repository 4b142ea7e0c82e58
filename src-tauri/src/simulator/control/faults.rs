//! Faults, the webhook address, and webhooks of any content.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::Refused;
use crate::simulator::faults::Faults;
use crate::simulator::webhook::{self, Kind, Lane, Parcel};
use crate::simulator::world::World;

pub(super) async fn show(State(world): State<Arc<World>>) -> Json<Faults> {
    Json(world.with(|state| state.faults.clone()))
}

pub(super) async fn set(State(world): State<Arc<World>>, Json(news): Json<Value>) -> Result<Json<Faults>, Refused> {
    world.with(|state| state.faults.set(&news)).map_err(|error| Refused::bad(error.to_string()))?;
    Ok(show(State(world)).await)
}

pub(super) async fn clear(State(world): State<Arc<World>>) -> Json<Value> {
    world.with(|state| state.faults = Faults::default());
    Json(json!({"success": true}))
}

/// Stops holding statuses back, and sends those that were.
pub(super) async fn release(State(world): State<Arc<World>>) -> Json<Value> {
    world.with(|state| state.faults.hold_statuses = Default::default());
    Json(json!({"released": webhook::release(&world)}))
}

/// Tries waiting deliveries again without waiting for their next attempt.
pub(super) async fn retry(State(world): State<Arc<World>>) -> Json<Value> {
    world.look_again();
    Json(json!({"success": true}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    url: Option<String>,
    verify_token: Option<String>,
}

/// Sets the app's webhook address, after verification when a token is given; `null` takes it away.
pub(super) async fn webhook(
    State(world): State<Arc<World>>,
    Json(target): Json<Target>,
) -> Result<Json<Value>, Refused> {
    if let (Some(url), Some(token)) = (&target.url, &target.verify_token) {
        webhook::verify(&world, url, token).await.map_err(|why| Refused(StatusCode::BAD_GATEWAY, why))?;
    }
    world.set_callback(target.url);
    Ok(Json(json!({"success": true})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    field: String,
    value: Value,
}

/// Posts a webhook of any field with any content, signed, and waits for the answer.
pub(super) async fn post(State(world): State<Arc<World>>, Json(change): Json<Change>) -> Json<Value> {
    let (answer, first) = oneshot::channel();
    let Change { field, value } = change;
    webhook::send(&world, Parcel { lane: Lane::Account, kind: Kind::Other, field, value, answer: Some(answer) });
    Json(json!({"status": first.await.ok().flatten()}))
}
