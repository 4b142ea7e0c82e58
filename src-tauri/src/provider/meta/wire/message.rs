//! A message as it stands in a webhook. The fields are those of Meta's pages on each type.

use serde::Deserialize;

use super::{Number, Timestamp, WebhookError};

/// What a message of every type has.
#[derive(Deserialize)]
pub struct Message {
    /// Unique for ever.
    #[serde(default)]
    pub id: Option<String>,
    /// The sender's phone number in digits.
    #[serde(default)]
    pub from: Option<String>,
    /// The sender's business-scoped user id.
    #[serde(default)]
    pub from_user_id: Option<String>,
    /// The sender's user id over linked portfolios.
    #[serde(default)]
    pub from_parent_user_id: Option<String>,
    /// Of what the business wrote on its phone: the customer's phone number.
    #[serde(default)]
    pub to: Option<String>,
    /// The customer's business-scoped user id.
    #[serde(default)]
    pub to_user_id: Option<String>,
    /// The customer's user id over linked portfolios.
    #[serde(default)]
    pub to_parent_user_id: Option<String>,
    /// The group in which it was written.
    #[serde(default)]
    pub group_id: Option<String>,
    /// Unix seconds.
    #[serde(default)]
    pub timestamp: Option<Timestamp>,
    /// Such as `text`.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// What it answers.
    #[serde(default)]
    pub context: Option<MessageContext>,
    /// The ad that led to it.
    #[serde(default)]
    pub referral: Option<Referral>,
    /// How far a message of the past got.
    #[serde(default)]
    pub history_context: Option<HistoryContext>,
    /// Why it cannot be shown.
    #[serde(default)]
    pub errors: Vec<WebhookError>,
}

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

/// What a message answers, and how it was passed on.
#[derive(Deserialize)]
pub struct MessageContext {
    /// The message that it quotes.
    #[serde(default)]
    pub id: Option<String>,
    /// Passed on.
    #[serde(default)]
    pub forwarded: Option<bool>,
    /// Passed on more than five times.
    #[serde(default)]
    pub frequently_forwarded: Option<bool>,
    /// The product that it asks about.
    #[serde(default)]
    pub referred_product: Option<ReferredProduct>,
}

/// A product of the catalogue.
#[derive(Deserialize)]
pub struct ReferredProduct {
    /// The catalogue.
    #[serde(default)]
    pub catalog_id: Option<String>,
    /// The product.
    #[serde(default)]
    pub product_retailer_id: Option<String>,
}

/// An ad or post that was tapped.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct Referral {
    #[serde(default)]
    pub source_url: Option<String>,
    #[serde(default)]
    pub source_id: Option<String>,
    #[serde(default)]
    pub source_type: Option<String>,
    #[serde(default)]
    pub headline: Option<String>,
    #[serde(default)]
    pub body: Option<String>,
    #[serde(default)]
    pub ctwa_clid: Option<String>,
}

/// How far a message of the past got.
#[derive(Deserialize)]
pub struct HistoryContext {
    /// `DELIVERED`, `ERROR`, `PENDING`, `PLAYED`, `READ` or `SENT`.
    #[serde(default)]
    pub status: Option<String>,
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

/// A contact card.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct Card {
    #[serde(default)]
    pub name: Option<CardName>,
    #[serde(default)]
    pub org: Option<CardOrg>,
    #[serde(default)]
    pub birthday: Option<String>,
    #[serde(default)]
    pub phones: Vec<CardPhone>,
    #[serde(default)]
    pub emails: Vec<CardEmail>,
    #[serde(default)]
    pub urls: Vec<CardUrl>,
    #[serde(default)]
    pub addresses: Vec<CardAddress>,
    /// `contact_request` when it answers a request for the number.
    #[serde(default)]
    pub origin: Option<String>,
}

/// The name on a card.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct CardName {
    #[serde(default)]
    pub formatted_name: Option<String>,
    #[serde(default)]
    pub first_name: Option<String>,
    #[serde(default)]
    pub last_name: Option<String>,
}

/// Where somebody works.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct CardOrg {
    #[serde(default)]
    pub company: Option<String>,
    #[serde(default)]
    pub title: Option<String>,
}

/// A number on a card.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct CardPhone {
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    #[serde(default)]
    pub wa_id: Option<String>,
}

/// A mail address on a card.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct CardEmail {
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
}

/// A page on a card.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct CardUrl {
    #[serde(default)]
    pub url: Option<String>,
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
}

/// A postal address on a card.
#[derive(Deserialize)]
#[expect(missing_docs, reason = "the provider's names")]
pub struct CardAddress {
    #[serde(default)]
    pub street: Option<String>,
    #[serde(default)]
    pub zip: Option<String>,
    #[serde(default)]
    pub city: Option<String>,
    #[serde(default)]
    pub state: Option<String>,
    #[serde(default)]
    pub country: Option<String>,
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
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
