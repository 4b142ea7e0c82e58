//! Message templates: what they ask for, whether they can be sent, and what the customer will see.
//!
//! Rules from Meta's documentation of message templates: a text header has at most one variable, the body any number,
//! and a URL button one at its end. Variables are numbered (`{{1}}`) or named (`{{first_name}}`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::content::TemplateMessage;

/// The longest body with its variables filled in, in characters (Meta, "Template components").
pub const MAX_BODY_CHARS: usize = 1024;
/// The longest text header with its variable filled in, in characters.
pub const MAX_HEADER_CHARS: usize = 60;

/// A template as the provider describes it, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// The provider's id of this name in this language.
    pub id: String,
    /// The name that is sent.
    pub name: String,
    /// Such as `en_US`.
    pub language: String,
    /// `MARKETING`, `UTILITY`, `AUTHENTICATION`, or a word that is newer than this program.
    pub category: String,
    /// `APPROVED`, `PAUSED` and so on; unknown ones count as not sendable.
    pub status: String,
    /// `GREEN`, `YELLOW` or `RED`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<String>,
    /// Why it was rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected_reason: Option<String>,
    /// Whether its variables have names instead of numbers.
    #[serde(default)]
    pub named_variables: bool,
    /// The header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    /// The body's text.
    pub body: String,
    /// The footer's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// The buttons, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
    /// Kinds of components that this version does not know how to fill, such as `CAROUSEL`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_components: Vec<String>,
    /// The provider's sample values, by field key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub examples: BTreeMap<String, String>,
}

/// The header of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// `text`, `image`, `video`, `document`, `location` or a word that is newer than this program.
    pub format: String,
    /// Its text, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A button of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// The provider's word, such as `QUICK_REPLY`, `URL` or `PHONE_NUMBER`.
    pub kind: String,
    /// Its label.
    pub text: String,
    /// Where it leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The part of a template in which a variable stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// In the text header.
    Header,
    /// In the body.
    Body,
    /// At the end of the URL of the button with this index.
    Button(usize),
}

/// A variable that must be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Where it stands.
    pub part: Part,
    /// What is between the braces.
    pub variable: String,
}

impl Field {
    /// The name under which a value for it is given: `header.1`, `body.first_name`, `button.0`.
    pub fn key(&self) -> String {
        match self.part {
            Part::Header => format!("header.{}", self.variable),
            Part::Body => format!("body.{}", self.variable),
            Part::Button(index) => format!("button.{index}"),
        }
    }
}

/// Why a template cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The provider has not approved it yet.
    Pending,
    /// The provider has rejected it.
    Rejected,
    /// The provider has paused it for low quality.
    Paused,
    /// The provider has disabled it for good.
    Disabled,
    /// It is in another state in which the provider refuses it.
    State,
    /// Its header needs a file or a place.
    Header,
    /// One of its buttons needs a value that this version cannot ask for.
    Button,
    /// It has a component that this version cannot fill.
    Component,
    /// It carries a one-time code, which an inbox does not make.
    Authentication,
}

/// What is wrong with the values given for a template's variables.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FieldProblem {
    /// A variable has no value.
    #[error("{key} is empty")]
    Empty {
        /// Its key.
        key: String,
    },
    /// A value has a line break, a tab or more than four spaces in a row, which the provider refuses (132018).
    #[error("{key} has a line break, a tab or more than four spaces in a row")]
    Characters {
        /// Its key.
        key: String,
    },
    /// The filled-in text is longer than the provider takes (132005).
    #[error("the text of {part} is too long with these values")]
    TooLong {
        /// `header` or `body`.
        part: &'static str,
    },
    /// A value was given for a variable that the template does not have.
    #[error("the template has no field {key}")]
    NoSuchField {
        /// Its key.
        key: String,
    },
}

impl Template {
    /// The variables in reading order, each once.
    pub fn fields(&self) -> Vec<Field> {
        let header = self.header.as_ref().and_then(|header| header.text.as_deref()).unwrap_or_default();
        let mut fields: Vec<Field> = Vec::new();
        let mut add = |part: Part, text: &str| {
            for variable in variables(text) {
                let field = Field { part, variable: variable.to_owned() };
                if !fields.contains(&field) {
                    fields.push(field);
                }
            }
        };
        add(Part::Header, header);
        add(Part::Body, &self.body);
        for (index, button) in self.buttons.iter().enumerate() {
            add(Part::Button(index), button.url.as_deref().unwrap_or_default());
        }
        fields
    }

