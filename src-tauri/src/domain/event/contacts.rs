//! What people here keep of contacts: attributes, notes, who is whom, and chats that they begin.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::attribute::Attribute;
use crate::domain::ids::{AttributeId, ContactId, NoteId};
use crate::domain::person::Identity;

/// Something more is kept of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeCreated {
    /// What.
    pub attribute: Attribute,
}

/// An attribute has another name or other options.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeChanged {
    /// Which one.
    pub id: AttributeId,
    /// What it is now; it takes the same kind of value.
    pub attribute: Attribute,
}

/// An attribute is not kept any more, nor what it was for anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeDeleted {
    /// Which one.
    pub id: AttributeId,
}

/// What an attribute is for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactAttributeSet {
    /// For whom.
    pub contact: ContactId,
    /// Which attribute.
    pub attribute: AttributeId,
    /// What it is; `None`: nothing.
    pub value: Option<String>,
}

/// Somebody noted something about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactNoteWritten {
    /// About whom.
    pub contact: ContactId,
    /// What.
    pub text: String,
}

/// A note says something else from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactNoteChanged {
    /// Which one.
    pub note: NoteId,
    /// What it says now.
    pub text: String,
}

/// A note was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactNoteDeleted {
    /// Which one.
    pub note: NoteId,
}

/// A line of a table of contacts was taken in. The person may be new, and need not have written ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactImported {
    /// The person, by their number.
    pub who: Identity,
    /// The scope in which `who.user_id` is unique.
    pub scope: String,
    /// What to call them; `None` leaves that as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What attributes are for them; those that are not here stay as they are.
    pub values: Vec<ImportedValue>,
    /// As of when: milliseconds precision.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
}

/// What an attribute is for somebody who was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedValue {
    /// Which attribute.
    pub attribute: AttributeId,
    /// What it is.
    pub value: String,
}

/// Two contacts that look alike are two people, as somebody here says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactsToldApart {
    /// One of them.
    pub one: ContactId,
    /// The other.
    pub other: ContactId,
}
