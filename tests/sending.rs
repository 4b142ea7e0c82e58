//! What we write, on its way out.

use chrono::Duration;
use frontdesk::texts::{Language, say};
use serde_json::{Value, json};

use crate::common::house::House;
use crate::common::{client, eventually};

const ANA: &str = "+16505550110";

async fn with_ana() -> (House, Value) {
    let t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    (t, ana)
}

#[tokio::test]
async fn a_reply_walks_through_sent_delivered_and_read() {
    let (t, ana) = with_ana().await;
    let reply = t.reply(&ana, "Good morning").await.unwrap();
    assert_eq!((&reply["status"], &reply["author"]), (&json!("queued"), &json!("You")));
    let read = t.message_with_status(&reply, "read").await;
    for time in ["sentAt", "deliveredAt", "readAt"] {
        assert!(read[time].is_i64(), "{time} in {read}");
    }
    let taken = t.taken().await;
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0]["body"]["text"]["body"], "Good morning");
    assert_eq!(t.conversation(&ana["id"]).await["waitingSince"], Value::Null, "she is answered");
    t.end().await;
}

fn text_to(conversation: &Value, text: &str) -> Value {
    let content = json!({ "kind": "text", "text": text });
    json!({ "conversation": conversation, "content": content, "clientId": uuid::Uuid::now_v7() })
}

/// Pain 7: double sends to the customer.
#[tokio::test]
async fn the_same_act_of_sending_twice_sends_once() {
    let (t, ana) = with_ana().await;
    let payload = text_to(&ana["id"], "once");
    let (first, second) = tokio::join!(t.rpc("send_message", payload.clone()), t.rpc("send_message", payload.clone()));
    assert_eq!(first["id"], second["id"]);
    t.message_with_status(&first, "read").await;
    assert_eq!(t.rpc("send_message", payload).await["id"], first["id"], "also long after");
    assert_eq!(t.taken().await.len(), 1);
    t.end().await;
}

/// Pain 7: a send whose answer is lost is not sent twice, and settles when the status comes.
#[tokio::test]
async fn a_lost_answer_is_unknown_until_the_status_tells() {
    let (t, ana) = with_ana().await;
    t.control("/faults", json!({ "drop_after_accept": 1, "hold_statuses": true })).await;
    let reply = t.reply(&ana, "did you get this?").await.unwrap();
    let unknown = t.message_with_status(&reply, "unknown").await;
    assert_eq!(unknown["canRetry"], false, "not before its statuses had time to come");
    assert_eq!(unknown["providerId"], Value::Null);
    t.control("/release", json!({})).await;
    let settled = t.message_with_status(&reply, "read").await;
    assert!(settled["providerId"].is_string());
    assert_eq!(t.taken().await.len(), 1, "and it was sent once");
    t.end().await;
}

#[tokio::test]
async fn an_unknown_message_outlives_a_restart_and_is_not_sent_again() {
    let (mut t, ana) = with_ana().await;
    t.control("/faults", json!({ "drop_after_accept": 1, "hold_statuses": true })).await;
    let reply = t.reply(&ana, "x").await.unwrap();
    t.message_with_status(&reply, "unknown").await;
    t.restart().await;
    assert_eq!(t.message(&reply["id"]).await["status"], "unknown");
    t.control("/release", json!({})).await;
    t.message_with_status(&reply, "read").await;
    assert_eq!(t.taken().await.len(), 1);
    t.end().await;
}

#[tokio::test]
async fn a_person_may_send_an_unknown_message_again_after_a_while() {
    let (t, ana) = with_ana().await;
    t.control("/faults", json!({ "drop_before_accept": 1 })).await;
    let reply = t.reply(&ana, "x").await.unwrap();
    t.message_with_status(&reply, "unknown").await;
    let refused = t.try_rpc("retry_message", json!({ "message": reply["id"] })).await.unwrap_err();
    assert_eq!(refused["code"], "not_retryable");
    t.advance(Duration::minutes(3));
    t.rpc("retry_message", json!({ "message": reply["id"] })).await;
    t.message_with_status(&reply, "read").await;
    assert_eq!(t.taken().await.len(), 1);
    t.end().await;
}

