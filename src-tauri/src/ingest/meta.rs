//! Reads one of Meta's webhooks.

use chrono::{DateTime, Utc};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::domain::content::Content;
use crate::domain::event::{Actor, Event, MessageReceived, NewEvent, OtherReceived, StatusReported};
use crate::domain::failure::{Failure, FailureCode};
use crate::domain::ids::ChannelId;
use crate::domain::person::Identity;
use crate::domain::status::MessageStatus;
use crate::provider::meta::wire;

/// What a delivery says.
#[derive(Debug, Default)]
pub struct Ingested {
    /// Everything that was understood, and everything else as it stood.
    pub events: Vec<NewEvent>,
    /// Why the body, or a part of it, could not be read.
    pub problem: Option<String>,
}

/// A delivery being read.
struct Reader<'a> {
    channel: &'a ChannelId,
    scope: &'a str,
    received_at: DateTime<Utc>,
    found: Ingested,
}

/// Reads *every* entry, change, message and status of a webhook; one that is broken does not take its neighbours along.
/// `scope` is the business portfolio in which user ids are unique.
pub fn events_of(channel: &ChannelId, scope: &str, received_at: DateTime<Utc>, body: &[u8]) -> Ingested {
    let mut reader = Reader { channel, scope, received_at, found: Ingested::default() };
    match serde_json::from_slice::<wire::Delivery<'_>>(body) {
        Ok(delivery) => {
            for change in delivery.entry.iter().flat_map(|entry| &entry.changes) {
                reader.read_change(change);
            }
        }
        Err(error) => reader.note(format!("the body is not a webhook: {error}")),
    }
    reader.found
}

impl Reader<'_> {
    fn read_change(&mut self, raw: &RawValue) {
        let Ok(change) = serde_json::from_str::<wire::Change<'_>>(raw.get()) else {
            return self.keep_as_it_is("unreadable", raw);
        };
        let Some(value) = change.value.filter(|_| change.field == "messages") else {
            return self.keep_as_it_is(&change.field, raw);
        };
        let Ok(value) = serde_json::from_str::<wire::MessagesValue<'_>>(value.get()) else {
            return self.keep_as_it_is("messages", raw);
        };
        if value.messages.is_empty() && value.statuses.is_empty() {
            // An error of the account or the app, which stands beside messages and not in one.
            return self.keep_as_it_is("messages", raw);
        }
        for message in &value.messages {
            self.read_message(message, &value.contacts);
        }
        for status in &value.statuses {
            self.read_status(status);
        }
    }

    fn read_message(&mut self, raw: &RawValue, contacts: &[wire::Contact]) {
        let Ok(message) = serde_json::from_str::<wire::Message>(raw.get()) else {
            return self.keep_as_it_is("messages", raw);
        };
        let (from, contact) = sender(&message, contacts);
        let sent_at = message.timestamp.as_ref().and_then(wire::Timestamp::time);
        let (Some(provider_id), Some(sent_at), false) = (message.id, sent_at, from.is_empty()) else {
            return self.keep_as_it_is("messages", raw);
        };
        let profile = contact.and_then(|contact| contact.profile);
        let username = profile.as_ref().and_then(|profile| profile.username.as_deref());
        let event = MessageReceived {
            channel: self.channel.clone(),
            from,
            scope: self.scope.to_owned(),
            username: username.map(|name| name.trim_start_matches('@').to_owned()),
            profile_name: profile.and_then(|profile| profile.name),
            sent_at,
            content: content(message.kind.as_deref(), raw),
            raw: raw.to_owned(),
            provider_id,
        };
        self.add(message_event_id(&event.provider_id), Actor::Customer, event.into());
    }

    fn read_status(&mut self, raw: &RawValue) {
        let Ok(status) = serde_json::from_str::<wire::Status>(raw.get()) else {
            return self.keep_as_it_is("statuses", raw);
        };
        let (Some(provider_id), Some(word)) = (status.id, status.status) else {
            return self.keep_as_it_is("statuses", raw);
        };
        let reported_at = status.timestamp.and_then(|timestamp| timestamp.time()).unwrap_or(self.received_at);
        let id = format!("wa:{provider_id}:{word}");
        let event = StatusReported {
            channel: self.channel.clone(),
            provider_id,
            client_id: status.biz_opaque_callback_data,
            status: status_named(&word),
            reported_at,
            failure: status.errors.into_iter().next().map(failure),
            raw: raw.to_owned(),
        };
        self.add(id, Actor::Provider, event.into());
    }

    /// Keeps what has no shape here. The same part twice is the same event.
    fn keep_as_it_is(&mut self, field: &str, raw: &RawValue) {
        let digest = Sha256::digest(raw.get().as_bytes());
        let id = digest.iter().take(16).fold("wa:other:".to_owned(), |id, byte| format!("{id}{byte:02x}"));
        let event = OtherReceived { channel: self.channel.clone(), field: field.to_owned(), raw: raw.to_owned() };
        self.add(id, Actor::Provider, event.into());
    }

    fn add(&mut self, id: String, actor: Actor, event: Event) {
        self.found.events.push(NewEvent { id, actor, at: self.received_at, event });
    }

    fn note(&mut self, problem: String) {
        self.found.problem.get_or_insert(problem);
    }
}

/// The id of the event that brings a message with this id.
fn message_event_id(provider_id: &str) -> String {
    format!("wa:{provider_id}")
}

