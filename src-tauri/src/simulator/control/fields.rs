//! Webhooks of every field on request, and the number's life on a telephone.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::sync::oneshot;

use super::Refused;
use super::customers::{PATIENCE, wait};
use crate::simulator::fields::{self, Wish};
use crate::simulator::phone::BusinessApp;
use crate::simulator::webhook::payload::{self, Status};
use crate::simulator::webhook::{self, Kind, Lane, Parcel};
use crate::simulator::world::{Sent, World};

/// Posts an example of a field and waits for the answers.
pub(super) async fn post(
    State(world): State<Arc<World>>,
    Path(field): Path<String>,
    Json(wish): Json<Wish>,
) -> Result<Json<Value>, Refused> {
    let example = fields::example(&world, &field, &wish).map_err(Refused::bad)?;
    let mut answers = Vec::new();
    for value in &example.values {
        let (answer, first) = oneshot::channel();
        let (lane, value) = (example.lane.clone(), value.clone());
        let parcel = Parcel { lane, kind: Kind::Other, field: field.clone(), value, answer: Some(answer) };
        webhook::send(&world, parcel);
        answers.push(first);
    }
    let statuses = futures::future::join_all(answers.into_iter().map(|answer| wait(answer, PATIENCE))).await;
    Ok(Json(json!({"status": statuses.first(), "statuses": statuses, "values": example.values})))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Coexistence {
    on: bool,
    #[serde(default)]
    declined: bool,
    #[serde(default)]
    linked_seconds_ago: i64,
}

/// Links the number to the WhatsApp Business app, as new, or takes the link away.
pub(super) async fn coexistence(State(world): State<Arc<World>>, Json(wish): Json<Coexistence>) -> Json<Value> {
    let ago = chrono::Duration::try_seconds(wish.linked_seconds_ago).unwrap_or_default();
    let linked_at = world.clock.now() - ago;
    let app = BusinessApp { linked_at, declined: wish.declined, contacts_asked: false, history_asked: false };
    world.with(|state| state.phone.app = wish.on.then_some(app));
    Json(json!({"is_on_biz_app": wish.on}))
}

/// Changes fields of the number's node; null gives a field its first value back.
pub(super) async fn phone(State(world): State<Arc<World>>, Json(changes): Json<Map<String, Value>>) -> Json<Value> {
    let changed = world.with(|state| {
        state.phone.changed.extend(changes);
        state.phone.changed.retain(|_, value| !value.is_null());
        state.phone.changed.clone()
    });
    Json(json!({"changed": changed}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Foreign {
    customer: String,
    /// The id of the message; a new one without it.
    id: Option<String>,
    #[serde(default = "sent_and_delivered")]
    statuses: Vec<String>,
    /// The error of a `failed`.
    error: Option<u32>,
}

fn sent_and_delivered() -> Vec<String> {
    vec!["sent".to_owned(), "delivered".to_owned()]
}

/// Statuses of a message that another system sent from the same number.
pub(super) async fn foreign(
    State(world): State<Arc<World>>,
    Json(wish): Json<Foreign>,
) -> Result<Json<Value>, Refused> {
    let customer = world.with(|state| state.people.find(&wish.customer).cloned());
    let customer = customer.ok_or_else(|| Refused::unknown(&wish.customer))?;
    let id = wish.id.unwrap_or_else(|| world.new_wamid());
    let sent = Sent::foreign(&id, &customer, world.clock.now());
    let mut answered = Vec::new();
    for name in &wish.statuses {
        let known = ["sent", "delivered", "read", "played", "failed"].into_iter().find(|known| known == name);
        let name = known.ok_or_else(|| Refused::bad(format!("{name} is no status")))?;
        let error = (name == "failed").then_some(wish.error.unwrap_or(131_026));
        let value = payload::status(&world, &sent, &Status { error, ..Status::new(name, world.clock.now()) });
        let (answer, first) = oneshot::channel();
        let (lane, field) = (Lane::Customer(customer.id), "messages".to_owned());
        webhook::send(&world, Parcel { lane, kind: Kind::Status, field, value, answer: Some(answer) });
        answered.push(wait(first, PATIENCE).await);
    }
    Ok(Json(json!({"id": id, "statuses": answered})))
}
