//! Messages that go out later: at their time, once, and never in silence when something is in the way.

use chrono::Duration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::eventually;
use crate::common::house::House;

const ANA: &str = "+16505550120";

/// Schedules a text for `after` from now.
async fn schedule(t: &House, conversation: &Value, text: &str, after: Duration, more: Value) -> Value {
    let content = json!({ "kind": "content", "content": { "kind": "text", "text": text } });
    let mut wish = json!({ "conversation": conversation["id"], "what": content,
        "dueAt": (t.now() + after).timestamp_millis(), "clientId": Uuid::now_v7() });
    wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    t.rpc("schedule_message", wish).await
}

async fn pending(t: &House) -> Vec<Value> {
    t.rpc("list_scheduled", json!({})).await.as_array().unwrap().clone()
}

fn hello_world() -> Value {
    json!({ "name": "hello_world", "language": "en_US", "values": {} })
}

#[tokio::test]
async fn a_message_goes_out_at_its_time_and_not_before() {
    let t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    let made = schedule(&t, &ana, "See you soon", Duration::hours(1), json!({})).await;
    assert_eq!(t.conversation(&ana["id"]).await["scheduledAt"], made["dueAt"]);
    t.advance(Duration::minutes(59));
    assert_eq!(pending(&t).await.len(), 1);
    assert_eq!(t.taken().await.len(), 0);
    t.advance(Duration::minutes(1));
    eventually("it is sent", async || (t.texts(&ana).await == ["Hello", "See you soon"]).then_some(())).await;
    assert!(pending(&t).await.is_empty());
    let now = t.conversation(&ana["id"]).await;
    assert_eq!((&now["scheduledAt"], &now["waitingSince"]), (&Value::Null, &Value::Null), "it is an answer");
    t.end().await;
}

#[tokio::test]
async fn what_was_due_while_the_computer_was_off_goes_out_once_if_it_is_not_too_late() {
    let mut t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    schedule(&t, &ana, "In time", Duration::minutes(10), json!({})).await;
    t.restart_after(Duration::minutes(100)).await;
    eventually("it is sent", async || (t.taken().await.len() == 1).then_some(())).await;
    t.restart().await;
    assert_eq!(t.texts(&ana).await, ["Hello", "In time"], "and not again");
    t.end().await;
}

/// Pain 10: the laptop's lid was closed. What would be wrong by now is not sent; a person is asked.
#[tokio::test]
async fn what_is_two_hours_late_asks_a_person() {
    let mut t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    let made = schedule(&t, &ana, "See you in ten minutes", Duration::minutes(10), json!({})).await;
    t.restart_after(Duration::hours(3)).await;
    let asked =
        eventually("it asks", async || pending(&t).await.into_iter().find(|item| item["problem"] == "late")).await;
    assert_eq!(asked["id"], made["id"]);
    eventually("a notice", async || {
        t.shown_notices().iter().any(|notice| notice.title.starts_with("Not sent to Ana")).then_some(())
    })
    .await;
    assert_eq!(t.taken().await.len(), 0);
    let sent = t.rpc("send_now", json!({ "schedule": made["id"] })).await;
    t.message_with_status(&sent, "read").await;
    assert!(pending(&t).await.is_empty());
    let again = t.try_rpc("send_now", json!({ "schedule": made["id"] })).await.unwrap_err();
    assert_eq!(again["code"], "not_found", "it has gone out");
    assert_eq!(t.taken().await.len(), 1);
    t.end().await;
}

/// Pain 1: a scheduled message does not fall into a dead window either.
#[tokio::test]
async fn when_the_window_has_closed_the_chosen_template_goes_out_or_a_person_is_asked() {
    let t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    let bob = t.customer("Bob", "+16505550121", "Hello").await;
    let made = schedule(&t, &ana, "Good morning", Duration::hours(25), json!({ "ifClosed": hello_world() })).await;
    assert_eq!((&made["needsTemplate"], &made["ifClosed"]["name"]), (&json!(true), &json!("hello_world")));
    schedule(&t, &bob, "Good morning", Duration::hours(25), json!({})).await;
    t.advance(Duration::hours(25));
    eventually("the template is sent", async || {
        t.taken().await.iter().any(|sent| sent["type"] == "template").then_some(())
    })
    .await;
    let asked = eventually("Bob's asks", async || pending(&t).await.pop().filter(|it| !it["problem"].is_null())).await;
    assert_eq!((&asked["contact"]["name"], &asked["problem"]), (&json!("Bob"), &json!("window_closed")));
    assert_eq!(t.taken().await.len(), 1);
    t.write("+16505550121", json!({ "text": "I am here" })).await;
    eventually("Bob's window is open", async || {
        (t.conversation(&bob["id"]).await["window"]["phase"] == "open").then_some(())
    })
    .await;
    t.rpc("send_now", json!({ "schedule": asked["id"] })).await;
    eventually("it is sent", async || (t.taken().await.len() == 2).then_some(())).await;
    t.end().await;
}

