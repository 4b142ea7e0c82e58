//! The `components` array that fills a template's variables (Meta, "Template messages").

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::domain::template::{Part, Template};

/// The array for these values, with only the components that have variables.
pub fn fill_components(template: &Template, values: &BTreeMap<String, String>) -> Value {
    let mut header = Vec::new();
    let mut body = Vec::new();
    let mut buttons = Vec::new();
    for field in template.fields() {
        let value = values.get(&field.key()).map(String::as_str).unwrap_or_default();
        let unnamed = json!({ "type": "text", "text": value });
        match field.part {
            Part::Button(index) => buttons.push(json!({
                "type": "button", "sub_type": "url", "index": index.to_string(), "parameters": [unnamed],
            })),
            Part::Header | Part::Body => {
                let named = json!({ "type": "text", "text": value, "parameter_name": field.variable });
                let parameter = if template.named_variables { named } else { unnamed };
                let list = if field.part == Part::Header { &mut header } else { &mut body };
                list.push((field.variable, parameter));
            }
        }
    }
    let text = |kind: &str, parameters: Vec<(String, Value)>| {
        (!parameters.is_empty()).then(|| json!({ "type": kind, "parameters": in_number_order(parameters) }))
    };
    text("header", header).into_iter().chain(text("body", body)).chain(buttons).collect()
}

/// Numbered variables are matched by position, whatever their order in the text: `{{2}} … {{1}}` sends 1 first.
fn in_number_order(mut parameters: Vec<(String, Value)>) -> Vec<Value> {
    parameters.sort_by_key(|(variable, _)| variable.parse::<u32>().unwrap_or(u32::MAX));
    parameters.into_iter().map(|(_, parameter)| parameter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::template::{Button, Header};

    fn template(named: bool, header: Option<&str>, body: &str, url: Option<&str>) -> Template {
        Template {
            id: "1".into(),
            name: "t".into(),
            language: "en".into(),
            category: "UTILITY".into(),
            status: "APPROVED".into(),
            quality: None,
            rejected_reason: None,
            named_variables: named,
            header: header.map(|text| Header { format: "text".into(), text: Some(text.into()) }),
            body: body.into(),
            footer: None,
            buttons: url
                .map(|url| Button { kind: "URL".into(), text: "Open".into(), url: Some(url.into()) })
                .into_iter()
                .collect(),
            other_components: vec![],
            examples: BTreeMap::new(),
        }
    }

    fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_template_without_variables_has_no_components() {
        assert_eq!(fill_components(&template(false, None, "Hello", None), &BTreeMap::new()), json!([]));
    }

    #[test]
    fn numbered_variables_go_by_number_and_once() {
        let filled = fill_components(
            &template(false, Some("On {{1}}"), "{{2}} and {{1}} and {{2}}", Some("https://e.org/{{1}}")),
            &values(&[("header.1", "Mon"), ("body.1", "A"), ("body.2", "B"), ("button.0", "r/1")]),
        );
        assert_eq!(
            filled,
            json!([
                { "type": "header", "parameters": [{ "type": "text", "text": "Mon" }] },
                { "type": "body", "parameters": [{ "type": "text", "text": "A" }, { "type": "text", "text": "B" }] },
                { "type": "button", "sub_type": "url", "index": "0", "parameters": [{ "type": "text", "text": "r/1" }] },
            ])
        );
    }

    #[test]
    fn named_variables_carry_their_names() {
        let filled = fill_components(
            &template(true, None, "Hello {{first_name}}", None),
            &values(&[("body.first_name", "Ana")]),
        );
        let parameter = json!({ "type": "text", "text": "Ana", "parameter_name": "first_name" });
        assert_eq!(filled, json!([{ "type": "body", "parameters": [parameter] }]));
    }
}
