//! `GET /{waba_id}/message_templates`: filtered, and page by page.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::catalogue::text;
use super::error::GraphError;
use super::fields::select;
use super::{Answer, Call};
use crate::simulator::world::World;

const PAGE: usize = 25;
const PAGE_MAX: usize = 1000;
const CURSOR: &str = "templates:";
const FIELDS: [&str; 6] = ["name", "parameter_format", "components", "language", "status", "category"];

pub(super) fn list(world: &World, call: &Call) -> Result<Answer, GraphError> {
    let start = call.param("after").map_or(Ok(0), position)?;
    let limit = limit(call)?;
    let templates = world.templates();
    let chosen: Vec<&Value> = templates.all().iter().filter(|template| wanted(template, call)).collect();
    let page = chosen.iter().skip(start).take(limit);
    let shown = page.map(|template| select(template, call.param("fields"), &FIELDS, "WhatsAppMessageTemplate"));
    let data = shown.collect::<Result<Vec<Value>, GraphError>>()?;
    let end = start + data.len();
    let mut paging = json!({"cursors": {"before": cursor(start), "after": cursor(end)}});
    if let Some(fields) = paging.as_object_mut().filter(|_| end < chosen.len()) {
        fields.insert("next".to_owned(), json!(next(world, call, end)));
    }
    let paging = if data.is_empty() { json!({}) } else { paging };
    Ok(Answer::Json(json!({"data": data, "paging": paging})))
}

pub(super) fn one(world: &World, call: &Call) -> Result<Answer, GraphError> {
    let templates = world.templates();
    let template = templates.with_id(&call.first).ok_or_else(|| GraphError::unknown_node(&call.first))?;
    Ok(Answer::Json(select(template, call.param("fields"), &FIELDS, "WhatsAppMessageTemplate")?))
}

fn limit(call: &Call) -> Result<usize, GraphError> {
    let Some(limit) = call.param("limit") else { return Ok(PAGE) };
    let limit: usize = limit.parse().map_err(|_| GraphError::invalid("Param limit must be a number."))?;
    Ok(limit.clamp(1, PAGE_MAX))
}

/// Whether a template passes every filter of the call.
fn wanted(template: &Value, call: &Call) -> bool {
    let any = |param: &str, field: &str| {
        call.param(param).is_none_or(|list| list.split(',').any(|one| text(template, field) == one.trim()))
    };
    let name = call.param("name").is_none_or(|name| text(template, "name").contains(name));
    let content = template.get("components").map(Value::to_string).unwrap_or_default();
    let within = |param: &str| call.param(param).is_none_or(|words| content.contains(words));
    let either = call
        .param("name_or_content")
        .is_none_or(|words| content.contains(words) || text(template, "name").contains(words));
    let status = any("status", "status") && any("category", "category") && any("language", "language");
    name && within("content") && either && status
}

fn cursor(position: usize) -> String {
    URL_SAFE_NO_PAD.encode(format!("{CURSOR}{position}"))
}

fn position(cursor: &str) -> Result<usize, GraphError> {
    let decoded = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let position = decoded.as_deref().and_then(|text| text.strip_prefix(CURSOR)?.parse().ok());
    position.ok_or_else(|| GraphError::with_details(131_059, "The paging cursor is not valid any more."))
}

/// The whole address of the next page. Like the real one it repeats the call and its token.
fn next(world: &World, call: &Call, end: usize) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("access_token", &world.account.access_token);
    query.extend_pairs(call.query.iter().filter(|(key, _)| key != "after" && key != "access_token"));
    query.append_pair("after", &cursor(end));
    format!("http://{}/v24.0/{}/message_templates?{}", world.address, world.account.waba_id, query.finish())
}
