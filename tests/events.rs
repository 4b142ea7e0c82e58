//! The shapes of the events: permanent, since logs that were written with them must stay readable.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use frontdesk::domain::content::{Content, TemplateMessage};
use frontdesk::domain::event::*;
use frontdesk::domain::failure::{Failure, FailureCode};
use frontdesk::domain::ids::{ChannelId, ConversationId, MessageId};
use frontdesk::domain::person::Identity;
use frontdesk::domain::status::MessageStatus;
use frontdesk::domain::template::{Button, Header, Template};
use serde_json::json;
use serde_json::value::RawValue;

fn raw() -> Box<RawValue> {
    RawValue::from_string(r#"{"id": "wamid.1"}"#.to_owned()).unwrap()
}

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_795_000_000_123).unwrap()
}

fn all() -> Vec<Event> {
    let channel = ChannelId::new("main").unwrap();
    let message = MessageId(7);
    let ana = Identity { wa_id: Some("16505550100".into()), user_id: Some("US.1349".into()) };
    let failure = Failure {
        code: FailureCode::Provider(131_047),
        title: Some("Re-engagement message".into()),
        details: Some("24 hours".into()),
        trace: Some("A1".into()),
    };
    let template = Template {
        id: "59".into(),
        name: "visit".into(),
        language: "en_US".into(),
        category: "UTILITY".into(),
        status: "APPROVED".into(),
        quality: Some("GREEN".into()),
        rejected_reason: None,
        named_variables: true,
        header: Some(Header { format: "text".into(), text: Some("On {{day}}".into()) }),
        body: "Hello {{name}}".into(),
        footer: Some("Clinic".into()),
        buttons: vec![Button {
            kind: "URL".into(),
            text: "Open".into(),
            url: Some("https://example.org/{{1}}".into()),
        }],
        other_components: vec!["CAROUSEL".into()],
        examples: BTreeMap::from([("body.name".to_owned(), "Ana".to_owned())]),
    };
    let content = Content::Template(TemplateMessage {
        name: "visit".into(),
        language: "en_US".into(),
        category: "UTILITY".into(),
        header: Some("On Monday".into()),
        body: "Hello Ana".into(),
        footer: Some("Clinic".into()),
        buttons: vec!["Open".into()],
        components: json!([{ "type": "body" }]),
    });
    vec![
        ChannelDescribed {
            channel: channel.clone(),
            display_phone_number: Some("+1 555".into()),
            verified_name: Some("Clinic".into()),
            quality: Some("GREEN".into()),
            account_name: Some("Clinic".into()),
            account_review: Some("APPROVED".into()),
        }
        .into(),
        MessageReceived {
            channel: channel.clone(),
            provider_id: "wamid.1".into(),
            from: ana.clone(),
            scope: "waba".into(),
            profile_name: Some("Ana".into()),
            username: Some("ana".into()),
            sent_at: at(),
            content: Content::Text { text: "Hi".into(), preview_url: false },
            raw: raw(),
        }
        .into(),
        StatusReported {
            channel: channel.clone(),
            provider_id: "wamid.2".into(),
            client_id: Some("c".into()),
            status: Some(MessageStatus::Failed),
            reported_at: at(),
            failure: Some(failure.clone()),
            raw: raw(),
        }
        .into(),
        OtherReceived { channel: channel.clone(), field: "account_update".into(), raw: raw() }.into(),
        MessageQueued {
            channel: channel.clone(),
            to: ana.clone(),
            scope: "waba".into(),
            client_id: "c".into(),
            content,
        }
        .into(),
        SendStarted { message, attempt: 1 }.into(),
        SendAccepted { message, provider_id: "wamid.2".into(), recipient: ana }.into(),
        SendDeferred { message, failure: Some(failure.clone()), retry_at: Some(at()), counts: true }.into(),
        SendFailed { message, failure: failure.clone() }.into(),
        SendUncertain { message }.into(),
        RetryRequested { message }.into(),
        ConversationRead { conversation: ConversationId(3), up_to: message }.into(),
        TemplateChanged { channel: channel.clone(), template }.into(),
        TemplateRemoved { channel: channel.clone(), template_id: "59".into() }.into(),
        SendingPaused { channel: channel.clone(), failure }.into(),
        SendingResumed { channel }.into(),
    ]
}

#[test]
fn names_and_shapes_do_not_change() {
    let lines: Vec<String> =
        all().iter().map(|event| format!("{} {}", event.kind(), event.to_json().unwrap())).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn every_event_is_read_back_as_it_was_written() {
    for event in all() {
        let json = event.to_json().unwrap();
        let back = Event::from_json(event.kind(), &json).unwrap();
        assert_eq!(back.kind(), event.kind());
        assert_eq!(back.to_json().unwrap(), json);
    }
}

#[test]
fn a_kind_of_a_later_version_is_kept_as_it_is() {
    let event = Event::from_json("hologram_received.9", "{\"beam\":1}").unwrap();
    assert_eq!((event.kind(), event.to_json().unwrap().as_str()), ("hologram_received.9", "{\"beam\":1}"));
}

#[test]
fn a_damaged_event_is_an_error_and_not_a_guess() {
    assert!(Event::from_json("send_started.1", "{\"message\":\"x\"}").is_err());
}
