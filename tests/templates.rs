//! Templates: everything that can stand in one goes out exactly as it was made, and what must not go out does not.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use chrono::Duration;
use frontdesk::api::files;
use frontdesk::texts::{Language, say};
use futures::stream;
use serde_json::{Value, json};

use crate::common::{eventually, house::House};

const GERMAN: &str = "+4915228000105";
const AMERICAN: &str = "+16505550105";
const CANADIAN: &str = "+14165550105";

async fn templates(t: &House) -> Vec<Value> {
    eventually("templates are there", async || {
        let list = t.rpc("list_templates", json!({ "channel": "main" })).await;
        list["templates"].as_array().filter(|templates| !templates.is_empty()).cloned()
    })
    .await
}

async fn bring(t: &House, name: &str, file: &[u8]) -> Value {
    let attached = files::attach(&t.api, stream::iter([Ok(Bytes::copy_from_slice(file))]), name).await.unwrap();
    json!({ "key": serde_json::to_value(attached).unwrap()["key"], "name": name })
}

/// One value of every kind.
async fn values_by_kind(t: &House) -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        ("text", json!("Ana")),
        ("code", json!("SAVE20")),
        ("product", json!("mug-1")),
        ("products", json!({ "sections": [{ "title": "Mugs", "products": ["mug-1", "mug-2"] }] })),
        ("moment", json!((t.now() + Duration::hours(48)).timestamp_millis())),
        ("place", json!({ "latitude": 52.5, "longitude": 13.25, "name": "Clinic", "address": "Road 1" })),
        ("image", bring(t, "photo.jpg", include_bytes!("../ui/e2e/files/photo.jpg")).await),
        ("video", bring(t, "film.mp4", include_bytes!("../ui/e2e/files/film.mp4")).await),
        ("document", bring(t, "invoice.pdf", include_bytes!("../ui/e2e/files/invoice.pdf")).await),
    ])
}

fn filled(template: &Value, by_kind: &BTreeMap<&str, Value>) -> Value {
    let fields = template["fields"].as_array().unwrap().iter();
    let value =
        |field: &Value| (field["key"].as_str().unwrap().to_owned(), by_kind[field["kind"].as_str().unwrap()].clone());
    Value::Object(fields.map(value).collect())
}

async fn send(t: &House, to: &Value, name: &str, language: &str, values: Value) -> Result<Value, Value> {
    let client_id = uuid::Uuid::now_v7();
    let payload = json!({ "conversation": to["id"], "name": name, "language": language, "values": values,
        "clientId": client_id });
    t.try_rpc("send_template", payload).await
}

async fn hello(t: &House, to: &Value) -> Result<Value, Value> {
    send(t, to, "hello_world", "en_US", json!({})).await
}

/// Marketing without a variable in it but one.
async fn marketing(t: &House, to: &Value) -> Result<Value, Value> {
    send(t, to, "whole_shop", "en", json!({ "body.1": "Ana" })).await
}

/// The kinds of components, headers and buttons that a template of the provider's list is made of.
fn parts_of(template: &Value) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    let components = template["components"].as_array().unwrap().iter();
    let cards = components.clone().flat_map(|component| component["cards"].as_array().into_iter().flatten());
    for component in components.chain(cards.flat_map(|card| card["components"].as_array().unwrap())) {
        let word = |value: &Value| value.as_str().map(str::to_owned);
        parts.extend(word(&component["type"]));
        parts.extend(word(&component["format"]).map(|format| format!("HEADER {format}")));
        let buttons = component["buttons"].as_array().into_iter().flatten();
        parts.extend(buttons.filter_map(|button| word(&button["type"]).map(|kind| format!("BUTTON {kind}"))));
    }
    parts
}

async fn listed_by_the_provider(t: &House) -> Vec<Value> {
    let account = t.simulator.account();
    let url = format!(
        "http://{}/v25.0/{}/message_templates?limit=200&fields=name,language,components,status",
        t.simulator.address(),
        account.waba_id
    );
    let answer = crate::common::client().get(url).bearer_auth(&account.access_token).send().await.unwrap();
    answer.json::<Value>().await.unwrap()["data"].as_array().unwrap().clone()
}

