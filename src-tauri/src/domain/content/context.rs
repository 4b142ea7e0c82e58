//! What stands beside a message's content: what it answers, and where it comes from.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What stands beside a message's content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The provider's id of the message that it quotes; it may be one that we have never seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// Whether it was forwarded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forwarded: Option<Forwarded>,
    /// The product that it asks about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductReference>,
    /// The advertisement that led to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ad: Option<AdReferral>,
}

impl Context {
    /// Whether there is nothing beside the content.
    pub fn is_empty(&self) -> bool {
        *self == Context::default()
    }

    /// A message that quotes another one, by the provider's id.
    pub fn reply(provider_id: String) -> Context {
        Context { reply_to: Some(provider_id), ..Context::default() }
    }
}

/// How a message was forwarded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Forwarded {
    /// Up to five times.
    Once,
    /// More than five times.
    Often,
}

/// A product of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProductReference {
    /// The catalogue.
    pub catalog_id: String,
    /// The product's id in it.
    pub product: String,
}

/// An advertisement or post that a customer tapped before writing. Its links expire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct AdReferral {
    /// The page of the ad or post.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The provider's id of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// `ad` or `post`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// Its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// The id of the click, for whoever counts them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub click_id: Option<String>,
}
