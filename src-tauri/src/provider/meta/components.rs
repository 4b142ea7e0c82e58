//! The `components` array that fills a template's fields (Meta, "Template messages").

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::domain::content::{MediaKind, ProductSection};
use crate::domain::template::{Button, Field, FieldKind, FieldValue, Part, Template, Values};

use super::outgoing::with;

/// Before the SHA-256 of a file, where its id is to stand. The log names files by what is in them; the provider's id of a
/// file is good for a month and differs from number to number.
const FILE: &str = "sha256:";
/// Where the message's own mark is to stand, by which the answer to a form is known.
const MESSAGE: &str = "message:id";

/// The array for these values, with only the components that have fields.
pub fn fill_components(template: &Template, values: &Values) -> Value {
    let fields = template.fields();
    let message: Vec<&Field> = fields.iter().filter(|field| field.place.card.is_none()).collect();
    let head = [text_or_file("header", Part::Header, &message, template, values), offer(&message, values)];
    let body = text_or_file("body", Part::Body, &message, template, values);
    let cards = (0..template.cards.len()).map(|card| {
        let fields: Vec<&Field> = fields.iter().filter(|field| field.place.card == Some(card)).collect();
        let buttons = template.cards.get(card).map(|card| kinds(&card.buttons)).unwrap_or_default();
        let head = text_or_file("header", Part::Header, &fields, template, values);
        let body = text_or_file("body", Part::Body, &fields, template, values);
        let parts = head.into_iter().chain(body).chain(button_components(&buttons, &fields, values));
        json!({ "card_index": card, "components": parts.collect::<Vec<Value>>() })
    });
    let cards: Vec<Value> = cards.collect();
    let carousel = (!cards.is_empty()).then(|| json!({ "type": "carousel", "cards": cards }));
    let buttons = button_components(&kinds(&template.buttons), &message, values);
    head.into_iter().flatten().chain(body).chain(carousel).chain(buttons).collect()
}

/// The array as it is handed over: with the provider's ids of the files, by SHA-256, and the message's own mark.
pub(super) fn settled(components: &Value, files: &BTreeMap<String, String>, client_id: &str) -> Value {
    match components {
        Value::String(text) if text == MESSAGE => json!(client_id),
        Value::String(text) => match text.strip_prefix(FILE).and_then(|sha256| files.get(sha256)) {
            Some(media_id) => json!(media_id),
            None => json!(text),
        },
        Value::Array(list) => list.iter().map(|value| settled(value, files, client_id)).collect(),
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| (name.clone(), settled(value, files, client_id)));
            Value::Object(members.collect())
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => components.clone(),
    }
}

fn kinds(buttons: &[Button]) -> Vec<&str> {
    buttons.iter().map(|button| button.kind.as_str()).collect()
}

fn text_or_file(kind: &str, part: Part, fields: &[&Field], template: &Template, values: &Values) -> Option<Value> {
    let mut parameters: Vec<(&str, Value)> = Vec::new();
    for field in fields.iter().filter(|field| field.place.part == part) {
        let Some(value) = values.get(&field.key()) else { continue };
        let parameter = parameter(field, value);
        let named = template.named_variables && field.kind == FieldKind::Text;
        let parameter = if named { with(parameter, "parameter_name", json!(field.variable)) } else { parameter };
        parameters.push((&field.variable, parameter));
    }
    (!parameters.is_empty()).then(|| json!({ "type": kind, "parameters": in_number_order(parameters) }))
}

/// Numbered variables are matched by position, whatever their order in the text: `{{2}} … {{1}}` sends 1 first.
fn in_number_order(mut parameters: Vec<(&str, Value)>) -> Vec<Value> {
    parameters.sort_by_key(|(variable, _)| variable.parse::<u32>().unwrap_or(u32::MAX));
    parameters.into_iter().map(|(_, parameter)| parameter).collect()
}

fn parameter(field: &Field, value: &FieldValue) -> Value {
    match value {
        FieldValue::Text(text) => json!({ "type": "text", "text": text }),
        FieldValue::File(file) => {
            let id = json!({ "id": format!("{FILE}{}", file.key) });
            let media = field.kind.media().unwrap_or(MediaKind::Image);
            let id = if media == MediaKind::Document { with(id, "filename", json!(file.name)) } else { id };
            with(json!({ "type": media.wa_type() }), media.wa_type(), id)
        }
        FieldValue::Place(place) => json!({
            "type": "location",
            "location": {
                "latitude": place.latitude, "longitude": place.longitude, "name": place.name, "address": place.address,
            },
        }),
        FieldValue::Moment(at) => json!({
            "type": "limited_time_offer", "limited_time_offer": { "expiration_time_ms": at },
        }),
        FieldValue::Products(products) => {
            let first = products.sections.iter().flat_map(|section| &section.products).next();
            let sections: Vec<Value> = products.sections.iter().map(section).collect();
            json!({ "type": "action", "action": { "thumbnail_product_retailer_id": first, "sections": sections } })
        }
    }
}

