//! What arrives in place of a message that the API cannot carry.

use serde_json::{Value, json};

/// A message of a type that the API does not know, such as a poll.
pub(super) fn unsupported(what: &str) -> Value {
    json!({
        "type": "unsupported",
        "errors": [{
            "code": 131051,
            "title": "Message type unknown",
            "message": "Message type unknown",
            "error_data": {"details": "Message type is currently not supported."},
        }],
        "unsupported": {"type": what},
    })
}

/// A message that only the telephone shows: typical for the first one to a number in coexistence.
pub(super) fn unavailable() -> Value {
    json!({
        "type": "unsupported",
        "errors": [{
            "code": 131060,
            "title": "This message is currently unavailable",
            "message": "This message is currently unavailable",
            "error_data": {"details": "The message can be seen in the WhatsApp Business app."},
        }],
    })
}
