//! Finding people and messages.

use serde_json::{Value, json};

use crate::common::house::House;

async fn house() -> House {
    let t = House::new().await;
    for (name, phone, text) in [
        ("João Araújo", "+5511987650001", "Posso remarcar a consulta de amanhã?"),
        ("فاطمة الزهراء", "+971501230002", "أريد حجز موعد مع الطبيب"),
        ("प्रिया शर्मा", "+919810000003", "मुझे कल अपॉइंटमेंट चाहिए"),
        ("陈美玲", "+8613800000004", "我想预约明天上午"),
        ("Ana Ruiz", "+16505550005", "I need a new prescription, order #A-1042"),
    ] {
        t.customer(name, phone, text).await;
    }
    t
}

async fn found(t: &House, query: &str) -> (Vec<String>, Vec<String>) {
    let results = t.rpc("search", json!({ "query": query, "limit": 20 })).await;
    let name = |item: &Value| item["contact"]["name"].as_str().unwrap().to_owned();
    let people = results["people"].as_array().unwrap().iter().map(name).collect();
    let messages = results["messages"].as_array().unwrap().iter().map(name).collect();
    (people, messages)
}

#[tokio::test]
async fn messages_are_found_by_words_in_many_scripts() {
    let t = house().await;
    for (query, who) in [
        ("amanha", "João Araújo"),
        ("موعد", "فاطمة الزهراء"),
        ("अपॉइंटमेंट", "प्रिया शर्मा"),
        ("预约", "陈美玲"),
        ("prescr", "Ana Ruiz"),
        ("a-1042", "Ana Ruiz"),
    ] {
        assert_eq!(found(&t, query).await.1, [who], "{query}");
    }
    assert_eq!(found(&t, "nothing like it").await, (vec![], vec![]));
    t.end().await;
}

#[tokio::test]
async fn people_are_found_by_name_and_number() {
    let t = house().await;
    for (query, who) in [
        ("joao", "João Araújo"),
        ("araujo jo", "João Araújo"),
        ("美玲", "陈美玲"),
        ("فاطمة", "فاطمة الزهراء"),
        ("+16505550005", "Ana Ruiz"),
        ("+1 (650) 555-0005", "Ana Ruiz"),
        ("555 0005", "Ana Ruiz"),
        ("919810", "प्रिया शर्मा"),
    ] {
        assert_eq!(found(&t, query).await.0, [who], "{query}");
    }
    t.end().await;
}

#[tokio::test]
async fn a_found_message_can_be_opened_where_it_stands() {
    let t = House::new().await;
    let ana = t.customer_ago("Ana", "+16505550006", "needle", 5000).await;
    for number in 0..30 {
        t.write("+16505550006", json!({ "text": format!("hay {number}"), "seconds_ago": 4000 - number * 100 })).await;
    }
    crate::common::eventually("all are there", async || (t.texts(&ana).await.len() == 31).then_some(())).await;
    let hits = t.rpc("search", json!({ "query": "needle", "limit": 5 })).await;
    let hit = &hits["messages"][0];
    let around = json!({ "conversation": ana["id"], "around": hit["message"]["id"], "limit": 10 });
    let page = t.rpc("list_messages", around).await;
    assert_eq!(page["items"][0]["content"]["text"], "needle");
    assert_eq!(page["older"], Value::Null);
    let newer = page["newer"].as_str().expect("there is more behind it");
    let next = t.rpc("list_messages", json!({ "conversation": ana["id"], "after": newer, "limit": 100 })).await;
    assert_eq!(page["items"].as_array().unwrap().len() + next["items"].as_array().unwrap().len(), 31);
    t.end().await;
}

/// Captions, file names, names on cards, titles of buttons, answers in forms; and by kind, side, time and chat.
#[tokio::test]
async fn everything_that_has_words_is_found_and_filters_narrow_it() {
    let t = House::new().await;
    let phone = "+16505550007";
    let ana = t.customer_ago("Ana", phone, "see https://example.org/results", 5000).await;
    let wait = async |count: usize| {
        crate::common::eventually("all are there", async || (t.texts(&ana).await.len() == count).then_some(())).await;
    };
    for (n, message) in [
        json!({ "type": "image", "caption": "a strange rash", "seconds_ago": 4000 }),
        json!({ "type": "document", "filename": "laboratory.pdf", "seconds_ago": 3000 }),
        json!({ "type": "contacts", "text": "Berta Brecht", "seconds_ago": 2000 }),
        json!({ "type": "button_reply", "text": "Reschedule", "seconds_ago": 1000 }),
        json!({ "type": "audio", "seconds_ago": 900 }),
        json!({ "message": { "type": "hologram", "id": "wamid.ofthefuture" } }),
    ]
    .into_iter()
    .enumerate()
    {
        t.write(phone, message).await;
        wait(n + 2).await;
    }
    t.reply(&ana, "about your rash").await.unwrap();
    wait(8).await;
    let search = async |more: Value| {
        let mut payload = json!({ "query": "", "limit": 20 });
        payload.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let hits = t.rpc("search", payload).await;
        let kind = |hit: &Value| {
            let content = &hit["message"]["content"];
            content["media"].as_str().or(content["kind"].as_str()).unwrap().to_owned()
        };
        hits["messages"].as_array().unwrap().iter().map(kind).collect::<Vec<_>>()
    };
    for (query, kinds) in [
        ("strange rash", vec!["image"]),
        ("laboratory", vec!["document"]),
        ("berta", vec!["contacts"]),
        ("resched", vec!["choice"]),
        ("rash", vec!["text", "image"]),
        ("wamid.ofthefuture", vec!["other"]),
    ] {
        assert_eq!(search(json!({ "query": query })).await, kinds, "{query}");
    }
    assert_eq!(search(json!({ "kind": "media" })).await, ["image"]);
    assert_eq!(search(json!({ "kind": "documents" })).await, ["document"]);
    assert_eq!(search(json!({ "kind": "sounds" })).await, ["voice"]);
    assert_eq!(search(json!({ "kind": "links" })).await, ["text"]);
    assert_eq!(search(json!({ "query": "rash", "outbound": true })).await, ["text"]);
    assert_eq!(search(json!({ "query": "rash", "outbound": false })).await, ["image"]);
    let now = t.now().timestamp_millis();
    assert_eq!(search(json!({ "since": now - 2_500_000, "until": now - 1_500_000 })).await, ["contacts"]);
    assert_eq!(search(json!({ "query": "rash", "conversation": 999 })).await, Vec::<String>::new());
    let gallery = async |kind: &str| {
        let page = t.rpc("gallery", json!({ "conversation": ana["id"], "kind": kind, "limit": 1 })).await;
        (page["items"][0]["content"]["kind"].clone(), page["nextCursor"].clone())
    };
    let (files, next) = gallery("files").await;
    assert_eq!(files, "media");
    let rest = json!({ "conversation": ana["id"], "kind": "files", "limit": 5, "cursor": next });
    assert_eq!(t.rpc("gallery", rest).await["items"].as_array().unwrap().len(), 1, "the note and the document");
    assert_eq!(gallery("photos").await.0, "media");
    assert_eq!(gallery("links").await.0, "text");
    t.end().await;
}
