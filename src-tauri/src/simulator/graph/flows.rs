//! The forms of the account: one of each status that matters.

use serde_json::{Value, json};

use super::error::GraphError;
use super::fields::select;
use super::{Answer, Call};
use crate::simulator::world::World;

const FIELDS: [&str; 4] = ["name", "status", "categories", "validation_errors"];

/// Id, name, status and category.
const FLOWS: [(&str, &str, &str, &str); 5] = [
    ("1284410256741903", "Book a visit", "PUBLISHED", "APPOINTMENT_BOOKING"),
    ("1284410256741904", "New patient", "PUBLISHED", "SIGN_UP"),
    ("1284410256741905", "How was your visit?", "DRAFT", "SURVEY"),
    ("1284410256741906", "Order form 2024", "DEPRECATED", "OTHER"),
    ("1284410256741907", "Newsletter", "THROTTLED", "LEAD_GENERATION"),
];

fn nodes(world: &World) -> Vec<Value> {
    FLOWS.iter().map(|(id, name, status, category)| node(world, [id, name, status, category])).collect()
}

fn node(world: &World, [id, name, status, category]: [&str; 4]) -> Value {
    let expires = (world.clock.now() + chrono::Duration::days(30)).to_rfc3339();
    let preview = format!("https://business.facebook.com/wa/manage/flows/{id}/preview/?token=practice");
    json!({
        "id": id,
        "name": name,
        "status": status,
        "categories": [category],
        "validation_errors": [],
        "json_version": "7.0",
        "data_api_version": null,
        "endpoint_uri": null,
        "preview": {"preview_url": preview, "expires_at": expires},
        "whatsapp_business_account": {"id": world.account.waba_id, "name": world.account.verified_name},
        "application": {"id": world.account.app_id, "name": "Practice"},
        "health_status": {"can_send_message": if status == "PUBLISHED" { "AVAILABLE" } else { "BLOCKED" }},
    })
}

pub(super) fn list(world: &World, call: &Call) -> Result<Answer, GraphError> {
    let shown = nodes(world).into_iter().map(|flow| select(&flow, call.param("fields"), &FIELDS, "Flow"));
    let data = shown.collect::<Result<Vec<Value>, GraphError>>()?;
    Ok(Answer::Json(json!({"data": data, "paging": {"cursors": {"before": "QVFIUg", "after": "QVFIUh"}}})))
}

/// The form of that id, if there is one. `preview.invalidate(false)` asks for the preview.
pub(super) fn one(world: &World, call: &Call) -> Option<Result<Answer, GraphError>> {
    let flow = nodes(world).into_iter().find(|flow| flow.get("id").and_then(Value::as_str) == Some(&call.first))?;
    let fields = call.param("fields").map(|fields| fields.replace("preview.invalidate(false)", "preview"));
    Some(select(&flow, fields.as_deref(), &FIELDS, "Flow").map(Answer::Json))
}

/// Whether a form may be sent, by its id or its name. Drafts only for a test.
pub(super) fn sendable(id_or_name: &str, as_draft: bool) -> Result<(), GraphError> {
    let flow = FLOWS.iter().find(|(id, name, ..)| *id == id_or_name || *name == id_or_name);
    match flow.map(|(_, _, status, _)| *status) {
        Some("PUBLISHED") => Ok(()),
        Some("DRAFT") if as_draft => Ok(()),
        Some("THROTTLED") => Err(GraphError::new(132_069)),
        Some("BLOCKED") => Err(GraphError::new(132_068)),
        Some(status) => Err(GraphError::with_details(131_009, format!("The flow is {status} and cannot be sent."))),
        None => Err(GraphError::with_details(131_009, "The flow does not exist, or is not of this account.")),
    }
}
