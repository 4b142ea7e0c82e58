//! Places and contact cards.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// Degrees north of the equator, -90 to 90.
    pub latitude: f64,
    /// Degrees east of Greenwich, -180 to 180.
    pub longitude: f64,
    /// What it is called; missing for somebody's present position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where that is, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// A page about it; only of received ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Location {
    pub(super) fn words(&self) -> Option<&str> {
        self.name.as_deref().or(self.address.as_deref())
    }
}

/// Somebody's contact card. Any part of a received one may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ContactCard {
    /// The whole name as it is written.
    pub formatted_name: String,
    /// The given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// The family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The firm they work for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// What they do there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub job_title: Option<String>,
    /// `YYYY-MM-DD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub birthday: Option<String>,
    /// Their numbers.
    pub phones: Vec<CardPhone>,
    /// Their mail addresses.
    pub emails: Vec<CardEmail>,
    /// Their pages.
    pub urls: Vec<CardUrl>,
    /// Where they live or work.
    pub addresses: Vec<CardAddress>,
}

/// A number on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CardPhone {
    /// As written on the card.
    pub phone: String,
    /// Such as `CELL` or `WORK`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// WhatsApp's own form of it, if they are on WhatsApp.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
}

/// A mail address on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CardEmail {
    /// The address.
    pub email: String,
    /// Such as `HOME`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A page on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CardUrl {
    /// The address.
    pub url: String,
    /// Such as `WORK`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A postal address on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CardAddress {
    /// All of it, in one line.
    pub text: String,
    /// Such as `HOME`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl ContactCard {
    /// What to call them; may be empty.
    pub fn name(&self) -> &str {
        if self.formatted_name.is_empty() {
            self.company
                .as_deref()
                .or_else(|| self.phones.first().map(|phone| phone.phone.as_str()))
                .unwrap_or_default()
        } else {
            &self.formatted_name
        }
    }

    pub(super) fn add_words<'a>(&'a self, words: &mut Vec<&'a str>) {
        words.push(&self.formatted_name);
        words.extend(self.company.as_deref().into_iter().chain(self.job_title.as_deref()));
        words.extend(self.phones.iter().map(|phone| phone.phone.as_str()));
        words.extend(self.emails.iter().map(|email| email.email.as_str()));
    }
}
