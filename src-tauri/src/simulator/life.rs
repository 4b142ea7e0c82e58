//! The life of a message after it was accepted: sent, delivered, read, perhaps answered; or failed.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::customers::{Customer, behaviour};
use super::webhook::payload::{self, Status};
use super::webhook::{self, Kind, Lane, Parcel};
use super::world::{Sent, World};

const NOT_ON_WHATSAPP: u32 = 131_026;
const WINDOW_CLOSED: u32 = 131_047;
const NOT_VALID: u32 = 131_009;
const REACTABLE_DAYS: i64 = 30;
const NO_MARKETING: u32 = 131_049;
const STOPPED: u32 = 131_050;

/// Area codes of Canada, where marketing to +1 is delivered.
const CANADA: [&str; 12] = ["204", "236", "250", "289", "403", "416", "438", "514", "604", "613", "647", "905"];

/// Why the message will not arrive. Decided when it is accepted, told later, as Meta does.
pub(super) fn failure(world: &World, sent: &Sent, now: DateTime<Utc>) -> Option<u32> {
    if let Some(code) = world.with(|state| state.faults.take_async_failure()) {
        return Some(code);
    }
    let Some(customer) = sent.customer.and_then(|id| world.customer(id)) else { return Some(NOT_ON_WHATSAPP) };
    if sent.kind == "reaction" && !can_react(world, sent, now) {
        return Some(NOT_VALID);
    }
    if sent.kind != "template" && !customer.window_open(now) {
        return Some(WINDOW_CLOSED);
    }
    if sent.category.as_deref() != Some("MARKETING") {
        return None;
    }
    if customer.stopped_marketing { Some(STOPPED) } else { in_the_us(&customer).then_some(NO_MARKETING) }
}

/// A reaction needs a message of the same chat that is not a reaction itself and not older than thirty days.
fn can_react(world: &World, reaction: &Sent, now: DateTime<Utc>) -> bool {
    let Some(id) = reaction.body.pointer("/reaction/message_id").and_then(Value::as_str) else { return false };
    let recent = |at: DateTime<Utc>| now - at < chrono::Duration::days(REACTABLE_DAYS);
    world.with(|state| {
        let theirs = state.inbound.get(id).is_some_and(|message| {
            let is_reaction = message.content.get("type").and_then(Value::as_str) == Some("reaction");
            Some(message.customer) == reaction.customer && !is_reaction && recent(message.at)
        });
        let ours = |sent: &Sent| sent.id == id && sent.customer == reaction.customer && sent.kind != "reaction";
        theirs || state.sent.iter().any(|sent| ours(sent) && recent(sent.at))
    })
}

fn in_the_us(customer: &Customer) -> bool {
    let area = customer.wa_id.as_deref().and_then(|wa_id| wa_id.strip_prefix('1')).and_then(|rest| rest.get(..3));
    area.is_some_and(|area| !CANADA.contains(&area))
}

/// Runs from acceptance to the customer's answer.
pub(super) async fn live(world: Arc<World>, sent: Sent, failure: Option<u32>) {
    world.pause(50, 300).await;
    if let Some(code) = failure {
        let status = Status { error: Some(code), ..Status::new("failed", world.clock.now()) };
        return tell(&world, &sent, &status);
    }
    let (pricing, free_until) = pricing(&world, &sent);
    let backwards = world.with(|state| state.faults.disorder.take());
    let mut told = Vec::new();
    for (place, name) in stations(&world, &sent).into_iter().enumerate() {
        pause_before(&world, name).await;
        // The price is told with `sent` and with whatever comes next.
        let pricing = Some(pricing.clone()).filter(|_| place < 2);
        let status = Status { pricing, free_until, ..Status::new(name, world.clock.now()) };
        if backwards { told.insert(0, status) } else { tell(&world, &sent, &status) }
    }
    told.iter().for_each(|status| tell(&world, &sent, status));
    behaviour::answer(&world, &sent).await;
}

/// What will be told of it. Of reactions only that they were sent; of voice notes also that they were played.
fn stations(world: &World, sent: &Sent) -> Vec<&'static str> {
    if sent.kind == "reaction" {
        return vec!["sent"];
    }
    let reads = sent.customer.and_then(|id| world.with(|state| state.people.get(id).map(|c| c.manner.reads)));
    if reads != Some(true) {
        return vec!["sent", "delivered"];
    }
    let voice = sent.body.pointer("/audio/voice") == Some(&Value::Bool(true));
    let at_once = world.with(|state| state.faults.skip_delivered.take());
    let all = ["sent", "delivered", "read", "played"];
    all.into_iter().filter(|name| (*name != "delivered" || !at_once) && (*name != "played" || voice)).collect()
}

async fn pause_before(world: &World, station: &str) {
    match station {
        "delivered" => world.pause(300, 1500).await,
        "read" | "played" => world.pause(800, 4000).await,
        _ => {}
    }
}

fn tell(world: &Arc<World>, sent: &Sent, status: &Status) {
    world.with(|state| {
        if let Some(kept) = state.sent.iter_mut().rev().find(|kept| kept.id == sent.id) {
            kept.statuses.push((status.name.to_owned(), status.at));
        }
    });
    let lane = sent.customer.map_or_else(|| Lane::Nobody(sent.address()), Lane::Customer);
    let value = payload::status(world, sent, status);
    webhook::send(world, Parcel { lane, kind: Kind::Status, field: "messages".to_owned(), value, answer: None });
}

/// The price of a message, and until when it is free where an advertisement led the customer here.
fn pricing(world: &World, sent: &Sent) -> (Value, Option<DateTime<Utc>>) {
    let customer = sent.customer.and_then(|id| world.customer(id));
    let free_until = customer.as_ref().and_then(|customer| customer.entry.free_until).filter(|until| sent.at < *until);
    if free_until.is_some() {
        let category = "referral_conversion";
        let pricing =
            json!({"billable": false, "pricing_model": "PMP", "type": "free_entry_point", "category": category});
        return (pricing, free_until);
    }
    let category = sent.category.as_deref().map_or_else(|| "service".to_owned(), str::to_lowercase);
    let open = customer.is_some_and(|customer| customer.window_open(sent.at));
    // Of service messages only the first thousand of a month are free; practice does not come that far.
    let free = category == "service" && open;
    let kind = if free { "free_customer_service" } else { "regular" };
    (json!({"billable": !free, "pricing_model": "PMP", "type": kind, "category": category}), None)
}

impl Sent {
    /// A message that was not accepted here: another system sent it from the same number.
    pub fn foreign(id: &str, customer: &Customer, at: DateTime<Utc>) -> Self {
        Sent {
            id: id.to_owned(),
            at,
            customer: Some(customer.id),
            wa_id: customer.wa_id.clone(),
            user_id: None,
            kind: "text".to_owned(),
            category: None,
            seen: None,
            body: json!({}),
            statuses: Vec::new(),
        }
    }

    /// The caller's own mark on the message, told again with every status.
    pub fn opaque(&self) -> Option<&str> {
        self.body.get("biz_opaque_callback_data").and_then(Value::as_str)
    }

    /// The number or user id that it went to.
    pub fn address(&self) -> String {
        self.user_id.clone().or_else(|| self.wa_id.clone()).unwrap_or_default()
    }
}
