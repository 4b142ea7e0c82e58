//! Taps on what the business sent: buttons, rows, forms, and requests for a place, a number or a call.

use serde_json::{Value, json};

use super::{Wish, cards};
use crate::simulator::customers::Customer;
use crate::simulator::object::put;
use crate::simulator::world::{Sent, World};

const CALLS_ALLOWED_DAYS: i64 = 7;

/// The tap that is wished for: one that the message in question offers, or one made up.
pub(super) fn make(world: &World, writer: &Customer, kind: &str, wish: &Wish) -> Value {
    let sent = wish.about.as_deref().and_then(|id| world.sent(id));
    let offered = sent.as_ref().map(|sent| offered(world, writer, sent)).unwrap_or_default();
    let fits = |tap: &&Value| {
        let shape = tap.pointer("/interactive/type").or_else(|| tap.get("type")).and_then(Value::as_str);
        shape == Some(shape_of(kind)) && wish.text.as_deref().is_none_or(|text| label(tap) == Some(text))
    };
    let plain = wish.id.is_none() && wish.response.is_none() && !wish.without_flow_token;
    let real = offered.iter().find(fits).filter(|_| plain).cloned();
    real.unwrap_or_else(|| made_up(world, kind, wish, sent.as_ref()))
}

fn shape_of(kind: &str) -> &str {
    if kind == "flow_reply" { "nfm_reply" } else { kind }
}

fn label(tap: &Value) -> Option<&str> {
    let places = ["/button/text", "/interactive/button_reply/title", "/interactive/list_reply/title"];
    places.iter().find_map(|place| tap.pointer(place)?.as_str())
}

fn made_up(world: &World, kind: &str, wish: &Wish, sent: Option<&Sent>) -> Value {
    let label = wish.text_or("Yes");
    let id = wish.id.as_deref().unwrap_or(label);
    match kind {
        "button" => button(label, id),
        "button_reply" => interactive("button_reply", json!({"id": id, "title": label})),
        "list_reply" => interactive("list_reply", json!({"id": id, "title": label, "description": "As you offered"})),
        "flow_reply" => {
            let token = sent.map_or("unused", flow_token);
            form(Some(token).filter(|_| !wish.without_flow_token), wish.response.as_ref())
        }
        _ => permission(world, wish.response.as_ref().and_then(Value::as_str).unwrap_or("accept")),
    }
}

/// Everything that may be answered with one tap to a message of the business.
pub(in crate::simulator) fn offered(world: &World, customer: &Customer, sent: &Sent) -> Vec<Value> {
    if let Some(template) = sent.body.get("template") {
        if template_flow_token(sent).is_some() {
            return vec![form(Some(flow_token(sent)), None)];
        }
        let replies = world.templates().quick_replies(template);
        return replies.iter().map(|(text, payload)| button(text, payload)).collect();
    }
    let Some(asked) = sent.body.get("interactive") else { return Vec::new() };
    match asked.get("type").and_then(Value::as_str).unwrap_or_default() {
        "button" => items(asked, "/action/buttons")
            .iter()
            .filter_map(|button| Some(interactive("button_reply", button.get("reply")?.clone())))
            .collect(),
        "list" => {
            let rows = items(asked, "/action/sections").iter().flat_map(|section| items(section, "/rows"));
            rows.map(|row| interactive("list_reply", row.clone())).collect()
        }
        "flow" => vec![form(Some(flow_token(sent)), None)],
        "location_request_message" => vec![cards::location(None), cards::location(Some("Riverside Market Hall"))],
        "request_contact_info" => vec![cards::own_number(world, customer)],
        "call_permission_request" => vec![permission(world, "accept"), permission(world, "reject")],
        _ => Vec::new(),
    }
}

fn items<'a>(value: &'a Value, place: &str) -> &'a [Value] {
    value.pointer(place).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn button(text: &str, payload: &str) -> Value {
    json!({"type": "button", "button": {"text": text, "payload": payload}})
}

fn interactive(kind: &str, part: Value) -> Value {
    json!({"type": "interactive", "interactive": {"type": kind, kind: part}})
}

/// The token of a form that was sent; the provider's word for none when it had none.
fn flow_token(sent: &Sent) -> &str {
    let asked = sent.body.pointer("/interactive/action/parameters/flow_token").and_then(Value::as_str);
    asked.or_else(|| template_flow_token(sent)).unwrap_or("unused")
}

fn template_flow_token(sent: &Sent) -> Option<&str> {
    items(&sent.body, "/template/components")
        .iter()
        .find_map(|component| component.pointer("/parameters/0/action/flow_token")?.as_str())
}

/// A form that was filled in. The answers are a text that holds JSON.
fn form(token: Option<&str>, answers: Option<&Value>) -> Value {
    let usual = || json!({"full_name": "Ana Ruiz", "date": "2026-11-27", "reason": "Check-up"});
    let mut answers = answers.cloned().unwrap_or_else(usual);
    put(&mut answers, "flow_token", token);
    interactive("nfm_reply", json!({"name": "flow", "body": "Sent", "response_json": answers.to_string()}))
}

fn permission(world: &World, response: &str) -> Value {
    let mut reply = json!({"response": response, "response_source": "user_action"});
    let until = world.clock.now() + chrono::Duration::days(CALLS_ALLOWED_DAYS);
    put(&mut reply, "expiration_timestamp", (response == "accept").then(|| until.timestamp()));
    interactive("call_permission_reply", reply)
}
