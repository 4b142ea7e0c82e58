//! Templates made here: written, handed in, judged, changed and deleted.

use bytes::Bytes;
use chrono::Duration;
use frontdesk::api::files;
use futures::stream;
use serde_json::{Value, json};

use crate::common::{eventually, house::House};

fn draft(name: &str) -> Value {
    json!({
        "name": name, "language": "en", "category": "UTILITY", "variables": "named",
        "header": null, "body": "Hello {{first_name}}, your visit is soon. See you!", "footer": "", "offer": null,
        "buttons": [{ "kind": "quickReply", "label": "Yes" }], "cards": [],
        "samples": { "body.first_name": "Ana" },
    })
}

async fn save(t: &House, draft: Value) -> Value {
    t.rpc("save_template_draft", json!({ "channel": "main", "draft": draft })).await
}

async fn submit(t: &House, saved: &Value) -> Result<Value, Value> {
    t.try_rpc("submit_template", json!({ "id": saved["id"] })).await
}

fn named(list: &Value, name: &str) -> Option<Value> {
    list["templates"].as_array().unwrap().iter().find(|template| template["name"] == name).cloned()
}

async fn listed(t: &House, name: &str) -> Option<Value> {
    named(&t.rpc("list_account_templates", json!({ "channel": "main" })).await, name)
}

/// The template, once the provider has decided so and told it.
async fn decided(t: &House, name: &str, status: &str) -> Value {
    eventually(&format!("{name} is {status}"), async || {
        listed(t, name).await.filter(|template| template["status"] == status)
    })
    .await
}

async fn drafts(t: &House) -> Vec<Value> {
    t.rpc("list_template_drafts", json!({ "channel": "main" })).await.as_array().unwrap().clone()
}

/// Pain 21: templates that were made a moment ago are not in the list.
#[tokio::test]
async fn a_template_is_in_the_list_at_once_and_can_be_sent_when_it_is_approved() {
    let t = House::new().await;
    let ana = t.customer("Ana", "+16505550105", "hello").await;
    let saved = save(&t, draft("visit_soon")).await;
    let list = submit(&t, &saved).await.unwrap();
    assert_eq!(named(&list, "visit_soon").unwrap()["status"], "PENDING");
    assert!(drafts(&t).await.is_empty(), "what was handed in is no draft any more");
    t.advance(Duration::seconds(121));
    decided(&t, "visit_soon", "APPROVED").await;
    let payload = json!({ "conversation": ana["id"], "name": "visit_soon", "language": "en",
        "values": { "body.first_name": "Ana" }, "clientId": uuid::Uuid::now_v7() });
    let sent = t.rpc("send_template", payload).await;
    t.message_with_status(&sent, "delivered").await;
    t.end().await;
}

#[tokio::test]
async fn a_decision_is_announced_on_the_desktop_with_its_reason() {
    let t = House::new().await;
    t.control("/review", json!({ "seconds": 0 })).await;
    let saved = save(&t, draft("reject_this")).await;
    submit(&t, &saved).await.unwrap();
    let notice = eventually("the rejection is announced", async || {
        t.shown_notices().into_iter().find(|notice| notice.title == "Template reject this was rejected")
    })
    .await;
    assert_eq!(
        notice.text,
        "The template has variables at its beginning or end. Put words before the first and after the last variable."
    );
    let rejected = decided(&t, "reject_this", "REJECTED").await;
    assert_eq!(rejected["rejection"]["code"], "INVALID_FORMAT");
    let recommended = "Put words before the first and after the last variable.";
    assert_eq!(rejected["rejection"]["recommendation"], recommended);
    t.end().await;
}

#[tokio::test]
async fn nothing_is_announced_when_that_is_switched_off() {
    let t = House::new().await;
    let mut settings = t.rpc("settings", json!(null)).await;
    settings["notifyTemplates"] = json!(false);
    t.rpc("save_settings", settings).await;
    t.control("/review", json!({ "seconds": 0 })).await;
    submit(&t, &save(&t, draft("quiet")).await).await.unwrap();
    eventually("the decision was told", async || {
        let news = t.rpc("news", json!({ "limit": 50 })).await;
        news["items"].as_array().unwrap().iter().any(|item| item["news"]["subject"] == "quiet").then_some(())
    })
    .await;
    // What comes later is announced later: by then the decision would have been.
    t.customer("Ben", "+16505550106", "hello").await;
    let titles = eventually("the message is announced", async || {
        let titles: Vec<String> = t.shown_notices().into_iter().map(|notice| notice.title).collect();
        titles.contains(&"Ben".to_owned()).then_some(titles)
    })
    .await;
    assert_eq!(titles, ["Ben"]);
    t.end().await;
}

