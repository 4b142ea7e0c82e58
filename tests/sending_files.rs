//! Files on their way out: up to the provider first, then the message; whatever breaks in between, nothing is sent twice
//! and nothing is lost.

use std::time::Duration;

use bytes::Bytes;
use frontdesk::api::files;
use frontdesk::voice::Encoder;
use futures::stream;
use serde_json::{Value, json};

use crate::common::{eventually, house::House};

/// A small picture that is what it says.
fn picture(shade: u8) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let image = image::RgbImage::from_pixel(60, 40, image::Rgb([shade, 100, 200]));
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

async fn bring(t: &House, name: &str, file: Vec<u8>) -> Value {
    let attached = files::attach(&t.api, stream::iter([Ok(Bytes::from(file))]), name).await.unwrap();
    serde_json::to_value(attached).unwrap()
}

async fn with_ana() -> (House, Value) {
    let t = House::new().await;
    let ana = t.customer("Ana", "+16505550105", "hello").await;
    (t, ana)
}

fn media(kind: &str, attached: &Value, more: Value) -> Value {
    let mut content = json!({ "kind": "media", "media": kind, "sha256": attached["key"] });
    content.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    content
}

#[tokio::test]
async fn a_picture_goes_up_and_out_and_stays_here() {
    let (t, ana) = with_ana().await;
    let attached = bring(&t, "rash.png", picture(10)).await;
    assert_eq!(attached["mayBe"], json!(["image", "document"]));
    let sent = t.send(&ana, media("image", &attached, json!({ "caption": " before " }))).await.unwrap();
    let sent = t.message_with_status(&sent, "read").await;
    assert_eq!((&sent["file"]["state"], &sent["file"]["width"]), (&json!("here"), &json!(60)));
    let taken = t.taken().await;
    assert_eq!(taken[0]["body"]["image"]["caption"], "before");
    let again = t.send(&ana, media("document", &attached, json!({ "filename": "rash.png" }))).await.unwrap();
    t.message_with_status(&again, "read").await;
    let taken = t.taken().await;
    assert_eq!(taken[1]["body"]["document"]["id"], taken[0]["body"]["image"]["id"], "the same file goes up once");
    assert_eq!(taken[1]["body"]["document"]["filename"], "rash.png");
    t.end().await;
}

/// Pain 14: voice notes that arrive as files.
#[tokio::test]
async fn a_voice_note_goes_out_as_one_and_says_when_it_was_heard() {
    let (t, ana) = with_ana().await;
    let mut encoder = Encoder::new().unwrap();
    let tone: Vec<f32> = (0..96_000).map(|n| (n as f32 * 0.05).sin() * 0.3).collect();
    encoder.push(&tone).unwrap();
    let attached = bring(&t, "voice note.ogg", encoder.finish().unwrap().bytes).await;
    assert_eq!(attached["waveform"].as_array().unwrap().len(), 64);
    assert!(attached["mayBe"].as_array().unwrap().contains(&json!("voice")), "{attached}");
    let sent = t.send(&ana, media("voice", &attached, json!({}))).await.unwrap();
    let played = t.message_with_status(&sent, "played").await;
    assert!(played["playedAt"].is_number());
    assert_eq!(t.taken().await[0]["body"]["audio"]["voice"], true);
    t.end().await;
}

#[tokio::test]
async fn an_upload_that_is_refused_is_tried_again_and_then_told() {
    let (t, ana) = with_ana().await;
    let attached = bring(&t, "a.png", picture(20)).await;
    t.control("/faults", json!({ "media": { "upload": { "status": 503, "times": 1 } } })).await;
    let sent = t.send(&ana, media("image", &attached, json!({}))).await.unwrap();
    t.message_with_status(&sent, "read").await;
    t.control("/faults", json!({ "media": { "upload": { "code": 131_053, "times": 9 } } })).await;
    let other = bring(&t, "b.png", picture(30)).await;
    let refused = t.send(&ana, media("image", &other, json!({}))).await.unwrap();
    let refused = t.message_with_status(&refused, "failed").await;
    assert_eq!(refused["error"]["code"], "131053");
    assert_eq!(t.taken().await.len(), 1, "the message itself was not handed over");
    t.end().await;
}

