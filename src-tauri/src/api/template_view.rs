//! A template as the picker shows it.

use std::collections::BTreeMap;

use crate::domain::template::{Button, Card, Field, FieldKind, FieldProblem, Obstacle, Part, Template};
use crate::store::tables::template_use::TemplateUseRow;

use super::types::{ApiError, Code, TemplateButton, TemplateCardInfo, TemplateField, TemplateInfo, Unsendable};
use super::view::millis;

/// A template, with what is kept of its use at this computer.
pub(super) fn info(template: Template, used: Option<TemplateUseRow>) -> TemplateInfo {
    let fields = template.fields();
    let asked = fields.iter().filter(|field| !is_for_programs(field.kind));
    let fields = asked.map(|field| field_info(field, &template.examples)).collect();
    let unsendable =
        template.obstacle().map(|(obstacle, detail)| Unsendable { code: code(obstacle).to_owned(), detail });
    let memory = used.as_ref().and_then(|used| serde_json::from_str(used.memory.as_deref()?).ok());
    TemplateInfo {
        fields,
        unsendable,
        coming_category: template.correct_category.filter(|coming| *coming != template.category),
        name: template.name,
        language: template.language,
        category: template.category,
        quality: template.quality,
        header_format: template.header.as_ref().map(|header| header.format.clone()),
        header: template.header.and_then(|header| header.text),
        body: template.body,
        footer: template.footer,
        offer: template.offer.map(|offer| offer.text),
        buttons: template.buttons.into_iter().map(button).collect(),
        cards: template.cards.into_iter().map(card).collect(),
        favourite: used.as_ref().is_some_and(|used| used.favourite),
        used_at: millis(used.and_then(|used| used.used_at)),
        memory: memory.unwrap_or_default(),
    }
}

/// What comes back with a tap, and what a form begins with, mean nothing to a person at a desk.
fn is_for_programs(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Payload | FieldKind::FlowData)
}

fn card(card: Card) -> TemplateCardInfo {
    TemplateCardInfo {
        header_format: card.header.map(|header| header.format),
        body: card.body,
        buttons: card.buttons.into_iter().map(button).collect(),
    }
}

fn button(button: Button) -> TemplateButton {
    TemplateButton { kind: button.kind, text: button.text, url: button.url, phone: button.phone }
}

fn field_info(field: &Field, examples: &BTreeMap<String, String>) -> TemplateField {
    let (part, button) = match field.place.part {
        Part::Header => ("header", None),
        Part::Body => ("body", None),
        Part::Offer => ("offer", None),
        Part::Button(index) => ("button", Some(index)),
    };
    TemplateField {
        example: examples.get(&field.key()).cloned(),
        key: field.key(),
        kind: field.kind,
        card: field.place.card,
        part: part.to_owned(),
        button,
        variable: field.variable.clone(),
        required: field.required,
        most_chars: field.most_chars,
    }
}

/// What is wrong with the values that somebody gave.
pub(super) fn field_error(problem: FieldProblem) -> ApiError {
    let (field, what) = match problem {
        FieldProblem::Empty { key } => (key, "empty"),
        FieldProblem::Characters { key } => (key, "characters"),
        FieldProblem::TooLong { part, most: _ } => (part, "too_long"),
        FieldProblem::WrongKind { key } => (key, "wrong_kind"),
        FieldProblem::Impossible { key } => (key, "impossible"),
        FieldProblem::NoSuchField { key } => (key, "no_such_field"),
    };
    ApiError::of(Code::TemplateField).with("field", field).with("problem", what)
}

/// The screen's word for why a template cannot be sent.
pub(super) fn code(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Pending => "pending",
        Obstacle::Rejected => "rejected",
        Obstacle::Paused => "paused",
        Obstacle::Disabled => "disabled",
        Obstacle::State => "state",
        Obstacle::Header => "header",
        Obstacle::Button => "button",
        Obstacle::Component => "component",
        Obstacle::Authentication => "authentication",
    }
}
