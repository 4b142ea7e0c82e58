//! Templates that are written here, and what the provider will look at before it takes one.
//!
//! The rules stand here and nowhere else: the screen asks for all problems of a draft while somebody types
//! ([`TemplateDraft::check`]), and the same check runs before a draft is handed in. Two lists of rules, one for each
//! language of the program, would soon tell people two different things.

mod body;
mod buttons;
mod cards;
mod check;
mod header;
mod limits;
mod problem;
pub mod starter;
mod variables;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use limits::DraftLimits;
pub use problem::{Problem, ProblemCode};
pub use variables::DraftVariable;

/// A template that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TemplateDraft {
    /// Its name at the provider: small letters, digits and underscores.
    pub name: String,
    /// Such as `en` or `pt_BR`.
    pub language: String,
    /// What it is for, and so what it costs.
    pub category: DraftCategory,
    /// How its variables are called.
    pub variables: VariableStyle,
    /// Above the words.
    pub header: Option<DraftHeader>,
    /// The words, with `{{1}}` or `{{first_name}}` for what differs from one customer to the next.
    pub body: String,
    /// Small words below; empty for none.
    pub footer: String,
    /// An offer that ends.
    pub offer: Option<DraftOffer>,
    /// What can be tapped, in order.
    pub buttons: Vec<DraftButton>,
    /// Cards side by side below the words.
    pub cards: Vec<DraftCard>,
    /// A value for each variable, by its key (`header.1`, `body.first_name`, `button.0`, `card.1.body.1`): the
    /// provider's reviewers read the template with them.
    pub samples: BTreeMap<String, String>,
}

/// What a template is for (Meta, "Template categorization").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DraftCategory {
    /// News about something that the customer has asked for.
    #[default]
    Utility,
    /// Everything that is to make somebody buy or come back.
    Marketing,
    /// A code to sign in with: its words are the provider's, so it is never written here.
    Authentication,
}

/// How the variables of a template are called. All of them in one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum VariableStyle {
    /// `{{1}}`, `{{2}}`, without gaps, from the beginning in each part.
    #[default]
    Numbered,
    /// `{{first_name}}`.
    Named,
}

/// What stands above the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum DraftHeader {
    /// A line of text.
    Text {
        /// With at most one variable.
        text: String,
    },
    /// A file that is chosen each time the template is sent.
    File(SampleFile),
    /// A place that is chosen each time the template is sent.
    Location,
}

/// A kind of file, and one of them for the provider's reviewers. It is never sent to a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SampleFile {
    /// The kind.
    pub media: HeaderMedia,
    /// The key of a file on this computer; `null` until one is chosen.
    pub key: Option<String>,
    /// What it is called.
    pub name: String,
    /// What it is, by its bytes.
    pub mime_type: String,
}

/// The kinds of file that a header can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum HeaderMedia {
    /// JPEG or PNG.
    Image,
    /// MP4.
    Video,
    /// PDF.
    Document,
}

/// An offer that ends: a line with a clock above the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DraftOffer {
    /// The line.
    pub text: String,
    /// Whether the customer sees how long it still lasts; the end is chosen each time the template is sent.
    pub expires: bool,
}

/// Something to tap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum DraftButton {
    /// An answer that is sent with a tap.
    QuickReply {
        /// What it says.
        label: String,
    },
    /// Opens a page.
    Url {
        /// What it says.
        label: String,
        /// The page; `{{1}}` at its very end for what differs from one customer to the next.
        url: String,
    },
    /// Calls a number.
    Phone {
        /// What it says.
        label: String,
        /// The number with its country.
        phone: String,
    },
    /// Copies a code; WhatsApp writes its label.
    CopyCode {
        /// A code for the provider's reviewers.
        code: String,
    },
    /// Opens a form.
    Flow {
        /// What it says.
        label: String,
        /// The form.
        flow_id: String,
    },
    /// Opens the catalogue.
    Catalog {
        /// What it says.
        label: String,
    },
    /// Calls the business in WhatsApp.
    VoiceCall {
        /// What it says.
        label: String,
    },
    /// Asks for the customer's phone number; WhatsApp writes its label.
    ContactRequest,
}

/// One of several cards side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DraftCard {
    /// The picture or film on it.
    pub header: SampleFile,
    /// The words on it; empty for none.
    pub body: String,
    /// What can be tapped on it.
    pub buttons: Vec<DraftButton>,
}

impl DraftButton {
    /// Its label, where it is ours to choose.
    pub fn label(&self) -> Option<&str> {
        match self {
            DraftButton::QuickReply { label }
            | DraftButton::Url { label, .. }
            | DraftButton::Phone { label, .. }
            | DraftButton::Flow { label, .. }
            | DraftButton::Catalog { label }
            | DraftButton::VoiceCall { label } => Some(label),
            DraftButton::CopyCode { .. } | DraftButton::ContactRequest => None,
        }
    }
}

impl TemplateDraft {
    /// The files that it names: they must not be tidied away, and go up before it is handed in.
    pub fn files(&self) -> impl Iterator<Item = &SampleFile> {
        let header = match &self.header {
            Some(DraftHeader::File(file)) => Some(file),
            Some(DraftHeader::Text { .. } | DraftHeader::Location) | None => None,
        };
        header.into_iter().chain(self.cards.iter().map(|card| &card.header))
    }
}
