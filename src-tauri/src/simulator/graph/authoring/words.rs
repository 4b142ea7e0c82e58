//! What may stand in the words of a template.

use serde_json::Value;

use super::super::error::GraphError;
use super::super::shape::Part;

const TOO_LONG: u32 = 2_388_040;
const RATIO: u32 = 2_388_293;
const EDGE: u32 = 2_388_299;

/// A text that is there, and short enough.
pub(super) fn within<'a>(component: &Part<'a>, most: usize) -> Result<&'a str, GraphError> {
    let text = component.need("text")?.text_within(1, usize::MAX)?;
    if text.chars().count() > most {
        return Err(GraphError::template(TOO_LONG, format!("The text may have {most} characters.")));
    }
    Ok(text)
}

/// The variables of a text in order, or an error with `subcode` when they are not called as they must.
pub(super) fn variables(text: &str, format: &str, subcode: u32) -> Result<Vec<String>, GraphError> {
    let mut found: Vec<String> = Vec::new();
    for (place, part) in text.split("{{").enumerate().skip(1) {
        let Some((name, _)) = part.split_once("}}") else {
            return Err(GraphError::template(subcode, format!("Variable {place} has no end.")));
        };
        let name = name.trim().to_owned();
        if !found.contains(&name) {
            found.push(name);
        }
    }
    let fits = if format == "NAMED" {
        let letters = |name: &String| {
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        found.iter().all(letters)
    } else {
        (1..=found.len()).all(|number| found.contains(&number.to_string()))
    };
    if fits { Ok(found) } else { Err(GraphError::template(subcode, "The variables are not in the right format.")) }
}

/// Words around the variables: none at the edges, some in between, and enough of them.
pub(super) fn around(text: &str, count: usize, subcode: u32) -> Result<(), GraphError> {
    let trimmed = text.trim();
    if trimmed.starts_with("{{") || trimmed.ends_with("}}") {
        return Err(GraphError::template(EDGE, "Variables cannot be at the start or end of the template."));
    }
    let mut fixed: Vec<&str> = Vec::new();
    for part in trimmed.split("{{") {
        fixed.push(part.split_once("}}").map_or(part, |(_, behind)| behind));
    }
    let inner = fixed.get(1..fixed.len().saturating_sub(1)).unwrap_or_default();
    if inner.iter().any(|between| between.trim().is_empty()) {
        return Err(GraphError::template(subcode, "Variables cannot stand next to each other."));
    }
    let words: usize = fixed.iter().map(|part| count_words(part)).sum();
    if count > 0 && words < 2 * count + 1 {
        return Err(GraphError::template(RATIO, "The template has too many variables for its length."));
    }
    Ok(())
}

fn count_words(text: &str) -> usize {
    let spoken = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    // Where no spaces stand between words, two signs are about a word.
    let size = |word: &str| {
        let dense =
            word.chars().filter(|c| matches!(u32::from(*c), 0x0e00..=0x0eff | 0x3040..=0x30ff | 0x3400..=0x9fff));
        1.max(dense.count().div_ceil(2))
    };
    spoken.map(size).sum()
}

/// One sample for each variable, in the shape for its format: `header` and `body` have theirs.
pub(super) fn samples(
    component: &Part<'_>,
    part: &str,
    names: &[String],
    format: &str,
    subcode: u32,
) -> Result<(), GraphError> {
    if names.is_empty() {
        return Ok(());
    }
    let missing = || GraphError::template(subcode, format!("The {part} needs a sample for each of its variables."));
    let Some(example) = component.may("example")? else { return Err(missing()) };
    let there = if format == "NAMED" {
        let listed = example.value().get(format!("{part}_text_named_params")).and_then(Value::as_array);
        let has = |name: &String| {
            let of_name = |sample: &&Value| sample.get("param_name").and_then(Value::as_str) == Some(name);
            let sample = listed.into_iter().flatten().find(of_name);
            sample.and_then(|sample| sample.get("example")?.as_str()).is_some_and(|text| !text.is_empty())
        };
        names.iter().all(has)
    } else {
        let listed = example.value().get(format!("{part}_text"));
        let listed = if part == "body" { listed.and_then(|lists| lists.get(0)) } else { listed };
        let texts = listed.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        texts.filter(|text| !text.is_empty()).count() == names.len()
    };
    if there { Ok(()) } else { Err(missing()) }
}
