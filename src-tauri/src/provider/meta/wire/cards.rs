//! Contact cards in Meta's webhooks.

use serde::Deserialize;

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
