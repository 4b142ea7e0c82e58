//! Words with something to tap, written by us (Meta, "Interactive messages").

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::media::Media;

/// Words with something to tap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Interactive {
    /// Above the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    /// The words. Only a single product can do without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Small words below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// What can be tapped.
    pub action: Action,
}

/// What stands above the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Header {
    /// A line of text.
    Text {
        /// Without markup.
        text: String,
    },
    /// A picture, a film or a document.
    Media(Media),
}

/// What can be tapped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Action {
    /// Up to three answers to choose from.
    Buttons {
        /// In order.
        buttons: Vec<ReplyButton>,
    },
    /// A list that opens on a tap, with up to ten rows in all.
    List {
        /// The label of the button that opens it.
        button: String,
        /// With titles, if there is more than one.
        sections: Vec<ListSection>,
    },
    /// A button that opens a page.
    Link {
        /// Its label.
        label: String,
        /// The page.
        url: String,
    },
    /// Asks where the customer is.
    LocationRequest,
    /// Asks a customer with a user name for their number.
    ContactRequest,
    /// Opens a form.
    Flow {
        /// The form's id at the provider.
        flow_id: String,
        /// The label of the button that opens it.
        label: String,
        /// The first screen; missing: the form's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        screen: Option<String>,
        /// What the first screen is filled with: a JSON object that is not empty.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(type = "Record<string, unknown> | null")]
        data: Option<serde_json::Value>,
        /// Whether the form is still a draft, for testing.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        draft: bool,
    },
    /// One product of the catalogue.
    Product {
        /// The catalogue.
        catalog_id: String,
        /// The product's id in it.
        product: String,
    },
    /// Up to thirty products of the catalogue.
    ProductList {
        /// The catalogue.
        catalog_id: String,
        /// Each with a title.
        sections: Vec<ProductSection>,
    },
    /// The whole catalogue.
    Catalog {
        /// The product whose picture is shown; must be there when it is sent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        thumbnail: Option<String>,
    },
}

/// An answer to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReplyButton {
    /// Comes back with the tap.
    pub id: String,
    /// Its label.
    pub title: String,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListSection {
    /// Its title; may be empty when it is the only one.
    pub title: String,
    /// Its rows.
    pub rows: Vec<ListRow>,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListRow {
    /// Comes back with the choice.
    pub id: String,
    /// Its label.
    pub title: String,
    /// Small words below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A part of a list of products.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProductSection {
    /// Its title.
    pub title: String,
    /// The products' ids.
    pub products: Vec<String>,
}

impl Interactive {
    pub(super) fn words(&self) -> Option<&str> {
        let header = match &self.header {
            Some(Header::Text { text }) => Some(text.as_str()),
            Some(Header::Media(_)) | None => None,
        };
        self.body.as_deref().or(header)
    }

    pub(super) fn add_words<'a>(&'a self, words: &mut Vec<&'a str>) {
        match &self.header {
            Some(Header::Text { text }) => words.push(text),
            Some(Header::Media(media)) => words.extend(media.filename.as_deref()),
            None => {}
        }
        words.extend(self.body.as_deref().into_iter().chain(self.footer.as_deref()));
        match &self.action {
            Action::Buttons { buttons } => words.extend(buttons.iter().map(|button| button.title.as_str())),
            Action::List { button, sections } => {
                words.push(button);
                for section in sections {
                    words.push(&section.title);
                    let rows = section.rows.iter();
                    words.extend(
                        rows.flat_map(|row| [row.title.as_str()].into_iter().chain(row.description.as_deref())),
                    );
                }
            }
            Action::Link { label, url } => words.extend([label.as_str(), url.as_str()]),
            Action::Flow { label, .. } => words.push(label),
            Action::ProductList { sections, .. } => words.extend(sections.iter().map(|part| part.title.as_str())),
            Action::LocationRequest | Action::ContactRequest | Action::Product { .. } | Action::Catalog { .. } => {}
        }
    }
}