#[tokio::test]
async fn an_upload_can_be_watched_and_taken_back() {
    let (t, ana) = with_ana().await;
    let attached = bring(&t, "a.png", picture(40)).await;
    t.control("/faults", json!({ "media": { "upload_delay": { "ms": 60_000, "times": 1 } } })).await;
    let sent = t.send(&ana, media("image", &attached, json!({}))).await.unwrap();
    assert_eq!(sent["canCancel"], true);
    tokio::time::sleep(Duration::from_millis(300)).await;
    let cancelled = t.rpc("cancel_message", json!({ "message": sent["id"] })).await;
    assert_eq!((&cancelled["status"], &cancelled["error"]["code"]), (&json!("failed"), &json!("cancelled")));
    let after = t.reply(&ana, "after it").await.unwrap();
    t.message_with_status(&after, "read").await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let kinds: Vec<Value> = t.taken().await.iter().map(|taken| taken["body"]["type"].clone()).collect();
    assert_eq!(kinds, ["text"], "what was taken back never left");
    let late = t.try_rpc("cancel_message", json!({ "message": after["id"] })).await.unwrap_err();
    assert_eq!(late["code"], "not_cancellable");
    assert_eq!(cancelled["canRetry"], true);
    t.rpc("retry_message", json!({ "message": sent["id"] })).await;
    t.message_with_status(&sent, "read").await;
    t.end().await;
}

#[tokio::test]
async fn a_program_that_ends_in_the_middle_of_an_upload_sends_once_when_it_is_back() {
    let (mut t, ana) = with_ana().await;
    let attached = bring(&t, "a.png", picture(50)).await;
    t.control("/faults", json!({ "media": { "upload_delay": { "ms": 2500, "times": 1 } } })).await;
    let sent = t.send(&ana, media("image", &attached, json!({}))).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    t.restart().await;
    t.message_with_status(&sent, "read").await;
    assert_eq!(t.taken().await.len(), 1);
    t.end().await;
}

#[tokio::test]
async fn a_file_that_vanished_is_told_and_not_sent() {
    let (t, ana) = with_ana().await;
    let missing = json!({ "key": "ab".repeat(32) });
    let sent = t.send(&ana, media("image", &missing, json!({}))).await.unwrap();
    let failed = t.message_with_status(&sent, "failed").await;
    assert_eq!((&failed["error"]["code"], &failed["file"]["state"]), (&json!("file_missing"), &json!("lost")));
    assert!(t.taken().await.is_empty());
    assert_eq!(t.try_rpc("attachment", missing).await.unwrap_err()["code"], "not_found");
    t.end().await;
}

#[tokio::test]
async fn a_reaction_that_is_refused_says_so_and_holds_nothing_up() {
    let (t, ana) = with_ana().await;
    let page = t.rpc("list_messages", json!({ "conversation": ana["id"], "limit": 10 })).await;
    let hello = page["items"][0]["id"].clone();
    let react = |emoji: Value| json!({ "message": hello, "emoji": emoji, "clientId": uuid::Uuid::now_v7() });
    t.control("/faults", json!({ "http": { "code": 131_009, "times": 1 } })).await;
    t.rpc("react", react(json!("👍"))).await;
    let line = eventually("it has a line that says why", async || {
        let page = t.rpc("list_messages", json!({ "conversation": ana["id"], "limit": 10 })).await;
        page["items"].as_array().unwrap().iter().find(|message| message["status"] == "failed").cloned()
    })
    .await;
    assert_eq!((&line["content"]["emoji"], &line["error"]["code"]), (&json!("👍"), &json!("131009")));
    assert_eq!(t.message(&hello).await["reactions"], json!([]), "and is not on the message");
    t.rpc("react", react(json!("🙏"))).await;
    let after = t.reply(&ana, "behind it").await.unwrap();
    t.message_with_status(&after, "read").await;
    assert_eq!(t.message(&hello).await["reactions"][0]["emoji"], "🙏");
    t.control("/faults", json!({ "http": { "code": 131_009, "times": 1 } })).await;
    t.rpc("react", react(Value::Null)).await;
    eventually("taking it back has a line too", async || {
        let page = t.rpc("list_messages", json!({ "conversation": ana["id"], "limit": 10 })).await;
        let failed = |message: &&Value| message["status"] == "failed" && message["content"]["emoji"].is_null();
        page["items"].as_array().unwrap().iter().find(failed).map(drop)
    })
    .await;
    let last = t.reply(&ana, "behind that too").await.unwrap();
    t.message_with_status(&last, "read").await;
    t.end().await;
}

