//! The nodes of number, account and token.

use serde_json::{Value, json};

use super::error::GraphError;
use super::fields::select;
use super::{Answer, Call};
use crate::simulator::customers::content::CATALOG;
use crate::simulator::world::World;

const PHONE_FIELDS: [&str; 8] = [
    "verified_name",
    "code_verification_status",
    "display_phone_number",
    "quality_rating",
    "platform_type",
    "throughput",
    "webhook_configuration",
    "last_onboarded_time",
];
const WABA_FIELDS: [&str; 4] = ["name", "currency", "timezone_id", "message_template_namespace"];

pub(super) fn phone(world: &World, fields: Option<&str>) -> Result<Answer, GraphError> {
    Ok(Answer::Json(select(&phone_node(world), fields, &PHONE_FIELDS, "WhatsAppBusinessPhoneNumber")?))
}

fn phone_node(world: &World) -> Value {
    world.with(|state| state.phone.over(world.account.phone_node(state.callbacks.configuration())))
}

pub(super) fn waba(world: &World, fields: Option<&str>) -> Result<Answer, GraphError> {
    Ok(Answer::Json(select(&world.account.waba_node(), fields, &WABA_FIELDS, "WhatsAppBusinessAccount")?))
}

pub(super) fn phone_numbers(world: &World, fields: Option<&str>) -> Result<Answer, GraphError> {
    let number = select(&phone_node(world), fields, &PHONE_FIELDS, "WhatsAppBusinessPhoneNumber")?;
    Ok(Answer::Json(json!({"data": [number], "paging": {"cursors": {"before": "QVFIUg", "after": "QVFIUh"}}})))
}

/// The catalogue that is connected to the account: the shop of which the customers order.
pub(super) fn catalogs() -> Answer {
    Answer::Json(json!({"data": [{"id": CATALOG, "name": "Practice shop"}]}))
}

pub(super) fn debug_token(world: &World, token: Option<&str>) -> Result<Answer, GraphError> {
    let token = token.ok_or_else(|| GraphError::invalid("The parameter input_token is required."))?;
    let account = &world.account;
    if token != account.access_token || world.with(|state| state.faults.token_expired.is_on()) {
        let error = json!({"code": 190, "message": "Malformed access token", "subcode": 467});
        return Ok(Answer::Json(json!({"data": {"is_valid": false, "scopes": [], "error": error}})));
    }
    Ok(Answer::Json(json!({"data": {
        "app_id": account.app_id,
        "type": "SYSTEM_USER",
        "application": "Practice",
        "is_valid": true,
        "expires_at": 0,
        "data_access_expires_at": 0,
        "issued_at": world.clock.now().timestamp() - 86_400,
        "scopes": ["whatsapp_business_management", "whatsapp_business_messaging"],
        "granular_scopes": [
            {"scope": "whatsapp_business_management", "target_ids": [account.waba_id]},
            {"scope": "whatsapp_business_messaging", "target_ids": [account.waba_id]},
        ],
    }})))
}

/// The app's own token, for its id and secret.
pub(super) fn app_token(world: &World, call: &Call) -> Result<Answer, GraphError> {
    let account = &world.account;
    let right = call.param("grant_type") == Some("client_credentials")
        && call.param("client_id") == Some(&account.app_id)
        && call.param("client_secret") == Some(&account.app_secret);
    if right {
        Ok(Answer::Json(json!({"access_token": account.app_token(), "token_type": "bearer"})))
    } else {
        Err(GraphError::invalid("Error validating client secret."))
    }
}
