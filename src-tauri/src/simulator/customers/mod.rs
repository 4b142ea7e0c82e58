//! The customers: who they are, how they are found, and what they wrote.

pub(super) mod behaviour;
pub(super) mod cast;
pub(super) mod content;
pub(super) mod lines;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use tokio::sync::oneshot;

use super::ids;
use super::webhook::{self, Kind, Lane, Parcel, payload};
use super::world::{State, World};

pub(super) const WINDOW_HOURS: i64 = 24;

/// What a customer talks about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Trade {
    /// A patient of the clinic.
    #[default]
    Clinic,
    /// Someone who buys in the shop.
    Shop,
}

/// One person on the other side.
#[derive(Clone, Debug)]
pub(super) struct Customer {
    pub id: usize,
    /// The number as it is dialled, in digits. People with a username may have none.
    pub phone: Option<String>,
    pub wa_id: Option<String>,
    pub user_id: String,
    pub username: Option<String>,
    /// The name in the profile; `None` leaves it out, and it may be empty.
    pub name: Option<String>,
    pub language: String,
    pub trade: Trade,
    pub manner: Manner,
    /// The last time that they wrote: what the window is counted from.
    pub last_wrote: Option<DateTime<Utc>>,
    /// Whether an answer is being thought about: two messages in a row get one answer.
    pub thinking: bool,
}

/// How a person behaves without being told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Manner {
    /// Has read receipts on, and reads.
    pub reads: bool,
    pub answers: bool,
    /// Writes now and then unasked.
    pub writes: bool,
}

impl Customer {
    /// Whether free-form messages may be sent to them at this moment.
    pub fn window_open(&self, now: DateTime<Utc>) -> bool {
        self.last_wrote.is_some_and(|wrote| now < wrote + Duration::hours(WINDOW_HOURS))
    }

    pub fn e164(&self) -> Option<String> {
        self.phone.as_ref().map(|digits| format!("+{digits}"))
    }
}

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

/// Everyone, found by number or by user id.
#[derive(Debug, Default)]
pub(super) struct People {
    all: Vec<Customer>,
    by_wa_id: HashMap<String, usize>,
    by_user_id: HashMap<String, usize>,
}

impl People {
    pub fn all(&self) -> &[Customer] {
        &self.all
    }

    pub fn get(&self, id: usize) -> Option<&Customer> {
        self.all.get(id)
    }

    pub fn get_mut(&mut self, id: usize) -> Option<&mut Customer> {
        self.all.get_mut(id)
    }

    /// Adds a person; their id is their place.
    pub fn add(&mut self, mut customer: Customer) -> usize {
        let id = self.all.len();
        customer.id = id;
        customer.wa_id = customer.phone.as_deref().map(ids::wa_id);
        if let Some(wa_id) = &customer.wa_id {
            self.by_wa_id.insert(wa_id.clone(), id);
        }
        self.by_user_id.insert(customer.user_id.clone(), id);
        self.all.push(customer);
        id
    }

    pub fn with_wa_id(&self, wa_id: &str) -> Option<&Customer> {
        self.get(*self.by_wa_id.get(wa_id)?)
    }

    pub fn with_user_id(&self, user_id: &str) -> Option<&Customer> {
        self.get(*self.by_user_id.get(user_id)?)
    }

    /// By user id, or by a number in any spelling.
    pub fn find(&self, key: &str) -> Option<&Customer> {
        let digits = ids::only_digits(key);
        let by_number = || self.with_wa_id(&ids::wa_id(&digits)).or_else(|| self.with_wa_id(&digits));
        self.with_user_id(key).or_else(by_number)
    }
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
    }
}

/// Notices of the system, edits and withdrawn messages are nothing that a customer says.
fn opens_the_window(content: &Value) -> bool {
    !matches!(content.get("type").and_then(Value::as_str), Some("system" | "edit" | "revoke"))
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
