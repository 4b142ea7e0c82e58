//! The 24-hour window: checked when composing, when queueing and at the moment of sending.

use chrono::Duration;
use serde_json::{Value, json};

use crate::common::eventually;
use crate::common::house::House;

const ANA: &str = "+16505550120";

/// Pain 1: typing into a dead window.
#[tokio::test]
async fn after_24_hours_free_text_is_refused_before_it_leaves() {
    let t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    t.advance(Duration::hours(24));
    assert_eq!(t.conversation(&ana["id"]).await["window"]["phase"], "closed");
    let refused = t.reply(&ana, "too late").await.unwrap_err();
    assert_eq!(refused["code"], "window_closed");
    t.write(ANA, json!({ "text": "still there?" })).await;
    eventually("the window is open again", async || {
        (t.conversation(&ana["id"]).await["window"]["phase"] == "open").then_some(())
    })
    .await;
    let reply = t.reply(&ana, "yes").await.unwrap();
    t.message_with_status(&reply, "read").await;
    assert_eq!(t.taken().await.len(), 1);
    t.end().await;
}

/// Pain 3: the window computed from the wrong clock.
#[tokio::test]
async fn a_late_webhook_does_not_lengthen_the_window() {
    let t = House::new().await;
    let ana = t.customer_ago("Ana", ANA, "written long ago", 23 * 3600 + 1800).await;
    let left = ana["window"]["closesAt"].as_i64().unwrap() - t.now().timestamp_millis();
    assert!(left > 0 && left <= 1800 * 1000, "{left}");
    let bob = t.customer_ago("Bob", "+16505550121", "older still", 30 * 3600).await;
    assert_eq!(bob["window"]["phase"], "closed");
    t.end().await;
}

#[tokio::test]
async fn a_message_that_waits_past_the_end_of_the_window_does_not_leave() {
    let t = House::with_graph_url("http://127.0.0.1:9").await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    let reply = t.reply(&ana, "while offline").await.unwrap();
    eventually("it waits", async || t.message(&reply["id"]).await["retryAt"].is_i64().then_some(())).await;
    t.advance(Duration::hours(25));
    let failed = t.message_with_status(&reply, "failed").await;
    assert_eq!(failed["error"]["code"], "window_closed");
    assert_eq!(failed["error"]["useTemplate"], true);
    t.end().await;
}

#[tokio::test]
async fn the_providers_131047_closes_an_open_window() {
    let t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    t.control("/faults", json!({ "async_failed": { "code": 131_047 } })).await;
    // The provider dates to the second, and the refusal must be later than what it refuses to answer.
    t.advance(Duration::seconds(2));
    let reply = t.reply(&ana, "x").await.unwrap();
    let failed = t.message_with_status(&reply, "failed").await;
    assert_eq!(failed["error"]["useTemplate"], true);
    let window = t.conversation(&ana["id"]).await["window"].clone();
    assert_eq!((&window["phase"], &window["closedByProvider"]), (&json!("closed"), &json!(true)));
    assert_eq!(t.reply(&ana, "again").await.unwrap_err()["code"], "window_closed");
    // In the same second as the refusal is late enough: before it, there would have been none.
    t.write(ANA, json!({ "text": "I am here" })).await;
    eventually("open again", async || (t.conversation(&ana["id"]).await["window"]["phase"] == "open").then_some(()))
        .await;
    t.end().await;
}

#[tokio::test]
async fn a_template_waits_for_the_answer_that_opens_the_window() {
    let t = House::new().await;
    let ana = t.customer_ago("Ana", ANA, "long ago", 40 * 3600).await;
    let send = json!({ "conversation": ana["id"], "name": "hello_world", "language": "en_US", "values": {},
        "clientId": uuid::Uuid::now_v7() });
    let sent = t.rpc("send_template", send).await;
    t.message_with_status(&sent, "read").await;
    let window = t.conversation(&ana["id"]).await["window"].clone();
    assert_eq!(window["phase"], "closed", "a template does not open the window");
    assert!(window["templateWaitingSince"].is_i64());
    t.advance(Duration::seconds(2));
    t.write(ANA, json!({ "text": "yes please" })).await;
    eventually("open, and nothing awaited", async || {
        let window = t.conversation(&ana["id"]).await["window"].clone();
        (window["phase"] == "open" && window["templateWaitingSince"] == Value::Null).then_some(())
    })
    .await;
    t.end().await;
}

/// Pain 9, and what is closing: told once, and only if the customer still waits.
#[tokio::test]
async fn the_end_of_an_unanswered_window_is_announced_once() {
    let t = House::new().await;
    let ana = t.customer_ago("Ana", ANA, "waiting", 23 * 3600).await;
    let bob = t.customer_ago("Bob", "+16505550122", "answered", 23 * 3600).await;
    let reply = t.reply(&bob, "done").await.unwrap();
    t.message_with_status(&reply, "read").await;
    t.clock.set_factor(2.0); // a practice clock, which is looked at every second
    t.advance(Duration::minutes(35));
    let notice = eventually("a notice", async || {
        t.shown_notices().into_iter().find(|notice| notice.title.contains("closes in"))
    })
    .await;
    assert!(notice.title.starts_with("Ana: window closes in"), "{notice:?}");
    assert_eq!(notice.conversation.map(|id| json!(id.0)), Some(ana["id"].clone()));
    tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
    let count = t.shown_notices().iter().filter(|notice| notice.title.contains("closes in")).count();
    assert_eq!(count, 1, "once, and not for Bob, who is answered");
    t.end().await;
}

