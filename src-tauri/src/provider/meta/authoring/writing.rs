//! A draft as the components of a request, with its samples.

use serde_json::{Map, Value, json};

use crate::domain::authoring::{
    DraftButton, DraftCard, DraftHeader, HeaderMedia, SampleFile, TemplateDraft, VariableStyle,
};
use crate::provider::Submission;

pub(super) fn parameter_format(draft: &TemplateDraft) -> &'static str {
    match draft.variables {
        VariableStyle::Numbered => "POSITIONAL",
        VariableStyle::Named => "NAMED",
    }
}

pub(super) fn components(of: &Submission) -> Vec<Value> {
    let draft = &of.draft;
    let mut components: Vec<Value> = draft.header.iter().map(|header| header_component(of, header)).collect();
    components.extend(draft.offer.as_ref().map(|offer| {
        json!({ "type": "LIMITED_TIME_OFFER",
            "limited_time_offer": { "text": offer.text, "has_expiration": offer.expires } })
    }));
    components.push(text_component(draft, "BODY", "body", &draft.body));
    if !draft.footer.is_empty() {
        components.push(json!({ "type": "FOOTER", "text": draft.footer }));
    }
    components.extend(buttons_component(draft, "", &draft.buttons));
    if !draft.cards.is_empty() {
        let cards: Vec<Value> =
            draft.cards.iter().enumerate().map(|(index, card)| card_value(of, index, card)).collect();
        components.push(json!({ "type": "CAROUSEL", "cards": cards }));
    }
    components
}

fn header_component(of: &Submission, header: &DraftHeader) -> Value {
    match header {
        DraftHeader::Text { text } => {
            let mut component = text_component(&of.draft, "HEADER", "header", text);
            put(&mut component, "format", json!("TEXT"));
            component
        }
        DraftHeader::File(file) => file_component(of, file),
        DraftHeader::Location => json!({ "type": "HEADER", "format": "LOCATION" }),
    }
}

fn file_component(of: &Submission, file: &SampleFile) -> Value {
    let format = match file.media {
        HeaderMedia::Image => "IMAGE",
        HeaderMedia::Video => "VIDEO",
        HeaderMedia::Document => "DOCUMENT",
    };
    let handle = file.key.as_ref().and_then(|key| of.handles.get(key));
    let handles: Vec<&String> = handle.into_iter().collect();
    json!({ "type": "HEADER", "format": format, "example": { "header_handle": handles } })
}

/// A component of words. `place` is the beginning of its variables' keys.
fn text_component(draft: &TemplateDraft, kind: &str, place: &str, text: &str) -> Value {
    let mut component = json!({ "type": kind, "text": text });
    let before = format!("{place}.");
    let of_this = draft.all_variables().into_iter().filter_map(|variable| {
        let name = variable.key.strip_prefix(&before)?.to_owned();
        let sample = draft.samples.get(&variable.key).cloned().unwrap_or_default();
        (name == variable.variable && variable.button.is_none()).then_some((name, sample))
    });
    let mut samples: Vec<(String, String)> = of_this.collect();
    if samples.is_empty() {
        return component;
    }
    let part = kind.to_ascii_lowercase();
    let example = match draft.variables {
        VariableStyle::Named => {
            let named = samples.iter().map(|(name, sample)| json!({ "param_name": name, "example": sample }));
            (format!("{part}_text_named_params"), named.collect::<Value>())
        }
        VariableStyle::Numbered => {
            samples.sort_by_key(|(number, _)| number.parse::<u32>().unwrap_or(u32::MAX));
            let listed: Value = samples.into_iter().map(|(_, sample)| sample).collect();
            // A body's samples are a list of lists, a header's a plain one.
            (format!("{part}_text"), if kind == "BODY" { json!([listed]) } else { listed })
        }
    };
    put(&mut component, "example", Value::Object(Map::from_iter([example])));
    component
}

fn buttons_component(draft: &TemplateDraft, before: &str, buttons: &[DraftButton]) -> Option<Value> {
    let written = buttons.iter().enumerate().map(|(index, button)| {
        let sample = draft.samples.get(&format!("{before}button.{index}"));
        button_value(button, sample.map(String::as_str))
    });
    let written: Vec<Value> = written.collect();
    (!written.is_empty()).then(|| json!({ "type": "BUTTONS", "buttons": written }))
}

fn button_value(button: &DraftButton, sample: Option<&str>) -> Value {
    match button {
        DraftButton::QuickReply { label } => json!({ "type": "QUICK_REPLY", "text": label }),
        DraftButton::Url { label, url } => {
            let mut value = json!({ "type": "URL", "text": label, "url": url });
            if url.contains("{{") {
                put(&mut value, "example", json!([sample]));
            }
            value
        }
        DraftButton::Phone { label, phone } => {
            let dialled: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            json!({ "type": "PHONE_NUMBER", "text": label, "phone_number": dialled })
        }
        DraftButton::CopyCode { code } => json!({ "type": "COPY_CODE", "example": code }),
        DraftButton::Flow { label, flow_id } => json!({ "type": "FLOW", "text": label, "flow_id": flow_id }),
        DraftButton::Catalog { label } => json!({ "type": "CATALOG", "text": label }),
        DraftButton::VoiceCall { label } => json!({ "type": "VOICE_CALL", "text": label }),
        DraftButton::ContactRequest => json!({ "type": "REQUEST_CONTACT_INFO" }),
    }
}

fn card_value(of: &Submission, index: usize, card: &DraftCard) -> Value {
    let place = format!("card.{index}.");
    let mut components = vec![file_component(of, &card.header)];
    if !card.body.trim().is_empty() {
        components.push(text_component(&of.draft, "BODY", &format!("{place}body"), &card.body));
    }
    components.extend(buttons_component(&of.draft, &place, &card.buttons));
    json!({ "components": components })
}

fn put(object: &mut Value, key: &str, value: Value) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(key.to_owned(), value);
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
