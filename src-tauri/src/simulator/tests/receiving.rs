//! What customers write, and how it is delivered.

use super::*;

#[tokio::test]
async fn every_kind_of_message_can_be_written() {
    let office = Office::new().await;
    let path = format!("/_sim/customers/{}/write", office.customer());
    let (_, text) = office.post(&path, json!({"text": "Grüße 🌷"})).await;
    for kind in ["image", "video", "audio", "document", "sticker", "location", "contacts", "reaction", "unsupported"] {
        let (_, written) = office.post(&path, json!({"type": kind, "about": text["id"]})).await;
        assert_eq!(written["status"], 200, "{kind}: {written}");
    }
    let messages = office.all("messages");
    assert_eq!(messages[0]["text"]["body"], "Grüße 🌷");
    assert_eq!(messages.len(), 10);
    assert!(
        messages
            .iter()
            .all(|message| message[message["type"].as_str().unwrap()].is_object() || message["contacts"].is_array())
    );
    assert_eq!(messages[1]["context"]["id"], text["id"], "anything but a reaction quotes what it is about");
}

#[tokio::test]
async fn a_customers_picture_can_be_looked_up_and_downloaded() {
    let office = Office::new().await;
    let path = format!("/_sim/customers/{}/write", office.customer());
    office.post(&path, json!({"type": "image"})).await;
    let image = office.all("messages")[0]["image"].clone();
    let node = office.get(&format!("/v24.0/{}", image["id"].as_str().unwrap())).await;
    assert_eq!(node["mime_type"], image["mime_type"]);
    let url = node["url"].as_str().unwrap();
    let token = &office.simulator.account().access_token;
    let file = office.client.get(url).bearer_auth(token).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(file.len() as u64, node["file_size"].as_u64().unwrap());
    assert_eq!(office.client.get(url).send().await.unwrap().status(), 401, "the link alone is not enough");
    office.clock.advance(chrono::Duration::minutes(6));
    assert_eq!(
        office.client.get(url).bearer_auth(token).send().await.unwrap().status(),
        404,
        "links live five minutes"
    );
    office.clock.advance(chrono::Duration::days(8));
    assert_eq!(office.call(reqwest::Method::GET, &format!("/{}", image["id"].as_str().unwrap()), None).await.0, 400);
}

#[tokio::test]
async fn a_raw_message_goes_out_as_it_is() {
    let office = Office::new().await;
    let path = format!("/_sim/customers/{}/write", office.customer());
    let raw = json!({"type": "hologram", "hologram": {"depth": 3}, "from": null, "timestamp": "1700000000"});
    office.post(&path, json!({"message": raw})).await;
    let message = office.all("messages").remove(0);
    assert_eq!(message["hologram"]["depth"], 3);
    assert_eq!(message["timestamp"], "1700000000");
    assert!(message.get("from").is_none() && message["id"].is_string());
}

#[tokio::test]
async fn a_refused_webhook_is_tried_again_and_keeps_its_place() {
    let office = Office::new().await;
    let path = format!("/_sim/customers/{}/write", office.customer());
    office.mailbox.status.store(500, Ordering::Relaxed);
    assert_eq!(office.post(&path, json!({"text": "one"})).await.1["status"], 500);
    let second = office.post(&path, json!({"text": "two"})).await.1;
    assert_eq!(second["status"], Value::Null, "it waits behind the first");
    office.mailbox.status.store(200, Ordering::Relaxed);
    office.post("/_sim/retry", json!({})).await;
    office.settle().await;
    let bodies: Vec<Value> = office.all("messages").iter().map(|message| message["text"]["body"].clone()).collect();
    assert_eq!(*bodies.last().unwrap(), "two");
    assert!(bodies.iter().filter(|body| *body == "one").count() >= 2, "the first must have come before: {bodies:?}");
    let deliveries = office.get("/_sim/deliveries").await;
    assert_eq!(deliveries["delivered"], 2);
    assert!(deliveries["answers"]["500"].as_u64().unwrap() >= 1);
}

