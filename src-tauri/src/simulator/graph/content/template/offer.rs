//! An offer that ends: its end is told in milliseconds and lies ahead.

use serde_json::Value;

use super::super::super::catalogue::component;
use super::super::super::error::GraphError;
use super::super::super::shape::Part;
use super::{mismatch, parameters, words};
use crate::simulator::world::World;

const KIND: &str = "limited_time_offer";

pub(super) fn check(world: &World, template: &Value, sent: Option<&Part<'_>>) -> Result<(), GraphError> {
    let Some(offer) = component(template, "LIMITED_TIME_OFFER") else { return Ok(()) };
    let ends = offer.pointer("/limited_time_offer/has_expiration").and_then(Value::as_bool).unwrap_or_default();
    let given = parameters(sent)?;
    match (ends, given.as_slice()) {
        (false, []) => Ok(()),
        (true, [only]) => {
            only.only(&["type", KIND])?;
            let received = only.need("type")?.text()?;
            if received != KIND {
                return Err(mismatch(KIND, "LIMITED_TIME_OFFER", received));
            }
            let offer = only.need(KIND)?;
            offer.only(&["expiration_time_ms"])?;
            let end = offer.need("expiration_time_ms")?;
            let ahead = end.value().as_i64().is_some_and(|at| at > world.clock.now().timestamp_millis());
            if ahead { Ok(()) } else { Err(end.not_valid("is not a moment ahead in milliseconds")) }
        }
        (_, given) => Err(words::count(KIND, given.len(), usize::from(ends))),
    }
}
