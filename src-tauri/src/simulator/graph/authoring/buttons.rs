//! What may be tapped below a template.

use super::super::error::GraphError;
use super::super::shape::Part;

/// Kinds with their own words, and how many of each there may be.
const KINDS: [(&str, usize); 8] = [
    ("QUICK_REPLY", 10),
    ("URL", 2),
    ("PHONE_NUMBER", 1),
    ("COPY_CODE", 1),
    ("FLOW", 1),
    ("CATALOG", 1),
    ("VOICE_CALL", 1),
    ("REQUEST_CONTACT_INFO", 1),
];

pub(super) fn check(buttons: &[Part<'_>]) -> Result<(), GraphError> {
    let mut kinds = Vec::new();
    for button in buttons {
        let kind = button.need("type")?.one_of(&KINDS.map(|(kind, _)| kind))?;
        one(button, kind)?;
        kinds.push(kind);
    }
    for (kind, most) in KINDS {
        if kinds.iter().filter(|it| **it == kind).count() > most {
            return Err(GraphError::invalid(format!("A template may have {most} buttons of the type {kind}.")));
        }
    }
    kinds.dedup();
    if kinds.iter().filter(|kind| **kind == "QUICK_REPLY").count() > 1 {
        return Err(GraphError::invalid("Quick reply buttons must stand together."));
    }
    Ok(())
}

fn one(button: &Part<'_>, kind: &str) -> Result<(), GraphError> {
    if !matches!(kind, "COPY_CODE" | "REQUEST_CONTACT_INFO") {
        let label = button.need("text")?.text_within(1, 25)?;
        if label.contains("{{") {
            return Err(button.not_valid("has a variable in its text"));
        }
    }
    match kind {
        "URL" => url(button),
        "PHONE_NUMBER" => button.need("phone_number")?.text_within(1, 20).map(drop),
        "COPY_CODE" => button.need("example")?.text_within(1, 20).map(drop),
        "FLOW" => {
            let named = ["flow_id", "flow_name", "flow_json"].iter().any(|key| matches!(button.may(key), Ok(Some(_))));
            if named { Ok(()) } else { Err(button.not_valid("names no form")) }
        }
        _ => Ok(()),
    }
}

fn url(button: &Part<'_>) -> Result<(), GraphError> {
    let address = button.need("url")?;
    let text = address.text_within(1, 2000)?;
    let fixed = text.strip_suffix("{{1}}").unwrap_or(text);
    let known = url::Url::parse(fixed).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if !known || fixed.contains("{{") {
        return Err(address.not_valid("must be a URL with at most one variable, at its end"));
    }
    if fixed == text {
        return Ok(());
    }
    let sample = button.need("example")?.list(1, 1)?;
    let whole = sample.first().and_then(|it| it.value().as_str()).is_some_and(|sample| sample.starts_with(fixed));
    if whole { Ok(()) } else { Err(button.not_valid("needs the full URL as its example")) }
}
