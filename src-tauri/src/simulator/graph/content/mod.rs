//! What a message says: each kind checked against the provider's limits before it is accepted.

mod card;
mod cards;
mod form;
mod interactive;
mod media;
mod products;
mod template;

use serde_json::Value;

use super::address::Address;
use super::error::GraphError;
use super::shape::Part;
use crate::simulator::world::World;

const CAPTION_MAX: usize = 1024;

/// A checked message.
pub(super) struct Content {
    pub kind: String,
    /// The template's category, for templates.
    pub category: Option<String>,
    /// What the customer sees of a template.
    pub seen: Option<Value>,
}

pub(super) fn check(world: &World, message: &Part<'_>, address: &Address) -> Result<Content, GraphError> {
    let kind = message.may("type")?.map_or(Ok("text"), |kind| kind.text())?;
    let part = || message.need(kind);
    match kind {
        "text" => text(&part()?)?,
        "image" | "video" | "document" | "audio" | "sticker" => media::check(world, &part()?, kind)?,
        "location" => card::location(&part()?)?,
        "contacts" => card::contacts(&part()?)?,
        "reaction" => card::reaction(&part()?)?,
        "interactive" => interactive::check(world, &part()?)?,
        "template" => {
            let template::Checked { category, seen } = template::check(world, &part()?, address)?;
            return Ok(Content { kind: kind.to_owned(), category: Some(category), seen: Some(seen) });
        }
        _ => return Err(GraphError::with_details(131_051, format!("Message type {kind} is not supported."))),
    }
    Ok(Content { kind: kind.to_owned(), category: None, seen: None })
}

fn text(text: &Part<'_>) -> Result<(), GraphError> {
    text.only(&["body", "preview_url"])?;
    text.need("body")?.text_within(1, 4096)?;
    text.may("preview_url")?.map_or(Ok(false), |preview| preview.truth())?;
    Ok(())
}
