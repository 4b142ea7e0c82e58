//! What customers change: a message, their number, their user id, their telephone.

use serde_json::{Value, json};

use super::text;
use crate::simulator::customers::{Customer, invented_number};
use crate::simulator::ids;
use crate::simulator::object::put;
use crate::simulator::world::World;

/// New words for an earlier message: its body, or its caption when it is a file.
pub(super) fn edit(world: &World, original: &str, words: &str) -> Value {
    let earlier = world.with(|state| state.inbound.get(original).map(|message| message.content.clone()));
    let kind = earlier.as_ref().and_then(|content| content.get("type")?.as_str()).unwrap_or("text");
    let mut message = match earlier.as_ref().and_then(|content| content.get(kind)) {
        Some(file) if matches!(kind, "image" | "video" | "document") => {
            let mut file = file.clone();
            put(&mut file, "caption", Some(words));
            json!({"type": kind, kind: file})
        }
        Some(_) | None => text(words),
    };
    put(&mut message, "context", earlier.and_then(|content| content.get("context").cloned()));
    json!({"type": "edit", "edit": {"original_message_id": original, "message": message}})
}

pub(super) fn revoke(original: &str) -> Value {
    json!({"type": "revoke", "revoke": {"original_message_id": original}})
}

/// A new number, told from the old one. The user id is another one from then on too.
pub(super) fn number(world: &World, writer: &Customer, new: Option<&str>) -> Result<Value, String> {
    let old = writer.wa_id.as_deref().ok_or("this customer has no number")?;
    let phone = new.map_or_else(|| invented_number(world), ids::only_digits);
    let wa_id = ids::wa_id(&phone);
    let user_id = fresh_user_id(world, writer);
    move_to(world, writer, Some(&phone), &user_id)?;
    let body = format!("User {} changed from {old} to {wa_id}", writer.name.as_deref().unwrap_or_default());
    let system = json!({"type": "user_changed_number", "body": body, "wa_id": wa_id});
    Ok(json!({"type": "system", "from": old, "from_user_id": writer.user_id, "system": system}))
}

/// A new user id, told from the old one. A number stays what it is.
pub(super) fn user_id(world: &World, writer: &Customer, new: Option<&str>) -> Result<Value, String> {
    let new = new.map_or_else(|| fresh_user_id(world, writer), str::to_owned);
    move_to(world, writer, None, &new)?;
    let (name, old) = (writer.name.as_deref().unwrap_or_default(), &writer.user_id);
    let body = format!("User {name} changed from {old} to {new}");
    let mut system = json!({"type": "user_changed_user_id", "body": body, "user_id": new});
    put(&mut system, "wa_id", writer.wa_id.as_deref());
    Ok(json!({"type": "system", "from_user_id": old, "system": system}))
}

fn move_to(world: &World, writer: &Customer, phone: Option<&str>, user_id: &str) -> Result<(), String> {
    let moved = world.with(|state| state.people.move_to(writer.id, phone, user_id));
    if moved { Ok(()) } else { Err("somebody has this number or user id already".to_owned()) }
}

/// A user id in the same country as the present one.
pub(in crate::simulator) fn fresh_user_id(world: &World, writer: &Customer) -> String {
    let country = writer.user_id.split('.').next().unwrap_or("US");
    world.random(|rng| ids::user_id(rng, country))
}

/// A new telephone, and with it a new security code.
pub(super) fn identity(world: &World, writer: &Customer) -> Value {
    let hash = world.random(|rng| ids::hex(rng, 24));
    world.with(|state| {
        if let Some(customer) = state.people.get_mut(writer.id) {
            customer.identity.clone_from(&hash);
        }
    });
    let created = world.clock.now().timestamp();
    let name = writer.name.as_deref().filter(|name| !name.is_empty()).unwrap_or("a customer");
    let body = format!("The security code of {name} changed");
    json!({
        "type": "system",
        "system": {"type": "customer_identity_changed", "body": body},
        "identity": {"acknowledged": false, "created_timestamp": created.to_string(), "hash": hash},
    })
}
