//! Chats that close before anybody is back.

use serde_json::{Value, json};

use crate::common::eventually;
use crate::common::house::House;

fn names(rows: &Value) -> Vec<&str> {
    rows.as_array().unwrap().iter().map(|row| row["contact"]["name"].as_str().unwrap()).collect()
}

fn millis(moment: &str) -> i64 {
    moment.parse::<chrono::DateTime<chrono::Utc>>().unwrap().timestamp_millis()
}

/// Pains 2 and 9: no countdown, and chats lost unseen. What closes while nobody is there comes first.
#[tokio::test]
async fn what_closes_while_the_office_is_closed_comes_first() {
    let t = House::new().await;
    t.keep_hours("UTC", None).await;
    t.advance_to("2026-11-18T16:00:00Z");
    t.customer_ago("At five", "+16505550151", "hello", 23 * 3600).await;
    let at_night = t.customer_ago("At night", "+16505550152", "hello", 12 * 3600).await;
    t.customer_ago("At eight in the morning", "+16505550153", "hello", 8 * 3600).await;
    t.customer_ago("At noon", "+16505550154", "hello", 4 * 3600).await;
    let answered = t.customer_ago("Answered", "+16505550155", "hello", 10 * 3600).await;
    t.reply(&answered, "here you are").await.unwrap();
    let closing = t.rpc("closing_soon", json!({})).await;
    assert_eq!(names(&closing["whileAway"]), ["At night", "At eight in the morning"]);
    assert_eq!(names(&closing["later"]), ["At five", "At noon"]);
    assert_eq!((&closing["whileAwayCount"], &closing["laterCount"]), (&json!(2), &json!(2)));
    assert_eq!(closing["backAt"], json!(millis("2026-11-19T09:00:00Z")));
    assert_eq!((&closing["soonCount"], &closing["assumed"]), (&json!(1), &json!(false)));
    let away = t.conversation(&at_night["id"]).await["window"]["whileAway"].clone();
    assert_eq!(away["officeClosesAt"], json!(millis("2026-11-18T18:00:00Z")));
    assert_eq!(away["officeOpensAt"], json!(millis("2026-11-19T09:00:00Z")));
    t.end().await;
}

/// Pain 9: what somebody has seen to is no alarm. What reaches the customer whatever becomes of the window takes a chat off
/// the list, until they write again.
#[tokio::test]
async fn a_chat_that_a_scheduled_message_will_reach_is_not_among_those_that_close() {
    let t = House::new().await;
    t.keep_hours("UTC", None).await;
    t.advance_to("2026-11-18T16:00:00Z");
    let template = json!({ "name": "hello_world", "language": "en_US", "values": {} });
    let text = json!({ "kind": "content", "content": { "kind": "text", "text": "Good morning" } });
    let plans = [
        ("Template", json!({ "what": { "kind": "template", "template": &template } })),
        ("Text alone", json!({ "what": &text })),
        ("Text or template", json!({ "what": &text, "ifClosed": &template })),
        ("Text in time", json!({ "what": &text, "dueAt": millis("2026-11-18T17:00:00Z") })),
    ];
    for (index, (name, plan)) in plans.into_iter().enumerate() {
        let row = t.customer_ago(name, &format!("+1650555016{index}"), "hello", 12 * 3600).await;
        let mut wish = json!({ "conversation": row["id"], "dueAt": millis("2026-11-19T09:00:00Z"),
            "clientId": uuid::Uuid::now_v7() });
        wish.as_object_mut().unwrap().extend(plan.as_object().unwrap().clone());
        t.rpc("schedule_message", wish).await;
    }
    let away = async || t.rpc("closing_soon", json!({})).await["whileAway"].clone();
    assert_eq!(names(&away().await), ["Text alone"], "its window is closed by then");
    t.advance(chrono::Duration::minutes(1));
    t.write("+16505550160", json!({ "text": "And one more thing", "seconds_ago": 30 })).await;
    eventually("she is back on a list", async || {
        let closing = t.rpc("closing_soon", json!({})).await;
        names(&closing["later"]).contains(&"Template").then_some(())
    })
    .await;
    t.end().await;
}

