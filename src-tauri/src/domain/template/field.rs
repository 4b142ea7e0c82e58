//! The fields of a template: everything that each message names anew.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::content::MediaKind;

use super::fill::{fixed_chars, variables};
use super::{
    Button, Header, MAX_BODY_CHARS, MAX_CARD_CHARS, MAX_CODE_CHARS, MAX_HEADER_CHARS, MAX_PAYLOAD_CHARS, MAX_URL_CHARS,
    Template,
};

/// The part of a template, or of one of its cards, that a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The header.
    Header,
    /// The body.
    Body,
    /// The offer.
    Offer,
    /// The button with this index.
    Button(usize),
}

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// On which card; `None` for the message itself.
    pub card: Option<usize>,
    /// In which part of it.
    pub part: Part,
}

/// What a field is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FieldKind {
    /// Words. Prices and dates are words, too: the provider only ever shows the words that stand in for them.
    Text,
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A document.
    Document,
    /// A place.
    Place,
    /// A code to copy.
    Code,
    /// The number of a product whose picture is shown.
    Product,
    /// Products in groups.
    Products,
    /// When the offer ends.
    Moment,
    /// What comes back when a quick reply is tapped: for programs.
    Payload,
    /// What a form begins with, as a JSON object: for programs.
    FlowData,
}

impl FieldKind {
    /// What a header of this format takes; `None` if it takes words, or if this version cannot fill it.
    pub(super) fn of_header(format: &str) -> Option<FieldKind> {
        match format {
            "image" => Some(FieldKind::Image),
            "video" => Some(FieldKind::Video),
            "document" => Some(FieldKind::Document),
            "location" => Some(FieldKind::Place),
            _ => None,
        }
    }

    /// As what a file is shown that stands here; `None` if it takes no file.
    pub fn media(self) -> Option<MediaKind> {
        match self {
            FieldKind::Image => Some(MediaKind::Image),
            FieldKind::Video => Some(MediaKind::Video),
            FieldKind::Document => Some(MediaKind::Document),
            FieldKind::Text
            | FieldKind::Place
            | FieldKind::Code
            | FieldKind::Product
            | FieldKind::Products
            | FieldKind::Moment
            | FieldKind::Payload
            | FieldKind::FlowData => None,
        }
    }
}

/// Something that must or may be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Where it stands.
    pub place: Place,
    /// What it takes.
    pub kind: FieldKind,
    /// What is between the braces; empty where there are none.
    pub variable: String,
    /// Whether the template cannot be sent without.
    pub required: bool,
    /// The most characters that fit beside the fixed words.
    pub most_chars: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(card) = self.card {
            write!(f, "card.{card}.")?;
        }
        match self.part {
            Part::Header => f.write_str("header"),
            Part::Body => f.write_str("body"),
            Part::Offer => f.write_str("offer"),
            Part::Button(index) => write!(f, "button.{index}"),
        }
    }
}

impl Field {
    /// The name under which a value for it is given, such as `header.media`, `body.first_name`, `button.0`,
    /// `card.1.body.2` or `offer.expires`.
    pub fn key(&self) -> String {
        let place = self.place;
        match (place.part, self.kind) {
            (Part::Button(_), _) => place.to_string(),
            (Part::Offer, _) => format!("{place}.expires"),
            (Part::Header | Part::Body, kind) if kind.media().is_some() => format!("{place}.media"),
            (Part::Header | Part::Body, FieldKind::Place) => format!("{place}.place"),
            (Part::Header | Part::Body, _) => format!("{place}.{}", self.variable),
        }
    }
}

impl Template {
    /// The fields in reading order, each once.
    pub fn fields(&self) -> Vec<Field> {
        let place = |part: Part| Place { card: None, part };
        let mut fields = header_fields(self.header.as_ref(), place(Part::Header));
        if self.offer.as_ref().is_some_and(|offer| offer.ends) {
            fields.push(simple(place(Part::Offer), FieldKind::Moment, true, None));
        }
        fields.extend(text_fields(&self.body, place(Part::Body), MAX_BODY_CHARS));
        for (card, shown) in self.cards.iter().enumerate() {
            let place = |part: Part| Place { card: Some(card), part };
            fields.extend(header_fields(shown.header.as_ref(), place(Part::Header)));
            fields.extend(text_fields(shown.body.as_deref().unwrap_or_default(), place(Part::Body), MAX_CARD_CHARS));
            fields.extend(button_fields(&shown.buttons, Some(card)));
        }
        fields.extend(button_fields(&self.buttons, None));
        fields
    }
}

fn simple(place: Place, kind: FieldKind, required: bool, most_chars: Option<usize>) -> Field {
    Field { place, kind, variable: String::new(), required, most_chars }
}

fn header_fields(header: Option<&Header>, place: Place) -> Vec<Field> {
    let Some(header) = header else { return Vec::new() };
    if header.format == "text" {
        return text_fields(header.text.as_deref().unwrap_or_default(), place, MAX_HEADER_CHARS);
    }
    let kind = FieldKind::of_header(&header.format);
    kind.map(|kind| simple(place, kind, true, None)).into_iter().collect()
}

fn text_fields(text: &str, place: Place, most: usize) -> Vec<Field> {
    let most_chars = Some(most.saturating_sub(fixed_chars(text)));
    let mut fields: Vec<Field> = Vec::new();
    for variable in variables(text) {
        if !fields.iter().any(|field| field.variable == variable) {
            let variable = variable.to_owned();
            fields.push(Field { place, kind: FieldKind::Text, variable, required: true, most_chars });
        }
    }
    fields
}

fn button_fields(buttons: &[Button], card: Option<usize>) -> Vec<Field> {
    let numbered = buttons.iter().enumerate();
    numbered.flat_map(|(index, button)| button_field(button, Place { card, part: Part::Button(index) })).collect()
}

fn button_field(button: &Button, place: Place) -> Vec<Field> {
    match button.kind.as_str() {
        "URL" => text_fields(button.url.as_deref().unwrap_or_default(), place, MAX_URL_CHARS),
        "COPY_CODE" => vec![simple(place, FieldKind::Code, true, Some(MAX_CODE_CHARS))],
        "QUICK_REPLY" => vec![simple(place, FieldKind::Payload, false, Some(MAX_PAYLOAD_CHARS))],
        "FLOW" => vec![simple(place, FieldKind::FlowData, false, None)],
        "CATALOG" => vec![simple(place, FieldKind::Product, false, None)],
        "MPM" => vec![simple(place, FieldKind::Products, true, None)],
        _ => Vec::new(),
    }
}
