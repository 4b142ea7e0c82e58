//! The number: its throughput, its name, its username, its PIN, and how many people it may write to.

use serde_json::{Value, json};

use super::Wish;
use crate::simulator::object::put;
use crate::simulator::world::World;

fn change(world: &World, key: &str, value: Value) {
    world.with(|state| state.phone.changed.insert(key.to_owned(), value));
}

fn number(world: &World) -> Value {
    json!({"display_phone_number": world.account.display_digits()})
}

/// In spite of its name it tells of throughput and limits.
pub(super) fn quality(world: &World, wish: &Wish) -> Value {
    let event = wish.event_or("THROUGHPUT_UPGRADE");
    let limit = wish.text_or("TIER_10K");
    let mut value = number(world);
    put(&mut value, "event", Some(event));
    put(&mut value, "max_daily_conversations_per_business", Some(limit));
    put(&mut value, "current_limit", Some(limit));
    if event == "THROUGHPUT_UPGRADE" {
        change(world, "throughput", json!({"level": "HIGH"}));
    }
    change(world, "whatsapp_business_manager_messaging_limit", json!(limit));
    value
}

pub(super) fn name(world: &World, wish: &Wish) -> Value {
    let decision = wish.event_or("APPROVED");
    let wanted = wish.text_or("Riverside Clinic");
    let mut value = number(world);
    put(&mut value, "decision", Some(decision));
    put(&mut value, "requested_verified_name", Some(wanted));
    let reason = if decision == "REJECTED" { json!("NAME_FORMAT_UNACCEPTABLE") } else { Value::Null };
    put(&mut value, "rejection_reason", Some(reason));
    if decision == "APPROVED" {
        change(world, "verified_name", json!(wanted));
    }
    value
}

pub(super) fn capability(world: &World, wish: &Wish) -> Value {
    let limit = wish.text_or("TIER_10K");
    change(world, "whatsapp_business_manager_messaging_limit", json!(limit));
    json!({"max_daily_conversations_per_business": limit, "max_phone_numbers_per_waba": 25})
}

/// `approved`, `reserved` or `deleted`.
pub(super) fn username(world: &World, wish: &Wish) -> Value {
    let status = wish.event_or("approved");
    let name = (status != "deleted").then(|| wish.text_or("riverside.clinic").to_owned());
    world.with(|state| state.phone.username.clone_from(&name));
    username_value(world, status, name.as_deref())
}

/// The same value for whatever changed the username.
pub(in crate::simulator) fn username_value(world: &World, status: &str, name: Option<&str>) -> Value {
    let mut value = number(world);
    put(&mut value, "status", Some(status));
    put(&mut value, "username", name);
    value
}

pub(super) fn security(world: &World, wish: &Wish) -> Value {
    let mut value = number(world);
    put(&mut value, "event", Some(wish.event_or("PIN_CHANGED")));
    put(&mut value, "requester", Some(world.account.business_id.as_str()));
    value
}
