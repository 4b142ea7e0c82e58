//! The closed office answers: once for each conversation and closed period, and never itself.

use chrono::Duration;
use serde_json::{Value, json};

use crate::common::eventually;
use crate::common::house::House;

const ANA: &str = "+16505550120";
const BOB: &str = "+16505550121";
const AWAY: &str = "We are closed. We answer tomorrow at 9.";

/// How many away replies stand in a thread.
async fn away_replies(t: &House, conversation: &Value) -> usize {
    t.texts(conversation).await.iter().filter(|text| *text == AWAY).count()
}

/// Waits until everything that was written before has been dealt with: the away reply to Zoe comes behind all others.
async fn all_is_quiet(t: &House, phone: &str) {
    let zoe = t.customer(&format!("Zoe {phone}"), phone, "hello?").await;
    eventually("Zoe is answered", async || (away_replies(t, &zoe).await == 1).then_some(())).await;
}

#[tokio::test]
async fn a_customer_is_told_once_in_each_closed_period_and_goes_on_waiting() {
    let t = House::new().await;
    t.keep_hours("UTC", Some(AWAY)).await;
    t.advance_to("2026-11-18T20:00:00Z");
    let ana = t.customer("Ana", ANA, "Are you open?").await;
    let reply = eventually("Ana is answered", async || {
        let page = t.rpc("list_messages", json!({ "conversation": ana["id"], "limit": 10 })).await;
        page["items"].as_array().unwrap().iter().find(|item| item["outbound"] == true).cloned()
    })
    .await;
    assert_eq!(
        (&reply["content"]["text"], &reply["rule"], &reply["author"]),
        (&json!(AWAY), &json!("away"), &Value::Null)
    );
    t.message_with_status(&reply, "read").await;
    assert!(t.conversation(&ana["id"]).await["waitingSince"].is_i64(), "she still waits for a person");
    t.write(ANA, json!({ "text": "Hello?" })).await;
    t.write(ANA, json!({ "text": "Anybody?" })).await;
    all_is_quiet(&t, "+16505550130").await;
    assert_eq!(away_replies(&t, &ana).await, 1, "once is enough for this night");
    t.advance_to("2026-11-19T20:00:00Z");
    t.write(ANA, json!({ "text": "Good evening again" })).await;
    eventually("the next evening has its own", async || (away_replies(&t, &ana).await == 2).then_some(())).await;
    t.end().await;
}

#[tokio::test]
async fn nobody_is_told_while_somebody_is_there_or_has_answered_after_closing() {
    let t = House::new().await;
    t.keep_hours("UTC", Some(AWAY)).await;
    let ana = t.customer("Ana", ANA, "At noon").await;
    t.advance_to("2026-11-18T18:30:00Z");
    t.reply(&ana, "I am still here").await.unwrap();
    t.write(ANA, json!({ "text": "Great, thank you" })).await;
    all_is_quiet(&t, "+16505550130").await;
    assert_eq!(away_replies(&t, &ana).await, 0);
    t.end().await;
}

#[tokio::test]
async fn reactions_late_messages_and_blocked_people_get_no_away_reply() {
    let t = House::new().await;
    t.keep_hours("UTC", Some(AWAY)).await;
    let ana = t.customer("Ana", ANA, "At noon").await;
    let bob = t.customer("Bob", BOB, "At noon").await;
    let answer = t.reply(&ana, "See you").await.unwrap();
    let answer = t.message_with_status(&answer, "read").await;
    t.rpc("block_contact", json!({ "contact": bob["contact"]["id"], "channel": "main", "blocked": true })).await;
    t.advance_to("2026-11-18T20:00:00Z");
    t.write(ANA, json!({ "type": "reaction", "about": answer["providerId"], "text": "👍" })).await;
    t.write(BOB, json!({ "text": "let me in" })).await;
    let late = t.customer_ago("Late", "+16505550122", "written at half past five", 9000).await;
    all_is_quiet(&t, "+16505550130").await;
    for conversation in [&ana, &bob, &late] {
        assert_eq!(away_replies(&t, conversation).await, 0, "{}", conversation["contact"]["name"]);
    }
    t.end().await;
}

#[tokio::test]
async fn two_machines_that_answer_each_other_stop_after_one_answer() {
    let mut t = House::new().await;
    t.keep_hours("UTC", Some(AWAY)).await;
    t.advance_to("2026-11-18T20:00:00Z");
    let robot = t.customer("Robot", ANA, "Thank you for your message").await;
    eventually("it is answered", async || (away_replies(&t, &robot).await == 1).then_some(())).await;
    for _ in 0..5 {
        t.write(ANA, json!({ "text": "Thank you for your message" })).await;
    }
    t.restart().await;
    t.write(ANA, json!({ "text": "Thank you for your message" })).await;
    t.advance(Duration::minutes(5));
    all_is_quiet(&t, "+16505550131").await;
    assert_eq!(away_replies(&t, &robot).await, 1, "also over a restart");
    t.end().await;
}

#[tokio::test]
async fn an_answer_that_fails_leaves_the_customer_waiting_since_they_wrote() {
    let t = House::new().await;
    t.keep_hours("UTC", Some(AWAY)).await;
    t.advance_to("2026-11-18T20:00:00Z");
    let ana = t.customer("Ana", ANA, "Are you open?").await;
    // Handed over, too: or the fault would be its own.
    eventually("Ana is told", async || (t.taken().await.len() == 1).then_some(())).await;
    t.advance_to("2026-11-19T09:01:00Z");
    t.control("/faults", json!({ "async_failed": { "code": 131_026 } })).await;
    let answer = t.reply(&ana, "Good morning").await.unwrap();
    t.message_with_status(&answer, "failed").await;
    let waits = t.conversation(&ana["id"]).await["waitingSince"].clone();
    assert_eq!(waits, ana["waitingSince"], "the away reply was no answer, and this one did not arrive");
    t.end().await;
}
