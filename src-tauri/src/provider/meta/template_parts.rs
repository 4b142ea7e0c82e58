//! The parts of a template as Meta tells of them, in its list and where one is asked for.

use serde::Deserialize;
use serde_json::Value;

/// A part: its header, body, footer, buttons, cards or offer.
#[derive(Deserialize)]
pub(super) struct WireComponent {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    pub format: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub example: Option<Value>,
    #[serde(default)]
    pub buttons: Vec<WireButton>,
    #[serde(default)]
    pub cards: Vec<WireCard>,
    #[serde(default)]
    pub limited_time_offer: Option<WireOffer>,
}

/// One card of several beside each other.
#[derive(Deserialize)]
pub(super) struct WireCard {
    #[serde(default)]
    pub components: Vec<WireComponent>,
}

/// An offer that ends.
#[derive(Deserialize)]
pub(super) struct WireOffer {
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub has_expiration: bool,
}

/// A button below it.
#[derive(Deserialize)]
pub(super) struct WireButton {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub url: Option<String>,
    #[serde(default)]
    pub phone_number: Option<String>,
    /// Text in answers, a number in some of them.
    #[serde(default)]
    pub flow_id: Option<Value>,
    #[serde(default)]
    example: Option<Value>,
}

impl WireComponent {
    /// Such as `BODY`.
    pub fn kind(&self) -> String {
        self.kind.to_ascii_uppercase()
    }

    /// The samples of a `header` or `body`, by the names of their variables. They are lists by position, a body's inside
    /// another list, or objects with `param_name` for named variables.
    pub fn samples(&self, part: &str) -> Vec<(String, String)> {
        let Some(example) = &self.example else { return Vec::new() };
        let named = example.get(format!("{part}_text_named_params")).and_then(Value::as_array);
        let named = named.into_iter().flatten().filter_map(|sample| {
            let text = |key: &str| sample.get(key).and_then(Value::as_str).map(str::to_owned);
            Some((text("param_name")?, text("example")?))
        });
        let listed = example.get(format!("{part}_text")).and_then(Value::as_array);
        let listed = listed.map(|list| list.first().and_then(Value::as_array).unwrap_or(list));
        let listed = listed.into_iter().flatten().filter_map(Value::as_str).enumerate();
        named.chain(listed.map(|(index, sample)| ((index + 1).to_string(), sample.to_owned()))).collect()
    }
}

impl WireButton {
    /// Its sample: a text, or the first of a list.
    pub fn sample(&self) -> Option<&str> {
        let example = self.example.as_ref()?;
        example.as_str().or_else(|| example.get(0)?.as_str())
    }
}
