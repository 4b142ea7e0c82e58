//! Webhooks of every field besides inbound messages and statuses: an example of each that is true to its kind. What an
//! example announces becomes so here too: a paused template is paused, a moved customer has moved.

mod account;
mod app;
mod calls;
mod flows;
pub(super) mod history;
mod number;
mod people;
mod templates;

use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::customers::Customer;
use super::webhook::Lane;
use super::webhook::payload::frame;
use super::world::World;

pub(super) use app::contacts_of_everyone;
pub(super) use number::username_value;

/// The fields that are about one customer, in order with all else of them.
const OF_CUSTOMERS: [&str; 5] =
    ["user_preferences", "user_id_update", "calls", "smb_message_echoes", "smb_app_state_sync"];

/// What an example is to be like. Each field looks at what concerns it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Wish {
    /// Which of the field's events.
    pub event: Option<String>,
    /// The customer that it is about, by number or user id; the first one without it.
    pub customer: Option<String>,
    /// The name of the template that it is about, or the id of the form.
    pub name: Option<String>,
    pub language: Option<String>,
    /// Words, a name, or the new value of whatever changes.
    pub text: Option<String>,
    /// The id of an earlier message or call.
    pub about: Option<String>,
    /// How many messages each thread of the history has.
    pub count: Option<usize>,
    /// Laid over the finished value, object by object; null takes a key away.
    pub value: Option<Value>,
}

impl Wish {
    fn event_or<'a>(&'a self, otherwise: &'a str) -> &'a str {
        self.event.as_deref().unwrap_or(otherwise)
    }

    fn text_or<'a>(&'a self, otherwise: &'a str) -> &'a str {
        self.text.as_deref().unwrap_or(otherwise)
    }

    fn customer(&self, world: &World) -> Result<Customer, String> {
        let found = world.with(|state| match &self.customer {
            Some(key) => state.people.find(key).cloned(),
            None => state.people.get(0).cloned(),
        });
        found.ok_or_else(|| "there is no such customer".to_owned())
    }
}

/// One or more webhooks of a field, and what keeps their order.
pub(super) struct Example {
    pub lane: Lane,
    pub values: Vec<Value>,
}

/// Makes the webhooks of a field, or says what is wrong with the wish.
pub(super) fn example(world: &Arc<World>, field: &str, wish: &Wish) -> Result<Example, String> {
    if field == "history" {
        return Ok(Example { lane: Lane::Account, values: history::values(world, wish)? });
    }
    let (lane, value) = if OF_CUSTOMERS.contains(&field) {
        let customer = wish.customer(world)?;
        (Lane::Customer(customer.id), of_customer(world, field, &customer, wish)?)
    } else {
        (Lane::Account, of_account(world, field, wish)?)
    };
    Ok(Example { lane, values: vec![laid_over(value, wish.value.as_ref())] })
}

fn of_account(world: &World, field: &str, wish: &Wish) -> Result<Value, String> {
    Ok(match field {
        "message_template_status_update" => templates::status(world, wish)?,
        "message_template_quality_update" => templates::quality(world, wish)?,
        "message_template_components_update" => templates::components(world, wish)?,
        "template_category_update" => templates::category(world, wish)?,
        "phone_number_quality_update" => number::quality(world, wish),
        "phone_number_name_update" => number::name(world, wish),
        "business_capability_update" => number::capability(world, wish),
        "business_username_update" => number::username(world, wish),
        "security" => number::security(world, wish),
        "account_update" => account::update(world, wish),
        "account_alerts" => account::alert(world, wish),
        "account_review_update" => json!({"decision": wish.event_or("APPROVED")}),
        "flows" => flows::value(wish),
        _ => return Err(format!("{field} has no example; POST /_sim/post sends any value")),
    })
}

fn of_customer(world: &World, field: &str, customer: &Customer, wish: &Wish) -> Result<Value, String> {
    match field {
        "user_preferences" => Ok(people::preference(world, customer, wish)),
        "user_id_update" => people::user_id(world, customer, wish),
        "calls" => calls::value(world, customer, wish),
        "smb_message_echoes" => app::echo(world, customer, wish),
        _ => Ok(app::contact(world, customer, wish)),
    }
}

/// The frame of a number with more in it.
fn framed(world: &World, parts: Vec<(&str, Value)>) -> Value {
    let mut value = frame(world);
    value.extend(parts.into_iter().map(|(key, part)| (key.to_owned(), part)));
    Value::Object(value)
}

fn laid_over(mut value: Value, changes: Option<&Value>) -> Value {
    let (Some(fields), Some(changes)) = (value.as_object_mut(), changes.and_then(Value::as_object)) else {
        return changes.cloned().unwrap_or(value);
    };
    lay_over(fields, changes);
    value
}

fn lay_over(fields: &mut Map<String, Value>, changes: &Map<String, Value>) {
    for (key, change) in changes {
        match (fields.get_mut(key).and_then(Value::as_object_mut), change.as_object()) {
            _ if change.is_null() => drop(fields.remove(key)),
            (Some(inner), Some(change)) => lay_over(inner, change),
            _ => drop(fields.insert(key.clone(), change.clone())),
        }
    }
}
