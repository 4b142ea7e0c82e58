//! People: what is known of one, and what can be done with them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::ids::{ChannelId, ContactId, ConversationId};

use super::contacts::{ContactNote, KnownValue};
use super::inbox::Contact;

/// Names one person.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactRef {
    /// Which one.
    pub contact: ContactId,
}

/// Everything that is known of a person.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContactDetails {
    /// The person.
    pub contact: Contact,
    /// The name in their WhatsApp profile; `null` if there is none.
    pub profile_name: Option<String>,
    /// What we call them; `null` if nobody gave them a name here.
    pub saved_name: Option<String>,
    /// Their numbers, with a plus sign, the newest first.
    pub phones: Vec<String>,
    /// Their user ids, the newest first.
    pub user_ids: Vec<String>,
    /// Since when they do not want marketing messages; `null` if they never said so.
    pub marketing_stopped_at: Option<i64>,
    /// On which channels they are blocked.
    pub blocked_on: Vec<ChannelId>,
    /// Contacts that somebody merged into this one, which can be undone.
    pub merged: Vec<Contact>,
    /// Contacts that may be the same person: nothing is done about it unless somebody says so.
    pub may_be: Vec<Contact>,
    /// What attributes are for them.
    pub values: Vec<KnownValue>,
    /// What was noted about them, newest first; at most 200.
    pub notes: Vec<ContactNote>,
    /// When the newest message was, theirs or ours, on any channel; `null` if nothing was said.
    pub last_message_at: Option<i64>,
    /// Their threads, one for each channel.
    pub conversations: Vec<ConversationId>,
}

/// Give a person a name of our own.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NameContact {
    /// Whom.
    pub contact: ContactId,
    /// What to call them, at most 120 characters; empty takes the name back.
    pub name: String,
}

/// Keep a received contact card as a contact.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveCard {
    /// The name on it, at most 120 characters.
    pub name: String,
    /// The number on it, in any spelling with its country; WhatsApp's own form if the card has it.
    pub phone: String,
}

/// Make two contacts one person.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MergeContacts {
    /// The contact that goes.
    pub from: ContactId,
    /// The contact that stays.
    pub into: ContactId,
}

/// Block or unblock a person on a channel.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BlockContact {
    /// Whom.
    pub contact: ContactId,
    /// On which channel.
    pub channel: ChannelId,
    /// Whether they are to be blocked.
    pub blocked: bool,
}
