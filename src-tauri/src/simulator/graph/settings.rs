//! What a business sets about its number: its shop, its username, and whether security codes are told.

use std::sync::Arc;

use serde_json::{Value, json};

use super::error::GraphError;
use super::shape::Part;
use super::{Answer, success};
use crate::simulator::fields::username_value;
use crate::simulator::webhook::{self, Kind, Lane, Parcel};
use crate::simulator::world::World;

const NAME_TAKEN: u32 = 147_001;
/// A name that somebody else has.
const TAKEN: &str = "whatsapp";

pub(super) fn commerce(world: &World) -> Answer {
    let commerce = world.with(|state| state.phone.commerce);
    let (visible, cart) = (commerce.is_catalog_visible, commerce.is_cart_enabled);
    let id = &world.account.phone_number_id;
    Answer::Json(json!({"data": [{"id": id, "is_catalog_visible": visible, "is_cart_enabled": cart}]}))
}

pub(super) fn set_commerce(world: &World, body: &Value) -> Result<Answer, GraphError> {
    let request = Part::new("", body);
    request.only(&["is_catalog_visible", "is_cart_enabled"])?;
    let truth = |key: &str| request.may(key)?.map(|value| value.truth()).transpose();
    let (visible, cart) = (truth("is_catalog_visible")?, truth("is_cart_enabled")?);
    world.with(|state| {
        let commerce = &mut state.phone.commerce;
        commerce.is_catalog_visible = visible.unwrap_or(commerce.is_catalog_visible);
        commerce.is_cart_enabled = cart.unwrap_or(commerce.is_cart_enabled);
    });
    Ok(success())
}

pub(super) fn username(world: &World) -> Answer {
    match world.with(|state| state.phone.username.clone()) {
        Some(name) => Answer::Json(json!({"username": name, "status": "approved"})),
        None => Answer::Json(json!({})),
    }
}

pub(super) fn set_username(world: &Arc<World>, body: &Value) -> Result<Answer, GraphError> {
    let request = Part::new("", body);
    request.only(&["username", "transfer_action"])?;
    if let Some(transfer) = request.may("transfer_action")? {
        transfer.one_of(&["none", "force_transfer"])?;
    }
    let asked = request.need("username")?;
    let name = asked.text_within(3, 35)?.to_lowercase();
    if let Some(why) = objection(&name) {
        return Err(asked.not_valid(why));
    }
    if name == TAKEN {
        return Err(GraphError::new(NAME_TAKEN));
    }
    tell_username(world, "approved", Some(name));
    Ok(Answer::Json(json!({"status": "approved"})))
}

pub(super) fn delete_username(world: &Arc<World>) -> Answer {
    tell_username(world, "deleted", None);
    success()
}

fn tell_username(world: &Arc<World>, status: &str, name: Option<String>) {
    let value = username_value(world, status, name.as_deref());
    world.with(|state| state.phone.username = name);
    let field = "business_username_update".to_owned();
    webhook::send(world, Parcel { lane: Lane::Account, kind: Kind::Other, field, value, answer: None });
}

/// Why this cannot be a username, if so.
fn objection(name: &str) -> Option<&'static str> {
    let strange = |c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_'));
    let like_a_domain = [".com", ".net", ".org", ".io"].iter().any(|end| name.ends_with(end));
    if name.contains(strange) {
        Some("may hold a-z, 0-9, . and _")
    } else if !name.contains(|c: char| c.is_ascii_lowercase()) {
        Some("needs a letter")
    } else if name.starts_with('.') || name.ends_with('.') || name.contains("..") {
        Some("has a dot at its beginning, at its end or beside another")
    } else if name.starts_with("www") || like_a_domain {
        Some("looks like an address of the web")
    } else {
        None
    }
}

pub(super) fn suggestions() -> Answer {
    Answer::Json(json!({"data": [{"username_suggestions": ["riverside.clinic", "riverside_store"]}]}))
}

pub(super) fn settings(world: &World) -> Answer {
    let check = world.with(|state| state.phone.identity_check);
    let storage = json!({"status": "DEFAULT"});
    let identity = json!({"enable_identity_key_check": check});
    Answer::Json(json!({"user_identity_change": identity, "storage_configuration": storage}))
}

/// One feature at a time; of them the check of security codes is done here.
pub(super) fn set_settings(world: &World, body: &Value) -> Result<Answer, GraphError> {
    let request = Part::new("", body);
    request.only(&["user_identity_change"])?;
    let check = request.need("user_identity_change")?.need("enable_identity_key_check")?.truth()?;
    world.with(|state| state.phone.identity_check = check);
    Ok(success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usernames_keep_their_rules() {
        for name in ["1234", ".clinic", "clinic.", "clinic..x", "www.clinic", "clinic.com", "clinic-x"] {
            assert!(objection(name).is_some(), "{name}");
        }
        assert_eq!(objection("riverside_clinic.2"), None);
    }
}
