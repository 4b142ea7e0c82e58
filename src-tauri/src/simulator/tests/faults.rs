//! What goes wrong on request.

use super::*;

#[tokio::test]
async fn a_drop_after_acceptance_breaks_the_connection_and_yet_sends() {
    let office = Office::new().await;
    let to = office.customer();
    office.post("/_sim/faults", json!({"drop_after_accept": 1})).await;
    let message = json!({"messaging_product": "whatsapp", "to": to, "type": "text", "text": {"body": "x"},
        "biz_opaque_callback_data": "local:7"});
    let request = office.client.post(office.url(&office.messages_path())).json(&message);
    let outcome = request.bearer_auth(&office.simulator.account().access_token).send().await;
    assert!(outcome.is_err(), "the client must see a broken connection, not {outcome:?}");
    let sent = office.get("/_sim/sent").await;
    assert_eq!(sent.as_array().unwrap().len(), 1, "exactly once, although the client heard nothing");
    assert_eq!(sent[0]["biz_opaque_callback_data"], "local:7");
    assert_eq!(office.status("delivered").await["biz_opaque_callback_data"], "local:7");
    assert_eq!(office.send_text(&to).await.0, 200, "once means once");
}

#[tokio::test]
async fn a_drop_before_acceptance_leaves_nothing() {
    let office = Office::new().await;
    office.post("/_sim/faults", json!({"drop_before_accept": 1})).await;
    let request = office.client.post(office.url(&office.messages_path()));
    let request = request.json(&json!({"messaging_product": "whatsapp", "to": "+16505550100", "text": {"body": "x"}}));
    assert!(request.bearer_auth(&office.simulator.account().access_token).send().await.is_err());
    assert_eq!(office.get("/_sim/sent").await, json!([]));
}

#[tokio::test]
async fn answers_can_be_refused_slow_or_no_json() {
    let office = Office::new().await;
    let to = office.customer();
    office.post("/_sim/faults", json!({"http": {"status": 429, "times": 1}})).await;
    let refused = office.send_text(&to).await;
    assert_eq!((refused.0, code(&refused)), (429, 130429));
    office.post("/_sim/faults", json!({"http": {"code": 131042}})).await;
    let refused = office.send_text(&to).await;
    assert_eq!((refused.0, code(&refused)), (400, 131042));
    office.post("/_sim/faults", json!({"http": {"status": 502, "envelope": false}})).await;
    assert_eq!(office.send_text(&to).await, (502, Value::Null));
    office.post("/_sim/faults", json!({"delay": {"ms": 300}})).await;
    let began = std::time::Instant::now();
    assert_eq!(office.send_text(&to).await.0, 200);
    assert!(began.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn a_failure_can_be_told_later() {
    let office = Office::new().await;
    office.post("/_sim/faults", json!({"async_failed": {"code": 130472}})).await;
    assert_eq!(office.send_text(&office.customer()).await.0, 200);
    assert_eq!(office.status("failed").await["errors"][0]["code"], 130472);
}

#[tokio::test]
async fn an_expired_token_is_refused_until_it_is_cleared() {
    let office = Office::new().await;
    let to = office.customer();
    office.post("/_sim/faults", json!({"token_expired": true})).await;
    let refused = office.send_text(&to).await;
    assert_eq!((refused.0, code(&refused)), (401, 190));
    assert_eq!(office.call(reqwest::Method::DELETE, "/_sim/faults", None).await.0, 200);
    assert_eq!(office.send_text(&to).await.0, 200);
}

#[tokio::test]
async fn statuses_are_held_until_released_in_their_order() {
    let office = Office::new().await;
    office.post("/_sim/faults", json!({"hold_statuses": true})).await;
    office.send_text(&office.customer()).await;
    office.settle().await;
    assert!(office.all("statuses").is_empty());
    assert_eq!(office.post("/_sim/release", json!({})).await.1, json!({"released": 3}));
    office.settle().await;
    let names: Vec<Value> = office.all("statuses").iter().map(|status| status["status"].clone()).collect();
    assert_eq!(names, ["sent", "delivered", "read"]);
}

#[tokio::test]
async fn webhooks_can_come_twice_and_backwards() {
    let office = Office::new().await;
    office.post("/_sim/faults", json!({"duplicate_webhooks": true})).await;
    office.post(&format!("/_sim/customers/{}/write", office.customer()), json!({"text": "hi"})).await;
    office.settle().await;
    let messages = office.all("messages");
    assert!(messages.len() == 2 && messages[0] == messages[1], "the same message twice");
    office.post("/_sim/faults", json!({"duplicate_webhooks": false, "disorder": 1})).await;
    office.send_text(&office.customer()).await;
    office.settle().await;
    let names: Vec<Value> = office.all("statuses").iter().map(|status| status["status"].clone()).collect();
    assert_eq!(names, ["read", "delivered", "sent"]);
}