fn section(section: &ProductSection) -> Value {
    let items: Vec<Value> = section.products.iter().map(|product| json!({ "product_retailer_id": product })).collect();
    json!({ "title": section.title, "product_items": items })
}

fn offer(fields: &[&Field], values: &Values) -> Option<Value> {
    let field = fields.iter().find(|field| field.place.part == Part::Offer)?;
    let parameter = parameter(field, values.get(&field.key())?);
    Some(json!({ "type": "limited_time_offer", "parameters": [parameter] }))
}

fn button_components(kinds: &[&str], fields: &[&Field], values: &Values) -> Vec<Value> {
    let numbered = kinds.iter().enumerate();
    let filled = numbered.filter_map(|(index, kind)| {
        let field = fields.iter().find(|field| field.place.part == Part::Button(index))?;
        let value = values.get(&field.key()).filter(|value| !value.is_blank());
        let (sub_type, parameter) = button(kind, field, value)?;
        Some(json!({ "type": "button", "sub_type": sub_type, "index": index.to_string(), "parameters": [parameter] }))
    });
    filled.collect()
}

/// The provider's word for a button and its parameter, if it has one.
fn button(kind: &str, field: &Field, value: Option<&FieldValue>) -> Option<(&'static str, Value)> {
    let text = value.and_then(FieldValue::text);
    match kind {
        "URL" => Some(("url", json!({ "type": "text", "text": text? }))),
        "COPY_CODE" => Some(("copy_code", json!({ "type": "coupon_code", "coupon_code": text? }))),
        "QUICK_REPLY" => Some(("quick_reply", json!({ "type": "payload", "payload": text? }))),
        "CATALOG" => {
            Some(("catalog", json!({ "type": "action", "action": { "thumbnail_product_retailer_id": text? } })))
        }
        "MPM" => Some(("mpm", parameter(field, value?))),
        // A form always carries the message's mark: by it the answer is known.
        "FLOW" => {
            let action = json!({ "flow_token": MESSAGE });
            let data = text.and_then(|text| serde_json::from_str::<Value>(text).ok());
            let action = data.map_or(action.clone(), |data| with(action, "flow_action_data", data));
            Some(("flow", json!({ "type": "action", "action": action })))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::content::Location;
    use crate::domain::template::{Card, Header, Offer, Products, TemplateFile};

    fn button(kind: &str) -> Button {
        Button { kind: kind.into(), text: kind.into(), ..Button::default() }
    }

    fn link(url: &str) -> Button {
        Button { url: Some(url.into()), ..button("URL") }
    }

    fn header(format: &str) -> Option<Header> {
        Some(Header { format: format.into(), text: None })
    }

    fn filled(template: Template, values: &[(&str, FieldValue)]) -> Value {
        fill_components(&template, &values.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
    }

    fn file(key: &str, name: &str) -> FieldValue {
        FieldValue::File(TemplateFile { key: key.into(), name: name.into() })
    }

    #[test]
    fn a_template_without_fields_has_no_components() {
        let plain = Template { body: "Hello".into(), buttons: vec![button("PHONE_NUMBER")], ..Template::default() };
        assert_eq!(filled(plain, &[]), json!([]));
    }

    #[test]
    fn numbered_variables_go_by_number_and_once() {
        let template = Template {
            header: Some(Header { format: "text".into(), text: Some("On {{1}}".into()) }),
            body: "{{2}} and {{1}} and {{2}}".into(),
            buttons: vec![link("https://e.org/{{1}}")],
            ..Template::default()
        };
        let values =
            [("header.1", "Mon".into()), ("body.1", "A".into()), ("body.2", "B".into()), ("button.0", "r/1".into())];
        assert_eq!(
            filled(template, &values),
            json!([
                { "type": "header", "parameters": [{ "type": "text", "text": "Mon" }] },
                { "type": "body", "parameters": [{ "type": "text", "text": "A" }, { "type": "text", "text": "B" }] },
                { "type": "button", "sub_type": "url", "index": "0", "parameters": [{ "type": "text", "text": "r/1" }] },
            ])
        );
    }

    #[test]
    fn named_variables_carry_their_names() {
        let template = Template { named_variables: true, body: "Hello {{first_name}}".into(), ..Template::default() };
        let parameter = json!({ "type": "text", "text": "Ana", "parameter_name": "first_name" });
        let expected = json!([{ "type": "body", "parameters": [parameter] }]);
        assert_eq!(filled(template, &[("body.first_name", "Ana".into())]), expected);
    }

    #[test]
    fn files_and_places_stand_in_the_header() {
        let of = |format: &str, key: &str, value: FieldValue| {
            let template = Template { named_variables: true, header: header(format), ..Template::default() };
            filled(template, &[(key, value)])[0]["parameters"][0].clone()
        };
        let image = of("image", "header.media", file("ab", "a.jpg"));
        assert_eq!(image, json!({ "type": "image", "image": { "id": "sha256:ab" } }));
        let video = of("video", "header.media", file("ab", "a.mp4"));
        assert_eq!(video, json!({ "type": "video", "video": { "id": "sha256:ab" } }));
        let document = of("document", "header.media", file("ab", "a.pdf"));
        assert_eq!(document, json!({ "type": "document", "document": { "id": "sha256:ab", "filename": "a.pdf" } }));
        let clinic = Location {
            latitude: 1.5,
            longitude: -2.0,
            name: Some("Clinic".into()),
            address: Some("Road 1".into()),
            url: None,
        };
        assert_eq!(
            of("location", "header.place", FieldValue::Place(clinic)),
            json!({ "type": "location", "location": { "latitude": 1.5, "longitude": -2.0, "name": "Clinic", "address": "Road 1" } })
        );
    }

    #[test]
    fn every_button_has_its_own_parameter() {
        let kinds = ["QUICK_REPLY", "COPY_CODE", "FLOW", "CATALOG", "MPM", "VOICE_CALL", "REQUEST_CONTACT_INFO"];
        let template = Template { buttons: kinds.into_iter().map(button).collect(), ..Template::default() };
        let section = ProductSection { title: "Mugs".into(), products: vec!["m-1".into(), "m-2".into()] };
        let values = [
            ("button.0", "yes:42".into()),
            ("button.1", "SAVE20".into()),
            ("button.2", r#"{"visit":7}"#.into()),
            ("button.3", "m-9".into()),
            ("button.4", FieldValue::Products(Products { sections: vec![section] })),
        ];
        let button = |sub_type: &str, index: &str, parameter: Value| json!({ "type": "button", "sub_type": sub_type, "index": index, "parameters": [parameter] });
        let items = json!([{ "product_retailer_id": "m-1" }, { "product_retailer_id": "m-2" }]);
        assert_eq!(
            filled(template, &values),
            json!([
                button("quick_reply", "0", json!({ "type": "payload", "payload": "yes:42" })),
                button("copy_code", "1", json!({ "type": "coupon_code", "coupon_code": "SAVE20" })),
                button(
                    "flow",
                    "2",
                    json!({ "type": "action", "action": { "flow_token": "message:id", "flow_action_data": { "visit": 7 } } })
                ),
                button(
                    "catalog",
                    "3",
                    json!({ "type": "action", "action": { "thumbnail_product_retailer_id": "m-9" } })
                ),
                button(
                    "mpm",
                    "4",
                    json!({ "type": "action", "action": {
                    "thumbnail_product_retailer_id": "m-1",
                    "sections": [{ "title": "Mugs", "product_items": items }],
                } })
                ),
            ])
        );
    }

    #[test]
    fn an_offer_ends_in_milliseconds_and_cards_go_by_their_index() {
        let card = || Card {
            header: header("image"),
            body: Some("Mug {{1}}".into()),
            buttons: vec![button("QUICK_REPLY"), link("https://e.org/{{1}}")],
        };
        let template = Template {
            body: "Hello".into(),
            offer: Some(Offer { text: "Half price".into(), ends: true }),
            cards: vec![card(), card()],
            ..Template::default()
        };
        let values = [
            ("offer.expires", FieldValue::Moment(1_767_225_600_000)),
            ("card.0.header.media", file("ab", "a.jpg")),
            ("card.0.body.1", "red".into()),
            ("card.0.button.1", "1".into()),
            ("card.1.header.media", file("cd", "b.jpg")),
            ("card.1.body.1", "blue".into()),
            ("card.1.button.1", "2".into()),
        ];
        let card = |index: u32, file: &str, color: &str, end: &str| {
            json!({ "card_index": index, "components": [
                { "type": "header", "parameters": [{ "type": "image", "image": { "id": file } }] },
                { "type": "body", "parameters": [{ "type": "text", "text": color }] },
                { "type": "button", "sub_type": "url", "index": "1", "parameters": [{ "type": "text", "text": end }] },
            ] })
        };
        let expected = json!([
            { "type": "limited_time_offer", "parameters": [
                { "type": "limited_time_offer", "limited_time_offer": { "expiration_time_ms": 1_767_225_600_000_i64 } },
            ] },
            { "type": "carousel", "cards": [card(0, "sha256:ab", "red", "1"), card(1, "sha256:cd", "blue", "2")] },
        ]);
        assert_eq!(filled(template, &values), expected);
    }

    #[test]
    fn marks_are_replaced_just_before_it_goes_out_and_nothing_else() {
        let files = BTreeMap::from([("ab".to_owned(), "77".to_owned())]);
        let logged = json!([{ "id": "sha256:ab", "text": "sha256:is a word", "flow_token": "message:id", "n": 1 }]);
        let sent = json!([{ "id": "77", "text": "sha256:is a word", "flow_token": "c-1", "n": 1 }]);
        assert_eq!(settled(&logged, &files, "c-1"), sent);
    }
}
