//! The shapes of the events: permanent, since logs that were written with them must stay readable.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use frontdesk::domain::attribute::Attribute;
use frontdesk::domain::content::{
    AdReferral, Call, CallDirection, CallOutcome, Content, Context, Forwarded, ProductReference, TemplateMessage,
};
use frontdesk::domain::event::*;
use frontdesk::domain::failure::{Failure, FailureCode};
use frontdesk::domain::ids::{
    AttributeId, ChannelId, ContactId, ConversationId, LabelId, MessageId, NoteId, ReplyId, ScheduleId, ViewId,
};
use frontdesk::domain::list::{ConversationSort, LabelColor, ListView, WindowFilter, WorkFilter};
use frontdesk::domain::news::{News, NewsDetail, NewsTopic, Severity};
use frontdesk::domain::office::{AwayReply, Holiday, Office, OfficeHours, TimeRange};
use frontdesk::domain::person::Identity;
use frontdesk::domain::pricing::Pricing;
use frontdesk::domain::reply::Reply;
use frontdesk::domain::schedule::{IfClosed, Plan, ScheduleProblem};
use frontdesk::domain::status::MessageStatus;
use frontdesk::domain::template::{Button, Header, Template};
use frontdesk::domain::work::{Snooze, Work};
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
    let ana = Identity { wa_id: Some("16505550100".into()), user_id: Some("US.1349".into()), parent_user_id: None };
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
        named_variables: true,
        header: Some(Header { format: "text".into(), text: Some("On {{day}}".into()) }),
        body: "Hello {{name}}".into(),
        footer: Some("Clinic".into()),
        buttons: vec![Button {
            kind: "URL".into(),
            text: "Open".into(),
            url: Some("https://example.org/{{1}}".into()),
            phone: None,
        }],
        other_components: vec!["CAROUSEL".into()],
        examples: BTreeMap::from([("body.name".to_owned(), "Ana".to_owned())]),
        ..Template::default()
    };
    let content = Content::Template(Box::new(TemplateMessage {
        name: "visit".into(),
        language: "en_US".into(),
        category: "UTILITY".into(),
        header: Some("On Monday".into()),
        body: "Hello Ana".into(),
        footer: Some("Clinic".into()),
        buttons: vec!["Open".into()],
        components: json!([{ "type": "body" }]),
        ..TemplateMessage::default()
    }));
    vec![
        ChannelDescribed {
            channel: channel.clone(),
            display_phone_number: Some("+1 555".into()),
            verified_name: Some("Clinic".into()),
            quality: Some("GREEN".into()),
            account_name: Some("Clinic".into()),
            account_review: Some("APPROVED".into()),
            on_phone: false,
            messaging_limit: None,
            catalog_id: None,
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
            content: Content::text_of("Hi"),
            context: Context::default(),
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
            recipient: Identity::default(),
            scope: String::new(),
            pricing: None,
            free_until: None,
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
            context: Context::default(),
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

/// The events and fields that came with the second version.
fn all_since_the_second_version() -> Vec<Event> {
    let channel = ChannelId::new("main").unwrap();
    let message = MessageId(7);
    let contact = ContactId(3);
    let scope = "waba".to_owned();
    let ana = Identity {
        wa_id: Some("16505550100".into()),
        user_id: Some("US.1349".into()),
        parent_user_id: Some("US.ENT.1".into()),
    };
    let context = Context {
        reply_to: Some("wamid.0".into()),
        forwarded: Some(Forwarded::Often),
        product: Some(ProductReference { catalog_id: "c".into(), product: "sku".into() }),
        ad: Some(AdReferral {
            url: Some("https://example.org".into()),
            id: Some("1".into()),
            source: Some("ad".into()),
            headline: Some("Check-up".into()),
            body: Some("Now".into()),
            click_id: Some("x".into()),
        }),
    };
    let news = News {
        topic: NewsTopic::TemplateStatus,
        severity: Severity::Warning,
        at: 1_795_000_000_000,
        subject: Some("visit".into()),
        state: Some("PAUSED".into()),
        details: vec![NewsDetail { name: "reason".into(), value: "quality".into() }],
    };
    let call = Call { direction: CallDirection::FromCustomer, outcome: CallOutcome::Completed, seconds: Some(61) };
    let mut events: Vec<Event> = vec![
        ChannelDescribed {
            channel: channel.clone(),
            display_phone_number: None,
            verified_name: None,
            quality: None,
            account_name: None,
            account_review: None,
            on_phone: true,
            messaging_limit: Some("TIER_2K".into()),
            catalog_id: Some("c".into()),
        }
        .into(),
        MessageReread { message, content: Content::Placeholder, context: context.clone() }.into(),
        EchoReceived {
            channel: channel.clone(),
            provider_id: "wamid.3".into(),
            to: ana.clone(),
            scope: scope.clone(),
            sent_at: at(),
            content: Content::text_of("From the phone"),
            context: Context::default(),
            raw: raw(),
        }
        .into(),
        HistoryReceived {
            channel: channel.clone(),
            provider_id: "wamid.4".into(),
            with: ana.clone(),
            scope: scope.clone(),
            outbound: true,
            sent_at: at(),
            status: Some(MessageStatus::Read),
            content: Content::Placeholder,
            context: Context::default(),
            raw: raw(),
        }
        .into(),
        HistoryProgressed { channel: channel.clone(), percent: Some(55) }.into(),
        HistoryProgressed { channel: channel.clone(), percent: None }.into(),
        PhoneSyncRequested { channel: channel.clone(), part: PhonePart::History, request_id: Some("r".into()) }.into(),
        CallReported {
            channel: channel.clone(),
            call_id: "wacid.1".into(),
            with: ana.clone(),
            scope: scope.clone(),
            at: at(),
            call,
            raw: raw(),
        }
        .into(),
        UserIdChanged {
            channel: channel.clone(),
            scope: scope.clone(),
            previous: Identity::by_user_id("US.1"),
            current: ana.clone(),
            at: at(),
        }
        .into(),
        MarketingPreferenceChanged {
            channel: channel.clone(),
            who: ana.clone(),
            scope: scope.clone(),
            stopped: true,
            at: at(),
        }
        .into(),
        NewsReceived { channel: channel.clone(), news, raw: raw() }.into(),
        StatusReported {
            channel: channel.clone(),
            provider_id: "wamid.2".into(),
            client_id: None,
            status: Some(MessageStatus::Sent),
            reported_at: at(),
            failure: None,
            recipient: ana.clone(),
            scope: scope.clone(),
            pricing: Some(Pricing { kind: Some("regular".into()), category: Some("utility".into()) }),
            free_until: None,
            raw: raw(),
        }
        .into(),
        ContactSaved { who: ana.clone(), scope: scope.clone(), name: "Ana from the bakery".into(), at: at() }.into(),
        ContactUnsaved { who: ana.clone(), scope: scope.clone(), at: at() }.into(),
        ContactsMerged { from: contact, into: ContactId(4) }.into(),
        ContactsSplit { contact }.into(),
        ContactBlocked { channel: channel.clone(), contact }.into(),
        ContactUnblocked { channel: channel.clone(), contact }.into(),
        TranscriptAdded { message, text: "Good morning".into() }.into(),
    ];
    events.extend(contents().into_iter().map(|content| {
        let context = context.clone();
        let (channel, to, scope) = (channel.clone(), ana.clone(), scope.clone());
        Event::from(MessageQueued { channel, to, scope, client_id: "c".into(), content, context })
    }));
    events
}

/// When an office is open, and what goes out later.
fn all_of_the_office_and_the_schedule() -> Vec<Event> {
    let channel = ChannelId::new("main").unwrap();
    let schedule = ScheduleId(12);
    let instead = TemplateMessage {
        name: "visit".into(),
        language: "en_US".into(),
        category: "UTILITY".into(),
        header: None,
        body: "Hello Ana".into(),
        footer: None,
        buttons: vec![],
        components: json!([]),
        ..TemplateMessage::default()
    };
    let later = Plan {
        content: Content::Text { text: "See you at nine".into(), preview_url: false },
        due_at: at(),
        if_closed: IfClosed::Template(Box::new(instead)),
        unless_they_write: true,
    };
    let asking = Plan { if_closed: IfClosed::Ask, unless_they_write: false, ..later.clone() };
    let morning = TimeRange { from: 540, until: 780 };
    let holiday = Holiday { date: "2026-12-25".parse().unwrap(), name: "Christmas".into(), ranges: vec![morning] };
    let week = std::array::from_fn(|day| if day < 5 { vec![morning] } else { vec![] });
    let hours = OfficeHours { zone: "Europe/Madrid".into(), week, holidays: vec![holiday] };
    let away = AwayReply { on: true, text: "We are closed".into() };
    let settled = |settlement| ScheduleSettled { schedule, settlement };
    vec![
        OfficeSet { channel: channel.clone(), office: Office { hours, away } }.into(),
        MessageScheduled { channel, conversation: ConversationId(3), plan: later }.into(),
        ScheduleChanged { schedule, plan: asking }.into(),
        ScheduleCancelled { schedule }.into(),
        settled(Settlement::Queued { client_id: "0199".into() }).into(),
        settled(Settlement::Asking { problem: ScheduleProblem::WindowClosed }).into(),
    ]
}

#[test]
fn names_and_shapes_of_the_office_and_the_schedule_do_not_change() {
    let all = all_of_the_office_and_the_schedule();
    insta::assert_snapshot!(lines(&all));
    for event in all {
        let json = event.to_json().unwrap();
        assert_eq!(Event::from_json(event.kind(), &json).unwrap().to_json().unwrap(), json);
    }
}

fn contents() -> Vec<Content> {
    let from_json = |json: serde_json::Value| serde_json::from_value(json).unwrap();
    let picture = json!({ "media": "image", "sha256": "ab", "mimeType": "image/png", "caption": "c", "filename": "f.png",
        "animated": true, "providerMediaId": "9" });
    let interactive = |action: serde_json::Value| json!({ "kind": "interactive", "body": "b", "action": action });
    let media = |kind: &str| json!({ "kind": "media", "media": kind });
    let mut header = json!({ "kind": "media" });
    header.as_object_mut().unwrap().extend(picture.as_object().unwrap().clone());
    [
        json!({ "kind": "text", "text": "Hi", "previewUrl": true }),
        media("video"),
        media("audio"),
        media("voice"),
        media("document"),
        media("sticker"),
        json!({ "kind": "location", "latitude": 37.5, "longitude": -122.25, "name": "n", "address": "a", "url": "u" }),
        json!({ "kind": "contacts", "requested": true, "cards": [{ "formattedName": "Ana Ruiz", "firstName": "Ana",
            "lastName": "Ruiz", "company": "c", "jobTitle": "t", "birthday": "2000-01-02",
            "phones": [{ "phone": "+1", "label": "CELL", "waId": "1" }], "emails": [{ "email": "a@b", "label": "HOME" }],
            "urls": [{ "url": "u", "label": "WORK" }], "addresses": [{ "text": "t", "label": "HOME" }] }] }),
        json!({ "kind": "interactive", "header": header, "footer": "f", "body": "b",
            "action": { "kind": "buttons", "buttons": [{ "id": "1", "title": "Yes" }] } }),
        json!({ "kind": "interactive", "header": { "kind": "text", "text": "h" }, "body": "b",
            "action": { "kind": "list", "button": "b", "sections": [{ "title": "s", "rows": [
                { "id": "1", "title": "t", "description": "d" }] }] } }),
        interactive(json!({ "kind": "link", "label": "l", "url": "https://example.org" })),
        interactive(json!({ "kind": "locationRequest" })),
        interactive(json!({ "kind": "contactRequest" })),
        interactive(json!({ "kind": "flow", "flowId": "1", "label": "l", "screen": "s", "data": { "a": 1 }, "draft": true })),
        interactive(json!({ "kind": "product", "catalogId": "c", "product": "p" })),
        interactive(json!({ "kind": "productList", "catalogId": "c", "sections": [{ "title": "t", "products": ["p"] }] })),
        interactive(json!({ "kind": "catalog", "thumbnail": "p" })),
        json!({ "kind": "choice", "source": "list", "title": "t", "description": "d", "id": "1" }),
        json!({ "kind": "form", "name": "flow", "body": "Sent", "fields": [{ "name": "n", "value": "v" }], "token": "t" }),
        json!({ "kind": "order", "catalogId": "c", "text": "t", "items": [
            { "product": "p", "quantity": 2, "price": 1.5, "currency": "EUR" }] }),
        json!({ "kind": "callPermission", "allowed": true, "until": 1_795_000_000 }),
        json!({ "kind": "reaction", "to": "wamid.1", "emoji": "👍" }),
        json!({ "kind": "edit", "of": "wamid.1", "content": { "kind": "text", "text": "new" } }),
        json!({ "kind": "revoke", "of": "wamid.1" }),
        json!({ "kind": "notice", "what": "numberChanged", "from": "1", "to": "2" }),
        json!({ "kind": "notice", "what": "userIdChanged", "from": "US.1", "to": "US.2" }),
        json!({ "kind": "notice", "what": "identityChanged" }),
        json!({ "kind": "notice", "what": "marketingPreference", "stopped": true }),
        json!({ "kind": "notice", "what": "welcome" }),
        json!({ "kind": "notice", "what": "words", "text": "t" }),
        json!({ "kind": "call", "direction": "fromBusiness", "outcome": "rejected", "seconds": 3 }),
        json!({ "kind": "unsupported", "what": "poll_creation", "code": 131_051, "reason": "r" }),
        json!({ "kind": "elsewhere" }),
        json!({ "kind": "placeholder" }),
        json!({ "kind": "other", "waType": "hologram", "caption": "c" }),
    ]
    .into_iter()
    .map(from_json)
    .collect()
}

/// Answers that are used often.
fn replies() -> Vec<Event> {
    let reply: Reply =
        serde_json::from_value(json!({ "shortcut": "hours", "title": "Opening hours", "text": "We open at {{time}}.",
        "files": [{ "media": "image", "sha256": "ab", "mimeType": "image/png", "filename": "map.png", "caption": "c" }],
        "interactive": { "body": "b", "action": { "kind": "buttons", "buttons": [{ "id": "1", "title": "Yes" }] } },
        "holding": true }))
        .unwrap();
    let plain = Reply { title: None, files: Vec::new(), interactive: None, holding: false, ..reply.clone() };
    vec![
        ReplyCreated { reply }.into(),
        ReplyChanged { id: ReplyId(7), reply: plain }.into(),
        ReplyDeleted { id: ReplyId(7) }.into(),
    ]
}

/// The work on threads: its states, labels, views and notes.
fn all_of_work() -> Vec<Event> {
    let conversation = ConversationId(3);
    let label = LabelId(11);
    let view = ListView {
        work: WorkFilter::Pending,
        filter: WindowFilter::ClosingSoon,
        sort: ConversationSort::LongestWaiting,
        unread: true,
        label: Some(label),
    };
    let snoozed = |until| Work::Snoozed { until };
    let mut events: Vec<Event> = [
        Work::Open,
        Work::Pending,
        Work::Resolved,
        snoozed(Snooze::Time { at: at() }),
        snoozed(Snooze::Answer),
        snoozed(Snooze::LastHour { at: at() }),
    ]
    .map(|work| WorkSet { conversation, work }.into())
    .into();
    events.extend::<[Event; 10]>([
        ConversationPinned { conversation, pinned: true }.into(),
        ConversationMarkedUnread { conversation, unread: true }.into(),
        LabelCreated { name: "Billing".into(), color: LabelColor::Teal }.into(),
        LabelChanged { label, name: "Bills".into(), color: LabelColor::Pink }.into(),
        LabelDeleted { label }.into(),
        ConversationLabelled { conversation, label, on: true }.into(),
        ViewSaved { name: "Mine".into(), view }.into(),
        ViewChanged { id: ViewId(12), name: "All".into(), view: ListView::default() }.into(),
        ViewDeleted { id: ViewId(12) }.into(),
        NoteWritten { conversation, text: "She prefers mornings".into() }.into(),
    ]);
    events
}

/// What people here keep of contacts.
fn address_book() -> Vec<Event> {
    let (contact, attribute, note) = (ContactId(3), AttributeId(5), NoteId(6));
    let of = |takes: serde_json::Value| -> Attribute {
        serde_json::from_value(json!({ "name": "Insurance", "takes": takes })).unwrap()
    };
    let who = Identity { wa_id: Some("16505550100".into()), user_id: None, parent_user_id: None };
    let kinds = ["text", "number", "date", "yesNo"].map(|kind| json!({ "kind": kind }));
    let mut events: Vec<Event> = kinds.map(|takes| AttributeCreated { attribute: of(takes) }.into()).into();
    let choice = of(json!({ "kind": "choice", "options": ["Public", "Private"] }));
    events.extend([
        AttributeChanged { id: attribute, attribute: choice }.into(),
        AttributeDeleted { id: attribute }.into(),
        ContactAttributeSet { contact, attribute, value: Some("Public".into()) }.into(),
        ContactAttributeSet { contact, attribute, value: None }.into(),
        ContactNoteWritten { contact, text: "Afraid of needles".into() }.into(),
        ContactNoteChanged { note, text: "Not any more".into() }.into(),
        ContactNoteDeleted { note }.into(),
        ContactImported {
            who,
            scope: "waba".into(),
            name: Some("Ana".into()),
            values: vec![ImportedValue { attribute, value: "Public".into() }],
            at: at(),
        }
        .into(),
        ContactsToldApart { one: contact, other: ContactId(4) }.into(),
    ]);
    events
}

#[test]
fn names_and_shapes_of_work_do_not_change() {
    insta::assert_snapshot!(lines(&all_of_work()));
}

fn chats() -> Vec<Event> {
    let with = Identity { wa_id: Some("16505550100".into()), ..Identity::default() };
    vec![ChatStarted { channel: ChannelId::new("main").unwrap(), with, scope: "waba".into() }.into()]
}

/// The parts of templates that came with everything that can stand in one.
fn all_of_templates() -> Vec<Event> {
    let button = json!({ "kind": "PHONE_NUMBER", "text": "Call", "phone": "+1555" });
    let template = json!({
        "id": "60", "name": "sale", "language": "en", "category": "MARKETING", "status": "APPROVED", "body": "Hello",
        "sub_category": "CUSTOM", "correct_category": "UTILITY", "library_name": "sale_1", "lives_seconds": 43200,
        "named_variables": false, "offer": { "text": "Half price", "ends": true }, "buttons": [button],
        "cards": [{ "header": { "format": "image" }, "body": "Mug {{1}}", "buttons": [button] }],
    });
    let template: Template = serde_json::from_value(template).unwrap();
    let tap = json!({ "kind": "COPY_CODE", "text": "Copy", "url": "u", "phone": "p", "code": "SAVE20" });
    let content = json!({
        "kind": "template", "name": "sale", "language": "en", "category": "MARKETING", "body": "Hello",
        "headerMedia": { "media": "document", "sha256": "ab", "filename": "a.pdf" },
        "headerPlace": { "latitude": 1.5, "longitude": -2.25, "name": "n", "address": "a" },
        "offer": { "text": "Half price", "endsAt": 1_795_000_000_000_i64 }, "buttons": ["Copy"], "taps": [tap],
        "cards": [{ "media": { "media": "image", "sha256": "cd" }, "body": "Mug blue", "taps": [tap] }],
        "components": [{ "type": "header", "parameters": [{ "image": { "id": "sha256:ab" } }] }],
    });
    let content: Content = serde_json::from_value(content).unwrap();
    let channel = ChannelId::new("main").unwrap();
    let failure = |code| SendFailed { message: MessageId(7), failure: Failure::of(code) }.into();
    vec![
        TemplateChanged { channel: channel.clone(), template }.into(),
        MessageQueued {
            channel,
            to: Identity::by_phone("16505550100"),
            scope: "waba".into(),
            client_id: "c".into(),
            content,
            context: Context::default(),
        }
        .into(),
        failure(FailureCode::MarketingToUs),
        failure(FailureCode::TemplateRefused),
        failure(FailureCode::TooManyTemplates),
        failure(FailureCode::PortfolioLimit),
    ]
}

fn lines(events: &[Event]) -> String {
    let line = |event: &Event| format!("{} {}", event.kind(), event.to_json().unwrap());
    events.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn names_and_shapes_do_not_change() {
    insta::assert_snapshot!(lines(&all()));
}

#[test]
fn names_and_shapes_of_the_second_version_do_not_change() {
    insta::assert_snapshot!(lines(&all_since_the_second_version()));
}

#[test]
fn names_and_shapes_of_replies_do_not_change() {
    insta::assert_snapshot!(lines(&replies()));
}

#[test]
fn names_and_shapes_of_started_chats_do_not_change() {
    insta::assert_snapshot!(lines(&chats()), @r#"chat_started.1 {"channel":"main","with":{"wa_id":"16505550100"},"scope":"waba"}"#);
}

#[test]
fn names_and_shapes_of_templates_do_not_change() {
    insta::assert_snapshot!(lines(&all_of_templates()));
}

#[test]
fn names_and_shapes_of_the_address_book_do_not_change() {
    insta::assert_snapshot!(lines(&address_book()));
}

#[test]
fn the_shape_of_a_free_entry_point_does_not_change() {
    let event = StatusReported {
        channel: ChannelId::new("main").unwrap(),
        provider_id: "wamid.2".into(),
        client_id: None,
        status: Some(MessageStatus::Sent),
        reported_at: at(),
        failure: None,
        recipient: Identity::default(),
        scope: String::new(),
        pricing: None,
        free_until: Some(at()),
        raw: raw(),
    };
    insta::assert_snapshot!(lines(&[event.into()]), @r#"status_reported.1 {"channel":"main","provider_id":"wamid.2","status":"sent","reported_at":1795000000,"free_until":1795000000,"raw":{"id": "wamid.1"}}"#);
}

#[test]
fn every_event_is_read_back_as_it_was_written() {
    let later = [
        all_since_the_second_version(),
        all_of_the_office_and_the_schedule(),
        replies(),
        all_of_work(),
        address_book(),
        chats(),
        all_of_templates(),
    ];
    for event in all().into_iter().chain(later.into_iter().flatten()) {
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
