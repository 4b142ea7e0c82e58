//! A template as Meta tells it, back into a draft.

use serde::Deserialize;
use serde_json::Value;

use crate::domain::authoring::{
    DraftButton, DraftCard, DraftCategory, DraftHeader, DraftOffer, HeaderMedia, SampleFile, TemplateDraft,
    VariableStyle,
};

#[derive(Deserialize)]
pub(super) struct WireTemplate {
    name: String,
    language: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    parameter_format: Option<String>,
    #[serde(default)]
    components: Vec<WireComponent>,
}

#[derive(Deserialize)]
struct WireComponent {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    format: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    example: Option<Value>,
    #[serde(default)]
    buttons: Vec<WireButton>,
    #[serde(default)]
    cards: Vec<WireCard>,
    #[serde(default)]
    limited_time_offer: Option<WireOffer>,
}

#[derive(Deserialize)]
struct WireCard {
    #[serde(default)]
    components: Vec<WireComponent>,
}

#[derive(Deserialize)]
struct WireOffer {
    #[serde(default)]
    text: String,
    #[serde(default)]
    has_expiration: bool,
}

#[derive(Deserialize)]
struct WireButton {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    phone_number: String,
    /// Text in answers, a number in some of them.
    #[serde(default)]
    flow_id: Option<Value>,
    #[serde(default)]
    example: Option<Value>,
}

impl WireTemplate {
    /// What no draft can have is left out: the form shows what there is before anything is handed in.
    pub(super) fn into_draft(self) -> TemplateDraft {
        let mut draft = TemplateDraft {
            name: self.name,
            language: self.language,
            category: category(&self.category),
            variables: match self.parameter_format.as_deref() {
                Some("NAMED") => VariableStyle::Named,
                Some(_) | None => VariableStyle::Numbered,
            },
            ..TemplateDraft::default()
        };
        self.components.into_iter().for_each(|component| take(&mut draft, component));
        draft
    }
}

fn category(word: &str) -> DraftCategory {
    match word {
        "AUTHENTICATION" => DraftCategory::Authentication,
        "MARKETING" => DraftCategory::Marketing,
        _ => DraftCategory::Utility,
    }
}

fn take(draft: &mut TemplateDraft, component: WireComponent) {
    match component.kind.to_ascii_uppercase().as_str() {
        "HEADER" => {
            take_samples(draft, "header", "header", component.example.as_ref());
            draft.header = header(component);
        }
        "BODY" => {
            take_samples(draft, "body", "body", component.example.as_ref());
            draft.body = component.text.unwrap_or_default();
        }
        "FOOTER" => draft.footer = component.text.unwrap_or_default(),
        "BUTTONS" => draft.buttons = take_buttons(draft, "", component.buttons),
        "LIMITED_TIME_OFFER" => {
            draft.offer = component
                .limited_time_offer
                .map(|offer| DraftOffer { text: offer.text, expires: offer.has_expiration });
        }
        "CAROUSEL" => component.cards.into_iter().for_each(|card| take_card(draft, card)),
        _ => {}
    }
}

fn header(component: WireComponent) -> Option<DraftHeader> {
    match component.format.as_deref().unwrap_or("TEXT") {
        "TEXT" => Some(DraftHeader::Text { text: component.text.unwrap_or_default() }),
        "LOCATION" => Some(DraftHeader::Location),
        format => media(format).map(|media| DraftHeader::File(without_sample(media))),
    }
}

fn media(format: &str) -> Option<HeaderMedia> {
    match format {
        "IMAGE" => Some(HeaderMedia::Image),
        "VIDEO" => Some(HeaderMedia::Video),
        "DOCUMENT" => Some(HeaderMedia::Document),
        _ => None,
    }
}

/// Meta shows its copy of a sample, which cannot be handed in again.
fn without_sample(media: HeaderMedia) -> SampleFile {
    SampleFile { media, key: None, name: String::new(), mime_type: String::new() }
}

fn take_card(draft: &mut TemplateDraft, card: WireCard) {
    let place = format!("card.{}", draft.cards.len());
    let mut taken = DraftCard { header: without_sample(HeaderMedia::Image), body: String::new(), buttons: Vec::new() };
    for component in card.components {
        match component.kind.to_ascii_uppercase().as_str() {
            "HEADER" => {
                let media = component.format.as_deref().and_then(media).unwrap_or(HeaderMedia::Image);
                taken.header = without_sample(media);
            }
            "BODY" => {
                take_samples(draft, "body", &format!("{place}.body"), component.example.as_ref());
                taken.body = component.text.unwrap_or_default();
            }
            "BUTTONS" => taken.buttons = take_buttons(draft, &format!("{place}."), component.buttons),
            _ => {}
        }
    }
    draft.cards.push(taken);
}

fn take_buttons(draft: &mut TemplateDraft, before: &str, buttons: Vec<WireButton>) -> Vec<DraftButton> {
    let mut taken = Vec::new();
    for button in buttons {
        let sample = button.example.as_ref().and_then(first_text);
        if let (Some(sample), "URL") = (&sample, button.kind.as_str()) {
            draft.samples.insert(format!("{before}button.{}", taken.len()), sample.clone());
        }
        taken.extend(button_of(button, sample.unwrap_or_default()));
    }
    taken
}

fn button_of(button: WireButton, sample: String) -> Option<DraftButton> {
    let label = button.text;
    Some(match button.kind.as_str() {
        "QUICK_REPLY" => DraftButton::QuickReply { label },
        "URL" => DraftButton::Url { label, url: button.url },
        "PHONE_NUMBER" => DraftButton::Phone { label, phone: button.phone_number },
        "COPY_CODE" => DraftButton::CopyCode { code: sample },
        "FLOW" => DraftButton::Flow { label, flow_id: button.flow_id.as_ref().map(word).unwrap_or_default() },
        "CATALOG" => DraftButton::Catalog { label },
        "VOICE_CALL" => DraftButton::VoiceCall { label },
        "REQUEST_CONTACT_INFO" => DraftButton::ContactRequest,
        _ => return None,
    })
}

/// Samples are lists by position (a body's inside another list), or objects with `param_name` for named variables.
fn take_samples(draft: &mut TemplateDraft, part: &str, place: &str, example: Option<&Value>) {
    let Some(example) = example else { return };
    let named = example.get(format!("{part}_text_named_params")).and_then(Value::as_array);
    for sample in named.into_iter().flatten() {
        let text = |key: &str| sample.get(key).and_then(Value::as_str);
        if let (Some(name), Some(value)) = (text("param_name"), text("example")) {
            draft.samples.insert(format!("{place}.{name}"), value.to_owned());
        }
    }
    let listed = example.get(format!("{part}_text")).and_then(Value::as_array);
    let listed = listed.map(|list| list.first().and_then(Value::as_array).unwrap_or(list));
    for (index, sample) in listed.into_iter().flatten().filter_map(Value::as_str).enumerate() {
        draft.samples.insert(format!("{place}.{}", index + 1), sample.to_owned());
    }
}

/// A text, or the first of a list.
fn first_text(value: &Value) -> Option<String> {
    value.as_str().or_else(|| value.get(0)?.as_str()).map(str::to_owned)
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
