//! Cards that are swiped through: every one is sent, each filled in like a small template.

use serde_json::Value;

use super::super::super::catalogue::component;
use super::super::super::error::GraphError;
use super::super::super::shape::Part;
use super::{button, find, header, known, parameters, words};
use crate::simulator::world::World;

const CARD_MAX: usize = 160;
const CARDS_MAX: usize = 10;

pub(super) fn check(world: &World, template: &Value, named: bool, sent: Option<&Part<'_>>) -> Result<(), GraphError> {
    let Some(carousel) = component(template, "CAROUSEL") else { return Ok(()) };
    let shapes = carousel.get("cards").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let sent = sent.map_or(Ok(Vec::new()), |carousel| carousel.need("cards")?.list(0, CARDS_MAX))?;
    if sent.len() != shapes.len() {
        let details =
            format!("carousel: number of cards ({}) does not match the expected {}", sent.len(), shapes.len());
        return Err(GraphError::with_details(132_012, details));
    }
    for (index, shape) in shapes.iter().enumerate() {
        let card = with_index(&sent, index)?;
        one(world, shape, named, &card)?;
    }
    Ok(())
}

fn with_index<'a>(sent: &[Part<'a>], index: usize) -> Result<Part<'a>, GraphError> {
    for card in sent {
        card.only(&["card_index", "components"])?;
        if card.need("card_index")?.value().as_u64() == u64::try_from(index).ok() {
            return Ok(card.clone());
        }
    }
    Err(GraphError::with_details(132_012, format!("carousel: there is no card with card_index {index}")))
}

fn one(world: &World, shape: &Value, named: bool, card: &Part<'_>) -> Result<(), GraphError> {
    let sent = card.need("components")?.list(0, 20)?;
    for component in &sent {
        component.only(&["type", "sub_type", "index", "parameters"])?;
        known(component, shape, &["header", "body", "button"])?;
    }
    header::check(world, shape, named, find(&sent, "header")?.as_ref())?;
    words::check(shape, "BODY", named, &parameters(find(&sent, "body")?.as_ref())?, CARD_MAX)?;
    button::check_all(shape, &sent)
}
