//! A template that is sent: it must exist, be sendable, and have every field filled in as it was made.

mod button;
mod cards;
mod header;
mod offer;
mod seen;
mod words;

use serde_json::Value;

use super::super::address::Address;
use super::super::catalogue::{buttons, component, text};
use super::super::error::GraphError;
use super::super::shape::Part;
use crate::simulator::world::World;

const BODY_MAX: usize = 1024;

/// What a checked template is.
pub(super) struct Checked {
    pub category: String,
    /// What the customer sees of it.
    pub seen: Value,
}

pub(super) fn check(world: &World, part: &Part<'_>, address: &Address) -> Result<Checked, GraphError> {
    part.only(&["name", "language", "components", "namespace"])?;
    let name = part.need("name")?.text()?;
    let language = part.need("language")?;
    language.only(&["code", "policy"])?;
    let code = language.need("code")?.text()?;
    let templates = world.templates();
    let template = templates.find(name, code).ok_or_else(|| missing(name, code))?;
    sendable(template, name, code)?;
    let category = text(template, "category").to_owned();
    if category == "AUTHENTICATION" && address.wa_id.is_none() {
        return Err(GraphError::new(131_062));
    }
    let sent = part.may("components")?.map_or(Ok(Vec::new()), |components| components.list(0, 20))?;
    for component in &sent {
        component.only(&["type", "sub_type", "index", "parameters", "cards"])?;
        known(component, template, &["header", "body", "button", "limited_time_offer", "carousel"])?;
    }
    let named = text(template, "parameter_format") == "NAMED";
    header::check(world, template, named, find(&sent, "header")?.as_ref())?;
    words::check(template, "BODY", named, &parameters(find(&sent, "body")?.as_ref())?, BODY_MAX)?;
    offer::check(world, template, find(&sent, "limited_time_offer")?.as_ref())?;
    cards::check(world, template, named, find(&sent, "carousel")?.as_ref())?;
    button::check_all(template, &sent)?;
    Ok(Checked { category, seen: seen::seen(template, part.value().get("components").unwrap_or(&Value::Null)) })
}

fn missing(name: &str, code: &str) -> GraphError {
    GraphError::with_details(132_001, format!("template name ({name}) does not exist in {code}"))
}

fn sendable(template: &Value, name: &str, code: &str) -> Result<(), GraphError> {
    match text(template, "status") {
        "APPROVED" | "FLAGGED" => Ok(()),
        "PAUSED" => Err(GraphError::new(132_015)),
        "DISABLED" => Err(GraphError::new(132_016)),
        _ => Err(missing(name, code)),
    }
}

/// A component that the template, or the card, does not have cannot be filled in.
fn known(sent: &Part<'_>, shape: &Value, kinds: &[&str]) -> Result<(), GraphError> {
    let kind = sent.need("type")?.one_of(kinds)?;
    if kind == "button" {
        let index = button::index_of(sent)?;
        return match buttons(shape).get(index) {
            Some(_) => Ok(()),
            None => Err(GraphError::with_details(132_012, format!("buttons: there is no button at index {index}"))),
        };
    }
    let exists = component(shape, &kind.to_uppercase()).is_some();
    if exists { Ok(()) } else { Err(GraphError::with_details(132_000, format!("{kind}: the template has none"))) }
}

fn find<'a>(sent: &[Part<'a>], kind: &str) -> Result<Option<Part<'a>>, GraphError> {
    let mut found = None;
    for component in sent {
        if component.need("type")?.text()? == kind && found.replace(component.clone()).is_some() {
            return Err(GraphError::invalid(format!("The component {kind} was given twice.")));
        }
    }
    Ok(found)
}

fn parameters<'a>(sent: Option<&Part<'a>>) -> Result<Vec<Part<'a>>, GraphError> {
    let Some(list) = sent.map(|component| component.may("parameters")).transpose()?.flatten() else {
        return Ok(Vec::new());
    };
    list.list(0, 100)
}

fn mismatch(place: &str, expected: &str, received: &str) -> GraphError {
    let details = format!("{place}: Format mismatch, expected {expected}, received {}", received.to_uppercase());
    GraphError::with_details(132_012, details)
}
