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
use crate::simulator::customers::lines::Occasion;
use crate::simulator::customers::{Customer, Inbound, Manner, Trade, compose, deliver, deliver_all, invented_number};
use crate::simulator::ids;
use crate::simulator::webhook::Lane;
use crate::simulator::world::World;

/// How long a control waits for the business to take a webhook.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);
const CROWD_PATIENCE: Duration = Duration::from_secs(600);
/// How many webhooks of a crowd are on their way at a time.
const CROWD_LANES: usize = 8;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Newcomer {
    name: Option<String>,
    /// Without a number and without a username one is made up.
    phone: Option<String>,
    user_id: Option<String>,
    username: Option<String>,
    language: Option<String>,
    #[serde(default)]
    shop: bool,
    wrote_seconds_ago: Option<i64>,
    text: Option<String>,
    #[serde(default)]
    answers: bool,
    #[serde(default = "yes")]
    reads: bool,
    #[serde(default)]
    writes: bool,
}

fn yes() -> bool {
    true
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

fn join(world: &World, newcomer: Newcomer) -> Result<usize, Refused> {
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

fn before(world: &World, seconds: Option<i64>) -> DateTime<Utc> {
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Crowd {
    count: usize,
    #[serde(default = "fifty")]
    per_post: usize,
    /// The newest wrote now, the oldest this many seconds ago.
    #[serde(default)]
    spread_seconds: i64,
    language: Option<String>,
    #[serde(default)]
    answers: bool,
}

fn fifty() -> usize {
    50
}

/// Many new customers with a first message each, several in one webhook. Waits until all were taken.
pub(super) async fn crowd(State(world): State<Arc<World>>, Json(crowd): Json<Crowd>) -> Result<Json<Value>, Refused> {
    if !(1..=50_000).contains(&crowd.count) || !(1..=1000).contains(&crowd.per_post) {
        return Err(Refused::bad("count may be 1 to 50000, per_post 1 to 1000"));
    }
    let messages = gather(&world, &crowd)?;
    let bundles = messages.chunks(crowd.per_post).enumerate();
    let posts = bundles.map(|(n, bundle)| {
        let lane = Lane::Nobody(format!("crowd {}", n % CROWD_LANES));
        wait(deliver_all(&world, lane, bundle), CROWD_PATIENCE)
    });
    let posts = futures::future::join_all(posts).await;
    let failed = posts.iter().filter(|status| **status != Some(200)).count();
    Ok(Json(json!({"customers": messages.len(), "posts": posts.len(), "failed": failed})))
}

fn gather(world: &World, crowd: &Crowd) -> Result<Vec<Inbound>, Refused> {
    let languages = ["en", "es", "pt_BR", "hi", "ar", "de", "zh"];
    let count = i64::try_from(crowd.count).unwrap_or(i64::MAX);
    let mut messages = Vec::new();
    for number in 0..count {
        let any = world.random(|rng| rng.choice(languages)).unwrap_or("en");
        let language = crowd.language.clone().unwrap_or_else(|| any.to_owned());
        let line = world.random(|rng| world.phrases.line(rng, &language, Trade::Clinic, Occasion::Unasked));
        let newcomer = Newcomer {
            name: Some(format!("Customer {}", number + 1)),
            phone: None,
            user_id: None,
            username: None,
            language: Some(language),
            shop: number % 2 == 1,
            wrote_seconds_ago: None,
            text: None,
            answers: crowd.answers,
            reads: true,
            writes: false,
        };
        let id = join(world, newcomer)?;
        let ago = crowd.spread_seconds * (count - 1 - number) / count;
        messages.push(compose(world, id, before(world, Some(ago)), content::text(&line)));
    }
    Ok(messages)
}
