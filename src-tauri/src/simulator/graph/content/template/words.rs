//! The words of a header, a body or a card: a value for every variable, none too many, and not too long then.

use serde_json::Value;

use super::super::super::catalogue::{component, text};
use super::super::super::error::GraphError;
use super::super::super::hydrate::{fill, objection, variables};
use super::super::super::shape::Part;
use super::mismatch;

/// Checks the words of the component `kind`, if there is one.
pub(super) fn check(shape: &Value, kind: &str, named: bool, given: &[Part<'_>], most: usize) -> Result<(), GraphError> {
    let Some(component) = component(shape, kind) else { return Ok(()) };
    let (place, words) = (kind.to_lowercase(), text(component, "text"));
    let expected = variables(words);
    if given.len() != expected.len() {
        return Err(count(&place, given.len(), expected.len()));
    }
    let mut values = Vec::new();
    for (parameter, position) in given.iter().zip(&expected) {
        let name = name(parameter, named, position, &place)?;
        if !expected.contains(&name) || values.iter().any(|(known, _)| *known == name) {
            let details = format!("{place}: parameter {name} is unknown or given twice");
            return Err(GraphError::with_details(132_000, details));
        }
        values.push((name, value(parameter, &place)?));
    }
    if fill(words, &values).chars().count() > most {
        return Err(GraphError::with_details(132_005, format!("{place}: the text is longer than {most} characters")));
    }
    Ok(())
}

/// The error for too many or too few values.
pub(super) fn count(place: &str, given: usize, expected: usize) -> GraphError {
    let details = format!(
        "{place}: number of localizable_params ({given}) does not match the expected number of params ({expected})"
    );
    GraphError::with_details(132_000, details)
}

/// Which variable a parameter is for: by its name in named templates, by its place in others.
pub(super) fn name(parameter: &Part<'_>, named: bool, position: &str, place: &str) -> Result<String, GraphError> {
    match (parameter.may("parameter_name")?, named) {
        (Some(name), true) => Ok(name.text()?.to_owned()),
        (None, false) => Ok(position.to_owned()),
        (None, true) => Err(GraphError::with_details(132_012, format!("{place}: Parameter name is missing or empty"))),
        (Some(_), false) => {
            Err(GraphError::with_details(132_012, format!("{place}: parameters of this template have no names")))
        }
    }
}

/// The words that a parameter gives.
pub(super) fn value(parameter: &Part<'_>, place: &str) -> Result<String, GraphError> {
    let value = match parameter.need("type")?.text()? {
        "text" => {
            parameter.only(&["type", "text", "parameter_name"])?;
            parameter.need("text")?.text()?
        }
        kind @ ("currency" | "date_time") if place == "body" => parameter.need(kind)?.need("fallback_value")?.text()?,
        kind => return Err(mismatch(place, "TEXT", kind)),
    };
    if value.is_empty() {
        let details = format!("{place}: parameter of type text is missing text value");
        return Err(GraphError::with_details(131_008, details));
    }
    match objection(value) {
        Some(objection) => Err(GraphError::with_details(132_018, objection)),
        None => Ok(value.to_owned()),
    }
}