    /// Why it cannot be sent, with the provider's word that explains it; `None` if it can.
    pub fn obstacle(&self) -> Option<(Obstacle, Option<String>)> {
        if let Some(obstacle) = obstacle_of_status(&self.status) {
            let reason = self.rejected_reason.clone().filter(|_| obstacle == Obstacle::Rejected);
            let detail = reason.or_else(|| Some(self.status.clone()).filter(|_| obstacle != Obstacle::Rejected));
            return Some((obstacle, detail));
        }
        if self.category == "AUTHENTICATION" {
            return Some((Obstacle::Authentication, None));
        }
        if let Some(kind) = self.other_components.first() {
            return Some((Obstacle::Component, Some(kind.clone())));
        }
        if let Some(header) = self.header.as_ref().filter(|header| header.format != "text") {
            return Some((Obstacle::Header, Some(header.format.clone())));
        }
        let plain = |kind: &str| matches!(kind, "QUICK_REPLY" | "URL" | "PHONE_NUMBER" | "VOICE_CALL");
        self.buttons.iter().find(|b| !plain(&b.kind)).map(|b| (Obstacle::Button, Some(b.kind.clone())))
    }

    /// Checks the values for the variables.
    ///
    /// # Errors
    /// The first problem in reading order.
    pub fn check(&self, values: &BTreeMap<String, String>) -> Result<(), FieldProblem> {
        let fields = self.fields();
        for field in &fields {
            let key = field.key();
            match values.get(&key).map(String::as_str) {
                None => return Err(FieldProblem::Empty { key }),
                Some(value) if value.trim().is_empty() => return Err(FieldProblem::Empty { key }),
                Some(value) if !has_plain_spacing(value) => return Err(FieldProblem::Characters { key }),
                Some(_) => {}
            }
        }
        if let Some(key) = values.keys().find(|key| !fields.iter().any(|field| field.key() == **key)) {
            return Err(FieldProblem::NoSuchField { key: key.clone() });
        }
        let header = self.header.as_ref().and_then(|header| header.text.as_deref()).unwrap_or_default();
        if fill(header, "header", values).chars().count() > MAX_HEADER_CHARS {
            return Err(FieldProblem::TooLong { part: "header" });
        }
        if fill(&self.body, "body", values).chars().count() > MAX_BODY_CHARS {
            return Err(FieldProblem::TooLong { part: "body" });
        }
        Ok(())
    }

    /// What the customer will see, with `components` as the provider's array that fills the variables.
    pub fn filled(&self, values: &BTreeMap<String, String>, components: serde_json::Value) -> TemplateMessage {
        let header = self.header.as_ref().and_then(|header| header.text.as_deref());
        TemplateMessage {
            name: self.name.clone(),
            language: self.language.clone(),
            category: self.category.clone(),
            header: header.map(|text| fill(text, "header", values)),
            body: fill(&self.body, "body", values),
            footer: self.footer.clone(),
            buttons: self.buttons.iter().map(|button| button.text.clone()).collect(),
            components,
        }
    }
}

/// The states in which a template can be sent are APPROVED, FLAGGED and REINSTATED (Meta, "Template status").
fn obstacle_of_status(status: &str) -> Option<Obstacle> {
    match status {
        "APPROVED" | "FLAGGED" | "REINSTATED" => None,
        "PENDING" | "IN_APPEAL" => Some(Obstacle::Pending),
        "REJECTED" => Some(Obstacle::Rejected),
        "PAUSED" => Some(Obstacle::Paused),
        "DISABLED" => Some(Obstacle::Disabled),
        _ => Some(Obstacle::State),
    }
}

fn has_plain_spacing(value: &str) -> bool {
    !value.contains(['\n', '\r', '\t']) && !value.contains("     ")
}

/// The names between `{{` and `}}`, in order, repeated ones included.
fn variables(text: &str) -> Vec<&str> {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name.trim()).collect()
}

