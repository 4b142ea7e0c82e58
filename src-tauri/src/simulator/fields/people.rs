//! What customers decide about themselves: to get no marketing, to be somebody with another user id.

use serde_json::{Value, json};

use super::{Wish, framed};
use crate::simulator::customers::Customer;
use crate::simulator::customers::content::fresh_user_id;
use crate::simulator::object::put;
use crate::simulator::webhook::payload::contact;
use crate::simulator::world::World;

/// `stop` or `resume` marketing. From then on it is so.
pub(super) fn preference(world: &World, customer: &Customer, wish: &Wish) -> Value {
    let choice = wish.event_or("stop");
    world.with(|state| {
        if let Some(customer) = state.people.get_mut(customer.id) {
            customer.stopped_marketing = choice == "stop";
        }
    });
    let detail = format!("User requested to {choice} marketing messages");
    let mut preference = json!({
        "user_id": customer.user_id,
        "detail": detail,
        "category": "marketing_messages",
        "value": choice,
        "timestamp": world.clock.now().timestamp(),
    });
    put(&mut preference, "wa_id", customer.wa_id.as_deref());
    let contact = world.with(|state| contact(state, customer, true));
    framed(world, vec![("contacts", json!([contact])), ("user_preferences", json!([preference]))])
}

/// The old and the new user id together; the new one is `text`, or made up.
pub(super) fn user_id(world: &World, customer: &Customer, wish: &Wish) -> Result<Value, String> {
    let new = wish.text.clone().unwrap_or_else(|| fresh_user_id(world, customer));
    if !world.with(|state| state.people.move_to(customer.id, None, &new)) {
        return Err("somebody has this user id already".to_owned());
    }
    let mut update = json!({
        "detail": "The user changed their phone number",
        "user_id": {"previous": customer.user_id, "current": new},
        "timestamp": world.clock.now().timestamp(),
    });
    put(&mut update, "wa_id", customer.wa_id.as_deref());
    let moved = world.customer(customer.id).ok_or("the customer is gone")?;
    let contact = world.with(|state| contact(state, &moved, true));
    Ok(framed(world, vec![("contacts", json!([contact])), ("user_id_update", json!([update]))]))
}
