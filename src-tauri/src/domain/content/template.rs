//! A template as the customer sees it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Location, Media};

/// A template with its fields filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
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
    /// The picture, film or document in the header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_media: Option<Media>,
    /// The place in the header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_place: Option<Location>,
    /// The body's text.
    pub body: String,
    /// The footer's text, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// The offer above the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<TemplateOffer>,
    /// The labels of its buttons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<String>,
    /// What each of them does, in the same order; missing in messages of the first versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taps: Vec<TemplateTap>,
    /// The cards below the body.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<TemplateCard>,
    /// The provider's `components` array that fills the fields. A file stands in it as `sha256:…` and the message's own
    /// mark as `message:id`, until it is handed over.
    #[ts(type = "unknown")]
    pub components: serde_json::Value,
}

/// What a button of a template does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateTap {
    /// The provider's word, such as `QUICK_REPLY`, `URL`, `PHONE_NUMBER` or `COPY_CODE`.
    pub kind: String,
    /// Its label.
    pub text: String,
    /// Where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The number that it calls.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// The code that it copies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// A card that is swiped through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateCard {
    /// Its picture or film.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// Its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Its buttons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taps: Vec<TemplateTap>,
}

/// An offer that ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateOffer {
    /// What is offered.
    pub text: String,
    /// When it ends, in Unix milliseconds; missing when no clock counts down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<i64>,
}

impl TemplateMessage {
    /// The files in it: that of the header, then those of the cards.
    pub fn files(&self) -> impl Iterator<Item = &Media> {
        self.header_media.iter().chain(self.cards.iter().filter_map(|card| card.media.as_ref()))
    }

    pub(super) fn add_words<'a>(&'a self, words: &mut Vec<&'a str>) {
        words.extend(self.header.as_deref());
        words.extend(self.header_media.iter().filter_map(Media::words));
        words.extend(self.header_place.iter().filter_map(Location::words));
        words.extend(self.offer.iter().map(|offer| offer.text.as_str()));
        words.push(&self.body);
        words.extend(self.footer.as_deref());
        words.extend(self.buttons.iter().map(String::as_str));
        for card in &self.cards {
            words.extend(card.body.as_deref());
            words.extend(card.taps.iter().map(|tap| tap.text.as_str()));
        }
    }
}
