//! Templates: judged, paused, changed, moved to another category.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Wish;
use crate::simulator::graph::catalogue::{buttons, component, text};
use crate::simulator::object::put;
use crate::simulator::world::World;

/// The template that is meant; the first one without a name.
fn template(world: &World, wish: &Wish) -> Result<Value, String> {
    let templates = world.templates();
    let meant = |template: &&Value| {
        let fits = |wanted: &Option<String>, key: &str| wanted.as_deref().is_none_or(|one| one == text(template, key));
        fits(&wish.name, "name") && fits(&wish.language, "language")
    };
    templates.all().iter().find(meant).cloned().ok_or_else(|| "there is no such template".to_owned())
}

/// The three words for a template. Webhooks write its id as a number.
fn named(template: &Value) -> Value {
    let id = text(template, "id").parse::<u64>().unwrap_or_default();
    json!({
        "message_template_id": id,
        "message_template_name": text(template, "name"),
        "message_template_language": text(template, "language"),
    })
}

fn change(world: &World, template: &Value, key: &str, value: Value) {
    world.with(|state| Arc::make_mut(&mut state.templates).change(text(template, "id"), key, value));
}

pub(super) fn status(world: &World, wish: &Wish) -> Result<Value, String> {
    let template = template(world, wish)?;
    let event = wish.event_or("APPROVED");
    let mut value = named(&template);
    put(&mut value, "event", Some(event));
    put(&mut value, "message_template_category", Some(text(&template, "category")));
    let (reason, more) = match event {
        "REJECTED" => (wish.text_or("INVALID_FORMAT"), Some(("rejection_info", rejection()))),
        "PAUSED" => ("NONE", Some(("other_info", pause(wish.text_or("FIRST_PAUSE"))))),
        "DISABLED" => ("NONE", Some(("disable_info", json!({"disable_date": world.clock.now().to_rfc3339()})))),
        _ => ("NONE", None),
    };
    put(&mut value, "reason", Some(reason));
    more.into_iter().for_each(|(key, info)| put(&mut value, key, Some(info)));
    let status = match event {
        "REINSTATED" | "UNLOCKED" | "UNARCHIVED" => "APPROVED",
        other => other,
    };
    if status == "DELETED" {
        world.with(|state| Arc::make_mut(&mut state.templates).remove(text(&template, "id")));
    }
    change(world, &template, "status", json!(status));
    change(world, &template, "rejected_reason", json!(reason));
    if status == "PAUSED" {
        let pacing = wish.text.as_deref() == Some("RATE_LIMITING_PAUSE");
        world.with(|state| state.reviewers.paused(text(&template, "id"), pacing, world.clock.now()));
    }
    Ok(value)
}

fn rejection() -> Value {
    json!({
        "reason": "The template has variables at its beginning or end.",
        "recommendation": "Put words before the first and after the last variable.",
    })
}

fn pause(title: &str) -> Value {
    json!({"title": title, "description": "Your template was paused for 3 hours because of low quality."})
}

pub(super) fn quality(world: &World, wish: &Wish) -> Result<Value, String> {
    let template = template(world, wish)?;
    let new = wish.event_or("YELLOW");
    let previous = template.pointer("/quality_score/score").and_then(Value::as_str).unwrap_or("UNKNOWN");
    let mut value = named(&template);
    put(&mut value, "previous_quality_score", Some(previous));
    put(&mut value, "new_quality_score", Some(new));
    change(world, &template, "quality_score", json!({"score": new, "date": world.clock.now().timestamp()}));
    Ok(value)
}

/// New words for the body.
pub(super) fn components(world: &World, wish: &Wish) -> Result<Value, String> {
    let template = template(world, wish)?;
    let part = |kind: &str| component(&template, kind).map(|part| text(part, "text").to_owned());
    let body = wish.text.clone().or_else(|| part("BODY")).unwrap_or_default();
    let mut value = named(&template);
    put(&mut value, "message_template_title", part("HEADER").filter(|title| !title.is_empty()));
    put(&mut value, "message_template_element", Some(body.as_str()));
    put(&mut value, "message_template_footer", part("FOOTER"));
    let shown: Vec<Value> = buttons(&template).iter().map(button).collect();
    put(&mut value, "message_template_buttons", Some(shown).filter(|shown| !shown.is_empty()));
    let mut components = template.get("components").cloned().unwrap_or_default();
    let bodies = components.as_array_mut().into_iter().flatten().filter(|part| text(part, "type") == "BODY");
    bodies.for_each(|part| put(part, "text", Some(body.as_str())));
    change(world, &template, "components", components);
    Ok(value)
}

fn button(button: &Value) -> Value {
    let mut shown = json!({
        "message_template_button_type": text(button, "type"),
        "message_template_button_text": text(button, "text"),
    });
    put(&mut shown, "message_template_button_url", button.get("url").cloned());
    put(&mut shown, "message_template_button_phone_number", button.get("phone_number").cloned());
    shown
}

/// `announced` a day before, or `done`.
pub(super) fn category(world: &World, wish: &Wish) -> Result<Value, String> {
    let template = template(world, wish)?;
    let present = text(&template, "category").to_owned();
    let coming = wish.text_or("MARKETING");
    let mut value = named(&template);
    if wish.event_or("done") == "announced" {
        let at = world.clock.now() + chrono::Duration::days(1);
        put(&mut value, "new_category", Some(present.as_str()));
        put(&mut value, "correct_category", Some(coming));
        put(&mut value, "category_update_timestamp", Some(at.timestamp()));
        change(world, &template, "correct_category", json!(coming));
    } else {
        put(&mut value, "previous_category", Some(present.as_str()));
        put(&mut value, "new_category", Some(coming));
        change(world, &template, "previous_category", json!(present));
        change(world, &template, "category", json!(coming));
    }
    Ok(value)
}