#[tokio::test]
async fn a_busy_provider_is_asked_three_times_and_then_a_person() {
    let (t, ana) = with_ana().await;
    t.control("/faults", json!({ "http": { "status": 503, "envelope": false, "times": 2 } })).await;
    let third = t.reply(&ana, "third time lucky").await.unwrap();
    t.message_with_status(&third, "read").await;
    t.control("/faults", json!({ "http": { "code": 131_016, "times": 3 } })).await;
    let reply = t.reply(&ana, "not today").await.unwrap();
    let failed = t.message_with_status(&reply, "failed").await;
    assert_eq!(failed["error"]["explanation"], "busy");
    assert_eq!((&failed["error"]["code"], &failed["canRetry"]), (&json!("131016"), &json!(true)));
    assert!(t.conversation(&ana["id"]).await["waitingSince"].is_null(), "the first answer arrived");
    t.rpc("retry_message", json!({ "message": reply["id"] })).await;
    t.message_with_status(&reply, "read").await;
    assert_eq!(t.taken().await.len(), 2);
    t.end().await;
}

/// Pain 11: failure without a reason.
#[tokio::test]
async fn a_failure_says_why_and_what_to_do() {
    let (t, ana) = with_ana().await;
    t.control("/faults", json!({ "async_failed": { "code": 131_026 } })).await;
    let reply = t.reply(&ana, "x").await.unwrap();
    let failed = t.message_with_status(&reply, "failed").await;
    assert_eq!(failed["error"]["explanation"], "undeliverable");
    let advice = say(Language::English, "failure_undeliverable_advice", &[]);
    assert!(advice.contains("Reach them another way"), "{advice}");
    assert_eq!(failed["canRetry"], false, "the same again never succeeds");
    assert!(t.conversation(&ana["id"]).await["waitingSince"].is_i64(), "she still waits");
    t.end().await;
}

/// Pain 12: the token dies silently.
#[tokio::test]
async fn an_expired_token_stops_the_channel_and_keeps_the_queue() {
    let (mut t, ana) = with_ana().await;
    t.control("/faults", json!({ "token_expired": true })).await;
    let first = t.reply(&ana, "first").await.unwrap();
    let paused = eventually("the channel is paused", async || {
        let channel = t.rpc("bootstrap", Value::Null).await["workspace"]["channels"][0].clone();
        channel["paused"].is_object().then_some(channel)
    })
    .await;
    assert_eq!(paused["paused"]["explanation"], "reconnect");
    let second = t.reply(&ana, "second").await.unwrap();
    t.write(ANA, json!({ "text": "are you there?" })).await;
    eventually("receiving goes on", async || t.texts(&ana).await.contains(&"are you there?".to_owned()).then_some(()))
        .await;
    t.restart().await;
    assert_eq!(t.message(&first["id"]).await["status"], "queued");
    assert_eq!(t.message(&second["id"]).await["status"], "queued");
    let url = format!("http://{}/_sim/faults", t.simulator.address());
    client().delete(url).send().await.unwrap();
    t.rpc("resume_sending", json!({ "channel": "main" })).await;
    t.message_with_status(&second, "read").await;
    let bodies: Vec<Value> = t.taken().await.iter().map(|taken| taken["body"]["text"]["body"].clone()).collect();
    assert_eq!(bodies, ["first", "second"], "in order, once each");
    t.end().await;
}

#[tokio::test]
async fn messages_to_one_person_keep_their_order() {
    let (t, ana) = with_ana().await;
    t.control("/faults", json!({ "delay": { "ms": 150, "times": 1 } })).await;
    let mut last = Value::Null;
    for number in 0..8 {
        last = t.reply(&ana, &number.to_string()).await.unwrap();
    }
    t.message_with_status(&last, "read").await;
    let bodies: Vec<Value> = t.taken().await.iter().map(|taken| taken["body"]["text"]["body"].clone()).collect();
    assert_eq!(bodies, ["0", "1", "2", "3", "4", "5", "6", "7"]);
    t.end().await;
}

