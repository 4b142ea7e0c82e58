//! Templates, as the picker shows them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::ids::ChannelId;
use crate::domain::template::{FieldKind, FieldValue};

/// The templates of a channel.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateList {
    /// By name, then language.
    pub templates: Vec<TemplateInfo>,
    /// When they were last read from the provider; `null` if never.
    pub synced_at: Option<i64>,
}

/// A template as the picker shows it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateInfo {
    /// Its name at the provider; underscores for spaces.
    pub name: String,
    /// Such as `en_US`.
    pub language: String,
    /// `MARKETING`, `UTILITY` or `AUTHENTICATION`.
    pub category: String,
    /// The category that the provider will move it to; `null` if it stays.
    pub coming_category: Option<String>,
    /// `GREEN`, `YELLOW`, `RED`; `null` when unknown.
    pub quality: Option<String>,
    /// The header: `text`, `image`, `video`, `document`, `location` or another word of the provider's.
    pub header_format: Option<String>,
    /// The header's text with `{{…}}` for variables, if it is one.
    pub header: Option<String>,
    /// The body's text with `{{…}}` for variables.
    pub body: String,
    /// The footer's text.
    pub footer: Option<String>,
    /// What is offered above the body.
    pub offer: Option<String>,
    /// The buttons.
    pub buttons: Vec<TemplateButton>,
    /// The cards below the body.
    pub cards: Vec<TemplateCardInfo>,
    /// What must or may be filled in, in reading order.
    pub fields: Vec<TemplateField>,
    /// Why it cannot be sent; `null` if it can.
    pub unsendable: Option<Unsendable>,
    /// Whether it stands first.
    pub favourite: bool,
    /// When it was last sent from here.
    pub used_at: Option<i64>,
    /// What its fields were last filled from, by field key.
    pub memory: BTreeMap<String, FieldMemory>,
}

/// A card of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateCardInfo {
    /// `image`, `video` or another word of the provider's.
    pub header_format: Option<String>,
    /// Its words with `{{…}}` for variables.
    pub body: Option<String>,
    /// Its buttons.
    pub buttons: Vec<TemplateButton>,
}

/// A button of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateButton {
    /// The provider's word, such as `QUICK_REPLY`, `URL` or `PHONE_NUMBER`.
    pub kind: String,
    /// Its label.
    pub text: String,
    /// Where it leads, with `{{1}}` for a variable end.
    pub url: Option<String>,
    /// The number that it calls.
    pub phone: Option<String>,
}

/// A field of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateField {
    /// What to call it in `SendTemplate.values`, such as `body.1`, `header.media`, `button.0` or `card.1.body.name`.
    pub key: String,
    /// What it takes.
    pub kind: FieldKind,
    /// On which card it stands, from 0; `null` for the message itself.
    pub card: Option<usize>,
    /// `header`, `body`, `offer` or `button`.
    pub part: String,
    /// Which button it belongs to, from 0.
    pub button: Option<usize>,
    /// The variable as it stands between the braces: `1` or `first_name`; empty where there are none.
    pub variable: String,
    /// Whether the template cannot be sent without.
    pub required: bool,
    /// The most characters that fit beside the fixed words.
    pub most_chars: Option<usize>,
    /// The provider's sample value.
    pub example: Option<String>,
}

/// Why a template cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unsendable {
    /// `pending`, `rejected`, `paused`, `disabled`, `state` (another state), `header`, `button`, `component` or
    /// `authentication`.
    pub code: String,
    /// The provider's word that explains it, such as a rejection reason or the kind of header.
    pub detail: Option<String>,
}

/// What a field was last filled from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FieldMemory {
    /// What is known of the contact, by the screen's name for it, such as `firstName`; `null` when it was typed.
    pub source: Option<String>,
    /// What stands in when nothing is known.
    pub fallback: Option<String>,
    /// The value, to be offered and never filled in: it was for somebody else.
    pub last: Option<FieldValue>,
}

/// Make a template a favourite, or not any more.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetFavouriteTemplate {
    /// On which channel.
    pub channel: ChannelId,
    /// The template's name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Whether it is one.
    pub favourite: bool,
}

/// Keep what a template's fields were filled from, after it was sent.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RememberTemplate {
    /// On which channel.
    pub channel: ChannelId,
    /// The template's name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// By field key.
    pub memory: BTreeMap<String, FieldMemory>,
}