#[tokio::test]
async fn a_draft_outlives_the_program_and_is_checked_as_it_stands() {
    let mut t = House::new().await;
    let saved = save(&t, json!({ "name": "half", "body": "Hello {{first_name}}" })).await;
    t.restart().await;
    let kept = drafts(&t).await;
    assert_eq!((kept.len(), &kept[0]["draft"]["name"]), (1, &json!("half")));
    let again = json!({ "channel": "main", "id": saved["id"], "draft": { "name": "half", "body": "Hello" } });
    t.rpc("save_template_draft", again).await;
    assert_eq!(drafts(&t).await[0]["draft"]["body"], "Hello");
    let check = t.rpc("check_template", kept[0]["draft"].clone()).await;
    let wrong: Vec<&str> =
        check["problems"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap()).collect();
    assert_eq!(wrong, ["language", "variableName", "variableAtEdge", "tooFewWords", "empty"]);
    assert_eq!(check["limits"]["body"], 1024);
    let refused = submit(&t, &saved).await.unwrap_err();
    assert_eq!((&refused["code"], &refused["params"]["field"]), (&json!("invalid"), &json!("language")));
    t.rpc("delete_template_draft", json!({ "id": saved["id"] })).await;
    assert!(drafts(&t).await.is_empty());
    t.end().await;
}

#[tokio::test]
async fn a_template_is_edited_with_what_stands_at_the_provider() {
    let t = House::new().await;
    t.control("/review", json!({ "seconds": 0 })).await;
    submit(&t, &save(&t, draft("visit_soon")).await).await.unwrap();
    let template = decided(&t, "visit_soon", "APPROVED").await;
    let which = json!({ "channel": "main", "template": template["id"] });
    let mut editing = t.rpc("edit_template", which.clone()).await;
    assert_eq!((&editing["editing"], &editing["draft"]), (&template["id"], &draft("visit_soon")));
    assert_eq!(t.rpc("edit_template", which.clone()).await["id"], editing["id"], "it is begun once");
    editing["draft"]["body"] = json!("Dear {{first_name}}, your visit is soon. See you!");
    let change = json!({ "channel": "main", "id": editing["id"], "draft": editing["draft"] });
    t.rpc("save_template_draft", change).await;
    submit(&t, &editing).await.unwrap();
    eventually("the new words are approved", async || {
        let template = decided(&t, "visit_soon", "APPROVED").await;
        template["body"].as_str().unwrap().starts_with("Dear").then_some(())
    })
    .await;
    let again = t.rpc("edit_template", which).await;
    let refused = submit(&t, &again).await.unwrap_err();
    assert_eq!((&refused["code"], &refused["params"]["code"]), (&json!("provider_refused"), &json!("2388039")));
    assert_eq!(drafts(&t).await.len(), 1, "what was refused is still a draft");
    t.end().await;
}

#[tokio::test]
async fn a_copy_has_a_name_of_its_own_and_a_language_has_the_same() {
    let t = House::new().await;
    t.control("/review", json!({ "seconds": 0 })).await;
    submit(&t, &save(&t, draft("visit_soon")).await).await.unwrap();
    let template = decided(&t, "visit_soon", "APPROVED").await;
    let which = json!({ "channel": "main", "template": template["id"] });
    for name in ["visit_soon_copy", "visit_soon_copy_2"] {
        assert_eq!(t.rpc("duplicate_template", which.clone()).await["draft"]["name"], name);
    }
    let mut spanish = which;
    spanish["language"] = json!("es");
    let spanish = t.rpc("duplicate_template", spanish).await;
    assert_eq!((&spanish["draft"]["name"], &spanish["draft"]["language"]), (&json!("visit_soon"), &json!("es")));
    submit(&t, &spanish).await.unwrap();
    t.end().await;
}

#[tokio::test]
async fn a_deleted_template_is_gone_and_its_name_is_not_to_be_had() {
    let t = House::new().await;
    t.control("/review", json!({ "seconds": 0 })).await;
    submit(&t, &save(&t, draft("visit_soon")).await).await.unwrap();
    decided(&t, "visit_soon", "APPROVED").await;
    let list = t.rpc("delete_template", json!({ "channel": "main", "name": "visit_soon" })).await;
    assert_eq!(named(&list, "visit_soon"), None);
    let saved = save(&t, draft("visit_soon")).await;
    let refused = submit(&t, &saved).await.unwrap_err();
    assert_eq!(refused["params"]["explanation"], "template_name_blocked");
    t.end().await;
}