/// Who wrote a message: by what stands in it, completed from the one contact that it fits.
fn sender(message: &wire::Message, contacts: &[wire::Contact]) -> (Identity, Option<wire::Contact>) {
    let mut from = Identity { wa_id: filled(&message.from), user_id: filled(&message.from_user_id) };
    let same = |ours: &Option<String>, theirs: &Option<String>| ours.is_some() && ours == theirs;
    let fits = |contact: &&wire::Contact| same(&from.wa_id, &contact.wa_id) || same(&from.user_id, &contact.user_id);
    let alone = || contacts.first().filter(|_| contacts.len() == 1 && from.is_empty());
    let contact = contacts.iter().find(fits).or_else(alone).cloned();
    if let Some(contact) = &contact {
        from.wa_id = from.wa_id.or_else(|| filled(&contact.wa_id));
        from.user_id = from.user_id.or_else(|| filled(&contact.user_id));
    }
    (from, contact)
}

fn filled(text: &Option<String>) -> Option<String> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn content(kind: Option<&str>, raw: &RawValue) -> Content {
    let kind = kind.unwrap_or("unknown");
    let words = serde_json::from_str::<wire::Words>(raw.get()).ok();
    if kind == "text"
        && let Some(text) = words.as_ref().and_then(|words| words.text.as_ref()?.body.clone())
    {
        return Content::Text { text, preview_url: false };
    }
    // On most numbers an edited or deleted message comes as "unsupported": it is news of an earlier message.
    let of_earlier = words.as_ref().and_then(|words| words.unsupported.as_ref()?.kind.as_deref());
    let wa_type = of_earlier.filter(|kind| matches!(*kind, "edit" | "revoke")).unwrap_or(kind).to_owned();
    Content::Other { wa_type, caption: words.and_then(caption) }
}

fn caption(words: wire::Words) -> Option<String> {
    let media = words.image.or(words.video).or(words.document);
    let media = media.and_then(|media| media.caption.or(media.filename));
    let interactive = words.interactive.and_then(|interactive| {
        let tapped = interactive.button_reply.or(interactive.list_reply).and_then(|reply| reply.title);
        tapped.or_else(|| interactive.nfm_reply.and_then(|form| form.body))
    });
    let caption = media
        .or_else(|| words.button.and_then(|button| button.text))
        .or(interactive)
        .or_else(|| words.location.and_then(|place| place.name.or(place.address)))
        .or_else(|| words.reaction.and_then(|reaction| reaction.emoji))
        .or_else(|| words.order.and_then(|order| order.text))
        .or_else(|| words.system.and_then(|notice| notice.body));
    caption.filter(|caption| !caption.is_empty())
}

fn status_named(word: &str) -> Option<MessageStatus> {
    match word {
        "sent" => Some(MessageStatus::Sent),
        "delivered" => Some(MessageStatus::Delivered),
        "read" => Some(MessageStatus::Read),
        "played" => Some(MessageStatus::Played),
        "failed" => Some(MessageStatus::Failed),
        _ => None,
    }
}

fn failure(error: wire::StatusError) -> Failure {
    Failure {
        code: FailureCode::Provider(error.code),
        title: error.title,
        details: error.error_data.and_then(|data| data.details),
        trace: None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

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
        let body = json!({ "entry": [{ "changes": [change("a", "b"), change("c", "d")] }, { "changes": [change("e", "f")] }] });
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
    fn every_other_type_is_kept_with_its_words() {
        for (payload, wa_type, caption) in [
            (json!({ "type": "image", "image": { "id": "1", "caption": "my rash" } }), "image", Some("my rash")),
            (json!({ "type": "document", "document": { "filename": "scan.pdf" } }), "document", Some("scan.pdf")),
            (json!({ "type": "button", "button": { "payload": "p", "text": "Yes" } }), "button", Some("Yes")),
            (
                json!({ "type": "interactive", "interactive": { "type": "list_reply", "list_reply": { "id": "1", "title": "Monday" } } }),
                "interactive",
                Some("Monday"),
            ),
            (json!({ "type": "interactive" }), "interactive", None),
            (json!({ "type": "reaction", "reaction": { "message_id": "x", "emoji": "👍" } }), "reaction", Some("👍")),
            (
                json!({ "type": "unsupported", "errors": [{ "code": 131_051 }], "unsupported": { "type": "edit" } }),
                "edit",
                None,
            ),
            (json!({ "type": "unsupported", "errors": [{ "code": 131_060 }] }), "unsupported", None),
            (json!({ "type": "hologram", "hologram": { "beam": 1 } }), "hologram", None),
            (json!({ "type": "text", "text": { "corpus": "new shape" } }), "text", None),
            (json!({}), "unknown", None),
        ] {
            let mut message_json = json!({ "from": "1", "id": "w1", "timestamp": "1749416383" });
            message_json.as_object_mut().unwrap().extend(payload.as_object().unwrap().clone());
            let ingested = read(&delivery(json!({ "messages": [message_json] })));
            let expected = Content::Other { wa_type: wa_type.to_owned(), caption: caption.map(str::to_owned) };
            assert_eq!(message(&ingested).content, expected);
        }
    }

    #[test]
    fn a_failed_status_keeps_its_reason_and_our_id() {
        let ingested =
            read(&delivery(json!({ "statuses": [{ "id": "w9", "status": "failed", "timestamp": "1749416390",
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
            {"field":"message_template_status_update","value":{"event":"PAUSED"}},
            {"field":"messages","value":{"errors":[{"code":130429}]}},
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
}
