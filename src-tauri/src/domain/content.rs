//! What a message says.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The content of a message, as the screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Content {
    /// Plain words, 1 to 4096 characters when we send them (Meta, "Text messages").
    Text {
        /// The words, with WhatsApp's markup as typed.
        text: String,
        /// Whether WhatsApp shows a preview of the first link.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        preview_url: bool,
    },
    /// A template, with its variables filled in: what the customer sees.
    Template(TemplateMessage),
    /// A kind of message that has no face yet; its whole payload is kept with the event that brought it.
    Other {
        /// The provider's word for it, such as `image` or `location`.
        wa_type: String,
        /// Words that came with it: a caption, the title of a tapped button.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<String>,
    },
}

/// A template with its variables filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateMessage {
    /// The template's name at the provider.
    pub name: String,
    /// Its language, such as `en_US`.
    pub language: String,
    /// `MARKETING`, `UTILITY` or `AUTHENTICATION`.
    pub category: String,
    /// The header's text, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The body's text.
    pub body: String,
    /// The footer's text, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// The labels of its buttons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<String>,
    /// The provider's `components` array that fills the variables, exactly as it is sent.
    #[ts(type = "unknown")]
    pub components: serde_json::Value,
}

impl Content {
    /// The provider's word for this kind of message.
    pub fn wa_type(&self) -> &str {
        match self {
            Content::Text { .. } => "text",
            Content::Template(_) => "template",
            Content::Other { wa_type, .. } => wa_type,
        }
    }

    /// The words in it, for search, previews and the local API.
    pub fn text(&self) -> Option<&str> {
        match self {
            Content::Text { text, .. } => Some(text),
            Content::Template(template) => Some(&template.body),
            Content::Other { caption, .. } => caption.as_deref(),
        }
    }

    /// Whether the customer wrote it, which opens the service window and asks for an answer. Notices of WhatsApp's own
    /// and news of earlier messages do neither. (Meta is silent on reactions; they count as messages in its wording.)
    pub fn is_from_customer(&self) -> bool {
        !matches!(self.wa_type(), "system" | "edit" | "revoke" | "request_welcome")
    }

    /// Whether it may be sent only while the service window is open.
    pub fn needs_open_window(&self) -> bool {
        match self {
            Content::Text { .. } | Content::Other { .. } => true,
            Content::Template(_) => false,
        }
    }
}
