//! Making, changing, deleting and unpausing templates.

mod buttons;
mod rules;
pub(super) mod uploads;
mod words;

use std::sync::Arc;

use serde_json::{Value, json};

use super::catalogue::text;
use super::error::GraphError;
use super::shape::Part;
use super::{Answer, Call, success};
use crate::simulator::ids;
use crate::simulator::object::put;
use crate::simulator::reviewers;
use crate::simulator::world::World;

const CATEGORIES: [&str; 3] = ["UTILITY", "MARKETING", "AUTHENTICATION"];
const FORMATS: [&str; 2] = ["POSITIONAL", "NAMED"];
const NAME_MAX: usize = 512;

const TOO_MANY: u32 = 2_388_019;
const BLOCKED: u32 = 2_388_023;
const DUPLICATE: u32 = 2_388_024;
const NOT_EDITABLE: u32 = 2_388_039;
const RATE: u32 = 80_007;

/// The templates of the library that are known here, with their words.
const LIBRARY: [(&str, &str); 3] = [
    ("appointment_reminder_1", "Hello {{1}}, this is a reminder of your appointment on {{2}} at our office."),
    ("delivery_update_1", "Hello {{1}}, your order {{2}} is on its way and will be with you soon."),
    ("feedback_survey_1", "Hello {{1}}, thank you for your visit. How did you like it this time?"),
];

pub(super) fn create(world: &Arc<World>, body: &Value) -> Result<Answer, GraphError> {
    let request = Part::new("", body);
    let name = name(&request)?;
    let language = language(&request)?;
    let category = request.need("category")?.one_of(&CATEGORIES)?;
    let format = request.may("parameter_format")?.map_or(Ok("POSITIONAL"), |format| format.one_of(&FORMATS))?;
    let library = request.may("library_template_name")?;
    let components = match &library {
        Some(chosen) => from_library(chosen, category, request.may("library_template_button_inputs")?)?,
        None => {
            let components = request.need("components")?;
            rules::check(world, &components, category, format)?;
            components.value().clone()
        }
    };
    may_be_added(world, name, language)?;
    // What the library has was approved when it came into it.
    let status = if library.is_some() { "APPROVED" } else { "PENDING" };
    let id = world.random(|rng| ids::digits(rng, 15));
    let template = json!({
        "id": id, "name": name, "language": language, "category": category, "status": status,
        "parameter_format": format, "components": components, "quality_score": {"score": "UNKNOWN"},
        "rejected_reason": "NONE", "sub_category": null, "correct_category": null, "message_send_ttl_seconds": null,
        "library_template_name": library.map(|chosen| chosen.value().clone()),
    });
    world.with(|state| Arc::make_mut(&mut state.templates).add(template));
    if status == "PENDING" {
        reviewers::judge(world, &id, name, language);
    }
    Ok(Answer::Json(json!({"id": id, "status": status, "category": category})))
}

fn name<'a>(request: &Part<'a>) -> Result<&'a str, GraphError> {
    let name = request.need("name")?.text_within(1, NAME_MAX)?;
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.chars().all(fits) {
        return Ok(name);
    }
    Err(GraphError::invalid("Param name may only have lowercase alphanumeric characters and underscores."))
}

fn language<'a>(request: &Part<'a>) -> Result<&'a str, GraphError> {
    let code = request.need("language")?.text()?;
    let (language, country) = code.split_once('_').unwrap_or((code, "XX"));
    let right = (2..=3).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
        && country.len() == 2
        && country.bytes().all(|b| b.is_ascii_uppercase());
    if right { Ok(code) } else { Err(GraphError::invalid("Param language is not a known locale.")) }
}

/// The words come from the library; where the buttons lead comes as JSON within a text.
fn from_library(chosen: &Part<'_>, category: &str, inputs: Option<Part<'_>>) -> Result<Value, GraphError> {
    let known = LIBRARY.iter().find(|(name, _)| chosen.value() == *name);
    let Some((_, words)) = known else { return Err(GraphError::invalid("The library has no template of this name.")) };
    if category != "UTILITY" {
        return Err(GraphError::invalid("Library templates are of the category UTILITY."));
    }
    let example = json!({"body_text": [["Ana", "Monday"]]});
    let body = json!({"type": "BODY", "text": words, "example": example});
    let Some(inputs) = inputs else { return Ok(json!([body])) };
    let buttons: Value = serde_json::from_str(inputs.text()?)
        .map_err(|_| GraphError::invalid("Param library_template_button_inputs must be JSON."))?;
    let shown = Part::new("library_template_button_inputs", &buttons).list(1, 2)?;
    let shown = shown.iter().map(library_button).collect::<Result<Vec<Value>, GraphError>>()?;
    Ok(json!([body, {"type": "BUTTONS", "buttons": shown}]))
}

