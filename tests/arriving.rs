//! What customers write, on its way in.

use serde_json::{Value, json};

use crate::common::house::House;
use crate::common::{client, eventually, webhook};

#[tokio::test]
async fn a_customers_message_becomes_a_chat() {
    let t = House::new().await;
    let ana = t.customer("Ana", "+16505550101", "Hello").await;
    assert_eq!(ana["lastMessage"]["text"], "Hello");
    assert_eq!(ana["unread"], 1);
    assert_eq!(ana["window"]["phase"], "open");
    assert_eq!(t.rpc("bootstrap", Value::Null).await["workspace"]["unreadConversations"], 1);
    t.end().await;
}

/// Pain 6: duplicate messages and conversations.
#[tokio::test]
async fn the_same_delivery_ten_times_is_one_message() {
    let t = House::new().await;
    let secret = t.simulator.account().app_secret.clone();
    let body =
        webhook::text_message("16505550102", "wamid.twice", t.now().timestamp(), "once").to_string().into_bytes();
    let client = client();
    let posts = (0..10).map(|_| webhook::post(&client, t.public(), &secret, body.clone()));
    let answers = futures::future::join_all(posts).await;
    assert!(answers.iter().all(|answer| *answer.as_ref().unwrap() == 200), "{answers:?}");
    let ana = t.conversation_named("Customer 16505550102").await;
    eventually("all ten are read", async || {
        let seen = t.rpc("bootstrap", Value::Null).await["workspace"]["channels"][0]["received"]["deliveries"].clone();
        (seen == 10).then_some(())
    })
    .await;
    // One more message behind them shows that they were all read.
    t.customer("Behind", "+16505550103", "x").await;
    assert_eq!(t.texts(&ana).await, ["once"]);
    assert_eq!(t.conversation(&ana["id"]).await["unread"], 1);
    t.end().await;
}

/// Pain 25: out-of-order messages.
#[tokio::test]
async fn late_and_disordered_messages_stand_where_they_belong() {
    let t = House::new().await;
    let ana = t.customer_ago("Ana", "+16505550104", "second", 60).await;
    t.write("+16505550104", json!({ "text": "third", "seconds_ago": 30 })).await;
    t.write("+16505550104", json!({ "text": "first", "seconds_ago": 3600 })).await;
    eventually("three messages", async || (t.texts(&ana).await.len() == 3).then_some(())).await;
    assert_eq!(t.texts(&ana).await, ["first", "second", "third"]);
    let ana = t.conversation(&ana["id"]).await;
    assert_eq!(ana["lastMessage"]["text"], "third", "a late one is not the newest");
    let page = t.rpc("list_messages", json!({ "conversation": ana["id"], "limit": 10 })).await;
    assert_eq!(page["items"][0]["late"], true, "and is marked");
    t.end().await;
}

/// Pain 19: usernames and user ids without a phone number.
#[tokio::test]
async fn a_person_without_a_number_is_a_person() {
    let t = House::new().await;
    let newcomer = json!({ "name": "Luna", "username": "luna", "text": "Hi, no number here" });
    assert_eq!(t.control("/customers", newcomer).await["customer"]["status"], 200);
    let luna = t.conversation_named("Luna").await;
    assert_eq!(luna["contact"]["phone"], Value::Null);
    assert_eq!(luna["contact"]["username"], "luna");
    let reply = t.reply(&luna, "Welcome").await.unwrap();
    t.message_with_status(&reply, "read").await;
    assert_eq!(t.taken().await[0]["body"]["recipient"], luna["contact"]["userId"]);
    let details = t.rpc("contact", json!({ "contact": luna["contact"]["id"] })).await;
    assert_eq!(details["userIds"].as_array().unwrap().len(), 1, "the answer's id is the one that is known");
    t.end().await;
}

