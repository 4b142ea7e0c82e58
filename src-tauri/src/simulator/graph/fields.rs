//! `?fields=`: what of a node is shown.

use serde_json::{Map, Value, json};

use super::error::GraphError;

/// The asked fields of a node and its id; the `usual` ones when nothing is asked. An unknown field refuses the call.
pub(super) fn select(node: &Value, fields: Option<&str>, usual: &[&str], kind: &str) -> Result<Value, GraphError> {
    let asked: Vec<&str> = match fields.filter(|fields| !fields.trim().is_empty()) {
        Some(fields) => fields.split(',').map(str::trim).filter(|field| !field.is_empty()).collect(),
        None => usual.to_vec(),
    };
    let mut shown = Map::new();
    for field in asked {
        let Some(value) = node.get(field) else {
            return Err(GraphError::invalid(format!(
                "Tried accessing nonexisting field ({field}) on node type ({kind})"
            )));
        };
        // A field that is known but has no value, such as the reason of a rejection that never was, is left out.
        if !value.is_null() {
            shown.insert(field.to_owned(), value.clone());
        }
    }
    shown.insert("id".to_owned(), node.get("id").cloned().unwrap_or_else(|| json!("")));
    Ok(Value::Object(shown))
}