#[tokio::test]
async fn only_a_pause_for_pacing_can_be_ended_by_hand() {
    let t = House::new().await;
    let pause = |title: &str| json!({ "event": "PAUSED", "name": "hello_world", "text": title });
    t.control("/fields/message_template_status_update", pause("FIRST_PAUSE")).await;
    let paused = decided(&t, "hello_world", "PAUSED").await;
    let which = json!({ "channel": "main", "template": paused["id"] });
    let refused = t.try_rpc("unpause_template", which.clone()).await.unwrap_err();
    assert_eq!(refused["detail"], "The template was paused for its quality and unpauses by itself.");
    t.control("/fields/message_template_status_update", pause("RATE_LIMITING_PAUSE")).await;
    t.advance(Duration::minutes(6));
    t.rpc("unpause_template", which).await;
    decided(&t, "hello_world", "APPROVED").await;
    t.end().await;
}

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(60, 40, image::Rgb([10, 100, 200]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

#[tokio::test]
async fn a_sample_picture_goes_up_before_the_template() {
    let t = House::new().await;
    let attached = files::attach(&t.api, stream::iter([Ok(Bytes::from(picture()))]), "mug.png").await.unwrap();
    let file = json!({ "media": "image", "key": attached.key, "name": attached.name, "mimeType": "image/png" });
    let mut with_header = draft("with_picture");
    with_header["header"] = file.clone();
    with_header["header"]["kind"] = json!("file");
    submit(&t, &save(&t, with_header).await).await.unwrap();
    let card = json!({ "header": file, "body": "", "buttons": [{ "kind": "quickReply", "label": "Buy" }] });
    let mut carousel = draft("with_cards");
    carousel["category"] = json!("MARKETING");
    carousel["buttons"] = json!([]);
    carousel["cards"] = json!([card, card]);
    submit(&t, &save(&t, carousel).await).await.unwrap();
    let template = listed(&t, "with_cards").await.unwrap();
    let read = t.rpc("duplicate_template", json!({ "channel": "main", "template": template["id"] })).await;
    assert_eq!(read["draft"]["cards"].as_array().unwrap().len(), 2);
    t.end().await;
}

#[tokio::test]
async fn a_file_of_another_type_than_the_draft_says_is_found_out() {
    let t = House::new().await;
    let attached = files::attach(&t.api, stream::iter([Ok(Bytes::from(picture()))]), "mug.png").await.unwrap();
    let mut wrong = draft("with_film");
    wrong["header"] =
        json!({ "kind": "file", "media": "video", "key": attached.key, "name": "a", "mimeType": "video/mp4" });
    let refused = submit(&t, &save(&t, wrong).await).await.unwrap_err();
    assert_eq!(refused["params"]["field"], "header");
    t.end().await;
}

#[tokio::test]
async fn the_whole_starter_set_is_taken_as_it_is() {
    let t = House::new().await;
    let all = t.rpc("starter_templates", json!(null)).await;
    for one in all.as_array().unwrap() {
        let saved = save(&t, one["draft"].clone()).await;
        submit(&t, &saved).await.unwrap_or_else(|refused| panic!("{}: {refused}", one["draft"]));
    }
    assert_eq!(all.as_array().unwrap().len(), 35);
    t.end().await;
}

#[tokio::test]
async fn a_library_template_can_be_sent_at_once() {
    let t = House::new().await;
    let take = json!({ "channel": "main", "name": "our_reminder", "language": "en",
        "libraryName": "delivery_update_1", "url": "https://e.org/{{1}}", "urlSample": "https://e.org/7" });
    let list = t.rpc("take_library_template", take).await;
    assert_eq!(named(&list, "our_reminder").unwrap()["status"], "APPROVED");
    let unknown = json!({ "channel": "main", "name": "x", "language": "en", "libraryName": "none" });
    assert_eq!(t.try_rpc("take_library_template", unknown).await.unwrap_err()["code"], "provider_refused");
    t.end().await;
}

#[tokio::test]
async fn without_the_id_of_the_app_a_sample_cannot_go_up_and_the_draft_stays() {
    let t = House::new().await;
    eventually("the templates were read", async || listed(&t, "hello_world").await).await;
    let attached = files::attach(&t.api, stream::iter([Ok(Bytes::from(picture()))]), "mug.png").await.unwrap();
    let mut with_header = draft("with_picture");
    with_header["header"] = json!({ "kind": "file", "media": "image", "key": attached.key, "name": "a.png",
        "mimeType": "image/png" });
    let saved = save(&t, with_header).await;
    // Whose token it is, only the developers of an app may ask.
    t.control("/faults", json!({ "http": { "status": 400, "code": 10, "everywhere": true, "times": 1 } })).await;
    assert_eq!(submit(&t, &saved).await.unwrap_err()["code"], "app_id_missing");
    assert_eq!(drafts(&t).await.len(), 1);
    submit(&t, &saved).await.unwrap();
    t.end().await;
}