#[tokio::test]
async fn while_the_provider_cannot_be_reached_messages_wait_and_are_not_failed() {
    let t = House::with_graph_url("http://127.0.0.1:9").await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    let reply = t.reply(&ana, "offline").await.unwrap();
    let waiting = eventually("it waits for another try", async || {
        let now = t.message(&reply["id"]).await;
        now["retryAt"].is_i64().then_some(now)
    })
    .await;
    assert_eq!(waiting["status"], "queued");
    assert_eq!(waiting["error"], Value::Null);
    t.end().await;
}

#[tokio::test]
async fn statuses_in_any_order_and_twice_end_the_same() {
    let (t, ana) = with_ana().await;
    t.control("/faults", json!({ "disorder": true, "duplicate_webhooks": true })).await;
    for text in ["one", "two", "three"] {
        let reply = t.reply(&ana, text).await.unwrap();
        let read = t.message_with_status(&reply, "read").await;
        assert!(read["readAt"].is_i64());
    }
    assert_eq!(t.taken().await.len(), 3);
    t.end().await;
}

/// Pain 22: variables go out empty.
#[tokio::test]
async fn a_template_goes_out_filled_in_or_not_at_all() {
    let (t, ana) = with_ana().await;
    let list = eventually("templates are there", async || {
        let list = t.rpc("list_templates", json!({ "channel": "main" })).await;
        (!list["templates"].as_array().unwrap().is_empty()).then_some(list)
    })
    .await;
    let sendable = |template: &&Value| {
        let fields = template["fields"].as_array().unwrap();
        let of_words = fields.iter().all(|field| field["kind"] == "text");
        let utility = template["category"] == "UTILITY";
        template["unsendable"].is_null() && utility && of_words && fields.len() > 1 && fields[0]["variable"] == "1"
    };
    let template = list["templates"].as_array().unwrap().iter().find(sendable).unwrap();
    let fields = template["fields"].as_array().unwrap();
    let mut values: serde_json::Map<String, Value> =
        fields.iter().map(|field| (field["key"].as_str().unwrap().to_owned(), json!("Value"))).collect();
    let mut send = json!({ "conversation": ana["id"], "name": template["name"], "language": template["language"],
        "values": values, "clientId": uuid::Uuid::now_v7() });
    let sent = t.rpc("send_template", send.clone()).await;
    assert!(!sent["content"]["body"].as_str().unwrap().contains("{{"), "{sent}");
    t.message_with_status(&sent, "read").await;
    let key = fields[1]["key"].as_str().unwrap();
    values.insert(key.to_owned(), json!(" "));
    send["values"] = json!(values);
    send["clientId"] = json!(uuid::Uuid::now_v7());
    let refused = t.try_rpc("send_template", send).await.unwrap_err();
    assert_eq!((&refused["code"], &refused["params"]["field"]), (&json!("template_field"), &json!(key)));
    assert_eq!(t.taken().await.len(), 1);
    t.end().await;
}

#[tokio::test]
async fn a_template_that_cannot_be_sent_says_why() {
    let (t, ana) = with_ana().await;
    let list = eventually("templates are there", async || {
        let list = t.rpc("list_templates", json!({ "channel": "main" })).await;
        (!list["templates"].as_array().unwrap().is_empty()).then_some(list)
    })
    .await;
    let unsendable: Vec<&Value> =
        list["templates"].as_array().unwrap().iter().filter(|template| !template["unsendable"].is_null()).collect();
    let codes: std::collections::BTreeSet<&str> =
        unsendable.iter().map(|template| template["unsendable"]["code"].as_str().unwrap()).collect();
    for code in ["paused", "rejected", "pending", "disabled", "header"] {
        assert!(codes.contains(code), "{code} in {codes:?}");
    }
    for template in unsendable {
        let send = json!({ "conversation": ana["id"], "name": template["name"], "language": template["language"],
            "values": {}, "clientId": uuid::Uuid::now_v7() });
        assert_eq!(t.try_rpc("send_template", send).await.unwrap_err()["code"], "template_unsendable");
    }
    assert!(t.taken().await.is_empty());
    t.end().await;
}

