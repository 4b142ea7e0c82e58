//! A template as the customer sees it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

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

impl TemplateMessage {
    pub(super) fn add_words<'a>(&'a self, words: &mut Vec<&'a str>) {
        words.extend(self.header.as_deref());
        words.push(&self.body);
        words.extend(self.footer.as_deref());
        words.extend(self.buttons.iter().map(String::as_str));
    }
}
