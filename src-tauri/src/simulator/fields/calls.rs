//! Calls: of customers, and what became of calls of the business.

use serde_json::{Value, json};

use super::{Wish, framed};
use crate::simulator::customers::Customer;
use crate::simulator::ids;
use crate::simulator::object::put;
use crate::simulator::webhook::payload::contact;
use crate::simulator::world::World;

const TALKED_SECONDS: i64 = 95;

/// One event: `connect`, `terminate` and `missed` of a customer's call, `ringing`, `accepted`, `rejected` and
/// `terminate_business` of ours. `about` is the call that it continues.
pub(super) fn value(world: &World, customer: &Customer, wish: &Wish) -> Result<Value, String> {
    let id = wish.about.clone().unwrap_or_else(|| world.random(ids::wacid));
    let event = wish.event_or("connect");
    let part = match event {
        "connect" | "terminate" | "missed" | "terminate_business" => {
            if event == "connect" || event == "missed" {
                open_window(world, customer);
            }
            ("calls", json!([call(world, customer, event, &id)]))
        }
        "ringing" | "accepted" | "rejected" => ("statuses", json!([status(world, customer, event, &id)])),
        _ => {
            return Err(
                "event must be connect, terminate, missed, terminate_business, ringing, accepted or rejected".into()
            );
        }
    };
    let contact = world.with(|state| contact(state, customer, true));
    Ok(framed(world, vec![("contacts", json!([contact])), part]))
}

/// A call counts like a message.
fn open_window(world: &World, customer: &Customer) {
    let now = world.clock.now();
    world.with(|state| {
        if let Some(customer) = state.people.get_mut(customer.id) {
            customer.last_wrote = Some(now);
        }
    });
}

fn call(world: &World, customer: &Customer, event: &str, id: &str) -> Value {
    let now = world.clock.now().timestamp();
    let by_business = event == "terminate_business";
    let business = Some(world.account.display_digits());
    let (from, to) = if by_business { (business, customer.wa_id.clone()) } else { (customer.wa_id.clone(), business) };
    let direction = if by_business { "BUSINESS_INITIATED" } else { "USER_INITIATED" };
    let kind = if event == "connect" { "connect" } else { "terminate" };
    let mut call = json!({"id": id, "event": kind, "direction": direction, "timestamp": now.to_string()});
    put(&mut call, "from", from);
    put(&mut call, "to", to);
    put(&mut call, if by_business { "to_user_id" } else { "from_user_id" }, Some(customer.user_id.as_str()));
    match event {
        "connect" => put(&mut call, "session", Some(json!({"sdp": "v=0\r\n", "sdp_type": "offer"}))),
        "missed" => put(&mut call, "status", Some("FAILED")),
        _ => {
            put(&mut call, "status", Some("COMPLETED"));
            put(&mut call, "start_time", Some((now - TALKED_SECONDS).to_string()));
            put(&mut call, "end_time", Some(now.to_string()));
            put(&mut call, "duration", Some(TALKED_SECONDS));
        }
    }
    call
}

fn status(world: &World, customer: &Customer, event: &str, id: &str) -> Value {
    let at = world.clock.now().timestamp().to_string();
    let mut status = json!({"id": id, "type": "call", "status": event.to_uppercase(), "timestamp": at});
    put(&mut status, "recipient_id", customer.wa_id.as_deref());
    put(&mut status, "recipient_user_id", Some(customer.user_id.as_str()));
    status
}
