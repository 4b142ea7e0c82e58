//! Forms: published, failing, slow.

use serde_json::{Value, json};

use super::Wish;
use crate::simulator::object::put;

pub(super) fn value(wish: &Wish) -> Value {
    let event = wish.event_or("FLOW_STATUS_CHANGE");
    let id = wish.name.as_deref().unwrap_or("1284410256741903");
    let mut value = json!({"event": event, "flow_id": id, "message": format!("Flow {id}: {event}")});
    let more = match event {
        "FLOW_STATUS_CHANGE" => json!({"old_status": "PUBLISHED", "new_status": wish.text_or("THROTTLED")}),
        "ENDPOINT_LATENCY" => alerting(json!({"p50_latency": 4200, "p90_latency": 9100, "requests_count": 34})),
        "ENDPOINT_AVAILABILITY" => alerting(json!({"availability": 75})),
        _ => {
            let errors = json!([{"error_type": "TIMEOUT", "error_rate": 66.66, "error_count": 6}]);
            alerting(json!({"error_rate": 66.66, "errors": errors, "requests_count": 9}))
        }
    };
    for (key, part) in more.as_object().into_iter().flatten() {
        put(&mut value, key, Some(part.clone()));
    }
    value
}

fn alerting(mut more: Value) -> Value {
    put(&mut more, "alert_state", Some("ACTIVATED"));
    put(&mut more, "threshold", Some(50));
    more
}
