//! The customers: who they are, how they are found, and what they wrote.

pub(super) mod behaviour;
pub(super) mod cast;
mod choice;
pub(super) mod content;
mod customer;
pub(super) mod lines;
mod people;
mod roster;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::sync::oneshot;

pub(super) use customer::{Customer, Manner, Trade};
pub(super) use people::{People, invented_number};

use super::webhook::{self, Kind, Lane, Parcel, payload};
use super::world::{State, World};

/// One message of a customer. `content` holds the type and its part, and what else belongs beside them.
#[derive(Clone, Debug)]
pub(super) struct Inbound {
    pub customer: usize,
    pub id: String,
    pub at: DateTime<Utc>,
    pub content: Value,
    /// Whether the business marked it as read.
    pub read: bool,
}

/// Makes a message of a customer part of the world, at the time it was written, without delivering it.
pub(super) fn compose(world: &World, customer: usize, at: DateTime<Utc>, content: Value) -> Inbound {
    let id = content.get("id").and_then(Value::as_str).map_or_else(|| world.new_wamid(), str::to_owned);
    let message = Inbound { customer, id, at, content, read: false };
    world.with(|state| note(state, &message));
    message
}

fn note(state: &mut State, message: &Inbound) {
    state.inbound.insert(message.id.clone(), message.clone());
    if !opens_the_window(&message.content) {
        return;
    }
    if let Some(customer) = state.people.get_mut(message.customer) {
        customer.last_wrote = customer.last_wrote.max(Some(message.at));
        if message.content.get("referral").is_some() {
            customer.entry.opened = Some(message.at);
        }
    }
}

/// Notices of the system, edits, withdrawn messages and an opened chat are nothing that a customer says.
fn opens_the_window(content: &Value) -> bool {
    let kind = content.get("type").and_then(Value::as_str);
    !matches!(kind, Some("system" | "edit" | "revoke" | "request_welcome"))
}

/// Puts a message of a customer in the post; the receiver is told the answer to the first attempt.
pub(super) fn deliver(world: &Arc<World>, message: &Inbound) -> oneshot::Receiver<Option<u16>> {
    let lane = Lane::Customer(message.customer);
    deliver_all(world, lane, std::slice::from_ref(message))
}

/// Puts many messages in the post as one webhook.
pub(super) fn deliver_all(world: &Arc<World>, lane: Lane, messages: &[Inbound]) -> oneshot::Receiver<Option<u16>> {
    let (answer, first_answer) = oneshot::channel();
    let value = payload::messages(world, messages);
    let parcel = Parcel { lane, kind: Kind::Message, field: "messages".to_owned(), value, answer: Some(answer) };
    webhook::send(world, parcel);
    first_answer
}