/// Pain 20: templates incomplete. Pain 23: the thread does not show what the customer saw.
#[tokio::test]
async fn every_kind_of_component_goes_out_as_it_was_made_and_the_thread_shows_what_the_customer_sees() {
    let t = House::new().await;
    let ben = t.customer("Ben", GERMAN, "Hello").await;
    let by_kind = values_by_kind(&t).await;
    let listed = listed_by_the_provider(&t).await;
    let mut covered = BTreeSet::new();
    for template in templates(&t).await.iter().filter(|template| template["unsendable"].is_null()) {
        let (name, language) = (template["name"].as_str().unwrap(), template["language"].as_str().unwrap());
        let sent = send(&t, &ben, name, language, filled(template, &by_kind)).await;
        let sent = sent.unwrap_or_else(|error| panic!("{name}: {error}"));
        let sent = t.message_with_status(&sent, "read").await;
        let taken = t.taken().await.pop().unwrap();
        assert_eq!(taken["body"]["template"]["name"], name);
        assert_same(&sent["content"], &taken["seen"], name);
        let known = listed.iter().find(|known| known["name"] == name && known["language"] == language).unwrap();
        covered.extend(parts_of(known));
    }
    let expected = [
        "HEADER TEXT",
        "HEADER IMAGE",
        "HEADER VIDEO",
        "HEADER DOCUMENT",
        "HEADER LOCATION",
        "BODY",
        "FOOTER",
        "LIMITED_TIME_OFFER",
        "CAROUSEL",
        "BUTTON QUICK_REPLY",
        "BUTTON URL",
        "BUTTON PHONE_NUMBER",
        "BUTTON COPY_CODE",
        "BUTTON FLOW",
        "BUTTON CATALOG",
        "BUTTON MPM",
        "BUTTON REQUEST_CONTACT_INFO",
        "BUTTON VOICE_CALL",
    ];
    for part in expected {
        assert!(covered.contains(part), "{part} is in no template that was sent");
    }
    t.end().await;
}

/// What the bubble shows is what the simulator, which shares no types with us, says that the customer sees.
fn assert_same(bubble: &Value, seen: &Value, name: &str) {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    assert_eq!(text(&bubble["header"]), text(&seen["header"]), "{name}");
    assert_eq!(bubble["body"], seen["body"], "{name}");
    assert_eq!(text(&bubble["footer"]), text(&seen["footer"]), "{name}");
    assert_eq!(bubble["offer"]["text"], seen["offer"]["text"], "{name}");
    assert_eq!(bubble["offer"]["endsAt"], seen["offer"]["expiration_time_ms"], "{name}");
    assert_eq!(bubble["headerPlace"]["name"], seen["header"]["location"]["name"], "{name}");
    let media = &bubble["headerMedia"];
    if let Some(kind) = media["media"].as_str() {
        assert!(seen["header"][kind]["id"].is_string(), "{name}: {}", seen["header"]);
        assert_eq!(text(&media["filename"]), text(&seen["header"][kind]["filename"]), "{name}");
    }
    assert_same_buttons(&bubble["taps"], &seen["buttons"], name);
    let none = Vec::new();
    let cards = seen["cards"].as_array().unwrap_or(&none);
    assert_eq!(bubble["cards"].as_array().unwrap_or(&none).len(), cards.len(), "{name}");
    for (index, card) in cards.iter().enumerate() {
        let ours = &bubble["cards"][index];
        assert_eq!(ours["body"], card["body"], "{name}");
        assert!(card["header"]["image"]["id"].is_string() && ours["media"]["sha256"].is_string(), "{name}");
        assert_same_buttons(&ours["taps"], &card["buttons"], name);
    }
}

fn assert_same_buttons(taps: &Value, buttons: &Value, name: &str) {
    let none = Vec::new();
    let shown = |value: &Value, keys: [&str; 5]| -> Vec<Vec<Value>> {
        let list = value.as_array().unwrap_or(&none).iter();
        list.map(|one| keys.iter().map(|key| one[*key].clone()).collect()).collect()
    };
    let ours = shown(taps, ["kind", "text", "url", "phone", "code"]);
    assert_eq!(ours, shown(buttons, ["type", "text", "url", "phone_number", "coupon_code"]), "{name}");
}

/// Pain 20: what cannot be sent is listed with the reason.
#[tokio::test]
async fn what_cannot_be_sent_is_listed_with_the_reason() {
    let t = House::new().await;
    let list = templates(&t).await;
    let reason = |name: &str| {
        let template = list.iter().find(|template| template["name"] == name).unwrap();
        (
            template["unsendable"]["code"].as_str().unwrap(),
            template["unsendable"]["detail"].as_str().unwrap_or_default(),
        )
    };
    assert_eq!(reason("mug_in_motion"), ("header", "gif"));
    assert_eq!(reason("one_fine_mug"), ("header", "product"));
    assert_eq!(reason("may_we_call"), ("component", "CALL_PERMISSION_REQUEST"));
    assert_eq!(reason("pay_your_order"), ("button", "ORDER_DETAILS"));
    assert_eq!(reason("birthday_offer"), ("rejected", "TAG_CONTENT_MISMATCH"));
    assert_eq!(reason("login_code"), ("authentication", ""));
    t.end().await;
}

