//! A part of a request, with its place in it, so that whatever is wrong with it can be named.

use serde_json::Value;

use super::error::GraphError;

const MISSING: u32 = 131_008;
const NOT_VALID: u32 = 131_009;

/// One value of a request and where it stands, as in `template['components'][0]`.
#[derive(Clone, Debug)]
pub(in crate::simulator) struct Part<'a> {
    path: String,
    value: &'a Value,
}

impl<'a> Part<'a> {
    pub fn new(path: &str, value: &'a Value) -> Self {
        Part { path: path.to_owned(), value }
    }

    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// A field that must be there.
    pub fn need(&self, key: &str) -> Result<Part<'a>, GraphError> {
        self.may(key)?.ok_or_else(|| {
            GraphError::with_details(MISSING, format!("The parameter {} is required.", self.path_of(key)))
        })
    }

    /// A field that may be there; null counts as absent.
    pub fn may(&self, key: &str) -> Result<Option<Part<'a>>, GraphError> {
        let Some(object) = self.value.as_object() else { return Err(self.wrong("a JSON object")) };
        let value = object.get(key).filter(|value| !value.is_null());
        Ok(value.map(|value| Part { path: self.path_of(key), value }))
    }

    /// Refuses every field that is not listed.
    pub fn only(&self, keys: &[&str]) -> Result<(), GraphError> {
        let Some(object) = self.value.as_object() else { return Err(self.wrong("a JSON object")) };
        match object.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(key) => Err(GraphError::invalid(format!("Unexpected key \"{key}\" on param \"{}\".", self.path))),
            None => Ok(()),
        }
    }

    pub fn text(&self) -> Result<&'a str, GraphError> {
        self.value.as_str().ok_or_else(|| self.wrong("a string"))
    }

    /// A text of so many characters.
    pub fn text_within(&self, least: usize, most: usize) -> Result<&'a str, GraphError> {
        let text = self.text()?;
        let length = text.chars().count();
        if length < least {
            return Err(GraphError::invalid(format!("Param {} must be at least {least} characters long.", self.path)));
        }
        if length > most {
            return Err(GraphError::invalid(format!("Param {} must be at most {most} characters long.", self.path)));
        }
        Ok(text)
    }

    /// A text that is one of a few.
    pub fn one_of(&self, choices: &[&str]) -> Result<&'a str, GraphError> {
        let text = self.text()?;
        if choices.contains(&text) {
            return Ok(text);
        }
        Err(GraphError::invalid(format!(
            "Param {} must be one of {{{}}} - got \"{text}\".",
            self.path,
            choices.join(", ")
        )))
    }

    pub fn list(&self, least: usize, most: usize) -> Result<Vec<Part<'a>>, GraphError> {
        let Some(items) = self.value.as_array() else { return Err(self.wrong("an array")) };
        if !(least..=most).contains(&items.len()) {
            return Err(self.not_valid(&format!("must have {least} to {most} items")));
        }
        let parts = items.iter().enumerate();
        Ok(parts.map(|(n, value)| Part { path: format!("{}[{n}]", self.path), value }).collect())
    }

    /// A number, also when it is written as a text.
    pub fn number(&self) -> Result<f64, GraphError> {
        let written = self.value.as_str().and_then(|text| text.parse().ok());
        self.value.as_f64().or(written).ok_or_else(|| self.wrong("a number"))
    }

    pub fn truth(&self) -> Result<bool, GraphError> {
        self.value.as_bool().ok_or_else(|| self.wrong("a boolean"))
    }

    /// The error for a value of the right kind that cannot be accepted.
    pub fn not_valid(&self, why: &str) -> GraphError {
        GraphError::with_details(NOT_VALID, format!("Param {} {why}.", self.path))
    }

    fn wrong(&self, expected: &str) -> GraphError {
        GraphError::invalid(format!("Param {} must be {expected}.", self.path))
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}['{key}']", self.path) }
    }
}
