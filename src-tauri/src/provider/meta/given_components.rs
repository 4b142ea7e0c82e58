//! What a `components` array that a program wrote for the provider says, so that the thread can show it. The array itself
//! is sent as it is; what cannot be read from it stays in braces.

use serde_json::Value;

use crate::domain::content::Location;
use crate::domain::template::{FieldValue, Template, Values};

/// The values that the array gives to the template's fields.
pub fn values_in(template: &Template, components: &Value) -> Values {
    let mut values = Values::new();
    add_components(template, components, "", &mut values);
    values
}

fn add_components(template: &Template, components: &Value, prefix: &str, values: &mut Values) {
    for component in components.as_array().into_iter().flatten() {
        let parameters = || component.get("parameters").and_then(Value::as_array).into_iter().flatten();
        match component.get("type").and_then(Value::as_str) {
            Some(part @ ("header" | "body")) => {
                for (index, parameter) in parameters().enumerate() {
                    add_parameter(template, parameter, &format!("{prefix}{part}"), index, values);
                }
            }
            Some("limited_time_offer") => {
                let at = parameters().find_map(|p| p.pointer("/limited_time_offer/expiration_time_ms")?.as_i64());
                values.extend(at.map(|at| ("offer.expires".to_owned(), FieldValue::Moment(at))));
            }
            Some("button") => {
                let index = component.get("index").map(|index| index.to_string().replace('"', ""));
                let word = parameters().find_map(|p| p.get("text").or_else(|| p.get("coupon_code"))?.as_str());
                if let (Some(index), Some(word)) = (index, word) {
                    values.insert(format!("{prefix}button.{index}"), word.into());
                }
            }
            Some("carousel") => {
                for card in component.get("cards").and_then(Value::as_array).into_iter().flatten() {
                    let index = card.get("card_index").and_then(Value::as_u64).unwrap_or_default();
                    let parts = card.get("components").unwrap_or(&Value::Null);
                    add_components(template, parts, &format!("{prefix}card.{index}."), values);
                }
            }
            Some(_) | None => {}
        }
    }
}

fn add_parameter(template: &Template, parameter: &Value, part: &str, index: usize, values: &mut Values) {
    if let Some(place) =
        parameter.get("location").and_then(|place| serde_json::from_value::<Location>(place.clone()).ok())
    {
        values.insert(format!("{part}.place"), FieldValue::Place(place));
    }
    let number = (index + 1).to_string();
    let name = parameter.get("parameter_name").and_then(Value::as_str).filter(|_| template.named_variables);
    // Of a price or a date the customer sees the words that stand in for it (Meta, "Template messages").
    let fallback = || ["currency", "date_time"].iter().find_map(|kind| parameter.get(kind)?.get("fallback_value"));
    if let Some(text) = parameter.get("text").or_else(fallback).and_then(Value::as_str) {
        values.insert(format!("{part}.{}", name.unwrap_or(&number)), text.into());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_words_of_a_program_are_read_wherever_they_stand() {
        let components = json!([
            { "type": "header", "parameters": [{ "type": "text", "text": "Mon" }] },
            { "type": "body", "parameters": [
                { "type": "text", "text": "Ana" },
                { "type": "currency", "currency": { "fallback_value": "5 €", "code": "EUR", "amount_1000": 5000 } },
                { "type": "date_time", "date_time": { "fallback_value": "1 May" } },
            ] },
            { "type": "limited_time_offer", "parameters": [
                { "type": "limited_time_offer", "limited_time_offer": { "expiration_time_ms": 7 } },
            ] },
            { "type": "carousel", "cards": [
                { "card_index": 1, "components": [{ "type": "body", "parameters": [{ "type": "text", "text": "blue" }] }] },
            ] },
            { "type": "button", "sub_type": "copy_code", "index": 2, "parameters": [{ "type": "coupon_code", "coupon_code": "SAVE" }] },
        ]);
        let values = values_in(&Template::default(), &components);
        let expected = [
            ("body.1", "Ana".into()),
            ("body.2", "5 €".into()),
            ("body.3", "1 May".into()),
            ("button.2", "SAVE".into()),
            ("card.1.body.1", "blue".into()),
            ("header.1", "Mon".into()),
            ("offer.expires", FieldValue::Moment(7)),
        ];
        assert_eq!(values, expected.map(|(key, value): (&str, FieldValue)| (key.to_owned(), value)).into());
    }
}
