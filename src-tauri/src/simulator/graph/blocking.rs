//! `/{phone_number_id}/block_users`: only people who wrote within the last day can be blocked.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::error::GraphError;
use super::shape::Part;
use super::{Answer, Call, address};
use crate::simulator::customers::Customer;
use crate::simulator::object::put;
use crate::simulator::world::World;

const MOST: usize = 1000;
const PAGE: usize = 25;
const PARTLY: u32 = 139_100;
const DID_NOT_WRITE: u32 = 131_047;

/// Blocks or unblocks. Those for whom it fails are told beside the others, with an HTTP 400.
pub(super) fn change(world: &World, body: &Value, block: bool) -> Result<Answer, GraphError> {
    let request = Part::new("", body);
    request.only(&["messaging_product", "block_users"])?;
    request.need("messaging_product")?.one_of(&["whatsapp"])?;
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for user in request.need("block_users")?.list(1, MOST)? {
        match one(world, &user, block) {
            Ok(shown) => done.push(shown),
            Err(error) => failed.push(failure(&user, &error)),
        }
    }
    let mut users = json!({if block { "added_users" } else { "removed_users" }: done});
    if failed.is_empty() {
        return Ok(Answer::Json(json!({"messaging_product": "whatsapp", "block_users": users})));
    }
    put(&mut users, "failed_users", Some(failed));
    let error = GraphError::with_details(PARTLY, "See failed_users for the users that could not be changed.");
    let mut told = error.envelope();
    put(&mut told, "messaging_product", Some("whatsapp"));
    put(&mut told, "block_users", Some(users));
    Ok(Answer::Refused(StatusCode::BAD_REQUEST, told))
}

fn one(world: &World, user: &Part<'_>, block: bool) -> Result<Value, GraphError> {
    user.only(&["user", "user_id"])?;
    let input = user.may("user")?.map_or_else(|| user.need("user_id"), Ok)?.text()?;
    let address = match user.may("user")? {
        Some(_) => address::number(world, input)?,
        None => address::user_id(world, input)?,
    };
    let now = world.clock.now();
    let customer = address.customer.and_then(|id| world.customer(id));
    let customer = customer.filter(|customer| !block || customer.window_open(now));
    let customer = customer.ok_or_else(|| GraphError::new(DID_NOT_WRITE))?;
    world.with(|state| {
        if let Some(customer) = state.people.get_mut(customer.id) {
            customer.blocked = block;
        }
    });
    let mut shown = show(&customer);
    put(&mut shown, "input", Some(input));
    Ok(shown)
}

fn failure(user: &Part<'_>, error: &GraphError) -> Value {
    let input = user.value().get("user").or_else(|| user.value().get("user_id"));
    let told = error.envelope();
    json!({"input": input, "errors": [told.get("error")]})
}

fn show(customer: &Customer) -> Value {
    let mut shown = json!({"user_id": customer.user_id});
    put(&mut shown, "wa_id", customer.wa_id.as_deref());
    shown
}

/// Everyone who is blocked, page by page. A cursor is the place of the first one on the page.
pub(super) fn list(world: &World, call: &Call) -> Result<Answer, GraphError> {
    let number = |name: &str, otherwise: usize| match call.param(name) {
        Some(text) => text.parse::<usize>().map_err(|_| GraphError::new(131_059)),
        None => Ok(otherwise),
    };
    let (start, limit) = (number("after", 0)?, number("limit", PAGE)?.clamp(1, MOST));
    let blocked: Vec<Value> =
        world.with(|state| state.people.all().iter().filter(|customer| customer.blocked).map(show).collect());
    let page: Vec<Value> = blocked.iter().skip(start).take(limit).cloned().map(with_product).collect();
    let end = start + page.len();
    let mut paging = json!({"cursors": {"before": start.to_string(), "after": end.to_string()}});
    let path = format!("{}/block_users?limit={limit}&after={end}", world.account.phone_number_id);
    let next = format!("http://{}/v24.0/{path}", world.address);
    put(&mut paging, "next", Some(next).filter(|_| end < blocked.len()));
    Ok(Answer::Json(json!({"data": page, "paging": paging})))
}

fn with_product(mut shown: Value) -> Value {
    put(&mut shown, "messaging_product", Some("whatsapp"));
    shown
}
