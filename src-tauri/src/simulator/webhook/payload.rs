//! What webhooks hold: inbound messages, and the statuses of messages that were sent.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use crate::simulator::customers::{Customer, Inbound};
use crate::simulator::graph::error;
use crate::simulator::media::sha256_hex;
use crate::simulator::object::put;
use crate::simulator::world::{Sent, State, World};

/// The `value` of one change that brings these messages, of one customer or of many.
pub(in crate::simulator) fn messages(world: &World, messages: &[Inbound]) -> Value {
    let mut value = frame(world);
    world.with(|state| {
        let writers: BTreeSet<usize> = messages.iter().map(|message| message.customer).collect();
        let known = writers.into_iter().filter_map(|id| state.people.get(id));
        let contacts = known.map(|customer| contact(state, customer, true)).collect();
        let bodies = messages.iter().filter_map(|message| one_message(state, message)).collect();
        // Nobody is introduced by a notice of the system.
        if messages.iter().any(|message| kind(message) != Some("system")) {
            value.insert("contacts".to_owned(), Value::Array(contacts));
        }
        value.insert("messages".to_owned(), Value::Array(bodies));
    });
    // An old button that was tapped again has nothing to tell but that something went wrong.
    let empty =
        |message: &Inbound| kind(message) == Some("interactive") && message.content.get("interactive").is_none();
    if messages.iter().any(empty) {
        value.insert("errors".to_owned(), json!([error::in_webhook(131_000)]));
    }
    Value::Object(value)
}

fn kind(message: &Inbound) -> Option<&str> {
    message.content.get("type")?.as_str()
}

/// The `value` of one change that brings a status.
pub(in crate::simulator) fn status(world: &World, sent: &Sent, status: &Status) -> Value {
    let mut value = frame(world);
    let customer = sent.customer.and_then(|id| world.customer(id));
    if status.error.is_none() {
        let shown = |customer| world.with(|state| contact(state, customer, status.name != "sent"));
        let known = customer.as_ref().map(shown);
        value.insert("contacts".to_owned(), Value::Array(known.into_iter().collect()));
    }
    let mut body = one_status(sent, status, customer.as_ref());
    let checked = world.with(|state| state.phone.identity_check);
    let hash = customer.as_ref().map(Customer::identity_hash).filter(|_| checked && status.error.is_none());
    put(&mut body, "recipient_identity_key_hash", hash);
    value.insert("statuses".to_owned(), json!([body]));
    Value::Object(value)
}

/// One status to tell.
#[derive(Clone, Debug)]
pub(in crate::simulator) struct Status {
    pub name: &'static str,
    pub at: DateTime<Utc>,
    pub pricing: Option<Value>,
    /// Until when messages are free; only for people who came by way of an advertisement.
    pub free_until: Option<DateTime<Utc>>,
    pub error: Option<u32>,
}

impl Status {
    pub fn new(name: &'static str, at: DateTime<Utc>) -> Self {
        Status { name, at, pricing: None, free_until: None, error: None }
    }
}

/// What every `value` of a number begins with.
pub(in crate::simulator) fn frame(world: &World) -> Map<String, Value> {
    let account = &world.account;
    let metadata =
        json!({"display_phone_number": account.display_digits(), "phone_number_id": account.phone_number_id});
    [("messaging_product".to_owned(), json!("whatsapp")), ("metadata".to_owned(), metadata)].into_iter().collect()
}

/// How a customer is shown. A `sent` status never tells the username.
pub(in crate::simulator) fn contact(state: &State, customer: &Customer, with_username: bool) -> Value {
    let mut profile = Map::new();
    if let Some(name) = &customer.name {
        profile.insert("name".to_owned(), json!(name));
    }
    if let Some(username) = customer.username.as_ref().filter(|_| with_username) {
        profile.insert("username".to_owned(), json!(format!("@{username}")));
    }
    let mut contact = json!({"profile": profile, "user_id": customer.user_id});
    put(&mut contact, "wa_id", customer.wa_id.as_deref());
    put(&mut contact, "identity_key_hash", Some(customer.identity_hash()).filter(|_| state.phone.identity_check));
    contact
}

fn one_message(state: &State, message: &Inbound) -> Option<Value> {
    let customer = state.people.get(message.customer)?;
    let mut body = json!({
        "from_user_id": customer.user_id,
        "id": message.id,
        "timestamp": message.at.timestamp().to_string(),
    });
    put(&mut body, "from", customer.wa_id.as_deref());
    // A test may bring its own `from` or leave one out with null, to see what a client makes of it.
    for (key, part) in message.content.as_object()? {
        match part {
            Value::Null => drop(body.as_object_mut()?.remove(key)),
            Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
                drop(body.as_object_mut()?.insert(key.clone(), part.clone()));
            }
        }
    }
    Some(body)
}

fn one_status(sent: &Sent, status: &Status, customer: Option<&Customer>) -> Value {
    let mut body = json!({"id": sent.id, "status": status.name, "timestamp": status.at.timestamp().to_string()});
    let wa_id = customer.and_then(|customer| customer.wa_id.as_deref()).or(sent.wa_id.as_deref());
    put(&mut body, "recipient_id", wa_id);
    let user_id = customer.map(|customer| customer.user_id.as_str()).or(sent.user_id.as_deref());
    put(&mut body, "recipient_user_id", user_id);
    put(&mut body, "biz_opaque_callback_data", sent.opaque());
    put(&mut body, "pricing", status.pricing.clone());
    put(&mut body, "conversation", status.free_until.map(|until| conversation(sent, status, until)));
    put(&mut body, "errors", status.error.map(|code| json!([error::in_webhook(code)])));
    body
}

/// Told of free entry points alone; when it ends only with `sent`.
fn conversation(sent: &Sent, status: &Status, until: DateTime<Utc>) -> Value {
    let id: String = sha256_hex(sent.address().as_bytes()).chars().take(32).collect();
    let mut conversation = json!({"id": id, "origin": {"type": "referral_conversion"}});
    let until = until.timestamp().to_string();
    put(&mut conversation, "expiration_timestamp", Some(until.as_str()).filter(|_| status.name == "sent"));
    conversation
}
