//! Buttons, lists, links, forms and the other interactive messages.

use std::collections::BTreeSet;

use super::super::error::GraphError;
use super::super::shape::Part;
use super::{cards, form, media, products};
use crate::simulator::world::World;

const BODY_MAX: usize = 1024;
const LIST_BODY_MAX: usize = 4096;
const SHORT_MAX: usize = 60;
pub(super) const LABEL_MAX: usize = 20;

pub(super) fn check(world: &World, part: &Part<'_>) -> Result<(), GraphError> {
    let kind = part.need("type")?.text()?;
    // A row of cards has neither a header nor a footer around it.
    let around: &[&str] = if kind == "carousel" { &[] } else { &["header", "footer"] };
    let allowed: Vec<&str> = ["type", "body", "action"].iter().chain(around).copied().collect();
    part.only(&allowed)?;
    frame(world, part, kind)?;
    let action = part.need("action")?;
    match kind {
        "button" => buttons(&action),
        "list" => list(&action),
        "cta_url" => link(&action),
        "flow" => form::check(&action),
        "location_request_message" => only_named(&action, "send_location"),
        "request_contact_info" => only_named(&action, "request_contact_info"),
        "call_permission_request" => only_named(&action, "call_permission_request"),
        "voice_call" => voice_call(&action),
        "address_message" => named(&action, "address_message"),
        "catalog_message" => products::catalog(&action),
        "product" => products::one(&action),
        "product_list" => products::list(&action),
        "carousel" => cards::check(world, &action),
        "order_details" | "order_status" => {
            Err(GraphError::with_details(131_009, "Payments are not available in this country."))
        }
        _ => Err(GraphError::with_details(131_009, format!("Interactive type {kind} is not known."))),
    }
}

/// Header, body and footer, which most kinds share.
fn frame(world: &World, part: &Part<'_>, kind: &str) -> Result<(), GraphError> {
    match part.may("header")? {
        Some(header) => self::header(world, &header, kind)?,
        None if kind == "product_list" => drop(part.need("header")?),
        None => {}
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
    header.only(&["type", format])?;
    if format == "text" {
        return header.need("text")?.text_within(1, SHORT_MAX).map(drop);
    }
    media::source(world, &header.need(format)?, format)
}

fn buttons(action: &Part<'_>) -> Result<(), GraphError> {
    action.only(&["buttons"])?;
    let (mut ids, mut titles) = (BTreeSet::new(), BTreeSet::new());
    for button in action.need("buttons")?.list(1, 3)? {
        button.only(&["type", "reply"])?;
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

pub(super) fn link(action: &Part<'_>) -> Result<(), GraphError> {
    action.only(&["name", "parameters"])?;
    named(action, "cta_url")?;
    let parameters = action.need("parameters")?;
    parameters.only(&["display_text", "url"])?;
    parameters.need("display_text")?.text_within(1, LABEL_MAX)?;
    let url = parameters.need("url")?;
    let is_web = url.text()?.starts_with("https://") || url.text()?.starts_with("http://");
    if is_web { Ok(()) } else { Err(url.not_valid("is not a link")) }
}

fn voice_call(action: &Part<'_>) -> Result<(), GraphError> {
    named(action, "voice_call")?;
    let Some(parameters) = action.may("parameters")? else { return Ok(()) };
    parameters.only(&["display_text", "ttl_minutes", "payload"])?;
    parameters.may("display_text")?.map_or(Ok(""), |text| text.text_within(1, LABEL_MAX))?;
    match parameters.may("ttl_minutes")? {
        Some(ttl) if !(1.0..=43_200.0).contains(&ttl.number()?) => Err(ttl.not_valid("must be between 1 and 43200")),
        Some(_) | None => Ok(()),
    }
}

/// An action that has a name and nothing else.
fn only_named(action: &Part<'_>, name: &str) -> Result<(), GraphError> {
    action.only(&["name"])?;
    named(action, name)
}

pub(super) fn named(action: &Part<'_>, name: &str) -> Result<(), GraphError> {
    action.need("name")?.one_of(&[name]).map(drop)
}
