//! A message as it stands in a webhook. The fields are those of Meta's pages on each type.

use serde::Deserialize;

use super::{Timestamp, WebhookError};

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
