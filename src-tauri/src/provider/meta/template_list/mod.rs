//! The templates of an account, page by page.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::domain::template::{Button, Header, Template};
use crate::provider::CallError;

use super::http::{Graph, call};

const FIELDS: &str = "id,name,language,status,category,components,parameter_format,quality_score,rejected_reason";
const PAGE: &str = "100";
/// The largest account has 6,000 templates; more pages than this is a circle.
const MOST_PAGES: usize = 200;

#[derive(Deserialize)]
struct Page {
    data: Vec<Value>,
    #[serde(default)]
    paging: Option<Paging>,
}

#[derive(Deserialize)]
struct Paging {
    #[serde(default)]
    cursors: Option<Cursors>,
    #[serde(default)]
    next: Option<String>,
}

#[derive(Deserialize)]
struct Cursors {
    #[serde(default)]
    after: Option<String>,
}

/// Reads all pages. A short page is not the end; only a missing `next` is.
pub(super) async fn fetch_all(graph: &Graph) -> Result<Vec<Template>, CallError> {
    let path = format!("{}/message_templates", graph.account().waba_id);
    let mut templates = Vec::new();
    let mut after: Option<String> = None;
    for _ in 0..MOST_PAGES {
        let mut query = vec![("fields", FIELDS), ("limit", PAGE)];
        if let Some(after) = &after {
            query.push(("after", after));
        }
        let page: Page = call(graph.get(&path, &query)).await?;
        templates.extend(page.data.into_iter().filter_map(read));
        let Some(paging) = page.paging.filter(|paging| paging.next.is_some()) else { return Ok(templates) };
        after = paging.cursors.and_then(|cursors| cursors.after);
        if after.is_none() {
            return Ok(templates);
        }
    }
    Err(CallError::AnswerLost("the list of templates does not end".to_owned()))
}

#[derive(Deserialize)]
struct WireTemplate {
    id: Id,
    name: String,
    language: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    parameter_format: Option<String>,
    #[serde(default)]
    quality_score: Option<Quality>,
    #[serde(default)]
    rejected_reason: Option<String>,
    #[serde(default)]
    components: Vec<WireComponent>,
}

/// Template ids are text in answers and numbers in webhooks.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(i64),
}

#[derive(Deserialize)]
struct Quality {
    #[serde(default)]
    score: Option<String>,
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
    buttons: Vec<WireButton>,
    #[serde(default)]
    example: Option<Value>,
}

#[derive(Deserialize)]
struct WireButton {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    example: Option<Value>,
}

/// One that cannot be read at all (no name, no language) could not be sent either and is left out.
fn read(value: Value) -> Option<Template> {
    let wire: WireTemplate = serde_json::from_value(value).ok()?;
    let mut template = Template {
        id: match wire.id {
            Id::Text(text) => text,
            Id::Number(number) => number.to_string(),
        },
        name: wire.name,
        language: wire.language,
        category: wire.category,
        status: wire.status,
        quality: wire.quality_score.and_then(|quality| quality.score).filter(|score| score != "UNKNOWN"),
        rejected_reason: wire.rejected_reason.filter(|reason| reason != "NONE"),
        named_variables: wire.parameter_format.as_deref() == Some("NAMED"),
        header: None,
        body: String::new(),
        footer: None,
        buttons: Vec::new(),
        other_components: Vec::new(),
        examples: BTreeMap::new(),
    };
    wire.components.into_iter().for_each(|component| add_component(&mut template, component));
    Some(template)
}

fn add_component(template: &mut Template, component: WireComponent) {
    match component.kind.to_ascii_uppercase().as_str() {
        "HEADER" => {
            let format = component.format.unwrap_or_else(|| "TEXT".to_owned()).to_ascii_lowercase();
            add_examples(template, "header", component.example.as_ref());
            template.header = Some(Header { format, text: component.text });
        }
        "BODY" => {
            add_examples(template, "body", component.example.as_ref());
            template.body = component.text.unwrap_or_default();
        }
        "FOOTER" => template.footer = component.text,
        "BUTTONS" => component.buttons.into_iter().for_each(|button| add_button(template, button)),
        other => template.other_components.push(other.to_owned()),
    }
}

