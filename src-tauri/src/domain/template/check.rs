//! Whether the values for a template's fields can be sent: asked before anything leaves.

use chrono::{DateTime, Utc};

use crate::domain::content::limits;

use super::field::{Field, FieldKind, Part, Place};
use super::fill::{fill, replace};
use super::value::{FieldValue, Products, Values};
use super::{
    Button, MAX_BODY_CHARS, MAX_CARD_CHARS, MAX_CODE_CHARS, MAX_HEADER_CHARS, MAX_PAYLOAD_CHARS, MAX_URL_CHARS,
    Template,
};

/// What is wrong with the values given for a template's fields.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldProblem {
    /// A field has no value.
    #[error("{key} is empty")]
    Empty {
        /// Its key.
        key: String,
    },
    /// A value has a line break, a tab or more than four spaces in a row, which the provider refuses (132018).
    #[error("{key} has a line break, a tab or more than four spaces in a row")]
    Characters {
        /// Its key.
        key: String,
    },
    /// The filled-in text is longer than the provider takes (132005).
    #[error("{part} is longer than {most} characters with these values")]
    TooLong {
        /// The part, such as `header`, `body`, `card.0.body` or `button.1`.
        part: String,
        /// The most characters.
        most: usize,
    },
    /// A value is of another kind than the field takes (132012).
    #[error("{key} takes another kind of value")]
    WrongKind {
        /// Its key.
        key: String,
    },
    /// A place that is nowhere on earth, an end that is over, a list without products.
    #[error("{key} cannot be this")]
    Impossible {
        /// Its key.
        key: String,
    },
    /// A value was given for a field that the template does not have.
    #[error("the template has no field {key}")]
    NoSuchField {
        /// Its key.
        key: String,
    },
}

impl Template {
    /// Checks the values for the fields.
    ///
    /// # Errors
    /// The first problem in reading order.
    pub fn check(&self, values: &Values, now: DateTime<Utc>) -> Result<(), FieldProblem> {
        let fields = self.fields();
        for field in &fields {
            check_field(field, values.get(&field.key()).filter(|value| !value.is_blank()), now)?;
        }
        if let Some(key) = values.keys().find(|key| !fields.iter().any(|field| field.key() == **key)) {
            return Err(FieldProblem::NoSuchField { key: key.clone() });
        }
        self.check_lengths(values)
    }

    fn check_lengths(&self, values: &Values) -> Result<(), FieldProblem> {
        let header = self.header.as_ref().and_then(|header| header.text.as_deref()).unwrap_or_default();
        fits(header, Place { card: None, part: Part::Header }, MAX_HEADER_CHARS, values)?;
        fits(&self.body, Place { card: None, part: Part::Body }, MAX_BODY_CHARS, values)?;
        addresses_fit(&self.buttons, None, values)?;
        for (index, card) in self.cards.iter().enumerate() {
            let body = card.body.as_deref().unwrap_or_default();
            fits(body, Place { card: Some(index), part: Part::Body }, MAX_CARD_CHARS, values)?;
            addresses_fit(&card.buttons, Some(index), values)?;
        }
        Ok(())
    }
}

fn fits(text: &str, place: Place, most: usize, values: &Values) -> Result<(), FieldProblem> {
    let part = place.to_string();
    within(&fill(text, &part, values), part, most)
}

fn addresses_fit(buttons: &[Button], card: Option<usize>, values: &Values) -> Result<(), FieldProblem> {
    buttons.iter().enumerate().try_for_each(|(index, button)| {
        let part = Place { card, part: Part::Button(index) }.to_string();
        let end = values.get(&part).and_then(FieldValue::text);
        within(&replace(button.url.as_deref().unwrap_or_default(), |_| end), part, MAX_URL_CHARS)
    })
}

fn within(text: &str, part: String, most: usize) -> Result<(), FieldProblem> {
    if text.chars().count() > most { Err(FieldProblem::TooLong { part, most }) } else { Ok(()) }
}

fn check_field(field: &Field, value: Option<&FieldValue>, now: DateTime<Utc>) -> Result<(), FieldProblem> {
    let key = field.key();
    let Some(value) = value else {
        return if field.required { Err(FieldProblem::Empty { key }) } else { Ok(()) };
    };
    let right = match (field.kind, value) {
        (FieldKind::Text, FieldValue::Text(text)) if !has_plain_spacing(text) => {
            return Err(FieldProblem::Characters { key });
        }
        (FieldKind::Text, FieldValue::Text(_)) => true,
        (FieldKind::Code, FieldValue::Text(code)) => return within(code, key, MAX_CODE_CHARS),
        (FieldKind::Payload, FieldValue::Text(payload)) => return within(payload, key, MAX_PAYLOAD_CHARS),
        (FieldKind::Product, FieldValue::Text(_)) => true,
        (FieldKind::FlowData, FieldValue::Text(data)) => is_json_object(data),
        (FieldKind::Image | FieldKind::Video | FieldKind::Document, FieldValue::File(_)) => true,
        (FieldKind::Place, FieldValue::Place(place)) => {
            let on_earth = (-90.0..=90.0).contains(&place.latitude) && (-180.0..=180.0).contains(&place.longitude);
            // The provider wants all four (132012).
            let named = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
            return possible(on_earth && named(&place.name) && named(&place.address), key);
        }
        (FieldKind::Moment, FieldValue::Moment(at)) => return possible(*at > now.timestamp_millis(), key),
        (FieldKind::Products, FieldValue::Products(products)) => return possible(can_be_listed(products), key),
        (
            FieldKind::Text
            | FieldKind::Code
            | FieldKind::Payload
            | FieldKind::Product
            | FieldKind::FlowData
            | FieldKind::Image
            | FieldKind::Video
            | FieldKind::Document
            | FieldKind::Place
            | FieldKind::Moment
            | FieldKind::Products,
            _,
        ) => false,
    };
    if right { Ok(()) } else { Err(FieldProblem::WrongKind { key }) }
}

fn possible(possible: bool, key: String) -> Result<(), FieldProblem> {
    if possible { Ok(()) } else { Err(FieldProblem::Impossible { key }) }
}

fn has_plain_spacing(value: &str) -> bool {
    !value.contains(['\n', '\r', '\t']) && !value.contains("     ")
}

fn is_json_object(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text).is_ok_and(|value| value.is_object())
}

/// At most ten groups and thirty products in all, each group with at least one (Meta, "Multi-product templates").
fn can_be_listed(products: &Products) -> bool {
    let sections = &products.sections;
    let count: usize = sections.iter().map(|section| section.products.len()).sum();
    let filled = sections.iter().all(|section| {
        !section.products.is_empty() && section.products.iter().all(|product| !product.trim().is_empty())
    });
    (1..=limits::SECTIONS).contains(&sections.len()) && (1..=limits::PRODUCTS).contains(&count) && filled
}