#[tokio::test]
async fn every_outbound_type_is_taken_by_the_provider_and_read() {
    let (t, ana) = with_ana().await;
    t.write("+16505550105", json!({ "text": "quote me" })).await;
    let quoted = eventually("it is there", async || {
        let page = t.rpc("list_messages", json!({ "conversation": ana["id"], "limit": 10 })).await;
        page["items"].as_array().unwrap().iter().find(|message| message["content"]["text"] == "quote me").cloned()
    })
    .await;
    let interactive = |action: Value| json!({ "kind": "interactive", "body": "Choose", "action": action });
    let sections = json!([{ "title": "", "rows": [{ "id": "1", "title": "Monday", "description": "9:30" }] }]);
    let picture = bring(&t, "a.png", picture(60)).await;
    let header = media("image", &picture, json!({}));
    for content in [
        json!({ "kind": "text", "text": "see https://example.org", "previewUrl": true }),
        json!({ "kind": "location", "latitude": 37.44, "longitude": -122.14, "name": "Clinic", "address": "1 Main St" }),
        json!({ "kind": "contacts", "cards": [{ "formattedName": "Ana Ruiz", "firstName": "Ana", "company": "Bakery",
            "phones": [{ "phone": "+16505550111", "label": "WORK", "waId": "16505550111" }], "emails": [{ "email": "a@example.org" }] }] }),
        json!({ "kind": "interactive", "header": header, "footer": "f", "body": "b",
            "action": { "kind": "buttons", "buttons": [{ "id": "y", "title": "Yes" }, { "id": "n", "title": "No" }] } }),
        interactive(json!({ "kind": "list", "button": "Times", "sections": sections })),
        interactive(json!({ "kind": "link", "label": "Book", "url": "https://example.org/book" })),
        interactive(json!({ "kind": "locationRequest" })),
        interactive(json!({ "kind": "contactRequest" })),
        interactive(
            json!({ "kind": "flow", "flowId": "1284410256741903", "label": "Book", "screen": "FIRST", "data": { "name": "Ana" } }),
        ),
        json!({ "kind": "interactive", "action": { "kind": "product", "catalogId": "9", "product": "mug" } }),
        json!({ "kind": "interactive", "body": "b", "header": { "kind": "text", "text": "Mugs" },
            "action": { "kind": "productList", "catalogId": "9", "sections": [{ "title": "Blue", "products": ["mug"] }] } }),
        interactive(json!({ "kind": "catalog", "thumbnail": "mug" })),
    ] {
        let payload = json!({ "conversation": ana["id"], "content": content, "replyTo": quoted["id"], "clientId": uuid::Uuid::now_v7() });
        let sent = t.rpc("send_message", payload).await;
        let read = eventually(&format!("{content} is read"), async || {
            let now = t.message(&sent["id"]).await;
            assert_ne!(now["status"], "failed", "{now}");
            (now["status"] == "read").then_some(now)
        })
        .await;
        assert_eq!(read["quote"]["content"]["text"], "quote me");
    }
    for taken in t.taken().await {
        assert_eq!(taken["body"]["context"]["message_id"], quoted["providerId"]);
    }
    let react = |emoji: Value| json!({ "message": quoted["id"], "emoji": emoji, "clientId": uuid::Uuid::now_v7() });
    t.rpc("react", react(json!("👍"))).await;
    eventually("our emoji is on it", async || (t.message(&quoted["id"]).await["reactions"] != json!([])).then_some(()))
        .await;
    t.rpc("react", react(Value::Null)).await;
    eventually("both were taken", async || {
        let taken = t.taken().await;
        let emoji: Vec<&Value> = taken
            .iter()
            .filter(|it| it["body"]["type"] == "reaction")
            .map(|it| &it["body"]["reaction"]["emoji"])
            .collect();
        (emoji == [&json!("👍"), &json!("")]).then_some(())
    })
    .await;
    assert_eq!(t.message(&quoted["id"]).await["reactions"], json!([]));
    let stranger = t.customer("Bob", "+16505550106", "hi").await;
    let payload = json!({ "conversation": stranger["id"], "content": { "kind": "text", "text": "x" }, "replyTo": quoted["id"],
        "clientId": uuid::Uuid::now_v7() });
    assert_eq!(
        t.try_rpc("send_message", payload).await.unwrap_err()["code"],
        "invalid",
        "nothing of another chat is quoted"
    );
    t.end().await;
}