fn add_button(template: &mut Template, button: WireButton) {
    let sample = button.example.as_ref().and_then(|example| example.get(0)).and_then(Value::as_str);
    let fixed = button.url.as_deref().and_then(|url| url.split("{{").next());
    if let (Some(sample), Some(fixed)) = (sample, fixed) {
        let suffix = sample.strip_prefix(fixed).unwrap_or(sample).to_owned();
        template.examples.insert(format!("button.{}", template.buttons.len()), suffix);
    }
    template.buttons.push(Button { kind: button.kind, text: button.text, url: button.url });
}

/// Samples are lists by position, or objects with `param_name` for named variables.
fn add_examples(template: &mut Template, part: &str, example: Option<&Value>) {
    let Some(example) = example else { return };
    let named = example.get(format!("{part}_text_named_params")).and_then(Value::as_array);
    for sample in named.into_iter().flatten() {
        let name = sample.get("param_name").and_then(Value::as_str);
        let text = sample.get("example").and_then(Value::as_str);
        if let (Some(name), Some(text)) = (name, text) {
            template.examples.insert(format!("{part}.{name}"), text.to_owned());
        }
    }
    let listed = example.get(format!("{part}_text")).and_then(Value::as_array);
    // A body's samples are a list of lists, a header's a plain one.
    let listed = listed.map(|list| list.first().and_then(Value::as_array).unwrap_or(list));
    for (index, sample) in listed.into_iter().flatten().filter_map(Value::as_str).enumerate() {
        template.examples.insert(format!("{part}.{}", index + 1), sample.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_template_is_read_with_its_samples() {
        let template = read(json!({
            "id": "594425479261596", "name": "visit_reminder", "language": "en_US", "status": "APPROVED",
            "category": "UTILITY", "parameter_format": "POSITIONAL", "quality_score": { "score": "GREEN", "date": 1 },
            "components": [
                { "type": "HEADER", "format": "TEXT", "text": "Visit on {{1}}", "example": { "header_text": ["Monday"] } },
                { "type": "BODY", "text": "Hello {{1}}, at {{2}}", "example": { "body_text": [["Ana", "10:30"]] } },
                { "type": "FOOTER", "text": "Clinic" },
                { "type": "BUTTONS", "buttons": [
                    { "type": "QUICK_REPLY", "text": "Yes" },
                    { "type": "URL", "text": "See", "url": "https://e.org/{{1}}", "example": ["https://e.org/r/42"] },
                ] },
            ],
        }))
        .unwrap();
        let keys: Vec<String> = template.fields().iter().map(crate::domain::template::Field::key).collect();
        assert_eq!(keys, ["header.1", "body.1", "body.2", "button.1"]);
        let samples: Vec<&str> = keys.iter().map(|key| template.examples[key].as_str()).collect();
        assert_eq!(samples, ["Monday", "Ana", "10:30", "r/42"]);
        assert_eq!(template.quality.as_deref(), Some("GREEN"));
    }

    #[test]
    fn named_samples_and_unknown_components_are_kept() {
        let template = read(json!({
            "id": 12, "name": "offer", "language": "es", "status": "PAUSED", "category": "MARKETING",
            "parameter_format": "NAMED",
            "components": [
                { "type": "BODY", "text": "Hola {{first_name}}",
                  "example": { "body_text_named_params": [{ "param_name": "first_name", "example": "Ana" }] } },
                { "type": "LIMITED_TIME_OFFER", "limited_time_offer": { "text": "Hoy" } },
            ],
        }))
        .unwrap();
        assert_eq!(template.examples["body.first_name"], "Ana");
        assert_eq!(template.other_components, ["LIMITED_TIME_OFFER"]);
        assert!(template.named_variables);
    }

    #[test]
    fn one_without_a_name_is_left_out() {
        assert!(read(json!({ "id": "1", "language": "en" })).is_none());
    }
}