#[tokio::test]
async fn wrong_commands_get_clear_errors() {
    let (t, ana) = with_ana().await;
    for (name, payload, code) in [
        ("send_message", text_to(&ana["id"], " "), "invalid"),
        ("send_message", text_to(&ana["id"], &"x".repeat(4097)), "invalid"),
        ("send_message", text_to(&json!(999), "x"), "not_found"),
        ("send_message", json!({ "conversation": ana["id"] }), "invalid"),
        ("list_messages", json!({ "conversation": ana["id"], "limit": 0 }), "invalid"),
        ("list_messages", json!({ "conversation": 999, "limit": 10 }), "not_found"),
        ("list_conversations", json!({ "filter": "all", "sort": "newest", "limit": 5, "cursor": "?" }), "invalid"),
        ("list_templates", json!({ "channel": "other" }), "not_found"),
        ("set_practice_speed", json!({ "factor": 2 }), "not_found"),
        ("save_settings", json!({ "notifyClosingMinutes": 0 }), "invalid"),
        ("retry_message", json!({ "message": 999 }), "not_found"),
        ("no_such_command", json!(null), "not_found"),
    ] {
        let error = t.try_rpc(name, payload.clone()).await.unwrap_err();
        assert_eq!(error["code"], code, "{name} {payload}");
    }
    t.end().await;
}

/// Pain 23: the thread does not show what the customer saw. Pain 24: history is cut into tickets.
#[tokio::test]
async fn a_template_and_all_that_came_before_stand_in_one_thread_as_the_customer_saw_it() {
    let (t, ana) = with_ana().await;
    t.advance(Duration::days(40));
    let list = t.rpc("sync_templates", json!({ "channel": "main" })).await;
    let template =
        list["templates"].as_array().unwrap().iter().find(|it| it["name"] == "visit_reminder").unwrap().clone();
    let values: serde_json::Map<String, Value> = template["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| (field["key"].as_str().unwrap().to_owned(), json!("Tuesday")))
        .collect();
    let send = json!({ "conversation": ana["id"], "name": "visit_reminder", "language": template["language"], "values": values,
        "clientId": uuid::Uuid::now_v7() });
    let sent = t.rpc("send_template", send).await;
    assert_eq!(sent["conversation"], ana["id"], "no new conversation");
    t.message_with_status(&sent, "read").await;
    t.write(ANA, json!({ "text": "back after weeks" })).await;
    let page = eventually("the answer is there", async || {
        let page = t.rpc("list_messages", json!({ "conversation": ana["id"], "limit": 10 })).await;
        (page["items"].as_array().unwrap().len() == 3).then_some(page)
    })
    .await;
    let shown = &page["items"][1]["content"];
    assert!(shown["body"].as_str().unwrap().contains("Tuesday"), "{shown}");
    for part in ["header", "footer", "buttons"] {
        assert_eq!(shown[part].is_null(), template[part].is_null() || template[part] == json!([]), "{part}: {shown}");
    }
    let all = t.rpc("list_conversations", json!({ "filter": "all", "sort": "newest", "limit": 10 })).await;
    assert_eq!(all["items"].as_array().unwrap().len(), 1);
    t.end().await;
}

/// Pain 21: the template list is stale.
#[tokio::test]
async fn news_of_a_template_brings_the_list_up_to_date() {
    let (t, _ana) = with_ana().await;
    t.rpc("sync_templates", json!({ "channel": "main" })).await;
    let unsendable = async || {
        let list = t.rpc("list_templates", json!({ "channel": "main" })).await;
        let all = list["templates"].as_array().unwrap().clone();
        all.into_iter().find(|it| it["name"] == "order_shipped" && it["language"] == "en_US").unwrap()["unsendable"]
            .clone()
    };
    assert_eq!(unsendable().await, Value::Null);
    let paused = json!({ "event": "PAUSED", "name": "order_shipped", "language": "en_US", "text": "FIRST_PAUSE" });
    t.control("/fields/message_template_status_update", paused).await;
    eventually("it is paused here too", async || (unsendable().await["code"] == "paused").then_some(())).await;
    t.end().await;
}
