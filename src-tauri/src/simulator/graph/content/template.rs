//! A template that is sent: it must exist, be sendable, and have every variable filled in as it was made.

use serde_json::Value;

use super::super::address::Address;
use super::super::catalogue::{buttons, component, text};
use super::super::error::GraphError;
use super::super::hydrate::{fill, objection, variables};
use super::super::shape::Part;
use super::media;
use crate::simulator::world::World;

const BODY_MAX: usize = 1024;
const HEADER_MAX: usize = 60;
const URL_MAX: usize = 2000;
const CODE_MAX: usize = 15;

/// Checks it and gives its category.
pub(super) fn check(world: &World, part: &Part<'_>, address: &Address) -> Result<String, GraphError> {
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
        known(component, template)?;
    }
    header(world, template, find(&sent, "header")?.as_ref())?;
    body(template, find(&sent, "body")?.as_ref())?;
    for (index, button) in buttons(template).iter().enumerate() {
        self::button(button, index, find_button(&sent, index)?.as_ref())?;
    }
    Ok(category)
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

/// A component that the template does not have cannot be filled in.
fn known(sent: &Part<'_>, template: &Value) -> Result<(), GraphError> {
    let kind = sent.need("type")?.one_of(&["header", "body", "button"])?;
    if kind == "button" {
        let index = index_of(sent)?;
        return match buttons(template).get(index) {
            Some(_) => Ok(()),
            None => Err(GraphError::with_details(132_012, format!("buttons: there is no button at index {index}"))),
        };
    }
    let exists = component(template, &kind.to_uppercase()).is_some();
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

fn find_button<'a>(sent: &[Part<'a>], index: usize) -> Result<Option<Part<'a>>, GraphError> {
    for component in sent {
        if component.need("type")?.text()? == "button" && index_of(component)? == index {
            return Ok(Some(component.clone()));
        }
    }
    Ok(None)
}

fn index_of(button: &Part<'_>) -> Result<usize, GraphError> {
    let index = button.need("index")?;
    let number = index.number()?;
    if number.fract() == 0.0 && (0.0..10.0).contains(&number) {
        Ok(number as usize)
    } else {
        Err(index.not_valid("is out of range"))
    }
}

fn parameters<'a>(sent: Option<&Part<'a>>) -> Result<Vec<Part<'a>>, GraphError> {
    let Some(list) = sent.map(|component| component.may("parameters")).transpose()?.flatten() else {
        return Ok(Vec::new());
    };
    list.list(0, 100)
}

fn header(world: &World, template: &Value, sent: Option<&Part<'_>>) -> Result<(), GraphError> {
    let Some(header) = component(template, "HEADER") else { return Ok(()) };
    let given = parameters(sent)?;
    let format = text(header, "format");
    if format == "TEXT" {
        return filled(template, "header", text(header, "text"), &given, HEADER_MAX);
    }
    let kind = format.to_lowercase();
    let [only] = given.as_slice() else {
        return Err(GraphError::with_details(
            132_012,
            format!("header: Format mismatch, expected {format}, received UNKNOWN"),
        ));
    };
    let received = only.need("type")?.text()?;
    if received != kind {
        let received = received.to_uppercase();
        let details = format!("header: Format mismatch, expected {format}, received {received}");
        return Err(GraphError::with_details(132_012, details));
    }
    let value = only.need(&kind)?;
    if kind == "location" {
        return ["latitude", "longitude", "name", "address"].iter().try_for_each(|key| value.need(key).map(drop));
    }
    media::source(world, &value, &kind)
}

fn body(template: &Value, sent: Option<&Part<'_>>) -> Result<(), GraphError> {
    let Some(body) = component(template, "BODY") else { return Ok(()) };
    filled(template, "body", text(body, "text"), &parameters(sent)?, BODY_MAX)
}

