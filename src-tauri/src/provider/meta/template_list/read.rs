//! One template as the provider lists it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::domain::template::{Button, Card, Header, Offer, Template};
use crate::provider::meta::template_parts::{WireButton, WireCard, WireComponent};

#[derive(Deserialize)]
struct WireTemplate {
    id: Id,
    name: String,
    language: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    sub_category: Option<String>,
    #[serde(default)]
    correct_category: Option<String>,
    #[serde(default)]
    parameter_format: Option<String>,
    #[serde(default)]
    quality_score: Option<Quality>,
    #[serde(default)]
    rejected_reason: Option<String>,
    #[serde(default)]
    library_template_name: Option<String>,
    #[serde(default)]
    message_send_ttl_seconds: Option<i64>,
    #[serde(default)]
    components: Vec<WireComponent>,
}

/// Template ids are text in answers and numbers in webhooks.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

#[derive(Deserialize)]
struct Quality {
    #[serde(default)]
    score: Option<String>,
}

/// One that cannot be read at all (no name, no language) could not be sent either and is left out.
pub(super) fn read(value: Value) -> Option<Template> {
    let wire: WireTemplate = serde_json::from_value(value).ok()?;
    let id = match wire.id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    };
    let mut template = Template {
        id,
        name: wire.name,
        language: wire.language,
        category: wire.category,
        status: wire.status,
        quality: wire.quality_score.and_then(|quality| quality.score).filter(|score| score != "UNKNOWN"),
        rejected_reason: wire.rejected_reason.filter(|reason| reason != "NONE"),
        sub_category: wire.sub_category,
        correct_category: wire.correct_category,
        library_name: wire.library_template_name,
        lives_seconds: wire.message_send_ttl_seconds,
        named_variables: wire.parameter_format.as_deref() == Some("NAMED"),
        ..Template::default()
    };
    wire.components.into_iter().for_each(|component| add_component(&mut template, component));
    Some(template)
}

fn add_component(template: &mut Template, component: WireComponent) {
    let examples = &mut template.examples;
    match component.kind().as_str() {
        "HEADER" => template.header = Some(header(component, "", examples)),
        "BODY" => template.body = body(component, "", examples).unwrap_or_default(),
        "FOOTER" => template.footer = component.text,
        "LIMITED_TIME_OFFER" => {
            let offer = component.limited_time_offer;
            template.offer = offer.map(|offer| Offer { text: offer.text, ends: offer.has_expiration });
        }
        "CAROUSEL" => {
            let cards = component.cards.into_iter().enumerate();
            template.cards = cards.map(|(index, wire)| card(wire, index, examples)).collect();
        }
        "BUTTONS" => template.buttons = buttons(component.buttons, "", examples),
        other => template.other_components.push(other.to_owned()),
    }
}

fn card(wire: WireCard, index: usize, examples: &mut BTreeMap<String, String>) -> Card {
    let prefix = format!("card.{index}.");
    let mut card = Card::default();
    for component in wire.components {
        match component.kind().as_str() {
            "HEADER" => card.header = Some(header(component, &prefix, examples)),
            "BODY" => card.body = body(component, &prefix, examples),
            "BUTTONS" => card.buttons = buttons(component.buttons, &prefix, examples),
            // A card that cannot be filled says so where its header is asked for.
            other => card.header = Some(Header { format: other.to_ascii_lowercase(), text: None }),
        }
    }
    card
}

fn header(component: WireComponent, prefix: &str, examples: &mut BTreeMap<String, String>) -> Header {
    add_examples(examples, prefix, "header", &component);
    let format = component.format.unwrap_or_else(|| "TEXT".to_owned()).to_ascii_lowercase();
    Header { format, text: component.text }
}

fn body(component: WireComponent, prefix: &str, examples: &mut BTreeMap<String, String>) -> Option<String> {
    add_examples(examples, prefix, "body", &component);
    component.text
}

fn buttons(wire: Vec<WireButton>, prefix: &str, examples: &mut BTreeMap<String, String>) -> Vec<Button> {
    let numbered = wire.into_iter().enumerate();
    numbered
        .map(|(index, button)| {
            if let Some(sample) = button_example(&button) {
                examples.insert(format!("{prefix}button.{index}"), sample);
            }
            let (kind, phone) = (button.kind.to_ascii_uppercase(), button.phone_number);
            Button { kind, text: button.text, url: button.url, phone }
        })
        .collect()
}

/// The sample of a link is the whole address; that of a code is the code.
fn button_example(button: &WireButton) -> Option<String> {
    let sample = button.sample()?;
    let Some(url) = button.url.as_deref() else { return Some(sample.to_owned()) };
    let (fixed, _) = url.split_once("{{")?;
    Some(sample.strip_prefix(fixed).unwrap_or(sample).to_owned())
}

