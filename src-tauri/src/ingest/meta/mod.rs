//! Reads one of Meta's webhooks: *every* entry, change, message and status; one that is broken does not take its
//! neighbours along. What has no shape here is kept as it stood.

mod content;
mod messages;
mod news;
mod people;
mod phone;
mod statuses;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::domain::event::{Actor, Event, NewEvent, OtherReceived};
use crate::domain::ids::ChannelId;
use crate::domain::person::Identity;
use crate::provider::meta::wire;

pub(super) use content::read as read_content;
pub(super) use messages::context_of;

/// What a delivery says.
#[derive(Debug, Default)]
pub struct Ingested {
    /// Everything that was understood, and everything else as it stood.
    pub events: Vec<NewEvent>,
    /// Why the body, or a part of it, could not be read.
    pub problem: Option<String>,
}

/// A delivery being read.
struct Reader<'a> {
    channel: &'a ChannelId,
    scope: &'a str,
    received_at: DateTime<Utc>,
    /// The time of the entry that is being read: the same for every try to deliver it.
    told_at: Option<DateTime<Utc>>,
    found: Ingested,
}

/// Reads a webhook's body. `scope` is the business portfolio in which user ids are unique.
pub fn events_of(channel: &ChannelId, scope: &str, received_at: DateTime<Utc>, body: &[u8]) -> Ingested {
    let mut reader = Reader { channel, scope, received_at, told_at: None, found: Ingested::default() };
    match serde_json::from_slice::<wire::Delivery<'_>>(body) {
        Ok(delivery) => {
            for entry in &delivery.entry {
                reader.told_at = entry.time.as_ref().and_then(wire::Timestamp::time);
                entry.changes.iter().for_each(|change| reader.read_change(change));
            }
        }
        Err(error) => reader.note(format!("the body is not a webhook: {error}")),
    }
    reader.found
}

/// Reads again the value of a field that an earlier version did not understand.
pub fn events_of_value(
    channel: &ChannelId,
    scope: &str,
    received_at: DateTime<Utc>,
    field: &str,
    value: &RawValue,
) -> Vec<NewEvent> {
    let mut reader = Reader { channel, scope, received_at, told_at: None, found: Ingested::default() };
    reader.read_value(field, value);
    reader.found.events
}

impl Reader<'_> {
    fn read_change(&mut self, raw: &RawValue) {
        match serde_json::from_str::<wire::Change<'_>>(raw.get()) {
            Ok(wire::Change { field, value: Some(value) }) => self.read_value(&field, value),
            Ok(wire::Change { field, value: None }) => self.keep_as_it_is(&field, raw),
            Err(_) => self.keep_as_it_is("unreadable", raw),
        }
    }

    fn read_value(&mut self, field: &str, value: &RawValue) {
        let understood = match field {
            "messages" => self.read_messages(value),
            "smb_message_echoes" | "message_echoes" => self.read_echoes(value),
            "history" => self.read_history(value),
            "smb_app_state_sync" => self.read_state_sync(value),
            "user_preferences" => self.read_preferences(value),
            "user_id_update" => self.read_user_id_updates(value),
            "calls" => self.read_calls(value),
            _ => self.read_news(field, value),
        };
        if !understood {
            self.keep_as_it_is(field, value);
        }
    }

    /// Keeps what has no shape here. The same part twice is the same event.
    fn keep_as_it_is(&mut self, field: &str, raw: &RawValue) {
        let id = format!("wa:other:{}", digest(raw.get()));
        let event = OtherReceived { channel: self.channel.clone(), field: field.to_owned(), raw: raw.to_owned() };
        self.add(id, Actor::Provider, event.into());
    }

    fn add(&mut self, id: String, actor: Actor, event: Event) {
        self.found.events.push(NewEvent { id, actor, at: self.received_at, event });
    }

    fn note(&mut self, problem: String) {
        self.found.problem.get_or_insert(problem);
    }
}

/// Half of the SHA-256 of a text, in hex: enough to tell parts of webhooks apart.
fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(16).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// Reads a part of a webhook; `None` when it has another shape.
fn part<T: DeserializeOwned>(raw: &RawValue) -> Option<T> {
    serde_json::from_str(raw.get()).ok()
}

/// A text that says something.
fn filled(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A person by whatever is told of them.
fn identity(wa_id: Option<&str>, user_id: Option<&str>, parent_user_id: Option<&str>) -> Identity {
    let number = filled(wa_id).map(|number| number.trim_start_matches('+').to_owned());
    Identity { wa_id: number, user_id: filled(user_id), parent_user_id: filled(parent_user_id) }
}

/// What stands in a message, completed from the one contact beside it that it fits.
fn completed(mut person: Identity, contacts: &[wire::Contact]) -> (Identity, Option<&wire::Contact>) {
    let same = |ours: &Option<String>, theirs: &Option<String>| ours.is_some() && ours == theirs;
    let fits =
        |contact: &&wire::Contact| same(&person.wa_id, &contact.wa_id) || same(&person.user_id, &contact.user_id);
    let alone = || contacts.first().filter(|_| contacts.len() == 1 && person.is_empty());
    let contact = contacts.iter().find(fits).or_else(alone);
    if let Some(contact) = contact {
        let told = identity(contact.wa_id.as_deref(), contact.user_id.as_deref(), contact.parent_user_id.as_deref());
        person.wa_id = person.wa_id.or(told.wa_id);
        person.user_id = person.user_id.or(told.user_id);
        person.parent_user_id = person.parent_user_id.or(told.parent_user_id);
    }
    (person, contact)
}
