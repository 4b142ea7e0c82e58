//! What the customer sees of a template.

use crate::domain::content::{Media, MediaKind, TemplateCard, TemplateMessage, TemplateOffer, TemplateTap};

use super::field::{FieldKind, Part, Place};
use super::value::{FieldValue, Values};
use super::{Button, Card, Header, Template};

impl Template {
    /// What the customer will see, with `components` as the provider's array that fills the fields.
    pub fn filled(&self, values: &Values, components: serde_json::Value) -> TemplateMessage {
        let header = Place { card: None, part: Part::Header };
        let place = values.get(&format!("{header}.place"));
        TemplateMessage {
            name: self.name.clone(),
            language: self.language.clone(),
            category: self.category.clone(),
            header: text_header(self.header.as_ref(), header, values),
            header_media: media_header(self.header.as_ref(), header, values),
            header_place: if let Some(FieldValue::Place(place)) = place { Some(place.clone()) } else { None },
            body: fill(&self.body, "body", values),
            footer: self.footer.clone(),
            offer: self.offer.as_ref().map(|offer| TemplateOffer {
                text: offer.text.clone(),
                ends_at: if let Some(FieldValue::Moment(at)) = values.get("offer.expires") { Some(*at) } else { None },
            }),
            buttons: self.buttons.iter().map(|button| button.text.clone()).collect(),
            taps: taps(&self.buttons, None, values),
            cards: self.cards.iter().enumerate().map(|(index, card)| filled_card(card, index, values)).collect(),
            components,
        }
    }
}

fn filled_card(card: &Card, index: usize, values: &Values) -> TemplateCard {
    let place = |part: Part| Place { card: Some(index), part };
    TemplateCard {
        media: media_header(card.header.as_ref(), place(Part::Header), values),
        body: card.body.as_deref().map(|body| fill(body, &place(Part::Body).to_string(), values)),
        taps: taps(&card.buttons, Some(index), values),
    }
}

fn text_header(header: Option<&Header>, place: Place, values: &Values) -> Option<String> {
    header?.text.as_deref().map(|text| fill(text, &place.to_string(), values))
}

fn media_header(header: Option<&Header>, place: Place, values: &Values) -> Option<Media> {
    let kind = FieldKind::of_header(&header?.format)?.media()?;
    let FieldValue::File(file) = values.get(&format!("{place}.media"))? else { return None };
    // Only a document's name is shown.
    let filename = Some(file.name.clone()).filter(|_| kind == MediaKind::Document);
    Some(Media { sha256: Some(file.key.clone()), filename, ..Media::new(kind) })
}

fn taps(buttons: &[Button], card: Option<usize>, values: &Values) -> Vec<TemplateTap> {
    let numbered = buttons.iter().enumerate();
    numbered
        .map(|(index, button)| {
            let key = Place { card, part: Part::Button(index) }.to_string();
            let value = values.get(&key).and_then(FieldValue::text);
            TemplateTap {
                kind: button.kind.clone(),
                text: button.text.clone(),
                url: button.url.as_deref().map(|url| replace(url, |_| value)),
                phone: button.phone.clone(),
                code: value.filter(|_| button.kind == "COPY_CODE").map(str::to_owned),
            }
        })
        .collect()
}

/// The names between `{{` and `}}`, in order, repeated ones included.
pub(super) fn variables(text: &str) -> Vec<&str> {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name.trim()).collect()
}

/// How many characters a text has without its variables.
pub(super) fn fixed_chars(text: &str) -> usize {
    replace(text, |_| Some("")).chars().count()
}

/// A text with the variables of its part filled in; those without a value stay in braces.
pub(super) fn fill(text: &str, part: &str, values: &Values) -> String {
    replace(text, |name| values.get(&format!("{part}.{name}")).and_then(FieldValue::text))
}

/// Replaces each variable once: braces in a value are no variable.
pub(super) fn replace<'v>(text: &str, value_of: impl Fn(&str) -> Option<&'v str>) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once("}}") else {
            filled.push_str("{{");
            rest = after;
            continue;
        };
        match value_of(name.trim()) {
            Some(value) => filled.push_str(value),
            None => filled.push_str(&format!("{{{{{name}}}}}")),
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}