#[tokio::test]
async fn a_file_that_is_not_here_or_not_of_the_kind_is_refused() {
    let t = House::new().await;
    let ben = t.customer("Ben", GERMAN, "Hello").await;
    let by_kind = values_by_kind(&t).await;
    templates(&t).await;
    let papers = |file: &Value| json!({ "header.media": file, "body.1": "Ana", "body.2": "24 November" });
    let problem = async |file: &Value| {
        let refused = send(&t, &ben, "visit_papers", "en", papers(file)).await.unwrap_err();
        (refused["code"].clone(), refused["params"]["field"].clone(), refused["params"]["problem"].clone())
    };
    let refused = |problem: &str| (json!("template_field"), json!("header.media"), json!(problem));
    assert_eq!(problem(&by_kind["image"]).await, refused("wrong_file"), "only PDF stands in a header");
    let gone = json!({ "key": "ab".repeat(32), "name": "gone.pdf" });
    assert_eq!(problem(&gone).await, refused("file_missing"));
    assert_eq!(problem(&json!("invoice.pdf")).await, refused("wrong_kind"));
    assert!(t.taken().await.is_empty());
    t.end().await;
}

#[tokio::test]
async fn marketing_to_the_united_states_is_refused_and_to_canada_it_goes_out() {
    let t = House::new().await;
    templates(&t).await;
    let american = t.customer("Amy", AMERICAN, "Hello").await;
    let canadian = t.customer("Cal", CANADIAN, "Hello").await;
    assert_eq!(marketing(&t, &american).await.unwrap_err()["code"], "marketing_to_us");
    t.message_with_status(&hello(&t, &american).await.unwrap(), "read").await;
    t.message_with_status(&marketing(&t, &canadian).await.unwrap(), "read").await;
    assert_eq!(t.taken().await.len(), 2);
    t.end().await;
}

#[tokio::test]
async fn one_person_gets_one_template_an_hour_outside_the_window_unless_the_settings_allow_more() {
    let t = House::new().await;
    templates(&t).await;
    let ben = t.customer("Ben", GERMAN, "Hello").await;
    for _ in 0..3 {
        t.message_with_status(&hello(&t, &ben).await.unwrap(), "read").await;
    }
    t.advance(Duration::hours(25));
    let sent_at = t.now();
    t.message_with_status(&hello(&t, &ben).await.unwrap(), "read").await;
    let refused = hello(&t, &ben).await.unwrap_err();
    assert_eq!(refused["code"], "too_many_templates", "those inside the window do not count, this one does");
    let again_at: i64 = refused["params"]["againAt"].as_str().unwrap().parse().unwrap();
    let until = again_at - sent_at.timestamp_millis();
    assert!((3_590_000..=3_610_000).contains(&until), "an hour after the first: {until} ms");
    let mut settings = t.rpc("settings", json!(null)).await;
    settings["templatesPerPersonPerHour"] = json!(2);
    t.rpc("save_settings", settings.clone()).await;
    t.message_with_status(&hello(&t, &ben).await.unwrap(), "read").await;
    assert_eq!(hello(&t, &ben).await.unwrap_err()["code"], "too_many_templates");
    t.advance(Duration::minutes(61));
    t.message_with_status(&hello(&t, &ben).await.unwrap(), "read").await;
    settings["templatesPerPersonPerHour"] = json!(0);
    assert_eq!(t.try_rpc("save_settings", settings).await.unwrap_err()["code"], "invalid");
    t.end().await;
}

