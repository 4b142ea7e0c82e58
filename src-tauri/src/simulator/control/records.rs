//! What happened so far: the account, what was accepted, what was delivered.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::simulator::webhook::{Delivery, Outcome};
use crate::simulator::world::{Sent, World};

const DELIVERIES_SHOWN: usize = 200;

pub(super) async fn state(State(world): State<Arc<World>>) -> Json<Value> {
    let account = &world.account;
    let now = world.clock.now();
    let (customer, webhook, delays) = world.with(|state| {
        let open = state.people.all().iter().find(|one| one.phone.is_some() && one.window_open(now));
        (open.and_then(|one| one.e164()), state.callbacks.target("messages"), state.delays)
    });
    Json(json!({
        "listen": format!("http://{}", world.address),
        "phone_number_id": account.phone_number_id,
        "display_phone_number": account.display_phone_number,
        "waba_id": account.waba_id,
        "business_id": account.business_id,
        "app_id": account.app_id,
        "app_secret": account.app_secret,
        "access_token": account.access_token,
        "verify_token": account.verify_token,
        "customer": customer,
        "webhook": webhook,
        "now": now.timestamp_millis(),
        "factor": world.clock.factor(),
        "delays": delays,
    }))
}

#[derive(Deserialize)]
pub(super) struct SentQuery {
    to: Option<String>,
}

/// Everything that was accepted. `to` chooses by number or user id, as it was typed or as it is known.
pub(super) async fn sent(State(world): State<Arc<World>>, Query(query): Query<SentQuery>) -> Json<Value> {
    let shown: Vec<Value> = world.with(|state| {
        let person = query.to.as_deref().and_then(|to| state.people.find(to).map(|customer| customer.id));
        let wanted = |sent: &&Sent| match &query.to {
            None => true,
            Some(to) => {
                let typed = |key: &str| sent.body.get(key).and_then(Value::as_str) == Some(to);
                typed("to") || typed("recipient") || (person.is_some() && sent.customer == person)
            }
        };
        state.sent.iter().filter(wanted).map(show).collect()
    });
    Json(Value::Array(shown))
}

fn show(sent: &Sent) -> Value {
    let statuses: Vec<Value> =
        sent.statuses.iter().map(|(status, at)| json!({"status": status, "at": at.timestamp_millis()})).collect();
    json!({
        "id": sent.id,
        "to": sent.body.get("to"),
        "recipient": sent.body.get("recipient"),
        "wa_id": sent.wa_id,
        "type": sent.kind,
        "body": sent.body,
        "seen": sent.seen,
        "at": sent.at.timestamp_millis(),
        "biz_opaque_callback_data": sent.opaque(),
        "statuses": statuses,
    })
}

#[derive(Deserialize)]
pub(super) struct DeliveryQuery {
    limit: Option<usize>,
}

/// Counts over everything remembered, and the newest deliveries themselves.
pub(super) async fn deliveries(State(world): State<Arc<World>>, Query(query): Query<DeliveryQuery>) -> Json<Value> {
    world.with(|state| {
        let all = &state.deliveries;
        let of = |outcome: Outcome| all.values().filter(|delivery| delivery.outcome == outcome).count();
        let newest: Vec<&Delivery> = all.values().rev().take(query.limit.unwrap_or(DELIVERIES_SHOWN)).collect();
        Json(json!({
            "total": all.len(),
            "delivered": of(Outcome::Delivered),
            "waiting": of(Outcome::Waiting),
            "dropped": of(Outcome::Dropped),
            "held": state.held.len(),
            "answers": answers(all.values()),
            "deliveries": newest,
        }))
    })
}

/// How often each HTTP status was answered; `none` when there was no answer.
fn answers<'a>(deliveries: impl Iterator<Item = &'a Delivery>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for attempt in deliveries.flat_map(|delivery| &delivery.attempts) {
        let status = attempt.status.map_or_else(|| "none".to_owned(), |status| status.to_string());
        *counts.entry(status).or_default() += 1;
    }
    counts
}
