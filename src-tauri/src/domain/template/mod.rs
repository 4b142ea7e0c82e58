//! Message templates: what they ask for, whether they can be sent, and what the customer will see.
//!
//! Rules from Meta's documentation of template components. A template has a body, and around it perhaps a header (words,
//! a file or a place), a footer, an offer that ends, buttons, and cards that are swiped through, each with a header, words
//! and buttons of its own. Variables are numbered (`{{1}}`) or named (`{{first_name}}`).

mod check;
mod field;
mod fill;
mod obstacle;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use check::FieldProblem;
pub use field::{Field, FieldKind, Part, Place};
pub use obstacle::Obstacle;
pub use value::{FieldValue, Products, TemplateFile, Values};

/// The longest body with its variables filled in, in characters (Meta, "Template components").
pub const MAX_BODY_CHARS: usize = 1024;
/// The longest text header with its variable filled in, in characters.
pub const MAX_HEADER_CHARS: usize = 60;
/// The longest words of a card with their variables filled in, in characters.
pub const MAX_CARD_CHARS: usize = 160;
/// The longest code of a copy button, in characters (since December 2025; 15 before).
pub const MAX_CODE_CHARS: usize = 20;
/// The longest address behind a button, in characters.
pub const MAX_URL_CHARS: usize = 2000;
/// The longest word that comes back when a quick reply is tapped, in characters.
pub const MAX_PAYLOAD_CHARS: usize = 256;

/// A template as the provider describes it, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The provider's id of this name in this language.
    pub id: String,
    /// The name that is sent.
    pub name: String,
    /// Such as `en_US`.
    pub language: String,
    /// `MARKETING`, `UTILITY`, `AUTHENTICATION`, or a word that is newer than this program.
    pub category: String,
    /// `APPROVED`, `PAUSED` and so on; unknown ones count as not sendable.
    pub status: String,
    /// `GREEN`, `YELLOW` or `RED`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<String>,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected_reason: Option<String>,
    /// The kind within its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_category: Option<String>,
    /// The category that the provider will move it to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correct_category: Option<String>,
    /// The template of the provider's library that it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub library_name: Option<String>,
    /// For how many seconds the provider tries to deliver it, if not for the usual time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lives_seconds: Option<i64>,
    /// Whether its variables have names instead of numbers.
    #[serde(default)]
    pub named_variables: bool,
    /// The header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    /// The body's text.
    pub body: String,
    /// The footer's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// The offer above the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// The buttons, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
    /// The cards below the body, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<Card>,
    /// Kinds of components that this version does not know how to fill.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_components: Vec<String>,
    /// The provider's sample values, by field key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub examples: BTreeMap<String, String>,
}

/// The header of a template or of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// `text`, `image`, `video`, `document`, `location` or a word that is newer than this program.
    pub format: String,
    /// Its text, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A button of a template or of a card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// The provider's word, such as `QUICK_REPLY`, `URL` or `PHONE_NUMBER`.
    pub kind: String,
    /// Its label.
    pub text: String,
    /// Where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The number that it calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// An offer that ends, shown above the body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What is offered, in at most 16 characters.
    pub text: String,
    /// Whether a clock counts down to its end, which each message names.
    #[serde(default)]
    pub ends: bool,
}

/// A card of a template; all of one template have the same parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its picture or film.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    /// Its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Its buttons, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
}