fn fill(text: &str, part: &str, values: &BTreeMap<String, String>) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once("}}") else {
            filled.push_str("{{");
            rest = after;
            continue;
        };
        match values.get(&format!("{part}.{}", name.trim())) {
            Some(value) => filled.push_str(value),
            None => filled.push_str(&format!("{{{{{name}}}}}")),
        }
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reminder() -> Template {
        Template {
            id: "1".into(),
            name: "visit_reminder".into(),
            language: "en_US".into(),
            category: "UTILITY".into(),
            status: "APPROVED".into(),
            quality: None,
            rejected_reason: None,
            named_variables: false,
            header: Some(Header { format: "text".into(), text: Some("Visit on {{1}}".into()) }),
            body: "Hello {{1}}, see you at {{2}}. Yours, {{1}}".into(),
            footer: Some("Clinic".into()),
            buttons: vec![
                Button { kind: "QUICK_REPLY".into(), text: "Yes".into(), url: None },
                Button { kind: "URL".into(), text: "Details".into(), url: Some("https://example.org/{{1}}".into()) },
            ],
            other_components: vec![],
            examples: BTreeMap::new(),
        }
    }

    fn values(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    const FULL: [(&str, &str); 4] =
        [("header.1", "Monday"), ("body.1", "Ana"), ("body.2", "10:30"), ("button.1", "r/42")];

    #[test]
    fn every_variable_is_asked_for_once_in_reading_order() {
        let keys: Vec<String> = reminder().fields().iter().map(Field::key).collect();
        assert_eq!(keys, ["header.1", "body.1", "body.2", "button.1"]);
    }

    #[test]
    fn the_customer_sees_the_values() {
        let seen = reminder().filled(&values(&FULL), serde_json::json!([]));
        assert_eq!(seen.header.as_deref(), Some("Visit on Monday"));
        assert_eq!(seen.body, "Hello Ana, see you at 10:30. Yours, Ana");
        assert_eq!(seen.buttons, ["Yes", "Details"]);
    }

    #[test]
    fn the_first_missing_field_is_named() {
        let mut given = values(&FULL);
        given.insert("body.1".into(), "  ".into());
        given.remove("body.2");
        assert_eq!(reminder().check(&given), Err(FieldProblem::Empty { key: "body.1".into() }));
    }

    #[test]
    fn values_have_no_line_breaks_tabs_or_wide_gaps() {
        for bad in ["a\nb", "a\tb", "a     b"] {
            let mut given = values(&FULL);
            given.insert("body.2".into(), bad.into());
            assert_eq!(reminder().check(&given), Err(FieldProblem::Characters { key: "body.2".into() }), "{bad:?}");
        }
        assert_eq!(reminder().check(&values(&FULL)), Ok(()));
    }

    #[test]
    fn a_value_for_no_field_and_a_text_too_long_are_refused() {
        let mut given = values(&FULL);
        given.insert("body.3".into(), "x".into());
        assert_eq!(reminder().check(&given), Err(FieldProblem::NoSuchField { key: "body.3".into() }));
        let mut given = values(&FULL);
        given.insert("body.2".into(), "x".repeat(1100));
        assert_eq!(reminder().check(&given), Err(FieldProblem::TooLong { part: "body" }));
    }

    #[test]
    fn a_value_with_braces_is_not_filled_again() {
        let mut given = values(&FULL);
        given.insert("body.1".into(), "{{2}}".into());
        assert_eq!(
            reminder().filled(&given, serde_json::json!([])).body,
            "Hello {{2}}, see you at 10:30. Yours, {{2}}"
        );
    }

    #[test]
    fn what_cannot_be_sent_says_why() {
        let with = |change: fn(&mut Template)| {
            let mut template = reminder();
            change(&mut template);
            template.obstacle()
        };
        assert_eq!(with(|_| {}), None);
        assert_eq!(with(|t| t.status = "FLAGGED".into()), None);
        assert_eq!(with(|t| t.status = "PAUSED".into()), Some((Obstacle::Paused, Some("PAUSED".into()))));
        assert_eq!(with(|t| t.status = "FROM_2031".into()), Some((Obstacle::State, Some("FROM_2031".into()))));
        assert_eq!(
            with(|t| t.header = Some(Header { format: "image".into(), text: None })),
            Some((Obstacle::Header, Some("image".into())))
        );
        assert_eq!(
            with(|t| t.buttons.push(Button { kind: "COPY_CODE".into(), text: "Copy".into(), url: None })),
            Some((Obstacle::Button, Some("COPY_CODE".into())))
        );
    }
}