#[tokio::test]
async fn it_is_dropped_when_the_customer_writes_first_if_that_was_wished() {
    let t = House::new().await;
    let ana = t.customer("Ana", ANA, "I will think about it").await;
    schedule(&t, &ana, "Have you decided?", Duration::hours(3), json!({ "unlessTheyWrite": true })).await;
    schedule(&t, &ana, "We close at six", Duration::hours(3), json!({})).await;
    t.write(ANA, json!({ "text": "I take it" })).await;
    eventually("one is dropped", async || (pending(&t).await.len() == 1).then_some(())).await;
    t.advance(Duration::hours(3));
    eventually("the other is sent", async || (t.taken().await.len() == 1).then_some(())).await;
    assert_eq!(t.texts(&ana).await.last().unwrap(), "We close at six");
    t.end().await;
}

#[tokio::test]
async fn the_template_for_a_closed_window_is_chosen_later_changed_and_taken_back() {
    let t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    let bob = t.customer("Bob", "+16505550121", "Hello").await;
    let first = schedule(&t, &ana, "Good morning", Duration::hours(25), json!({})).await;
    assert_eq!(first["ifClosed"], Value::Null);
    let change = json!({ "schedule": first["id"], "ifClosed": hello_world() });
    let changed = t.rpc("change_schedule", change).await;
    assert_eq!((&changed["ifClosed"]["name"], &changed["dueAt"]), (&json!("hello_world"), &first["dueAt"]));
    let second = schedule(&t, &bob, "Good morning", Duration::hours(25), json!({ "ifClosed": hello_world() })).await;
    let back = t.rpc("change_schedule", json!({ "schedule": second["id"], "askIfClosed": true })).await;
    assert_eq!(back["ifClosed"], Value::Null);
    t.advance(Duration::hours(25));
    eventually("Bob's asks", async || pending(&t).await.pop().filter(|it| !it["problem"].is_null())).await;
    eventually("Ana's template is sent", async || (t.taken().await.len() == 1).then_some(())).await;
    t.end().await;
}

#[tokio::test]
async fn it_can_be_changed_and_cancelled_until_it_goes_out() {
    let t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    let first = schedule(&t, &ana, "Tuseday", Duration::hours(1), json!({})).await;
    let second = schedule(&t, &ana, "never mind", Duration::hours(1), json!({})).await;
    let later = (t.now() + Duration::hours(2)).timestamp_millis();
    let content = json!({ "kind": "content", "content": { "kind": "text", "text": "Tuesday" } });
    let change = json!({ "schedule": first["id"], "what": content, "dueAt": later });
    assert_eq!(t.rpc("change_schedule", change.clone()).await["dueAt"], json!(later));
    t.rpc("cancel_schedule", json!({ "schedule": second["id"] })).await;
    t.advance(Duration::minutes(90));
    assert_eq!(t.taken().await.len(), 0);
    t.advance(Duration::minutes(30));
    eventually("it is sent", async || (t.texts(&ana).await == ["Hello", "Tuesday"]).then_some(())).await;
    let too_late = t.try_rpc("cancel_schedule", json!({ "schedule": first["id"] })).await.unwrap_err();
    assert_eq!(too_late["code"], "not_found");
    assert!(t.try_rpc("change_schedule", change).await.is_err());
    t.end().await;
}

#[tokio::test]
async fn the_same_wish_twice_is_scheduled_once_and_the_past_is_refused() {
    let t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    let id = json!({ "clientId": Uuid::now_v7() });
    let first = schedule(&t, &ana, "once", Duration::hours(1), id.clone()).await;
    let second = schedule(&t, &ana, "once", Duration::hours(1), id).await;
    assert_eq!(first["id"], second["id"]);
    assert_eq!(pending(&t).await.len(), 1);
    let content = json!({ "kind": "content", "content": { "kind": "text", "text": "x" } });
    let past = json!({ "conversation": ana["id"], "what": content, "dueAt": t.now().timestamp_millis() - 1,
        "clientId": Uuid::now_v7() });
    assert_eq!(t.try_rpc("schedule_message", past).await.unwrap_err()["params"]["field"], "dueAt");
    t.end().await;
}

#[tokio::test]
async fn a_template_that_was_paused_meanwhile_asks_a_person() {
    let t = House::new().await;
    let ana = t.customer("Ana", ANA, "Hello").await;
    let wish = json!({ "conversation": ana["id"], "what": { "kind": "template", "template": hello_world() },
        "dueAt": (t.now() + Duration::hours(1)).timestamp_millis(), "clientId": Uuid::now_v7() });
    t.rpc("schedule_message", wish).await;
    let paused = json!({ "event": "PAUSED", "name": "hello_world", "language": "en_US", "text": "FIRST_PAUSE" });
    t.control("/fields/message_template_status_update", paused).await;
    eventually("the template is paused", async || {
        let list = t.rpc("list_templates", json!({ "channel": "main" })).await;
        list["templates"]
            .as_array()
            .unwrap()
            .iter()
            .any(|it| it["name"] == "hello_world" && it["unsendable"]["code"] == "paused")
            .then_some(())
    })
    .await;
    t.advance(Duration::hours(1));
    eventually("it asks", async || {
        pending(&t).await.iter().any(|item| item["problem"] == "template_unsendable").then_some(())
    })
    .await;
    assert_eq!(t.taken().await.len(), 0);
    t.end().await;
}
