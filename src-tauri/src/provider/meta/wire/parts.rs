//! The parts of messages in Meta's webhooks, each named by the type of its message.

use serde::Deserialize;

use super::{Card, Number, Timestamp};

/// The part of a message that its type names.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "each part bears the provider's name of the type")]
pub struct Parts {
    #[serde(default)]
    pub text: Option<TextBody>,
    #[serde(default)]
    pub image: Option<Media>,
    #[serde(default)]
    pub video: Option<Media>,
    #[serde(default)]
    pub audio: Option<Media>,
    #[serde(default)]
    pub voice: Option<Media>,
    #[serde(default)]
    pub document: Option<Media>,
    #[serde(default)]
    pub sticker: Option<Media>,
    #[serde(default)]
    pub location: Option<Location>,
    #[serde(default)]
    pub contacts: Vec<Card>,
    #[serde(default)]
    pub origin: Option<String>,
    #[serde(default)]
    pub button: Option<ButtonReply>,
    #[serde(default)]
    pub interactive: Option<Interactive>,
    #[serde(default)]
    pub order: Option<Order>,
    #[serde(default)]
    pub reaction: Option<Reaction>,
    #[serde(default)]
    pub system: Option<System>,
    #[serde(default)]
    pub unsupported: Option<Unsupported>,
    #[serde(default)]
    pub edit: Option<Edit>,
    #[serde(default)]
    pub revoke: Option<Revoke>,
}

/// Words.
#[derive(Deserialize)]
pub struct TextBody {
    /// The words.
    #[serde(default)]
    pub body: Option<String>,
}

/// A file.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct Media {
    #[serde(default)]
    pub id: Option<String>,
    #[serde(default)]
    pub mime_type: Option<String>,
    /// Base64.
    #[serde(default)]
    pub sha256: Option<String>,
    #[serde(default)]
    pub caption: Option<String>,
    #[serde(default)]
    pub filename: Option<String>,
    #[serde(default)]
    pub voice: Option<bool>,
    #[serde(default)]
    pub animated: Option<bool>,
    /// Good for a few minutes, if it is there at all.
    #[serde(default)]
    pub url: Option<String>,
}

/// A place.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct Location {
    #[serde(default)]
    pub latitude: Option<Number>,
    #[serde(default)]
    pub longitude: Option<Number>,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub address: Option<String>,
    #[serde(default)]
    pub url: Option<String>,
}

/// A tapped quick reply of a template.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct ButtonReply {
    #[serde(default)]
    pub payload: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
}

/// An answer to an interactive message.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct Interactive {
    #[serde(default)]
    pub button_reply: Option<Titled>,
    #[serde(default)]
    pub list_reply: Option<Titled>,
    #[serde(default)]
    pub nfm_reply: Option<FormReply>,
    #[serde(default)]
    pub call_permission_reply: Option<CallPermissionReply>,
}

/// A tapped button or a chosen row.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct Titled {
    #[serde(default)]
    pub id: Option<String>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub description: Option<String>,
}

/// A filled-in form.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct FormReply {
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub body: Option<String>,
    /// JSON, as text.
    #[serde(default)]
    pub response_json: Option<String>,
}

/// Whether the customer may be called.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct CallPermissionReply {
    #[serde(default)]
    pub response: Option<String>,
    #[serde(default)]
    pub expiration_timestamp: Option<Timestamp>,
}

/// An order.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct Order {
    #[serde(default)]
    pub catalog_id: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub product_items: Vec<OrderItem>,
}

/// A product of an order.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct OrderItem {
    #[serde(default)]
    pub product_retailer_id: Option<String>,
    #[serde(default)]
    pub quantity: Option<Number>,
    #[serde(default)]
    pub item_price: Option<Number>,
    #[serde(default)]
    pub currency: Option<String>,
}

/// A reaction to an earlier message.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct Reaction {
    #[serde(default)]
    pub message_id: Option<String>,
    /// Missing or empty when the reaction was taken back.
    #[serde(default)]
    pub emoji: Option<String>,
}

/// A notice of WhatsApp's own.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct System {
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    #[serde(default)]
    pub body: Option<String>,
    #[serde(default, alias = "new_wa_id")]
    pub wa_id: Option<String>,
    #[serde(default)]
    pub user_id: Option<String>,
}

/// What an unsupported message was.
#[derive(Deserialize)]
pub struct Unsupported {
    /// Meta's word for it.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
}

/// New words for an earlier message.
#[derive(Deserialize)]
pub struct Edit {
    /// That message.
    #[serde(default)]
    pub original_message_id: Option<String>,
    /// What it says now: a message of its own type.
    #[serde(default)]
    pub message: Option<Box<serde_json::value::RawValue>>,
}

/// An earlier message was deleted.
#[derive(Deserialize)]
pub struct Revoke {
    /// That message.
    #[serde(default)]
    pub original_message_id: Option<String>,
}
