//! Other programs send later, by the local API.

use chrono::{Duration, SecondsFormat};
use serde_json::{Value, json};

use crate::common::eventually;
use crate::common::house::House;
use crate::common::private::{Private, error_code};

const ANA: &str = "+16505550120";

/// A time as programs write it.
fn after(house: &House, by: Duration) -> String {
    (house.now() + by).to_rfc3339_opts(SecondsFormat::Millis, true)
}

async fn items(p: &Private) -> Vec<Value> {
    let (status, answer) = p.get("/scheduled").await;
    assert_eq!(status, 200, "{answer}");
    answer["data"]["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn what_is_sent_with_a_time_is_scheduled_listed_and_goes_out_at_that_time() {
    let p = Private::new().await;
    let ana = p.house.customer("Ana", ANA, "Hello").await;
    let at = after(&p.house, Duration::hours(1));
    let (status, answer) = p.post("/send-message", &json!({ "to": ANA, "text": "See you", "sendAt": at })).await;
    let made = &answer["data"];
    assert_eq!((status, &made["status"], &made["sendAt"]), (202, &json!("scheduled"), &json!(at)), "{answer}");
    assert_eq!(items(&p).await, std::slice::from_ref(made));
    let described = ["phone", "name", "type", "text", "windowWillBeClosed"].map(|key| made[key].clone());
    assert_eq!(described, [json!(ANA), json!("Ana"), json!("text"), json!("See you"), json!(false)]);
    assert_eq!(
        p.house.conversation(&ana["id"]).await["scheduledAt"],
        json!(p.house.rpc("list_scheduled", json!({})).await[0]["dueAt"])
    );
    p.house.advance(Duration::hours(1));
    eventually("it is sent", async || (p.house.texts(&ana).await == ["Hello", "See you"]).then_some(())).await;
    assert!(items(&p).await.is_empty());
    p.end().await;
}

#[tokio::test]
async fn a_program_cancels_what_has_not_gone_out() {
    let p = Private::new().await;
    p.house.customer("Ana", ANA, "Hello").await;
    // The name of the field in the other spelling.
    let send = json!({ "to": ANA, "text": "never mind", "send_at": after(&p.house, Duration::hours(1)) });
    let made = p.post("/send-message", &send).await.1["data"]["id"].clone();
    let (status, answer) = p.delete(&format!("/scheduled/{made}")).await;
    assert_eq!((status, &answer["data"]), (200, &json!({ "id": made, "status": "cancelled" })));
    assert!(items(&p).await.is_empty());
    let again = p.delete(&format!("/scheduled/{made}")).await;
    assert_eq!((again.0, error_code(&again.1)), (404, "not_found"));
    p.house.advance(Duration::hours(2));
    p.house.customer("Bob", "+16505550121", "the time has passed").await;
    assert_eq!(p.house.taken().await.len(), 0);
    p.end().await;
}

/// Pain 1: neither does a program's message fall into a dead window.
#[tokio::test]
async fn when_the_window_has_closed_the_programs_template_goes_out_or_a_person_is_asked() {
    let p = Private::new().await;
    p.house.customer("Ana", ANA, "Hello").await;
    p.house.customer("Bob", "+16505550121", "Hello").await;
    let at = after(&p.house, Duration::hours(25));
    let instead = json!({ "template": "hello_world", "language": "en_US" });
    let ana = json!({ "to": ANA, "text": "Good morning", "sendAt": at, "ifClosed": instead });
    let made = p.post("/send-message", &ana).await.1["data"].clone();
    assert_eq!(made["windowWillBeClosed"], true);
    assert!(made["ifClosed"].as_str().is_some_and(|words| !words.is_empty()), "{made}");
    p.post("/send-message", &json!({ "to": "+16505550121", "text": "Good morning", "sendAt": at })).await;
    p.house.advance(Duration::hours(25));
    let asked =
        eventually("Bob's asks", async || items(&p).await.into_iter().find(|it| it["status"] == "asking")).await;
    assert_eq!((&asked["name"], &asked["problem"]), (&json!("Bob"), &json!("window_closed")));
    eventually("Ana's template is sent", async || (p.house.taken().await.len() == 1).then_some(())).await;
    assert_eq!(p.house.taken().await[0]["type"], "template");
    p.end().await;
}

#[tokio::test]
async fn a_template_is_scheduled_for_somebody_who_never_wrote() {
    let p = Private::new().await;
    eventually("the template is known", async || {
        let list = p.house.rpc("list_templates", json!({ "channel": "main" })).await;
        list["templates"].as_array().is_some_and(|items| !items.is_empty()).then_some(())
    })
    .await;
    let at = after(&p.house, Duration::hours(1));
    let send = json!({ "to": "+34600111222", "template": "hello_world", "language": "en_US", "sendAt": at });
    let (status, answer) = p.post("/send-template", &send).await;
    let data = &answer["data"];
    assert_eq!((status, &data["status"], &data["windowWillBeClosed"]), (202, &json!("scheduled"), &json!(false)));
    p.house.advance(Duration::hours(1));
    eventually("it is sent", async || (p.house.taken().await.len() == 1).then_some(())).await;
    p.end().await;
}

#[tokio::test]
async fn the_same_key_schedules_once_and_never_means_another_message() {
    let p = Private::new().await;
    p.house.customer("Ana", ANA, "Hello").await;
    let at = after(&p.house, Duration::hours(1));
    let send = json!({ "to": ANA, "text": "once", "sendAt": at });
    let first = p.post_with_key("/send-message", "k", &send).await;
    assert_eq!(p.post_with_key("/send-message", "k", &send).await, first);
    assert_eq!(items(&p).await.len(), 1);
    let later = json!({ "to": ANA, "text": "once", "sendAt": after(&p.house, Duration::hours(2)) });
    for other in [later, json!({ "to": ANA, "text": "once" })] {
        let refused = p.post_with_key("/send-message", "k", &other).await;
        assert_eq!((refused.0, error_code(&refused.1)), (400, "invalid_field"), "{other}");
    }
    p.house.advance(Duration::hours(1));
    eventually("it is sent", async || (p.house.taken().await.len() == 1).then_some(())).await;
    assert_eq!(
        p.post_with_key("/send-message", "k", &send).await.0,
        202,
        "the answer to a repetition, after its time too"
    );
    assert_eq!(p.house.taken().await.len(), 1);
    p.end().await;
}

#[tokio::test]
async fn times_that_make_no_sense_are_refused() {
    let p = Private::new().await;
    p.house.customer("Ana", ANA, "Hello").await;
    for (more, says) in [
        (json!({ "sendAt": "tomorrow" }), "sendAt"),
        (json!({ "sendAt": after(&p.house, Duration::seconds(-1)) }), "sendAt"),
        (json!({ "sendAt": after(&p.house, Duration::days(400)) }), "sendAt"),
        (json!({ "unlessTheyWrite": true }), "unlessTheyWrite"),
        (json!({ "ifClosed": { "template": "hello_world", "language": "en_US" } }), "ifClosed"),
    ] {
        let mut send = json!({ "to": ANA, "text": "x" });
        send.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let (status, answer) = p.post("/send-message", &send).await;
        assert_eq!((status, error_code(&answer)), (400, "invalid_field"), "{send}");
        assert!(answer["message"].as_str().unwrap().starts_with(says), "{answer}");
    }
    assert_eq!(p.house.taken().await.len(), 0);
    p.end().await;
}
