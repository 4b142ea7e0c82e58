//! A template as Meta tells it, back into a draft.

use serde::Deserialize;
use serde_json::Value;

use crate::domain::authoring::{
    DraftButton, DraftCard, DraftCategory, DraftHeader, DraftOffer, HeaderMedia, SampleFile, TemplateDraft,
    VariableStyle,
};
use crate::provider::meta::template_parts::{WireButton, WireCard, WireComponent};

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
    match component.kind().as_str() {
        "HEADER" => {
            take_samples(draft, "header", "header", &component);
            draft.header = header(component);
        }
        "BODY" => {
            take_samples(draft, "body", "body", &component);
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
        match component.kind().as_str() {
            "HEADER" => {
                let media = component.format.as_deref().and_then(media).unwrap_or(HeaderMedia::Image);
                taken.header = without_sample(media);
            }
            "BODY" => {
                take_samples(draft, "body", &format!("{place}.body"), &component);
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
        let sample = button.sample().map(str::to_owned);
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
        "URL" => DraftButton::Url { label, url: button.url.unwrap_or_default() },
        "PHONE_NUMBER" => DraftButton::Phone { label, phone: button.phone_number.unwrap_or_default() },
        "COPY_CODE" => DraftButton::CopyCode { code: sample },
        "FLOW" => DraftButton::Flow { label, flow_id: button.flow_id.as_ref().map(word).unwrap_or_default() },
        "CATALOG" => DraftButton::Catalog { label },
        "VOICE_CALL" => DraftButton::VoiceCall { label },
        "REQUEST_CONTACT_INFO" => DraftButton::ContactRequest,
        _ => return None,
    })
}

fn take_samples(draft: &mut TemplateDraft, part: &str, place: &str, component: &WireComponent) {
    let samples = component.samples(part).into_iter();
    draft.samples.extend(samples.map(|(variable, sample)| (format!("{place}.{variable}"), sample)));
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