/// A number that shows up later is tied to the user id that was known first, and the other way round.
#[tokio::test]
async fn number_and_user_id_of_one_person_come_together() {
    let t = House::new().await;
    let secret = t.simulator.account().app_secret.clone();
    let client = client();
    let send = async |id: &str, contact: Value, message: Value| {
        let mut message = message;
        message["id"] = json!(id);
        message["timestamp"] = json!(t.now().timestamp().to_string());
        message["type"] = json!("text");
        message["text"] = json!({ "body": id });
        let value = json!({ "contacts": [contact], "messages": [message] });
        let body = json!({ "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": value }] }] });
        let status = webhook::post(&client, t.public(), &secret, body.to_string().into_bytes()).await.unwrap();
        assert_eq!(status, 200);
    };
    let profile = json!({ "name": "Ana" });
    send("number", json!({ "profile": profile, "wa_id": "1650" }), json!({ "from": "1650" })).await;
    let both = json!({ "profile": profile, "wa_id": "1650", "user_id": "US.9" });
    send("both", both, json!({ "from": "1650", "from_user_id": "US.9" })).await;
    send("user id", json!({ "profile": profile, "user_id": "US.9" }), json!({ "from_user_id": "US.9" })).await;
    let ana = t.conversation_named("Ana").await;
    eventually("three messages in one thread", async || (t.texts(&ana).await.len() == 3).then_some(())).await;
    let all = t.rpc("list_conversations", json!({ "filter": "all", "sort": "newest", "limit": 10 })).await;
    assert_eq!(all["items"].as_array().unwrap().len(), 1, "one person, one thread");
    t.end().await;
}

/// Pain 27: unread counts lie.
#[tokio::test]
async fn unread_counts_what_came_after_what_was_seen() {
    let t = House::new().await;
    let ana = t.customer("Ana", "+16505550106", "one").await;
    let page = t.rpc("list_messages", json!({ "conversation": ana["id"], "limit": 10 })).await;
    t.write("+16505550106", json!({ "text": "two" })).await;
    eventually("two unread", async || (t.conversation(&ana["id"]).await["unread"] == 2).then_some(())).await;
    let seen = page["items"][0]["id"].clone();
    t.rpc("mark_read", json!({ "conversation": ana["id"], "upTo": seen })).await;
    assert_eq!(t.conversation(&ana["id"]).await["unread"], 1, "the second one was not seen");
    t.rpc("mark_read", json!({ "conversation": ana["id"], "upTo": seen.as_i64().unwrap() - 1 })).await;
    assert_eq!(t.conversation(&ana["id"]).await["unread"], 1, "seen is seen");
    let newest =
        t.rpc("list_messages", json!({ "conversation": ana["id"], "limit": 1 })).await["items"][0]["id"].clone();
    t.rpc("mark_read", json!({ "conversation": ana["id"], "upTo": newest })).await;
    assert_eq!(t.rpc("bootstrap", Value::Null).await["workspace"]["unreadConversations"], 0);
    t.end().await;
}

/// Pain 9: missed notifications.
#[tokio::test]
async fn a_message_is_announced_unless_its_chat_is_in_view() {
    let t = House::new().await;
    let ana = t.customer("Ana", "+16505550107", "first").await;
    eventually("a notice of the first", async || t.shown_notices().first().cloned()).await;
    t.rpc("set_view", json!({ "conversation": ana["id"], "focused": true })).await;
    t.write("+16505550107", json!({ "text": "in view" })).await;
    let bob = t.customer("Bob", "+16505550108", "elsewhere").await;
    eventually("a notice of Bob's", async || (t.shown_notices().len() > 1).then_some(())).await;
    let notices = t.shown_notices();
    assert_eq!(notices.len(), 2, "{notices:?}");
    assert_eq!((notices[1].title.as_str(), notices[1].text.as_str()), ("Bob", "elsewhere"));
    assert_eq!(notices[1].conversation.map(|id| json!(id.0)), Some(bob["id"].clone()));
    t.end().await;
}
