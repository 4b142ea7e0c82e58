//! The list of people, what is kept of them, and tables of them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::attribute::Attribute;
use crate::domain::ids::{AttributeId, ChannelId, ContactId, ConversationId, NoteId};

use super::inbox::Contact;

/// Something that is kept of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttributeInfo {
    /// Our number for it.
    pub id: AttributeId,
    /// What it is.
    #[serde(flatten)]
    #[ts(flatten)]
    pub attribute: Attribute,
}

/// Give an attribute another name or other options. What kind of value it takes stays.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeAttribute {
    /// Which one.
    pub id: AttributeId,
    /// What it is to be.
    pub attribute: Attribute,
}

/// Names one attribute.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttributeRef {
    /// Which one.
    pub id: AttributeId,
}

/// Say what an attribute is for somebody.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetAttribute {
    /// For whom.
    pub contact: ContactId,
    /// Which one.
    pub attribute: AttributeId,
    /// What it is; `null`: nothing.
    pub value: Option<String>,
}

/// What an attribute is for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KnownValue {
    /// Which one.
    pub attribute: AttributeId,
    /// What it is: a number with a point, a day as `2026-11-20`, `yes` or `no`, or words.
    pub value: String,
}

/// A note about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContactNote {
    /// Our number for it.
    pub id: NoteId,
    /// What it says.
    pub text: String,
    /// Who wrote it; `null` for what no person wrote.
    pub author: Option<String>,
    /// When.
    pub at: i64,
}

/// Note something about a person.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteContactNote {
    /// About whom.
    pub contact: ContactId,
    /// What, at most 4,000 characters.
    pub text: String,
}

/// Let a note say something else.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeNote {
    /// Which one.
    pub note: NoteId,
    /// What it is to say; empty takes it away.
    pub text: String,
}

/// A 24-hour window of the past, or the present one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastWindow {
    /// When the customer wrote after it had been closed.
    pub opened_at: i64,
    /// When it closed or will close: a day after their last message.
    pub closes_at: i64,
    /// When we first answered within it; `null` if we did not.
    pub answered_at: Option<i64>,
}

/// Which people to list, by name.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListContacts {
    /// Words of names, numbers and attributes, as typed; the last one may be unfinished. Empty: all of them.
    pub query: String,
    /// What an attribute must be.
    #[serde(default)]
    #[ts(optional)]
    pub attribute: Option<AttributeFilter>,
    /// From the end of an earlier page.
    #[serde(default)]
    #[ts(optional)]
    pub cursor: Option<String>,
    /// 1 to 200.
    pub limit: u32,
}

/// What an attribute must be.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AttributeFilter {
    /// Which one.
    pub attribute: AttributeId,
    /// What it must be.
    pub is: AttributeIs,
}

/// What an attribute must be.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum AttributeIs {
    /// This value, in the form in which it is kept.
    Value {
        /// The value.
        value: String,
    },
    /// Any value.
    Something,
    /// None.
    Nothing,
}

/// A row of the list of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListedContact {
    /// The person.
    pub contact: Contact,
    /// What attributes are for them.
    pub values: Vec<KnownValue>,
    /// Their chat with the newest message; `null` for somebody with whom nothing was said.
    pub conversation: Option<ConversationId>,
    /// When that message was.
    pub last_message_at: Option<i64>,
}

/// A page of people.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContactPage {
    /// By name.
    pub items: Vec<ListedContact>,
    /// Where the next page begins; `null` at the end.
    pub next_cursor: Option<String>,
    /// How many people there are in all, whatever was asked for.
    pub total: i64,
}

/// Begin a chat with somebody, or find the one that there is.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenChat {
    /// With whom.
    pub contact: ContactId,
    /// On which channel.
    pub channel: ChannelId,
}

/// A chat that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenedChat {
    /// Its number. It is not listed until something is said in it.
    pub conversation: ConversationId,
}

/// Two contacts that may be one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LookAlike {
    /// The one that was known first.
    pub one: Contact,
    /// The other.
    pub other: Contact,
    /// Why they may be.
    pub because: Likeness,
}

/// Why two contacts may be one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Likeness {
    /// Their numbers end in the same digits.
    Number,
    /// They have the same e-mail address.
    Email,
    /// They have the same name, and their numbers are alike or one is not known.
    Name,
}

/// Say that two contacts are two people.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TellApart {
    /// One of them.
    pub one: ContactId,
    /// The other.
    pub other: ContactId,
}
