//! What arrives in place of a message that the API cannot carry.

use serde_json::{Value, json};

use crate::simulator::object::put;

/// A message of a type that the API does not know, such as a poll.
pub(super) fn unsupported(what: &str) -> Value {
    let mut message = failed(131_051, "Message type unknown", "Message type is currently not supported.");
    put(&mut message, "unsupported", Some(json!({"type": what})));
    message
}

/// A message that only the telephone shows: typical for the first one to a number in coexistence.
pub(super) fn unavailable() -> Value {
    let details = "The message can be seen in the WhatsApp Business app.";
    failed(131_060, "This message is currently unavailable", details)
}

/// A file of more than a hundred megabytes.
pub(super) fn too_large() -> Value {
    failed(131_052, "Media download error", "The file is larger than 100 MB.")
}

fn failed(code: u32, title: &str, details: &str) -> Value {
    let error = json!({"code": code, "title": title, "message": title, "error_data": {"details": details}});
    json!({"type": "unsupported", "errors": [error]})
}