/// Checks that the text has a value for every variable and no value too many, and that it is not too long then.
fn filled(template: &Value, place: &str, words: &str, given: &[Part<'_>], most: usize) -> Result<(), GraphError> {
    let expected = variables(words);
    if given.len() != expected.len() {
        let details = format!(
            "{place}: number of localizable_params ({}) does not match the expected number of params ({})",
            given.len(),
            expected.len()
        );
        return Err(GraphError::with_details(132_000, details));
    }
    let named = text(template, "parameter_format") == "NAMED";
    let mut values = Vec::new();
    for (parameter, position) in given.iter().zip(&expected) {
        let name = name(parameter, named, position, place)?;
        if !expected.contains(&name) || values.iter().any(|(known, _)| *known == name) {
            return Err(GraphError::with_details(
                132_000,
                format!("{place}: parameter {name} is unknown or given twice"),
            ));
        }
        values.push((name, value(parameter, place)?));
    }
    if fill(words, &values).chars().count() > most {
        return Err(GraphError::with_details(132_005, format!("{place}: the text is longer than {most} characters")));
    }
    Ok(())
}

/// Which variable a parameter is for: by its name in named templates, by its place in others.
fn name(parameter: &Part<'_>, named: bool, position: &str, place: &str) -> Result<String, GraphError> {
    match (parameter.may("parameter_name")?, named) {
        (Some(name), true) => Ok(name.text()?.to_owned()),
        (None, false) => Ok(position.to_owned()),
        (None, true) => Err(GraphError::with_details(132_012, format!("{place}: Parameter name is missing or empty"))),
        (Some(_), false) => {
            Err(GraphError::with_details(132_012, format!("{place}: parameters of this template have no names")))
        }
    }
}

fn value(parameter: &Part<'_>, place: &str) -> Result<String, GraphError> {
    let value = match parameter.need("type")?.text()? {
        "text" => {
            parameter.only(&["type", "text", "parameter_name"])?;
            parameter.need("text")?.text()?
        }
        kind @ ("currency" | "date_time") if place == "body" => parameter.need(kind)?.need("fallback_value")?.text()?,
        kind => {
            let details = format!("{place}: Format mismatch, expected TEXT, received {}", kind.to_uppercase());
            return Err(GraphError::with_details(132_012, details));
        }
    };
    if value.is_empty() {
        return Err(GraphError::with_details(
            131_008,
            format!("{place}: parameter of type text is missing text value"),
        ));
    }
    match objection(value) {
        Some(objection) => Err(GraphError::with_details(132_018, objection)),
        None => Ok(value.to_owned()),
    }
}

fn button(button: &Value, index: usize, sent: Option<&Part<'_>>) -> Result<(), GraphError> {
    let kind = text(button, "type");
    let given = parameters(sent)?;
    let sub_type = sent.map(|sent| sent.need("sub_type")?.text()).transpose()?;
    // The one-time code is sent as if the button were a link.
    let expected = if kind == "OTP" { "url".to_owned() } else { kind.to_lowercase() };
    if sub_type.is_some_and(|sub_type| sub_type != expected) {
        let details = format!("buttons: button at index {index} is of type {kind}");
        return Err(GraphError::with_details(132_012, details));
    }
    let wanted = usize::from(kind == "OTP" || (kind == "URL" && !variables(text(button, "url")).is_empty()));
    match (kind, given.as_slice()) {
        ("QUICK_REPLY", []) => Ok(()),
        ("QUICK_REPLY", [payload]) => payload.need("payload")?.text_within(0, 256).map(drop),
        ("URL" | "OTP", [suffix]) if wanted == 1 => suffix_fits(kind, button, suffix),
        (_, []) if wanted == 0 => Ok(()),
        (_, []) => {
            let details = format!("buttons: Button at index {index} of type {kind} requires a parameter");
            Err(GraphError::with_details(131_008, details))
        }
        _ => {
            let details = format!(
                "buttons: number of localizable_params ({}) does not match the expected number of params ({wanted})",
                given.len()
            );
            Err(GraphError::with_details(132_000, details))
        }
    }
}

fn suffix_fits(kind: &str, button: &Value, suffix: &Part<'_>) -> Result<(), GraphError> {
    let value = value(suffix, "button")?;
    if kind == "OTP" {
        return suffix.need("text")?.text_within(1, CODE_MAX).map(drop);
    }
    let whole = fill(text(button, "url"), &[("1".to_owned(), value)]);
    if whole.len() > URL_MAX { Err(GraphError::new(132_005)) } else { Ok(()) }
}
