//! The customers: who they are, how they are found, and what they wrote.

pub(super) mod behaviour;
pub(super) mod cast;
mod choice;
pub(super) mod content;
pub(super) mod lines;
mod roster;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use tokio::sync::oneshot;

use super::ids;
use super::webhook::{self, Kind, Lane, Parcel, payload};
use super::world::{State, World};

pub(super) const WINDOW_HOURS: i64 = 24;
/// The hash of whoever never changed telephones.
const FIRST_IDENTITY: &str = "DF2lS5v2W6x2af71b8c4d9e0";
const FREE_ENTRY_HOURS: i64 = 72;

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
#[derive(Clone, Debug, Default)]
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
    /// Wants no marketing any more.
    pub stopped_marketing: bool,
    /// Blocked by the business: cannot write, and cannot be written to.
    pub blocked: bool,
    /// The hash of their security code, once it has changed.
    pub identity: String,
    pub entry: FreeEntry,
}

/// A way in that an advertisement paid for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FreeEntry {
    /// When they wrote by way of an advertisement.
    pub opened: Option<DateTime<Utc>>,
    /// Until when everything to them is free: counted from the first answer of the business.
    pub free_until: Option<DateTime<Utc>>,
}

impl FreeEntry {
    /// Notes an answer of the business: the first one within a day of the advertisement begins three free days.
    pub fn answered(&mut self, now: DateTime<Utc>) {
        let in_time = self.opened.take().is_some_and(|opened| now < opened + Duration::hours(WINDOW_HOURS));
        if in_time {
            self.free_until = Some(now + Duration::hours(FREE_ENTRY_HOURS));
        }
    }
}

/// How a person behaves without being told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

    /// The hash of their security code.
    pub fn identity_hash(&self) -> &str {
        if self.identity.is_empty() { FIRST_IDENTITY } else { &self.identity }
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

    /// Gives a person another number, where one is given, and another user id. Refuses what somebody else has.
    pub fn move_to(&mut self, id: usize, phone: Option<&str>, user_id: &str) -> bool {
        let wa_id = phone.map(ids::wa_id);
        let taken = |owner: Option<&usize>| owner.is_some_and(|owner| *owner != id);
        if taken(wa_id.as_ref().and_then(|new| self.by_wa_id.get(new))) || taken(self.by_user_id.get(user_id)) {
            return false;
        }
        let Some(customer) = self.all.get_mut(id) else { return false };
        self.by_user_id.remove(&customer.user_id);
        self.by_user_id.insert(user_id.to_owned(), id);
        user_id.clone_into(&mut customer.user_id);
        if let (Some(phone), Some(wa_id)) = (phone, wa_id) {
            customer.wa_id.replace(wa_id.clone()).map(|old| self.by_wa_id.remove(&old));
            self.by_wa_id.insert(wa_id, id);
            customer.phone = Some(phone.to_owned());
        }
        true
    }

    /// Lets a person be reached by a number that they do not show.
    pub fn reach(&mut self, id: usize, wa_id: &str) {
        self.by_wa_id.insert(wa_id.to_owned(), id);
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

/// A number that nobody has.
pub(super) fn invented_number(world: &World) -> String {
    loop {
        let number = world.random(|rng| format!("1650{}", ids::digits(rng, 7)));
        if world.with(|state| state.people.with_wa_id(&number).is_none()) {
            return number;
        }
    }
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