#[tokio::test]
async fn no_more_people_are_written_to_in_a_day_than_the_provider_allows() {
    let t = House::new().await;
    templates(&t).await;
    let ben = t.customer("Ben", GERMAN, "Hello").await;
    let cal = t.customer("Cal", CANADIAN, "Hello").await;
    t.control("/fields/phone_number_quality_update", json!({ "text": "TIER_1" })).await;
    eventually("the limit is known", async || {
        let card = &t.rpc("bootstrap", json!(null)).await["workspace"]["channels"][0];
        (card["messagingLimit"] == "TIER_1").then_some(())
    })
    .await;
    t.advance(Duration::hours(25));
    t.message_with_status(&hello(&t, &ben).await.unwrap(), "read").await;
    let refused = hello(&t, &cal).await.unwrap_err();
    assert_eq!((&refused["code"], &refused["params"]["people"]), (&json!("portfolio_limit"), &json!("1")));
    t.advance(Duration::minutes(61));
    t.message_with_status(&hello(&t, &ben).await.unwrap(), "read").await;
    t.write(CANADIAN, json!({ "text": "Are you there?" })).await;
    eventually("her window is open", async || {
        (t.conversation(&cal["id"]).await["window"]["phase"] == "open").then_some(())
    })
    .await;
    t.message_with_status(&hello(&t, &cal).await.unwrap(), "read").await;
    t.advance(Duration::hours(25));
    t.message_with_status(&hello(&t, &cal).await.unwrap(), "read").await;
    t.end().await;
}

/// What is known only when its turn comes is found then.
#[tokio::test]
async fn a_template_that_was_paused_while_it_waited_is_not_handed_over() {
    let t = House::new().await;
    templates(&t).await;
    let ben = t.customer("Ben", GERMAN, "Hello").await;
    t.control("/faults", json!({ "token_expired": true })).await;
    let first = t.reply(&ben, "One moment").await.unwrap();
    eventually("sending is paused", async || t.message(&first["id"]).await["error"].is_object().then_some(())).await;
    let waiting = hello(&t, &ben).await.unwrap();
    t.control("/faults", json!({ "token_expired": false })).await;
    let paused = json!({ "name": "hello_world", "language": "en_US", "event": "PAUSED" });
    t.control("/fields/message_template_status_update", paused).await;
    eventually("the pause is known", async || {
        let hello = templates(&t).await.into_iter().find(|template| template["name"] == "hello_world").unwrap();
        (hello["unsendable"]["code"] == "paused").then_some(())
    })
    .await;
    t.rpc("resume_sending", json!({ "channel": "main" })).await;
    let failed = t.message_with_status(&waiting, "failed").await;
    assert_eq!(failed["error"]["code"], "template_refused");
    assert_eq!(hello(&t, &ben).await.unwrap_err()["code"], "template_unsendable");
    assert_eq!(t.taken().await.len(), 1, "only the words went out");
    t.end().await;
}

/// Pain 21: the list is stale. It is read again when the provider refuses a template, and the message says so.
#[tokio::test]
async fn a_refusal_because_the_template_changed_has_the_list_read_again() {
    let t = House::new().await;
    templates(&t).await;
    let ben = t.customer("Ben", GERMAN, "Hello").await;
    let synced_at = async || t.rpc("list_templates", json!({ "channel": "main" })).await["syncedAt"].as_i64().unwrap();
    for fault in
        [json!({ "async_failed": { "code": 132_000, "times": 1 } }), json!({ "http": { "code": 132_001, "times": 1 } })]
    {
        t.advance(Duration::minutes(5));
        let before = synced_at().await;
        t.control("/faults", fault).await;
        let failed = t.message_with_status(&hello(&t, &ben).await.unwrap(), "failed").await;
        let advice = format!("failure_{}_advice", failed["error"]["explanation"].as_str().unwrap());
        assert_eq!(say(Language::English, &advice, &[]), "The template changed; check it again.");
        eventually("it is read again", async || (synced_at().await > before).then_some(())).await;
    }
    t.end().await;
}

#[tokio::test]
async fn favourites_and_what_fields_are_filled_from_stay_on_this_computer() {
    let mut t = House::new().await;
    templates(&t).await;
    let which = json!({ "channel": "main", "name": "clinic_reply_waiting", "language": "en" });
    let with = |more: Value| {
        let mut all = which.clone();
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    t.rpc("set_favourite_template", with(json!({ "favourite": true }))).await;
    let memory = json!({ "body.1": { "source": "firstName", "fallback": "there", "last": "Ana" } });
    t.rpc("remember_template", with(json!({ "memory": memory }))).await;
    t.restart().await;
    let found = async || {
        let list = templates(&t).await;
        list.into_iter().find(|it| it["name"] == "clinic_reply_waiting" && it["language"] == "en").unwrap()
    };
    let kept = found().await;
    assert_eq!((&kept["favourite"], &kept["memory"]), (&json!(true), &memory));
    assert!(kept["usedAt"].is_i64());
    t.rpc("set_favourite_template", with(json!({ "favourite": false }))).await;
    let kept = found().await;
    assert_eq!((&kept["favourite"], &kept["memory"]), (&json!(false), &memory), "the memory stays");
    t.end().await;
}
