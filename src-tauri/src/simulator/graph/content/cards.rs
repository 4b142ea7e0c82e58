//! Cards side by side: pictures with links or quick replies, or products of one catalogue.

use super::super::error::GraphError;
use super::super::shape::Part;
use super::interactive::{LABEL_MAX, link};
use super::{media, products};
use crate::simulator::world::World;

const BODY_MAX: usize = 160;
const LINE_BREAKS_MAX: usize = 2;
const QUICK_REPLIES_MAX: usize = 3;

pub(super) fn check(world: &World, action: &Part<'_>) -> Result<(), GraphError> {
    action.only(&["cards"])?;
    let cards = action.need("cards")?;
    let mut shapes = Vec::new();
    for (place, card) in cards.list(2, 10)?.iter().enumerate() {
        card.only(&["card_index", "type", "header", "body", "action"])?;
        let index = card.need("card_index")?;
        if index.value().as_u64() != u64::try_from(place).ok() {
            return Err(index.not_valid("must count up from 0"));
        }
        shapes.push(shape(world, card)?);
    }
    let alike = shapes.windows(2).all(|pair| pair.first() == pair.last());
    if alike { Ok(()) } else { Err(cards.not_valid("must have cards with the same buttons or one catalogue")) }
}

/// Checks one card, and says what all of them must have in common.
fn shape(world: &World, card: &Part<'_>) -> Result<String, GraphError> {
    let kind = card.need("type")?.one_of(&["cta_url", "product"])?;
    let action = card.need("action")?;
    if kind == "product" {
        products::one(&action)?;
        return Ok(format!("catalogue {}", action.need("catalog_id")?.text()?));
    }
    let header = card.need("header")?;
    let format = header.need("type")?.one_of(&["image", "video"])?;
    media::source(world, &header.need(format)?, format)?;
    if let Some(body) = card.may("body")? {
        let text = body.need("text")?;
        if text.text_within(1, BODY_MAX)?.matches('\n').count() > LINE_BREAKS_MAX {
            return Err(text.not_valid("may have two line breaks"));
        }
    }
    if action.may("buttons")?.is_none() {
        return link(&action).map(|()| "link".to_owned());
    }
    let buttons = action.need("buttons")?.list(1, QUICK_REPLIES_MAX)?;
    buttons.iter().try_for_each(quick_reply)?;
    Ok(format!("{} quick replies", buttons.len()))
}

fn quick_reply(button: &Part<'_>) -> Result<(), GraphError> {
    button.need("type")?.one_of(&["quick_reply"])?;
    let reply = button.need("quick_reply")?;
    reply.need("id")?.text_within(1, LABEL_MAX)?;
    reply.need("title")?.text_within(1, LABEL_MAX).map(drop)
}
