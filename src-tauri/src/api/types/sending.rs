//! Sending.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::content::Content;
use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::template::{FieldValue, Values};

/// Send a free-form message.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendMessage {
    /// To whom.
    pub conversation: ConversationId,
    /// What to say. A file in it is named by `sha256`, the `key` of its attachment.
    pub content: Content,
    /// The message that it answers.
    #[serde(default)]
    #[ts(optional)]
    pub reply_to: Option<MessageId>,
    /// A UUID made by the screen for this act of sending: the same one twice sends once.
    #[ts(type = "string")]
    pub client_id: uuid::Uuid,
}

/// Put an emoji on a message.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct React {
    /// On which message.
    pub message: MessageId,
    /// The emoji; `null` takes ours back.
    pub emoji: Option<String>,
    /// A UUID made by the screen for this act of sending: the same one twice sends once.
    #[ts(type = "string")]
    pub client_id: uuid::Uuid,
}

/// A form that can be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FlowInfo {
    /// Its id at the provider.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `PUBLISHED`, `DRAFT` or another word of the provider's; only these two can be sent.
    pub status: String,
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
    #[ts(as = "std::collections::BTreeMap<String, FieldValue>")]
    pub values: Values,
    /// A UUID made by the screen for this act of sending: the same one twice sends once.
    #[ts(type = "string")]
    pub client_id: uuid::Uuid,
}
