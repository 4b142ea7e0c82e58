use proptest::prelude::*;
use serde_json::{Value, json};

use crate::domain::content::Content;
use crate::domain::event::MessageReceived;
use crate::domain::failure::FailureCode;
use crate::domain::status::MessageStatus;

use super::*;

fn read(body: &Value) -> Ingested {
    read_bytes(&serde_json::to_vec(body).unwrap())
}

fn read_bytes(body: &[u8]) -> Ingested {
    let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    events_of(&ChannelId::new("main").unwrap(), "waba", now, body)
}

fn delivery(value: Value) -> Value {
    json!({ "object": "whatsapp_business_account",
            "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": value }] }] })
}

fn message(ingested: &Ingested) -> &MessageReceived {
    let Event::MessageReceived(message) = &ingested.events[0].event else { panic!("not a message") };
    message
}

#[test]
fn every_entry_change_message_and_status_is_read() {
    let text = |id: &str| json!({ "from": "1650", "id": id, "timestamp": "1749416383", "type": "text", "text": { "body": "x" } });
    let status = |id: &str| json!({ "id": id, "status": "sent", "timestamp": "1749416383" });
    let change = |a: &str, b: &str| json!({ "field": "messages", "value": { "messages": [text(a), text(b)], "statuses": [status(a), status(b)] } });
    let body =
        json!({ "entry": [{ "changes": [change("a", "b"), change("c", "d")] }, { "changes": [change("e", "f")] }] });
    let ids: Vec<String> = read(&body).events.into_iter().map(|event| event.id).collect();
    assert_eq!(ids.len(), 12);
    assert!(ids.contains(&"wa:f".to_owned()) && ids.contains(&"wa:f:sent".to_owned()));
}

#[test]
fn a_person_without_a_number_keeps_their_message() {
    let ingested = read(&delivery(json!({
        "contacts": [{ "profile": { "name": "Ana", "username": "@ana" }, "user_id": "US.1349" }],
        "messages": [{ "from_user_id": "US.1349", "id": "w1", "timestamp": "1749416383", "type": "text", "text": { "body": "Hi" } }],
    })));
    let message = message(&ingested);
    assert_eq!(message.from, Identity::by_user_id("US.1349"));
    assert_eq!((message.username.as_deref(), message.profile_name.as_deref()), (Some("ana"), Some("Ana")));
}

#[test]
fn contacts_are_matched_by_id_and_not_by_place() {
    let ingested = read(&delivery(json!({
        "contacts": [{ "profile": { "name": "Bob" }, "wa_id": "2" }, { "profile": { "name": "Ana" }, "wa_id": "1", "user_id": "US.1" }],
        "messages": [{ "from": "1", "id": "w1", "timestamp": 1749416383, "type": "text", "text": { "body": "Hi" } }],
    })));
    let message = message(&ingested);
    assert_eq!(message.profile_name.as_deref(), Some("Ana"));
    assert_eq!(message.from.user_id.as_deref(), Some("US.1"));
}

#[test]
fn what_a_later_version_will_know_is_kept_by_its_name() {
    for (payload, wa_type) in [
        (json!({ "type": "hologram", "hologram": { "beam": 1 } }), "hologram"),
        (json!({ "type": "text", "text": { "corpus": "new shape" } }), "text"),
        (json!({ "type": "image", "image": { "caption": "without an id" } }), "image"),
        (json!({ "type": "location", "location": { "latitude": "north" } }), "location"),
    ] {
        let mut message_json = json!({ "from": "1", "id": "w1", "timestamp": "1749416383" });
        message_json.as_object_mut().unwrap().extend(payload.as_object().unwrap().clone());
        let ingested = read(&delivery(json!({ "messages": [message_json] })));
        let expected = Content::Other { wa_type: wa_type.to_owned(), caption: None };
        assert_eq!(message(&ingested).content, expected);
    }
}

#[test]
fn a_failed_status_keeps_its_reason_and_our_id() {
    let ingested = read(&delivery(json!({ "statuses": [{ "id": "w9", "status": "failed", "timestamp": "1749416390",
        "biz_opaque_callback_data": "c-1", "errors": [{ "code": 131_047, "title": "Re-engagement message",
        "error_data": { "details": "24 hours" } }] }] })));
    let Event::StatusReported(status) = &ingested.events[0].event else { panic!("not a status") };
    assert_eq!(status.status, Some(MessageStatus::Failed));
    assert_eq!(status.client_id.as_deref(), Some("c-1"));
    assert_eq!(status.failure.as_ref().map(|f| f.code), Some(FailureCode::Provider(131_047)));
}

#[test]
fn what_is_not_understood_is_kept_as_it_stood() {
    let body = br#"{"entry":[{"changes":[
        {"field":"group_settings_update","value":{"event":"PAUSED"}},
        {"field":"messages","value":{"nothing":"known"}},
        {"field":"messages","value":{"messages":[{"id":"no sender","timestamp":"1","type":"text"}, 7]}},
        "nonsense"]}]}"#;
    let ingested = read_bytes(body);
    let kinds: Vec<&str> = ingested.events.iter().map(|event| event.event.kind()).collect();
    assert_eq!(kinds, ["other_received.1"; 5]);
    let ids: std::collections::BTreeSet<&String> = ingested.events.iter().map(|event| &event.id).collect();
    assert_eq!(ids.len(), 5, "different parts are different events");
}

#[test]
fn a_body_that_is_no_webhook_says_so() {
    for body in [&b"{\"entry\":"[..], b"", b"[]", b"{}", b"\xff\xfe"] {
        let ingested = read_bytes(body);
        assert!(ingested.events.is_empty() && ingested.problem.is_some(), "{body:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(body in prop::collection::vec(any::<u8>(), 0..300)) {
        read_bytes(&body);
    }
}
