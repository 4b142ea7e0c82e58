//! The WhatsApp Business app on a phone that shares the number: what is written there, its contacts, its past.

use frontdesk::domain::ids::Seq;
use frontdesk::store::tables::log::page_after;
use serde_json::{Value, json};

use crate::common::{eventually, house::House};

async fn field(t: &House, field: &str, body: Value) -> Value {
    let told = t.control(&format!("/fields/{field}"), body).await;
    for status in told["statuses"].as_array().unwrap() {
        assert_eq!(status, 200, "{told}");
    }
    told
}

async fn thread(t: &House, conversation: &Value) -> Vec<Value> {
    let page = t.rpc("list_messages", json!({ "conversation": conversation["id"], "limit": 200 })).await;
    page["items"].as_array().unwrap().clone()
}

/// Pain 17: replies sent from the phone missing.
#[tokio::test]
async fn what_is_written_on_the_phone_is_shown_and_answers_the_customer() {
    let t = House::new().await;
    let ana = t.customer_ago("Ana", "+16505550105", "hello", 60).await;
    let closes_at = ana["window"]["closesAt"].clone();
    field(&t, "smb_message_echoes", json!({ "customer": "+16505550105", "text": "from my pocket" })).await;
    let echo = eventually("the echo is there", async || thread(&t, &ana).await.get(1).cloned()).await;
    assert_eq!((&echo["content"]["text"], &echo["outbound"]), (&json!("from my pocket"), &json!(true)));
    assert_eq!((&echo["fromPhone"], &echo["author"]), (&json!(true), &Value::Null));
    let now = t.conversation(&ana["id"]).await;
    assert_eq!(now["waitingSince"], Value::Null, "she has her answer");
    assert_eq!(now["window"]["closesAt"], closes_at, "and no window was opened by it");
    let about = echo["providerId"].clone();
    let edit = json!({ "customer": "+16505550105", "event": "edit", "text": "corrected", "about": about });
    field(&t, "smb_message_echoes", edit).await;
    eventually("it is edited", async || (thread(&t, &ana).await[1]["content"]["text"] == "corrected").then_some(()))
        .await;
    field(&t, "smb_message_echoes", json!({ "customer": "+16505550105", "event": "revoke", "about": about })).await;
    eventually("it is deleted", async || thread(&t, &ana).await[1]["deletedAt"].is_number().then_some(())).await;
    // A customer cannot change what the business wrote.
    t.write("+16505550105", json!({ "type": "edit", "about": about, "text": "forged" })).await;
    t.write("+16505550105", json!({ "text": "behind" })).await;
    eventually("the last one is there", async || (thread(&t, &ana).await.len() == 3).then_some(())).await;
    assert_eq!(thread(&t, &ana).await[1]["content"]["text"], "corrected");
    t.end().await;
}

#[tokio::test]
async fn the_phones_contact_book_names_people() {
    let t = House::new().await;
    let ana = t.customer("Ana", "+16505550105", "hello").await;
    field(&t, "smb_app_state_sync", json!({ "customer": "+16505550105", "text": "Ana from the bakery" })).await;
    let named = async |name: &str| {
        eventually(name, async || (t.conversation(&ana["id"]).await["contact"]["name"] == name).then_some(())).await;
    };
    named("Ana from the bakery").await;
    field(&t, "smb_app_state_sync", json!({ "customer": "+16505550105", "event": "remove" })).await;
    named("Ana").await;
    t.end().await;
}

#[tokio::test]
async fn the_phones_past_is_asked_for_once_and_opens_no_window_and_announces_nothing() {
    let t = House::new().await;
    let ana = t.customer_ago("Ana", "+16505550105", "today", 30 * 3600).await;
    eventually("her message is announced", async || t.shown_notices().first().cloned()).await;
    let request = json!({ "channel": "main", "part": "history" });
    let refused = t.try_rpc("request_phone_sync", request.clone()).await.unwrap_err();
    assert_eq!(refused["code"], "invalid", "no phone shares the number yet");
    t.control("/coexistence", json!({ "on": true })).await;
    t.rpc("sync_templates", json!({ "channel": "main" })).await;
    field(&t, "phone_number_name_update", json!({})).await;
    let channel = async || t.rpc("bootstrap", Value::Null).await["workspace"]["channels"][0].clone();
    eventually("the phone is known", async || channel().await["phone"].is_object().then_some(())).await;
    t.rpc("request_phone_sync", request.clone()).await;
    let phone = eventually("all of the past is there", async || {
        let phone = channel().await["phone"].clone();
        (phone["historyPercent"] == 100).then_some(phone)
    })
    .await;
    assert!(phone["historyRequestedAt"].is_number());
    assert_eq!(t.try_rpc("request_phone_sync", request).await.unwrap_err()["code"], "invalid", "it works once");
    let past = eventually("files of the past come behind it", async || {
        let thread = thread(&t, &ana).await;
        let files = thread.iter().filter(|message| message["content"]["kind"] == "media").count();
        (files > 0).then_some(thread)
    })
    .await;
    assert!(past.iter().any(|message| message["outbound"] == true && message["fromPhone"] == true));
    let times: Vec<i64> = past.iter().map(|message| message["at"].as_i64().unwrap()).collect();
    assert!(times.is_sorted(), "in the order in which it was written, whatever the order in which it came");
    let now = t.conversation(&ana["id"]).await;
    assert_eq!((&now["unread"], &now["window"]["phase"]), (&json!(1), &json!("closed")));
    assert_eq!(t.shown_notices().len(), 1, "nothing of the past is announced");
    t.end().await;
}

#[tokio::test]
async fn a_past_that_its_owner_keeps_is_told() {
    let t = House::new().await;
    t.control("/coexistence", json!({ "on": true })).await;
    field(&t, "history", json!({ "event": "declined" })).await;
    field(&t, "phone_number_name_update", json!({})).await;
    eventually("it is told", async || {
        let channel = t.rpc("bootstrap", Value::Null).await["workspace"]["channels"][0].clone();
        (channel["phone"]["historyDeclined"] == true).then_some(())
    })
    .await;
    t.end().await;
}

/// A number that a phone shares may send twenty messages a second (Meta, "Throughput"), whatever the burst.
#[tokio::test]
async fn a_number_that_a_phone_shares_keeps_to_its_pace() {
    let t = House::new().await;
    t.control("/coexistence", json!({ "on": true })).await;
    field(&t, "phone_number_name_update", json!({})).await;
    eventually("the phone is known", async || {
        let channel = t.rpc("bootstrap", Value::Null).await["workspace"]["channels"][0].clone();
        channel["phone"].is_object().then_some(())
    })
    .await;
    let mut sent = Vec::new();
    for n in 0..60 {
        let person = t.customer(&format!("Person {n}"), &format!("+1650555{n:04}"), "hello").await;
        sent.push(person);
    }
    let mut replies = Vec::new();
    for person in &sent {
        replies.push(t.reply(person, "hello to you").await.unwrap());
    }
    for reply in &replies {
        eventually("each is sent", async || t.message(&reply["id"]).await["sentAt"].is_number().then_some(())).await;
    }
    let store = t.api.workspace().unwrap().store.clone();
    let objections = store
        .read(|tx| {
            let recorded = page_after(tx, Seq(0), 10_000)?;
            Ok(recorded.iter().filter(|recorded| recorded.event.kind() == "send_deferred.1").count())
        })
        .await
        .unwrap();
    assert_eq!(objections, 0, "the provider never had to object");
    drop(store);
    t.end().await;
}
