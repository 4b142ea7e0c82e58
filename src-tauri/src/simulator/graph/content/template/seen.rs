//! What the customer sees of a template: the words with their values, and beside them what was put into the header, the
//! offer, the cards and the buttons.

use serde_json::{Map, Value, json};

use super::super::super::catalogue::{buttons, component, text};
use super::super::super::hydrate::{fill, variables};

pub(super) fn seen(template: &Value, sent: &Value) -> Value {
    let mut seen = face(template, sent);
    let mut put = |key: &str, value: Option<Value>| {
        if let (Some(seen), Some(value)) = (seen.as_object_mut(), value) {
            seen.insert(key.to_owned(), value);
        }
    };
    put("footer", component(template, "FOOTER").map(|footer| json!(text(footer, "text"))));
    let offer = component(template, "LIMITED_TIME_OFFER").and_then(|offer| offer.pointer("/limited_time_offer/text"));
    let ends = of_type(sent, "limited_time_offer")
        .and_then(|offer| offer.pointer("/parameters/0/limited_time_offer/expiration_time_ms"));
    put("offer", offer.map(|offer| json!({"text": offer, "expiration_time_ms": ends})));
    put("cards", component(template, "CAROUSEL").map(|carousel| cards(carousel, sent)));
    seen
}

/// The header, the words and the buttons, of a template or of a card.
fn face(shape: &Value, sent: &Value) -> Value {
    let mut seen = Map::new();
    if let Some(header) = component(shape, "HEADER") {
        let sent = of_type(sent, "header");
        let shown = match text(header, "format") {
            "TEXT" => json!(hydrated(text(header, "text"), sent)),
            format => {
                let kind = format.to_lowercase();
                json!({kind.clone(): sent.and_then(|sent| sent.pointer(&format!("/parameters/0/{kind}")))})
            }
        };
        seen.insert("header".to_owned(), shown);
    }
    if let Some(body) = component(shape, "BODY") {
        seen.insert("body".to_owned(), json!(hydrated(text(body, "text"), of_type(sent, "body"))));
    }
    let shown: Vec<Value> =
        buttons(shape).iter().enumerate().map(|(index, one)| button(one, of_button(sent, index))).collect();
    if !shown.is_empty() {
        seen.insert("buttons".to_owned(), Value::Array(shown));
    }
    Value::Object(seen)
}

fn cards(carousel: &Value, sent: &Value) -> Value {
    let shapes = list(carousel.get("cards"));
    let sent = list(of_type(sent, "carousel").and_then(|carousel| carousel.get("cards")));
    let filled = shapes.iter().enumerate().map(|(index, shape)| {
        let wanted = |card: &&Value| card.get("card_index").and_then(Value::as_u64) == u64::try_from(index).ok();
        let components = sent.iter().find(wanted).and_then(|card| card.get("components"));
        face(shape, components.unwrap_or(&Value::Null))
    });
    filled.collect()
}

fn button(button: &Value, sent: Option<&Value>) -> Value {
    let given = sent.and_then(|sent| sent.pointer("/parameters/0"));
    let mut shown = json!({"type": text(button, "type"), "text": text(button, "text")});
    let Some(fields) = shown.as_object_mut() else { return shown };
    if let Some(url) = button.get("url").and_then(Value::as_str) {
        fields.insert("url".to_owned(), json!(hydrated(url, sent)));
    }
    if let Some(number) = button.get("phone_number") {
        fields.insert("phone_number".to_owned(), number.clone());
    }
    for key in ["coupon_code", "payload", "action"] {
        if let Some(value) = given.and_then(|given| given.get(key)) {
            fields.insert(key.to_owned(), value.clone());
        }
    }
    shown
}

/// The words with the values of a component's parameters.
fn hydrated(words: &str, sent: Option<&Value>) -> String {
    let given = list(sent.and_then(|sent| sent.get("parameters")));
    let mut names = variables(words);
    // Numbered variables are given by number, whatever their order in the words.
    names.sort_by_key(|name| name.parse::<u32>().unwrap_or_default());
    let values: Vec<(String, String)> = given
        .iter()
        .zip(names)
        .map(|(parameter, name)| {
            let name = parameter.get("parameter_name").and_then(Value::as_str).map_or(name, str::to_owned);
            (name, value(parameter).to_owned())
        })
        .collect();
    fill(words, &values)
}

fn value(parameter: &Value) -> &str {
    let fallback = || ["currency", "date_time"].iter().find_map(|kind| parameter.get(kind)?.get("fallback_value"));
    parameter.get("text").or_else(fallback).and_then(Value::as_str).unwrap_or_default()
}

fn of_type<'a>(sent: &'a Value, kind: &str) -> Option<&'a Value> {
    list(Some(sent)).iter().find(|component| text(component, "type") == kind)
}

fn of_button(sent: &Value, index: usize) -> Option<&Value> {
    let at = |component: &Value| component.get("index").map(|at| at.to_string().replace('"', ""));
    let wanted = |component: &&Value| {
        text(component, "type") == "button" && at(component).as_deref() == Some(index.to_string().as_str())
    };
    list(Some(sent)).iter().find(wanted)
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}
