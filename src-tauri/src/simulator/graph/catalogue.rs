//! The templates of the account, as `templates.json` lists them.

use serde_json::Value;

use crate::simulator::SimulatorError;

/// All templates.
#[derive(Clone, Debug)]
pub(in crate::simulator) struct Catalogue {
    all: Vec<Value>,
}

impl Catalogue {
    pub fn built_in() -> Result<Self, SimulatorError> {
        let all = serde_json::from_str(include_str!("templates.json"))
            .map_err(|source| SimulatorError::BuiltIn { what: "list of templates", source })?;
        Ok(Catalogue { all })
    }

    pub fn all(&self) -> &[Value] {
        &self.all
    }

    /// A template is known by its name and its language together.
    pub fn find(&self, name: &str, language: &str) -> Option<&Value> {
        self.all.iter().find(|template| text(template, "name") == name && text(template, "language") == language)
    }

    pub fn with_id(&self, id: &str) -> Option<&Value> {
        self.all.iter().find(|template| text(template, "id") == id)
    }

    /// Changes a field of a template, as a webhook tells it.
    pub fn change(&mut self, id: &str, key: &str, value: Value) {
        let template = self.all.iter_mut().find(|template| text(template, "id") == id);
        if let Some(fields) = template.and_then(Value::as_object_mut) {
            fields.insert(key.to_owned(), value);
        }
    }

    pub fn add(&mut self, template: Value) {
        self.all.push(template);
    }

    pub fn remove(&mut self, id: &str) {
        self.all.retain(|template| text(template, "id") != id);
    }

    /// The quick replies of a template that was sent: label, and the payload of the request or else the label.
    pub fn quick_replies(&self, sent: &Value) -> Vec<(String, String)> {
        let language = sent.pointer("/language/code").and_then(Value::as_str).unwrap_or_default();
        let Some(template) = self.find(text(sent, "name"), language) else { return Vec::new() };
        let replies = buttons(template).iter().enumerate().filter(|(_, button)| text(button, "type") == "QUICK_REPLY");
        replies
            .map(|(index, button)| {
                let label = text(button, "text").to_owned();
                let payload = payload(sent, index).unwrap_or_else(|| label.clone());
                (label, payload)
            })
            .collect()
    }
}

/// A text field, empty when absent.
pub(in crate::simulator) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// One component of a template.
pub(in crate::simulator) fn component<'a>(template: &'a Value, kind: &str) -> Option<&'a Value> {
    template.get("components")?.as_array()?.iter().find(|component| text(component, "type") == kind)
}

pub(in crate::simulator) fn buttons(template: &Value) -> &[Value] {
    let buttons = component(template, "BUTTONS").and_then(|component| component.get("buttons")?.as_array());
    buttons.map(Vec::as_slice).unwrap_or_default()
}

fn payload(sent: &Value, index: usize) -> Option<String> {
    let components = sent.get("components")?.as_array()?;
    let index = index.to_string();
    let of_button = components.iter().find(|component| {
        let at = component.get("index").map(|at| at.to_string().replace('"', ""));
        text(component, "sub_type") == "quick_reply" && at.as_deref() == Some(index.as_str())
    })?;
    of_button.pointer("/parameters/0/payload")?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::super::hydrate::variables;
    use super::*;

    #[test]
    fn every_template_has_a_body_and_fits_its_own_format() {
        for template in Catalogue::built_in().unwrap().all() {
            let name = text(template, "name");
            let body = text(component(template, "BODY").unwrap_or_else(|| panic!("{name} has no body")), "text");
            assert!(body.chars().count() <= 1024);
            let named = text(template, "parameter_format") == "NAMED";
            assert!(variables(body).iter().all(|v| v.parse::<u8>().is_err() == named), "{name} mixes its variables");
        }
    }

    #[test]
    fn hello_world_exists_in_american_english_without_variables() {
        let catalogue = Catalogue::built_in().unwrap();
        let hello = catalogue.find("hello_world", "en_US").unwrap();
        assert_eq!(variables(text(component(hello, "BODY").unwrap(), "text")), Vec::<String>::new());
        assert!(catalogue.find("hello_world", "en").is_none(), "en does not exist because en_US does");
    }
}
