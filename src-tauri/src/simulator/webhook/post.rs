//! The post: takes webhooks in, in order for each customer and all customers at the same time.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio::time::{Duration, Instant};

use super::{carrier, record, sign};
use crate::simulator::world::World;

/// What keeps its order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::simulator) enum Lane {
    /// Everything of one customer.
    Customer(usize),
    /// Messages to addresses without a customer behind them, and bundles of many customers.
    Nobody(String),
    /// Everything of the account.
    Account,
}

/// What a webhook brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::simulator) enum Kind {
    /// Messages from customers.
    Message,
    /// Statuses of what was sent.
    Status,
    /// Anything else of the account.
    Other,
}

/// One webhook to send.
#[derive(Debug)]
pub(in crate::simulator) struct Parcel {
    pub lane: Lane,
    pub kind: Kind,
    pub field: String,
    pub value: Value,
    /// Told the HTTP status of the first attempt; nothing when there was no answer, or when it has to wait behind
    /// another that the business has not taken.
    pub answer: Option<oneshot::Sender<Option<u16>>>,
}

/// One webhook on its way, as bytes.
#[derive(Debug)]
pub(in crate::simulator) struct Letter {
    pub id: u64,
    pub lane: Lane,
    pub field: String,
    pub body: String,
    pub signature: String,
    pub at: DateTime<Utc>,
    pub not_before: Instant,
    pub answer: Option<oneshot::Sender<Option<u16>>>,
}

/// Puts a webhook on its way.
pub(in crate::simulator) fn send(world: &Arc<World>, mut parcel: Parcel) {
    let (held, twice, disorder) = world.with(|state| {
        let held = parcel.kind == Kind::Status && state.faults.hold_statuses.take();
        (held, !held && state.faults.duplicate_webhooks.take(), !held && state.faults.disorder.is_on())
    });
    if held {
        // Nobody waits for the answer to something that may never leave.
        drop(parcel.answer.take());
        return world.with(|state| state.held.push(parcel));
    }
    let first = letter(world, parcel);
    let copy = twice.then(|| Letter {
        lane: first.lane.clone(),
        field: first.field.clone(),
        body: first.body.clone(),
        signature: first.signature.clone(),
        answer: None,
        ..first
    });
    for letter in [Some(first), copy].into_iter().flatten() {
        if disorder { astray(world, letter) } else { in_line(world, letter) }
    }
}

/// Sends the statuses that were held back, in their order. Says how many.
pub(in crate::simulator) fn release(world: &Arc<World>) -> usize {
    let held = world.with(|state| std::mem::take(&mut state.held));
    let count = held.len();
    held.into_iter().for_each(|parcel| in_line(world, letter(world, parcel)));
    count
}

fn letter(world: &World, parcel: Parcel) -> Letter {
    let body = sign::escaped(&envelope(world, &parcel.field, &parcel.value));
    let at = world.clock.now();
    let (id, late) = world.with(|state| (record::open(state, &parcel, at), state.faults.late_seconds));
    let late = Duration::try_from_secs_f64(late.unwrap_or_default()).unwrap_or_default();
    Letter {
        id,
        signature: sign::signature(&world.account.app_secret, body.as_bytes()),
        body,
        at,
        not_before: Instant::now() + late,
        lane: parcel.lane,
        field: parcel.field,
        answer: parcel.answer,
    }
}

/// The whole body of a webhook. Events about partners carry the portfolio's id, all others the account's.
pub(in crate::simulator) fn envelope(world: &World, field: &str, value: &Value) -> Value {
    let event = value.get("event").and_then(Value::as_str).unwrap_or_default();
    let of_partner = field == "account_update" && event.starts_with("PARTNER_");
    let id = if of_partner { &world.account.business_id } else { &world.account.waba_id };
    let time = world.clock.now().timestamp();
    let entry = json!([{"id": id, "time": time, "changes": [{"field": field, "value": value}]}]);
    json!({"object": "whatsapp_business_account", "entry": entry})
}

fn in_line(world: &Arc<World>, mut letter: Letter) {
    let new_lane = world.with(|state| {
        if state.blocked.contains(&letter.lane) {
            letter.answer.take().map(|answer| answer.send(None));
        }
        if let Some(lane) = state.lanes.get(&letter.lane) {
            let _ = lane.send(letter);
            return None;
        }
        let (lane, letters) = mpsc::unbounded_channel();
        let key = letter.lane.clone();
        let _ = lane.send(letter);
        state.lanes.insert(key, lane);
        Some(letters)
    });
    let Some(mut letters) = new_lane else { return };
    let carrying = Arc::clone(world);
    world.spawn(async move {
        while let Some(letter) = letters.recv().await {
            carrier::carry(&carrying, letter).await;
        }
    });
}

fn astray(world: &Arc<World>, letter: Letter) {
    let carrying = Arc::clone(world);
    world.spawn(async move {
        carrying.pause(0, 2000).await;
        carrier::carry(&carrying, letter).await;
    });
}