#[tokio::test]
async fn webhooks_wait_for_an_address() {
    let office = Office::new().await;
    office.post("/_sim/webhook", json!({"url": null})).await;
    let path = format!("/_sim/customers/{}/write", office.customer());
    assert_eq!(office.post(&path, json!({"text": "one"})).await.1["status"], Value::Null);
    let wrong = json!({"url": office.callback, "verify_token": "wrong"});
    assert_eq!(office.post("/_sim/webhook", wrong).await.0, 502);
    assert!(office.all("messages").is_empty());
    office.simulator.set_webhook(office.callback.clone(), VERIFY_TOKEN).await.unwrap();
    office.settle().await;
    assert_eq!(office.all("messages").len(), 1);
}

#[tokio::test]
async fn a_crowd_comes_several_to_a_webhook() {
    let office = Office::new().await;
    let crowd = json!({"count": 130, "per_post": 50, "spread_seconds": 3600});
    let (_, answer) = office.post("/_sim/customers/crowd", crowd).await;
    assert_eq!(answer, json!({"customers": 130, "posts": 3, "failed": 0}));
    assert_eq!(office.all("messages").len(), 130);
    assert_eq!(office.all("contacts").len(), 130);
}

#[tokio::test]
async fn the_practice_opens_within_two_seconds_and_answers() {
    let clock = Clock::scaled(DateTime::from_timestamp(1_795_000_000, 0).unwrap(), 1.0);
    let config = SimulatorConfig { delays: 0.02, seed: Some(7), ..SimulatorConfig::practice(clock.clone()) };
    let office = Office::with(config).await;
    let began = std::time::Instant::now();
    office.simulator.open().await;
    assert!(began.elapsed() < Duration::from_secs(2), "opening took {:?}", began.elapsed());
    let messages = office.all("messages");
    assert!(messages.len() >= 20, "only {} messages stood unanswered", messages.len());
    let past =
        |message: &Value| message["timestamp"].as_str().unwrap().parse::<i64>().unwrap() < clock.now().timestamp();
    assert!(messages.iter().all(past), "what was written before carries its own time");
    let contacts = office.all("contacts");
    assert!(contacts.iter().any(|contact| contact.get("wa_id").is_none()), "one has no number");
    assert!(contacts.iter().any(|contact| contact["wa_id"] == "553199990114"), "Brazil loses its ninth digit");
    assert!(contacts.iter().any(|contact| contact["profile"]["name"] == ""), "one has an empty name");
    let before = messages.len();
    office.send_text("+34600000145").await;
    for _ in 0..300 {
        if office.all("messages").iter().skip(before).any(|message| message["from"] == "34600000145") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("Rosa did not answer");
}

#[tokio::test]
async fn a_silent_customer_says_nothing_until_told_to_answer() {
    let office = Office::new().await;
    let to = office.customer();
    office.simulator.open().await;
    office.send_text(&to).await;
    office.status("read").await;
    office.settle().await;
    assert_eq!(office.all("messages").len(), 1, "only what stood there at the opening");
    office.post(&format!("/_sim/customers/{to}"), json!({"answers": true})).await;
    let reminder = json!({"name": "clinic_reply_waiting", "language": {"code": "en"}, "components": [
        {"type": "body", "parameters": [{"type": "text", "text": "Ana"}]}]});
    office.send(json!({"to": to, "type": "template", "template": reminder})).await;
    office.settle().await;
    assert_eq!(office.all("messages").len(), 2);
}

#[tokio::test]
async fn the_opening_shows_what_people_send() {
    let clock = Clock::scaled(DateTime::from_timestamp(1_795_000_000, 0).unwrap(), 1.0);
    let config = SimulatorConfig { answers: false, seed: Some(7), ..SimulatorConfig::practice(clock) };
    let office = Office::with(config).await;
    office.simulator.relive().await;
    let messages = office.all("messages");
    for kind in ["image", "audio", "location", "document", "reaction", "sticker", "video", "contacts", "order"] {
        assert!(messages.iter().any(|message| message["type"] == kind), "nobody sent {kind}");
    }
    assert!(messages.iter().any(|message| message["context"]["frequently_forwarded"] == true));
    assert!(messages.iter().any(|message| message["referral"]["source_type"] == "ad"));
    let by_rosa = |message: &&Value| message["from"] == "34600000145" && message["context"]["id"].is_string();
    let quoted = messages.iter().find(by_rosa).unwrap();
    assert_eq!(quoted["context"]["from"], "34600000145", "Rosa quotes herself");
    let times: Vec<i64> =
        messages.iter().map(|message| message["timestamp"].as_str().unwrap().parse().unwrap()).collect();
    assert!(times.is_sorted(), "they come in the order in which they were written");
}
