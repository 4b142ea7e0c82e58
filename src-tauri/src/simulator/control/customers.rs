//! Customers on request: new ones, many at once, and what they write.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::Refused;
use crate::simulator::customers::content::{self, Wish};
use crate::simulator::customers::{Customer, Manner, Trade, compose, deliver, invented_number};
use crate::simulator::ids;
use crate::simulator::world::World;

/// How long a control waits for the business to take a webhook.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// Somebody new.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Newcomer {
    pub name: Option<String>,
    /// Without a number and without a username one is made up.
    pub phone: Option<String>,
    pub user_id: Option<String>,
    pub username: Option<String>,
    pub language: Option<String>,
    pub shop: bool,
    pub wrote_seconds_ago: Option<i64>,
    pub text: Option<String>,
    pub answers: bool,
    pub reads: bool,
    pub writes: bool,
}

impl Default for Newcomer {
    /// Somebody who reads and says nothing.
    fn default() -> Self {
        Newcomer {
            name: None,
            phone: None,
            user_id: None,
            username: None,
            language: None,
            shop: false,
            wrote_seconds_ago: None,
            text: None,
            answers: false,
            reads: true,
            writes: false,
        }
    }
}

pub(super) async fn list(State(world): State<Arc<World>>) -> Json<Value> {
    let now = world.clock.now();
    let all: Vec<Value> = world.with(|state| state.people.all().iter().map(|customer| show(customer, now)).collect());
    Json(Value::Array(all))
}

fn show(customer: &Customer, now: DateTime<Utc>) -> Value {
    json!({
        "id": customer.id,
        "name": customer.name,
        "phone": customer.e164(),
        "wa_id": customer.wa_id,
        "user_id": customer.user_id,
        "username": customer.username,
        "language": customer.language,
        "reads": customer.manner.reads,
        "answers": customer.manner.answers,
        "writes": customer.manner.writes,
        "last_wrote": customer.last_wrote.map(|at| at.timestamp_millis()),
        "window_open": customer.window_open(now),
        "blocked": customer.blocked,
        "stopped_marketing": customer.stopped_marketing,
    })
}

/// Adds a customer; with `wrote_seconds_ago` or `text` they write, and the answer waits for the delivery.
pub(super) async fn add(
    State(world): State<Arc<World>>,
    Json(newcomer): Json<Newcomer>,
) -> Result<Json<Value>, Refused> {
    let text = newcomer.text.clone();
    let ago = newcomer.wrote_seconds_ago;
    let writes_now = text.is_some() || ago.is_some();
    let id = join(&world, newcomer)?;
    let mut written = (None, None);
    if writes_now {
        let content = content::text(text.as_deref().unwrap_or("Hello"));
        let message = compose(&world, id, before(&world, ago), content);
        let status = wait(deliver(&world, &message), PATIENCE).await;
        written = (Some(message.id), status);
    }
    let customer = world.with(|state| state.people.get(id).cloned()).ok_or_else(|| Refused::unknown("customer"))?;
    let mut shown = show(&customer, world.clock.now());
    if let Some(fields) = shown.as_object_mut() {
        fields.insert("message_id".to_owned(), json!(written.0));
        fields.insert("status".to_owned(), json!(written.1));
    }
    Ok(Json(json!({"customer": shown})))
}

pub(super) fn join(world: &World, newcomer: Newcomer) -> Result<usize, Refused> {
    let phone = newcomer.phone.map(|phone| ids::only_digits(&phone));
    let phone = phone.or_else(|| newcomer.username.is_none().then(|| invented_number(world)));
    let user_id = newcomer.user_id.unwrap_or_else(|| world.random(|rng| ids::user_id(rng, "US")));
    let customer = Customer {
        user_id,
        username: newcomer.username.map(|name| name.trim_start_matches('@').to_owned()),
        name: newcomer.name,
        language: newcomer.language.unwrap_or_else(|| "en".to_owned()),
        trade: if newcomer.shop { Trade::Shop } else { Trade::Clinic },
        manner: Manner { reads: newcomer.reads, answers: newcomer.answers, writes: newcomer.writes },
        phone,
        ..Customer::default()
    };
    world.with(|state| {
        let taken = customer.phone.as_deref().is_some_and(|phone| state.people.find(phone).is_some());
        if taken || state.people.with_user_id(&customer.user_id).is_some() {
            return Err(Refused::bad("somebody has this number or user id already"));
        }
        // Whoever is added to answer does so, even where the others are silent.
        state.answers |= customer.manner.answers || customer.manner.writes;
        Ok(state.people.add(customer))
    })
}

pub(super) fn before(world: &World, seconds: Option<i64>) -> DateTime<Utc> {
    world.clock.now() - chrono::Duration::try_seconds(seconds.unwrap_or(0)).unwrap_or_default()
}

pub(super) async fn wait(answer: oneshot::Receiver<Option<u16>>, patience: Duration) -> Option<u16> {
    tokio::time::timeout(patience, answer).await.ok()?.ok()?
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Habits {
    answers: Option<bool>,
    reads: Option<bool>,
    writes: Option<bool>,
    name: Option<String>,
}

/// Changes how a customer behaves.
pub(super) async fn change(
    State(world): State<Arc<World>>,
    Path(key): Path<String>,
    Json(habits): Json<Habits>,
) -> Result<Json<Value>, Refused> {
    let now = world.clock.now();
    let shown = world.with(|state| {
        let id = state.people.find(&key)?.id;
        state.answers |= habits.answers == Some(true) || habits.writes == Some(true);
        let customer = state.people.get_mut(id)?;
        let Manner { reads, answers, writes } = customer.manner;
        customer.manner = Manner {
            reads: habits.reads.unwrap_or(reads),
            answers: habits.answers.unwrap_or(answers),
            writes: habits.writes.unwrap_or(writes),
        };
        customer.name = habits.name.or(customer.name.take());
        Some(show(customer, now))
    });
    shown.map(|shown| Json(json!({"customer": shown}))).ok_or_else(|| Refused::unknown(&key))
}

/// A customer writes; the answer waits until the business has taken the webhook, or refused it once. Whoever is blocked
/// writes into the void.
pub(super) async fn write(
    State(world): State<Arc<World>>,
    Path(key): Path<String>,
    Json(wish): Json<Wish>,
) -> Result<Json<Value>, Refused> {
    let writer = world.with(|state| state.people.find(&key).cloned());
    let writer = writer.ok_or_else(|| Refused::unknown(&key))?;
    if writer.blocked {
        return Ok(Json(json!({"id": null, "status": null, "blocked": true})));
    }
    let content = content::make(&world, &writer, &wish).map_err(Refused::bad)?;
    let message = compose(&world, writer.id, before(&world, wish.seconds_ago), content);
    let status = wait(deliver(&world, &message), PATIENCE).await;
    Ok(Json(json!({"id": message.id, "status": status})))
}