fn add_examples(examples: &mut BTreeMap<String, String>, prefix: &str, part: &str, component: &WireComponent) {
    let samples = component.samples(part).into_iter();
    examples.extend(samples.map(|(variable, sample)| (format!("{prefix}{part}.{variable}"), sample)));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::template::{Field, Offer};

    #[test]
    fn a_template_is_read_with_its_samples() {
        let template = read(json!({
            "id": "594425479261596", "name": "visit_reminder", "language": "en_US", "status": "APPROVED",
            "category": "UTILITY", "parameter_format": "POSITIONAL", "quality_score": { "score": "GREEN", "date": 1 },
            "components": [
                { "type": "HEADER", "format": "TEXT", "text": "Visit on {{1}}", "example": { "header_text": ["Monday"] } },
                { "type": "BODY", "text": "Hello {{1}}, at {{2}}", "example": { "body_text": [["Ana", "10:30"]] } },
                { "type": "FOOTER", "text": "Clinic" },
                { "type": "BUTTONS", "buttons": [
                    { "type": "QUICK_REPLY", "text": "Yes" },
                    { "type": "URL", "text": "See", "url": "https://e.org/{{1}}", "example": ["https://e.org/r/42"] },
                ] },
            ],
        }))
        .unwrap();
        let fields = template.fields();
        let keys: Vec<String> = fields.iter().filter(|field| field.required).map(Field::key).collect();
        assert_eq!(keys, ["header.1", "body.1", "body.2", "button.1"]);
        let samples: Vec<&str> = keys.iter().map(|key| template.examples[key].as_str()).collect();
        assert_eq!(samples, ["Monday", "Ana", "10:30", "r/42"]);
        assert_eq!(template.quality.as_deref(), Some("GREEN"));
    }

    #[test]
    fn named_samples_and_unknown_components_are_kept() {
        let template = read(json!({
            "id": 12, "name": "offer", "language": "es", "status": "PAUSED", "category": "MARKETING",
            "parameter_format": "NAMED",
            "components": [
                { "type": "BODY", "text": "Hola {{first_name}}",
                  "example": { "body_text_named_params": [{ "param_name": "first_name", "example": "Ana" }] } },
                { "type": "FROM_2031", "text": "Hoy" },
            ],
        }))
        .unwrap();
        assert_eq!(template.examples["body.first_name"], "Ana");
        assert_eq!(template.other_components, ["FROM_2031"]);
        assert!(template.named_variables);
    }

    #[test]
    fn one_without_a_name_is_left_out() {
        assert!(read(json!({ "id": "1", "language": "en" })).is_none());
    }

    #[test]
    fn an_offer_and_cards_are_read_with_their_buttons_and_samples() {
        let card = |sku: &str| {
            json!({ "components": [
                { "type": "header", "format": "image", "example": { "header_handle": ["4::a"] } },
                { "type": "body", "text": "Mug {{1}}", "example": { "body_text": [[sku]] } },
                { "type": "buttons", "buttons": [
                    { "type": "url", "text": "Buy", "url": "https://e.org/{{1}}", "example": ["https://e.org/7"] },
                    { "type": "phone_number", "text": "Call", "phone_number": "+15550783881" },
                ] },
            ] })
        };
        let template = read(json!({
            "id": "1", "name": "sale", "language": "en", "status": "APPROVED", "category": "MARKETING",
            "sub_category": "CUSTOM", "correct_category": "UTILITY", "message_send_ttl_seconds": 43200,
            "library_template_name": "sale_1",
            "components": [
                { "type": "LIMITED_TIME_OFFER", "limited_time_offer": { "text": "Half price", "has_expiration": true } },
                { "type": "BODY", "text": "Hello" },
                { "type": "CAROUSEL", "cards": [card("A"), card("B")] },
                { "type": "BUTTONS", "buttons": [{ "type": "COPY_CODE", "text": "Copy", "example": "SAVE20" }] },
            ],
        }))
        .unwrap();
        assert_eq!(template.offer, Some(Offer { text: "Half price".into(), ends: true }));
        let [_, second] = template.cards.as_slice() else { panic!("{:?}", template.cards) };
        assert_eq!(second.header.as_ref().unwrap().format, "image");
        assert_eq!(second.buttons[1].phone.as_deref(), Some("+15550783881"));
        let samples: Vec<(&str, &str)> = template.examples.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let expected = [("button.0", "SAVE20"), ("card.0.body.1", "A"), ("card.0.button.0", "7")];
        assert_eq!(samples[..3], expected);
        assert_eq!((template.lives_seconds, template.library_name.as_deref()), (Some(43200), Some("sale_1")));
        assert_eq!(
            (template.sub_category.as_deref(), template.correct_category.as_deref()),
            (Some("CUSTOM"), Some("UTILITY"))
        );
        assert!(template.other_components.is_empty());
    }
}
