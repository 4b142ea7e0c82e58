//! `POST /{phone_number_id}/messages`: checks and accepts what the business sends. Accepted is all that the answer
//! says; what becomes of the message is told later, by webhook.

use std::sync::Arc;
use std::time::Duration;

use chrono::Days;
use serde_json::{Value, json};

use super::address::Address;
use super::error::GraphError;
use super::shape::Part;
use super::{Answer, Refusal, address, content, fault, parse, success};
use crate::simulator::life;
use crate::simulator::limits::Limit;
use crate::simulator::world::{Sent, World};

const READABLE_DAYS: u64 = 30;

/// What stands beside the part that is named as the type.
const ENVELOPE: [&str; 8] = [
    "messaging_product",
    "recipient_type",
    "to",
    "recipient",
    "type",
    "context",
    "biz_opaque_callback_data",
    "recipient_identity_key_hash",
];

pub(super) async fn post(world: &Arc<World>, body: &[u8]) -> Result<Answer, Refusal> {
    let body = parse(body)?;
    let message = Part::new("", &body);
    if message.may("messaging_product")?.map(|product| product.text()).transpose()? != Some("whatsapp") {
        return Err(GraphError::invalid("The parameter messaging_product is required and must be \"whatsapp\".").into());
    }
    if message.may("status")?.is_some() {
        fault(world, false)?;
        return Ok(mark_read(world, &message)?);
    }
    fault(world, true)?;
    if world.with(|state| state.faults.drop_before_accept.take()) {
        return Ok(Answer::Hangup);
    }
    let answer = accept(world, &message)?;
    if let Some(ms) = world.with(|state| state.faults.take_delay_ms()) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    Ok(if world.with(|state| state.faults.drop_after_accept.take()) { Answer::Hangup } else { Answer::Json(answer) })
}

fn accept(world: &Arc<World>, message: &Part<'_>) -> Result<Value, GraphError> {
    envelope(message)?;
    let address = address::read(world, message)?;
    let content = content::check(world, message, &address)?;
    reachable(world, message, &address)?;
    let now = world.clock.now();
    let taken = world.with(|state| state.limits.take(&address.key(), state.phone.messages_per_second(), now));
    taken.map_err(|limit| match limit {
        Limit::Throughput => GraphError::with_details(130_429, "Cloud API message throughput has been reached."),
        Limit::Pair => GraphError::with_details(
            131_056,
            "Message failed to send because there were too many messages sent from this phone number to the same \
             phone number in a short period of time.",
        ),
    })?;
    let Address { wa_id, user_id, customer, contact } = address;
    let content::Content { kind, category, seen } = content;
    let body = message.value().clone();
    let statuses = Vec::new();
    let id = world.new_wamid();
    let sent = Sent { id, at: now, customer, wa_id, user_id, kind, category, seen, body, statuses };
    let answer = answer(&sent, &contact);
    let failure = life::failure(world, &sent, now);
    world.with(|state| {
        state.sent.push(sent.clone());
        if let Some(customer) = sent.customer.and_then(|id| state.people.get_mut(id)) {
            customer.entry.answered(now);
        }
    });
    world.spawn(life::live(Arc::clone(world), sent, failure));
    Ok(answer)
}

/// Whoever was blocked is not written to, nor somebody whose security code is not the expected one.
fn reachable(world: &World, message: &Part<'_>, address: &Address) -> Result<(), GraphError> {
    let Some(customer) = address.customer.and_then(|id| world.customer(id)) else { return Ok(()) };
    if customer.blocked {
        return Err(GraphError::new(130_403));
    }
    match message.may("recipient_identity_key_hash")? {
        Some(hash) if hash.text()? != customer.identity_hash() => Err(GraphError::new(137_000)),
        Some(_) | None => Ok(()),
    }
}

fn envelope(message: &Part<'_>) -> Result<(), GraphError> {
    let kind = message.may("type")?.map_or(Ok("text"), |kind| kind.text())?;
    let allowed: Vec<&str> = ENVELOPE.into_iter().chain([kind]).collect();
    message.only(&allowed)?;
    if let Some(recipient_type) = message.may("recipient_type")? {
        recipient_type.one_of(&["individual"])?;
    }
    if let Some(opaque) = message.may("biz_opaque_callback_data")? {
        opaque.text_within(0, 512)?;
    }
    if let Some(context) = message.may("context")? {
        context.only(&["message_id"])?;
        let quoted = context.need("message_id")?;
        if kind == "reaction" {
            return Err(quoted.not_valid("cannot be used with a reaction"));
        }
        quoted.text_within(1, 256)?;
    }
    Ok(())
}

fn answer(sent: &Sent, contact: &Value) -> Value {
    let message = match sent.kind.as_str() {
        "template" => json!({"id": sent.id, "message_status": "accepted"}),
        _ => json!({"id": sent.id}),
    };
    json!({"messaging_product": "whatsapp", "contacts": [contact], "messages": [message]})
}

/// Marks a message and all before it in the same chat as read; with a typing indicator if asked for.
fn mark_read(world: &World, message: &Part<'_>) -> Result<Answer, GraphError> {
    message.only(&["messaging_product", "status", "message_id", "typing_indicator"])?;
    message.need("status")?.one_of(&["read"])?;
    if let Some(typing) = message.may("typing_indicator")? {
        typing.only(&["type"])?;
        typing.need("type")?.one_of(&["text"])?;
    }
    let id = message.need("message_id")?;
    let wamid = id.text()?;
    let oldest = world.clock.now().checked_sub_days(Days::new(READABLE_DAYS));
    let marked = world.with(|state| {
        let newest = state.inbound.get(wamid).filter(|message| Some(message.at) >= oldest)?;
        let (customer, at) = (newest.customer, newest.at);
        let earlier = |message: &&mut _| {
            let message: &crate::simulator::customers::Inbound = message;
            message.customer == customer && message.at <= at
        };
        state.inbound.values_mut().filter(earlier).for_each(|message| message.read = true);
        Some(())
    });
    marked.map(|()| success()).ok_or_else(|| id.not_valid("is not a message that can be marked as read"))
}
