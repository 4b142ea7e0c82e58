//! What a template may be built of.

use serde_json::Value;

use super::super::error::GraphError;
use super::super::shape::Part;
use super::{buttons, words};
use crate::simulator::world::World;

const HEADER: u32 = 2_388_047;
const BODY: u32 = 2_388_072;
const FOOTER: u32 = 2_388_073;

/// Everything in the components of a request.
pub(super) fn check(world: &World, components: &Part<'_>, category: &str, format: &str) -> Result<(), GraphError> {
    if category == "AUTHENTICATION" {
        return Err(GraphError::invalid("Authentication templates have fixed components."));
    }
    let parts = components.list(1, 6)?;
    let mut kinds: Vec<String> = Vec::new();
    for part in &parts {
        let kind = part.need("type")?.text()?.to_ascii_uppercase();
        if kinds.contains(&kind) {
            return Err(part.not_valid("is there twice"));
        }
        component(world, part, &kind, category, format)?;
        kinds.push(kind);
    }
    let has = |kind: &str| kinds.iter().any(|one| one == kind);
    if !has("BODY") {
        return Err(GraphError::template(BODY, "A template needs a body."));
    }
    if has("LIMITED_TIME_OFFER") && has("FOOTER") {
        return Err(GraphError::template(FOOTER, "A template with an offer cannot have a footer."));
    }
    if has("CAROUSEL") && kinds.len() != 2 {
        return Err(GraphError::invalid("A carousel has a body beside it and nothing else."));
    }
    Ok(())
}

fn component(world: &World, part: &Part<'_>, kind: &str, category: &str, format: &str) -> Result<(), GraphError> {
    match kind {
        "HEADER" => header(world, part, format),
        "BODY" => body(part, format, 1024),
        "FOOTER" => footer(part),
        "BUTTONS" => buttons::check(&part.need("buttons")?.list(1, 10)?),
        "LIMITED_TIME_OFFER" => offer(part, category),
        "CAROUSEL" => carousel(world, part, format),
        _ => Err(part.not_valid("has no known type")),
    }
}

fn header(world: &World, part: &Part<'_>, format: &str) -> Result<(), GraphError> {
    match part.need("format")?.one_of(&["TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION"])? {
        "TEXT" => {
            let text = words::within(part, 60)?;
            let names = words::variables(text, format, HEADER)?;
            let mut plain = text.to_owned();
            names.iter().for_each(|name| plain = plain.replace(name.as_str(), ""));
            if names.len() > 1 || plain.contains(['*', '_', '~', '`', '\n']) {
                let why = "Headers have at most one variable, no line breaks and no formatting characters.";
                return Err(GraphError::template(HEADER, why));
            }
            words::samples(part, "header", &names, format, HEADER)
        }
        "LOCATION" => Ok(()),
        _ => handle(world, part),
    }
}

/// A sample that was handed over here.
fn handle(world: &World, part: &Part<'_>) -> Result<(), GraphError> {
    let example = part.may("example")?.map(|example| example.value().clone()).unwrap_or_default();
    let handle = example.pointer("/header_handle/0").and_then(Value::as_str);
    let known = handle.is_some_and(|handle| world.with(|state| state.reviewers.handles.iter().any(|it| it == handle)));
    if known { Ok(()) } else { Err(GraphError::template(HEADER, "The header needs the handle of a sample file.")) }
}

fn body(part: &Part<'_>, format: &str, most: usize) -> Result<(), GraphError> {
    let text = words::within(part, most)?;
    let names = words::variables(text, format, BODY)?;
    words::around(text, names.len(), BODY)?;
    words::samples(part, "body", &names, format, BODY)
}

fn footer(part: &Part<'_>) -> Result<(), GraphError> {
    if words::within(part, 60)?.contains("{{") {
        return Err(GraphError::template(FOOTER, "Footers cannot have variables."));
    }
    Ok(())
}

fn offer(part: &Part<'_>, category: &str) -> Result<(), GraphError> {
    let offer = part.need("limited_time_offer")?;
    words::within(&offer, 16)?;
    offer.may("has_expiration")?.map(|expires| expires.truth()).transpose()?;
    if category == "MARKETING" { Ok(()) } else { Err(part.not_valid("is for marketing templates")) }
}

fn carousel(world: &World, part: &Part<'_>, format: &str) -> Result<(), GraphError> {
    let mut first: Option<Vec<String>> = None;
    for card in part.need("cards")?.list(2, 10)? {
        let mut shape = Vec::new();
        for piece in card.need("components")?.list(2, 3)? {
            shape.push(piece_of_card(world, &piece, format)?);
        }
        if first.get_or_insert_with(|| shape.clone()) != &shape {
            return Err(card.not_valid("is built otherwise than the first card"));
        }
    }
    Ok(())
}

/// Checks a component of a card; gives what must be equal on all cards.
fn piece_of_card(world: &World, piece: &Part<'_>, format: &str) -> Result<String, GraphError> {
    match piece.need("type")?.text()?.to_ascii_uppercase().as_str() {
        "HEADER" => {
            let media = piece.need("format")?.one_of(&["IMAGE", "VIDEO"])?;
            handle(world, piece)?;
            Ok(media.to_owned())
        }
        "BODY" => body(piece, format, 160).map(|()| "BODY".to_owned()),
        "BUTTONS" => {
            let listed = piece.need("buttons")?.list(1, 2)?;
            buttons::check(&listed)?;
            let kinds = listed.iter().map(|it| it.need("type")?.one_of(&["QUICK_REPLY", "URL", "PHONE_NUMBER"]));
            Ok(kinds.collect::<Result<Vec<&str>, GraphError>>()?.join("+"))
        }
        _ => Err(piece.not_valid("cannot be on a card")),
    }
}
