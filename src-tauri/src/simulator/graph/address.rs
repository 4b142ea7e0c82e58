//! Whom a message goes to: a number in any spelling, or a business-scoped user id.

use serde_json::{Value, json};

use super::error::GraphError;
use super::shape::Part;
use crate::simulator::ids;
use crate::simulator::world::World;

/// The country of the business number, put before every number that has no `+`.
const BUSINESS_COUNTRY_CODE: &str = "1";

/// A resolved recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub wa_id: Option<String>,
    pub user_id: Option<String>,
    pub customer: Option<usize>,
    /// What the answer says about it.
    pub contact: Value,
}

impl Address {
    /// What limits are counted by. One person has one key, whichever way they are addressed.
    pub fn key(&self) -> String {
        let known = self.customer.map(|id| format!("#{id}"));
        known.or_else(|| self.wa_id.clone()).or_else(|| self.user_id.clone()).unwrap_or_default()
    }
}

/// Reads `to` and `recipient`; when both are given the number wins.
pub(super) fn read(world: &World, message: &Part<'_>) -> Result<Address, GraphError> {
    if let Some(to) = message.may("to")? {
        return number(world, to.text()?);
    }
    match message.may("recipient")? {
        Some(recipient) => user_id(world, recipient.text()?),
        None => Err(GraphError::with_details(131_008, "The parameter to is required.")),
    }
}

pub(super) fn number(world: &World, typed: &str) -> Result<Address, GraphError> {
    let strange = |c: char| !(c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | ' '));
    let digits = ids::only_digits(typed);
    if typed.contains(strange) || !(6..=16).contains(&digits.len()) {
        return Err(GraphError::with_details(131_009, format!("The parameter to is not a phone number: {typed}")));
    }
    let international = typed.trim_start().starts_with('+');
    let dialled = if international { digits } else { format!("{BUSINESS_COUNTRY_CODE}{digits}") };
    if dialled == world.account.display_digits() {
        return Err(GraphError::new(131_021));
    }
    let wa_id = ids::wa_id(&dialled);
    let (wa_id, customer) = world.with(|state| match state.people.with_wa_id(&dialled) {
        Some(customer) => (dialled.clone(), Some(customer.id)),
        None => (wa_id.clone(), state.people.with_wa_id(&wa_id).map(|customer| customer.id)),
    });
    let contact = json!({"input": typed, "wa_id": wa_id});
    Ok(Address { wa_id: Some(wa_id), user_id: None, customer, contact })
}

pub(super) fn user_id(world: &World, typed: &str) -> Result<Address, GraphError> {
    if !ids::is_user_id(typed) {
        return Err(GraphError::with_details(131_009, "The parameter recipient is not a business-scoped user ID."));
    }
    let customer = world.with(|state| state.people.with_user_id(typed).map(|customer| customer.id));
    let contact = json!({"input": typed, "user_id": typed});
    Ok(Address { wa_id: None, user_id: Some(typed.to_owned()), customer, contact })
}
