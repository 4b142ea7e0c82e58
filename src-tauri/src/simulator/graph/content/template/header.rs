//! The header of a template or of a card: words, a file, a place or a product.

use serde_json::Value;

use super::super::super::catalogue::{component, text};
use super::super::super::error::GraphError;
use super::super::super::shape::Part;
use super::super::media;
use super::{mismatch, parameters, words};
use crate::simulator::world::World;

const HEADER_MAX: usize = 60;

pub(super) fn check(world: &World, shape: &Value, named: bool, sent: Option<&Part<'_>>) -> Result<(), GraphError> {
    let Some(header) = component(shape, "HEADER") else { return Ok(()) };
    let given = parameters(sent)?;
    let format = text(header, "format");
    if format == "TEXT" {
        return words::check(shape, "HEADER", named, &given, HEADER_MAX);
    }
    let kind = format.to_lowercase();
    let [only] = given.as_slice() else { return Err(mismatch("header", format, "UNKNOWN")) };
    only.only(&["type", &kind])?;
    let received = only.need("type")?.text()?;
    if received != kind {
        return Err(mismatch("header", format, received));
    }
    let value = only.need(&kind)?;
    match kind.as_str() {
        "location" => place(&value),
        "product" => {
            value.only(&["product_retailer_id", "catalog_id"])?;
            ["product_retailer_id", "catalog_id"].iter().try_for_each(|key| value.need(key)?.text().map(drop))
        }
        "document" => {
            value.only(&["id", "link", "filename"])?;
            media::source(world, &value, &kind)?;
            value.may("filename")?.map_or(Ok(()), |name| name.text_within(1, 240).map(drop))
        }
        _ => {
            value.only(&["id", "link"])?;
            media::source(world, &value, &kind)
        }
    }
}

fn place(place: &Part<'_>) -> Result<(), GraphError> {
    place.only(&["latitude", "longitude", "name", "address"])?;
    for (key, most) in [("latitude", 90.0), ("longitude", 180.0)] {
        let degrees = place.need(key)?;
        if !(-most..=most).contains(&degrees.number()?) {
            return Err(degrees.not_valid("is not on earth"));
        }
    }
    ["name", "address"].iter().try_for_each(|key| {
        let words = place.need(key)?;
        if words.text()?.is_empty() { Err(words.not_valid("is empty")) } else { Ok(()) }
    })
}