/// Pain 10: the lid was closed. What was written meanwhile is on its way, and until it is here the screen says so.
#[tokio::test]
async fn after_the_computer_was_off_a_window_that_looks_closed_is_in_doubt_until_the_customer_writes() {
    let mut t = House::new().await;
    let ana = t.customer_ago("Ana", ANA, "talking", 23 * 3600).await;
    let bob = t.customer_ago("Bob", "+16505550121", "of last week", 7 * 24 * 3600).await;
    let left = t.now().timestamp_millis();
    t.restart_after(Duration::hours(3)).await;
    let window = t.conversation(&ana["id"]).await["window"].clone();
    assert_eq!(window["phase"], "closed");
    let unheard = &window["unheard"];
    assert!((unheard["from"].as_i64().unwrap() - left).abs() < 60_000, "{unheard}");
    assert!((unheard["to"].as_i64().unwrap() - t.now().timestamp_millis()).abs() < 60_000, "{unheard}");
    assert_eq!(t.conversation(&bob["id"]).await["window"]["unheard"], Value::Null, "nobody was talking with Bob");
    assert_eq!(t.reply(&ana, "x").await.unwrap_err()["code"], "window_closed", "a doubt permits nothing");
    t.write(ANA, json!({ "text": "written meanwhile", "seconds_ago": 7200 })).await;
    let window = eventually("what was on its way opens it", async || {
        Some(t.conversation(&ana["id"]).await["window"].clone()).filter(|window| window["phase"] == "open")
    })
    .await;
    let left = window["closesAt"].as_i64().unwrap() - t.now().timestamp_millis();
    assert!(left <= 22 * 3_600_000, "counted from when it was written: {left}");
    t.write(ANA, json!({ "text": "and now" })).await;
    eventually("nothing is in doubt", async || {
        t.conversation(&ana["id"]).await["window"]["unheard"].is_null().then_some(())
    })
    .await;
    t.restart().await;
    assert_eq!(t.conversation(&ana["id"]).await["window"]["unheard"], Value::Null, "a moment is no absence");
    t.end().await;
}

/// An advertisement pays for 72 hours from our first answer. It never allows what the window does not.
#[tokio::test]
async fn a_free_entry_point_is_told_until_its_end_and_allows_no_free_text() {
    let t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    assert_eq!(t.conversation(&ana["id"]).await["window"]["freeUntil"], Value::Null);
    t.write(ANA, json!({ "type": "referral", "text": "I saw your ad" })).await;
    eventually("it is here", async || (t.texts(&ana).await.len() == 2).then_some(())).await;
    let reply = t.reply(&ana, "Welcome").await.unwrap();
    t.message_with_status(&reply, "read").await;
    let free_until = t.conversation(&ana["id"]).await["window"]["freeUntil"].as_i64().unwrap();
    let hours = (free_until - t.now().timestamp_millis() + 60_000) / 3_600_000;
    assert_eq!(hours, 72, "from our answer");
    t.advance(Duration::hours(25));
    let window = t.conversation(&ana["id"]).await["window"].clone();
    assert_eq!((&window["phase"], &window["freeUntil"]), (&json!("closed"), &json!(free_until)));
    assert_eq!(t.reply(&ana, "x").await.unwrap_err()["code"], "window_closed");
    t.advance(Duration::hours(48));
    assert_eq!(t.conversation(&ana["id"]).await["window"]["freeUntil"], Value::Null, "it has ended");
    t.end().await;
}

#[tokio::test]
async fn the_list_is_filtered_and_sorted_by_the_window() {
    let t = House::new().await;
    for (name, phone, hours) in [
        ("Fresh", "+16505550130", 0),
        ("Soon", "+16505550131", 21),
        ("Sooner", "+16505550132", 23),
        ("Gone", "+16505550133", 25),
    ] {
        t.customer_ago(name, phone, "x", hours * 3600).await;
    }
    let names = async |filter: &str, sort: &str| -> Vec<String> {
        let page = t.rpc("list_conversations", json!({ "filter": filter, "sort": sort, "limit": 50 })).await;
        page["items"].as_array().unwrap().iter().map(|c| c["contact"]["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("all", "newest").await, ["Fresh", "Soon", "Sooner", "Gone"]);
    assert_eq!(names("open", "newest").await, ["Fresh", "Soon", "Sooner"]);
    assert_eq!(names("closingSoon", "closingSoonest").await, ["Sooner", "Soon"]);
    assert_eq!(names("all", "closingSoonest").await, ["Sooner", "Soon", "Fresh"]);
    assert_eq!(names("closed", "newest").await, ["Gone"]);
    assert_eq!(names("all", "longestWaiting").await, ["Gone", "Sooner", "Soon", "Fresh"]);
    t.end().await;
}

#[tokio::test]
async fn pages_of_the_list_are_whole_and_without_repetition() {
    let t = House::new().await;
    t.control("/customers/crowd", json!({ "count": 57, "spread_seconds": 600 })).await;
    eventually("all are there", async || {
        let unread = t.rpc("bootstrap", Value::Null).await["workspace"]["unreadConversations"].clone();
        (unread == 57).then_some(())
    })
    .await;
    for sort in ["newest", "longestWaiting", "closingSoonest"] {
        let mut seen = std::collections::BTreeSet::new();
        let mut cursor = Value::Null;
        loop {
            let mut list = json!({ "filter": "all", "sort": sort, "limit": 10 });
            if cursor.is_string() {
                list["cursor"] = cursor;
            }
            let page = t.rpc("list_conversations", list).await;
            for item in page["items"].as_array().unwrap() {
                assert!(seen.insert(item["id"].as_i64().unwrap()), "{sort}: twice");
            }
            cursor = page["nextCursor"].clone();
            if cursor.is_null() {
                break;
            }
        }
        assert_eq!(seen.len(), 57, "{sort}");
    }
    t.end().await;
}