fn library_button(input: &Part<'_>) -> Result<Value, GraphError> {
    if input.need("type")?.one_of(&["URL", "PHONE_NUMBER"])? == "PHONE_NUMBER" {
        let number = input.need("phone_number")?.text_within(1, 20)?;
        return Ok(json!({"type": "PHONE_NUMBER", "text": "Call us", "phone_number": number}));
    }
    let url = input.need("url")?;
    let address = url.need("base_url")?.text_within(1, 2000)?;
    let mut button = json!({"type": "URL", "text": "See more", "url": address});
    if address.contains("{{1}}") {
        put(&mut button, "example", Some(json!([url.need("url_suffix_example")?.text()?])));
    }
    Ok(button)
}

/// Whether there is room for the name, and time for another one.
fn may_be_added(world: &World, name: &str, language: &str) -> Result<(), GraphError> {
    let now = world.clock.now();
    world.with(|state| {
        if state.templates.find(name, language).is_some() {
            return Err(GraphError::template(DUPLICATE, "Content in this language already exists for this name."));
        }
        if state.reviewers.is_blocked(name, now) {
            return Err(GraphError::template(BLOCKED, "This name was deleted. It can be used again after 30 days."));
        }
        if state.templates.all().len() >= state.reviewers.limit {
            return Err(GraphError::template(TOO_MANY, "The account has as many templates as it may have."));
        }
        if !state.reviewers.may_create(now) {
            return Err(GraphError::with_details(RATE, "Templates may be created 100 times an hour."));
        }
        Ok(())
    })
}

pub(super) fn edit(world: &Arc<World>, call: &Call, body: &Value) -> Result<Answer, GraphError> {
    let template = known(world, &call.first)?;
    let (id, status) = (text(&template, "id"), text(&template, "status"));
    let request = Part::new("", body);
    request.only(&["category", "components", "parameter_format", "message_send_ttl_seconds"])?;
    if !matches!(status, "APPROVED" | "REJECTED" | "PAUSED") {
        return Err(GraphError::template(NOT_EDITABLE, format!("A template that is {status} cannot be edited.")));
    }
    let present = text(&template, "category");
    let category = request.may("category")?.map_or(Ok(present), |category| category.one_of(&CATEGORIES))?;
    if status == "APPROVED" && category != present {
        return Err(GraphError::template(NOT_EDITABLE, "The category of an approved template cannot be changed."));
    }
    let present = text(&template, "parameter_format");
    let format = request.may("parameter_format")?.map_or(Ok(present), |format| format.one_of(&FORMATS))?;
    let components = request.need("components")?;
    rules::check(world, &components, category, format)?;
    if status == "APPROVED" && !world.with(|state| state.reviewers.may_edit(id, world.clock.now())) {
        let limit = "An approved template can be edited once in 24 hours and 10 times in 30 days.";
        return Err(GraphError::template(NOT_EDITABLE, limit));
    }
    world.with(|state| {
        let templates = Arc::make_mut(&mut state.templates);
        templates.change(id, "components", components.value().clone());
        templates.change(id, "category", json!(category));
        templates.change(id, "parameter_format", json!(format));
        templates.change(id, "status", json!("PENDING"));
    });
    reviewers::judge(world, id, text(&template, "name"), text(&template, "language"));
    Ok(success())
}

/// A name with all its languages, or one of them.
pub(super) fn delete(world: &World, call: &Call) -> Result<Answer, GraphError> {
    let name = call.param("name").ok_or_else(|| GraphError::invalid("The parameter name is required."))?;
    let now = world.clock.now();
    let gone = world.with(|state| {
        let meant = |template: &&Value| {
            text(template, "name") == name && call.param("hsm_id").is_none_or(|id| text(template, "id") == id)
        };
        let gone: Vec<Value> = state.templates.all().iter().filter(meant).cloned().collect();
        for template in &gone {
            Arc::make_mut(&mut state.templates).remove(text(template, "id"));
            if text(template, "status") == "APPROVED" {
                state.reviewers.block(name, now);
            }
        }
        gone.len()
    });
    if gone == 0 { Err(GraphError::invalid("There is no such message template.")) } else { Ok(success()) }
}

pub(super) fn unpause(world: &Arc<World>, call: &Call) -> Result<Answer, GraphError> {
    let template = known(world, &call.first)?;
    if text(&template, "status") != "PAUSED" {
        return Err(GraphError::invalid("Only a paused template can be unpaused."));
    }
    let id = text(&template, "id");
    if let Some(reason) = world.with(|state| state.reviewers.stays_paused(id, world.clock.now())) {
        return Ok(Answer::Json(json!({"success": false, "reason": reason})));
    }
    reviewers::tell(world, "APPROVED", text(&template, "name"), text(&template, "language"), None);
    Ok(success())
}

fn known(world: &World, id: &str) -> Result<Value, GraphError> {
    world.templates().with_id(id).cloned().ok_or_else(|| GraphError::unknown_node(id))
}
