//! What customers tap and fill in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A button that the customer tapped, or a row of a list. WhatsApp has three shapes for the same idea.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// What was tapped.
    pub source: ChoiceSource,
    /// The label on it.
    pub title: String,
    /// The small words of a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What was given along with the button or row when it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// What was tapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ChoiceSource {
    /// A quick reply of a template.
    Template,
    /// A reply button.
    Button,
    /// A row of a list.
    List,
}

impl ChoiceSource {
    /// The provider's word for the message that brings it.
    pub fn wa_type(self) -> &'static str {
        match self {
            ChoiceSource::Template => "button",
            ChoiceSource::Button | ChoiceSource::List => "interactive",
        }
    }
}

/// A form that the customer filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormAnswer {
    /// The provider's word for the kind of form: `flow`, `address_message` or another.
    pub name: String,
    /// The line that WhatsApp shows for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// What was filled in, in the order in which it came.
    pub fields: Vec<FormField>,
    /// The mark that we gave along with the form; iOS has been seen to leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FormField {
    /// Its name in the form.
    pub name: String,
    /// What was filled in, as text; lists are separated by commas.
    pub value: String,
}

impl FormAnswer {
    pub(super) fn add_words<'a>(&'a self, words: &mut Vec<&'a str>) {
        words.extend(self.body.as_deref());
        words.extend(self.fields.iter().map(|field| field.value.as_str()));
    }
}
