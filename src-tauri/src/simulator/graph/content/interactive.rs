//! Buttons, lists, links, forms and the other interactive messages.

use std::collections::BTreeSet;

use super::super::error::GraphError;
use super::super::shape::Part;
use super::media;
use crate::simulator::world::World;

const BODY_MAX: usize = 1024;
const LIST_BODY_MAX: usize = 4096;
const SHORT_MAX: usize = 60;
const LABEL_MAX: usize = 20;

pub(super) fn check(world: &World, part: &Part<'_>) -> Result<(), GraphError> {
    part.only(&["type", "header", "body", "footer", "action"])?;
    let kind = part.need("type")?.text()?;
    frame(world, part, kind)?;
    let action = part.need("action")?;
    match kind {
        "button" => buttons(&action),
        "list" => list(&action),
        "cta_url" => link(&action),
        "flow" => flow(&action),
        "location_request_message" => named(&action, "send_location"),
        "request_contact_info" => named(&action, "request_contact_info"),
        "call_permission_request" => named(&action, "call_permission_request"),
        "voice_call" => named(&action, "voice_call"),
        "catalog_message" => named(&action, "catalog_message"),
        "address_message" => named(&action, "address_message"),
        "product" => action.need("catalog_id").and(action.need("product_retailer_id")).map(drop),
        "product_list" => action.need("sections")?.list(1, 10).map(drop),
        "carousel" => action.need("cards")?.list(2, 10).map(drop),
        "order_details" | "order_status" => {
            Err(GraphError::with_details(131_009, "Payments are not available in this country."))
        }
        _ => Err(GraphError::with_details(131_009, format!("Interactive type {kind} is not known."))),
    }
}

/// Header, body and footer, which most kinds share.
fn frame(world: &World, part: &Part<'_>, kind: &str) -> Result<(), GraphError> {
    if let Some(header) = part.may("header")? {
        self::header(world, &header, kind)?;
    }
    let body_max = if kind == "list" { LIST_BODY_MAX } else { BODY_MAX };
    match part.may("body")? {
        Some(body) => drop(body.need("text")?.text_within(1, body_max)?),
        None if kind == "product" => {}
        None => drop(part.need("body")?),
    }
    if let Some(footer) = part.may("footer")? {
        footer.need("text")?.text_within(1, SHORT_MAX)?;
    }
    Ok(())
}

fn header(world: &World, header: &Part<'_>, kind: &str) -> Result<(), GraphError> {
    let allowed: &[&str] = match kind {
        "button" | "cta_url" | "flow" => &["text", "image", "video", "document"],
        "list" | "product_list" => &["text"],
        _ => &[],
    };
    let format = header.need("type")?.one_of(allowed)?;
    if format == "text" {
        return header.need("text")?.text_within(1, SHORT_MAX).map(drop);
    }
    media::source(world, &header.need(format)?, format)
}

fn buttons(action: &Part<'_>) -> Result<(), GraphError> {
    action.only(&["buttons"])?;
    let (mut ids, mut titles) = (BTreeSet::new(), BTreeSet::new());
    for button in action.need("buttons")?.list(1, 3)? {
        button.need("type")?.one_of(&["reply"])?;
        let reply = button.need("reply")?;
        let id = reply.need("id")?.text_within(1, 256)?;
        let title = reply.need("title")?.text_within(1, LABEL_MAX)?;
        if !ids.insert(id) || !titles.insert(title) {
            return Err(reply.not_valid("must have an id and a title of its own"));
        }
    }
    Ok(())
}

fn list(action: &Part<'_>) -> Result<(), GraphError> {
    action.only(&["button", "sections"])?;
    action.need("button")?.text_within(1, LABEL_MAX)?;
    let sections = action.need("sections")?;
    let parts = sections.list(1, 10)?;
    let several = parts.len() > 1;
    let mut rows = 0;
    for section in parts {
        let title = if several { Some(section.need("title")?) } else { section.may("title")? };
        title.map_or(Ok(""), |title| title.text_within(1, 24))?;
        let section_rows = section.need("rows")?.list(1, 10)?;
        rows += section_rows.len();
        section_rows.iter().try_for_each(row)?;
    }
    if rows > 10 { Err(sections.not_valid("may have ten rows in all")) } else { Ok(()) }
}

fn row(row: &Part<'_>) -> Result<(), GraphError> {
    row.only(&["id", "title", "description"])?;
    row.need("id")?.text_within(1, 200)?;
    row.need("title")?.text_within(1, 24)?;
    row.may("description")?.map_or(Ok(""), |text| text.text_within(0, 72)).map(drop)
}

fn link(action: &Part<'_>) -> Result<(), GraphError> {
    named(action, "cta_url")?;
    let parameters = action.need("parameters")?;
    parameters.need("display_text")?.text_within(1, LABEL_MAX)?;
    let url = parameters.need("url")?;
    if url.text()?.starts_with("http") { Ok(()) } else { Err(url.not_valid("is not a link")) }
}

fn flow(action: &Part<'_>) -> Result<(), GraphError> {
    named(action, "flow")?;
    let parameters = action.need("parameters")?;
    parameters.need("flow_message_version")?.one_of(&["3"])?;
    parameters.need("flow_cta")?.text_within(1, 30)?;
    if parameters.may("flow_id")?.is_some() == parameters.may("flow_name")?.is_some() {
        return Err(parameters.not_valid("needs exactly one of flow_id and flow_name"));
    }
    let data = parameters.value().pointer("/flow_action_payload/data").and_then(|data| data.as_object());
    if data.is_some_and(serde_json::Map::is_empty) {
        return Err(parameters.not_valid("has an empty flow_action_payload.data"));
    }
    Ok(())
}

fn named(action: &Part<'_>, name: &str) -> Result<(), GraphError> {
    action.need("name")?.one_of(&[name]).map(drop)
}