/// Pain 3: on the night on which clocks go back, the office opens an hour later than a day of 24 hours has it.
#[tokio::test]
async fn the_night_on_which_clocks_change_is_counted_as_long_as_it_is() {
    let t = House::new().await;
    t.keep_hours("Europe/Madrid", None).await;
    // Clocks go from 2:00 to 3:00 on 28 March 2027: 9:00 is at 8:00 UTC before and at 7:00 UTC after.
    t.advance_to("2027-03-27T16:00:00Z");
    t.customer_ago("Before opening", "+16505550151", "hello", 9 * 3600 + 60).await;
    t.customer_ago("After opening", "+16505550152", "hello", 9 * 3600 - 60).await;
    let closing = t.rpc("closing_soon", json!({ "channel": "main" })).await;
    assert_eq!(names(&closing["whileAway"]), ["Before opening"]);
    assert_eq!(names(&closing["later"]), ["After opening"]);
    assert_eq!(closing["backAt"], json!(millis("2027-03-28T07:00:00Z")));
    t.end().await;
}

/// Pain 9: missed notifications. One notice for all of them, while there is time to answer.
#[tokio::test]
async fn one_notice_before_the_office_closes_counts_the_chats_that_close_before_it_opens() {
    let mut t = House::new().await;
    t.keep_hours("UTC", None).await;
    t.advance_to("2026-11-18T17:00:00Z");
    for (index, name) in ["Ana", "Bob", "Eve", "Zoe"].into_iter().enumerate() {
        t.customer_ago(name, &format!("+1650555014{index}"), "hello", 12 * 3600).await;
    }
    let grouped = |t: &House| {
        let shown = t.shown_notices();
        shown.into_iter().filter(|notice| notice.title.contains("before you are back")).collect::<Vec<_>>()
    };
    assert_eq!(grouped(&t), [], "at five there is an hour left");
    t.advance_to("2026-11-18T17:20:00Z");
    let told = eventually("a notice", async || grouped(&t).pop()).await;
    assert!(told.title.starts_with("4 chats close before you are back (9:00"), "{told:?}");
    t.restart().await;
    t.advance_to("2026-11-18T17:30:00Z");
    let bob = t.customer("Somebody new", "+16505550199", "hello").await;
    eventually("the new one is announced", async || {
        t.shown_notices()
            .iter()
            .any(|notice| {
                notice.conversation
                    == serde_json::from_value(bob["id"].clone()).ok().map(frontdesk::domain::ids::ConversationId)
            })
            .then_some(())
    })
    .await;
    assert_eq!(grouped(&t).len(), 1, "once for each evening, also over a restart");
    t.end().await;
}

#[tokio::test]
async fn in_quiet_hours_nothing_is_announced_and_afterwards_what_is_still_open_is() {
    let t = House::new().await;
    let mut settings = t.rpc("settings", Value::Null).await;
    settings["doNotDisturbUntil"] = json!(millis("2026-11-18T12:00:00Z"));
    settings["notifyMessages"] = json!(false);
    t.rpc("save_settings", settings).await;
    // It closes at noon and ten minutes, one of them before.
    t.customer_ago("Gone by then", "+16505550151", "hello", 23 * 3600 + 600).await;
    t.customer_ago("Ana", "+16505550152", "hello", 23 * 3600 - 190).await;
    t.advance_to("2026-11-18T11:45:00Z");
    tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
    assert_eq!(t.shown_notices(), [], "nobody wants to be disturbed");
    t.advance_to("2026-11-18T12:00:01Z");
    let told = eventually("a notice", async || t.shown_notices().pop()).await;
    assert!(told.title.starts_with("Ana"), "{}", told.title);
    t.end().await;
}
