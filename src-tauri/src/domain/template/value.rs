//! What a template's fields are filled with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::content::{Location, ProductSection};

/// The value of each field, by its key.
pub type Values = BTreeMap<String, FieldValue>;

/// What a field is filled with. Which kind it takes is told by [`FieldKind`](super::FieldKind).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(untagged)]
pub enum FieldValue {
    /// Words, a code, a product's number, or what a program gives along.
    Text(String),
    /// A moment, in Unix milliseconds.
    Moment(i64),
    /// A file of this house.
    File(TemplateFile),
    /// A place.
    Place(Location),
    /// Products of the catalogue.
    Products(Products),
}

/// A file that was brought here to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateFile {
    /// Its SHA-256: the `key` of its attachment.
    pub key: String,
    /// What it is called; customers see the name of a document.
    pub name: String,
}

/// Products of the catalogue, in groups. The picture of the first one is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Products {
    /// The groups, in order.
    pub sections: Vec<ProductSection>,
}

impl FieldValue {
    /// The words, if it is such a value.
    pub fn text(&self) -> Option<&str> {
        if let FieldValue::Text(text) = self { Some(text) } else { None }
    }

    /// Whether nothing was given.
    pub fn is_blank(&self) -> bool {
        self.text().is_some_and(|text| text.trim().is_empty())
    }
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> Self {
        FieldValue::Text(text.to_owned())
    }
}

impl From<String> for FieldValue {
    fn from(text: String) -> Self {
        FieldValue::Text(text)
    }
}
