//! A form that is sent: which one, how it opens, and what it begins with.

use super::super::error::GraphError;
use super::super::flows;
use super::super::shape::Part;
use super::interactive::named;

const KEYS: [&str; 8] = [
    "flow_message_version",
    "flow_id",
    "flow_name",
    "flow_cta",
    "flow_token",
    "mode",
    "flow_action",
    "flow_action_payload",
];

pub(super) fn check(action: &Part<'_>) -> Result<(), GraphError> {
    named(action, "flow")?;
    let parameters = action.need("parameters")?;
    parameters.only(&KEYS)?;
    parameters.need("flow_message_version")?.one_of(&["3"])?;
    parameters.need("flow_cta")?.text_within(1, 30)?;
    parameters.may("flow_token")?.map_or(Ok(""), |token| token.text())?;
    let mode = parameters.may("mode")?.map_or(Ok("published"), |mode| mode.one_of(&["draft", "published"]))?;
    let ((Some(flow), None) | (None, Some(flow))) = (parameters.may("flow_id")?, parameters.may("flow_name")?) else {
        return Err(parameters.not_valid("needs exactly one of flow_id and flow_name"));
    };
    flows::sendable(flow.text()?, mode == "draft")?;
    first_screen(&parameters)
}

/// Where the form opens. Only a form without an endpoint of its own is told what it begins with.
fn first_screen(parameters: &Part<'_>) -> Result<(), GraphError> {
    let kinds = ["navigate", "data_exchange"];
    let action = parameters.may("flow_action")?.map_or(Ok("navigate"), |action| action.one_of(&kinds))?;
    let Some(payload) = parameters.may("flow_action_payload")? else { return Ok(()) };
    if action != "navigate" {
        return Err(payload.not_valid("belongs to navigate alone"));
    }
    payload.only(&["screen", "data"])?;
    match payload.may("data")? {
        Some(data) if data.value().as_object().is_none_or(serde_json::Map::is_empty) => {
            Err(data.not_valid("must be an object with something in it"))
        }
        Some(_) | None => Ok(()),
    }
}
