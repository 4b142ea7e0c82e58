//! Sending.

use std::collections::BTreeMap;

use serde::Deserialize;
use ts_rs::TS;

use crate::domain::ids::ConversationId;

/// Send free-form words.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendText {
    /// To whom.
    pub conversation: ConversationId,
    /// 1 to 4096 characters.
    pub text: String,
    /// A UUID made by the screen for this act of sending: the same one twice sends once.
    #[ts(type = "string")]
    pub client_id: uuid::Uuid,
}

/// Send a template.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendTemplate {
    /// To whom.
    pub conversation: ConversationId,
    /// The template's name.
    pub name: String,
    /// The template's language.
    pub language: String,
    /// The value of each field, by `TemplateField.key`.
    pub values: BTreeMap<String, String>,
    /// A UUID made by the screen for this act of sending: the same one twice sends once.
    #[ts(type = "string")]
    pub client_id: uuid::Uuid,
}
