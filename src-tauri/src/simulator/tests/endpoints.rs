//! Blocking, forms, the shop and the username.

use super::*;

impl Office {
    fn number_path(&self, rest: &str) -> String {
        format!("/v24.0/{}/{rest}", self.simulator.account().phone_number_id)
    }

    async fn block(&self, method: reqwest::Method, users: Value) -> (u16, Value) {
        let body = json!({"messaging_product": "whatsapp", "block_users": users});
        self.call(method, &self.number_path("block_users"), Some(body)).await
    }
}

#[tokio::test]
async fn the_blocked_cannot_write_and_are_not_written_to() {
    let office = Office::new().await;
    let to = office.customer();
    let (status, blocked) = office.block(reqwest::Method::POST, json!([{"user": to}])).await;
    assert_eq!((status, &blocked["block_users"]["added_users"][0]["wa_id"]), (200, &json!("16505550100")));
    assert_eq!(code(&office.send_text(&to).await), 130403);
    let written = office.post(&format!("/_sim/customers/{to}/write"), json!({"text": "hello?"})).await.1;
    assert_eq!(written["blocked"], true);
    assert!(office.all("messages").is_empty(), "nothing arrives from somebody who is blocked");
    let listed = office.get(&office.number_path("block_users")).await;
    assert_eq!(listed["data"][0]["wa_id"], "16505550100");
    let (_, removed) = office.block(reqwest::Method::DELETE, json!([{"user": to}])).await;
    assert_eq!(removed["block_users"]["removed_users"][0]["input"], to);
    assert_eq!(office.send_text(&to).await.0, 200);
}

#[tokio::test]
async fn only_those_who_wrote_today_can_be_blocked_and_others_are_told_apart() {
    let office = Office::new().await;
    let (_, old) = office.post("/_sim/customers", json!({"phone": "+16505550177", "wrote_seconds_ago": 90000})).await;
    let user_id = &old["customer"]["user_id"];
    let users = json!([{"user": office.customer()}, {"user_id": user_id}, {"user": "+15550783881"}]);
    let (status, partly) = office.block(reqwest::Method::POST, users).await;
    assert_eq!((status, &partly["error"]["code"]), (400, &json!(139100)));
    let failed = &partly["block_users"]["failed_users"];
    assert_eq!((&failed[0]["input"], &failed[0]["errors"][0]["code"]), (user_id, &json!(131047)));
    assert_eq!(failed[1]["errors"][0]["code"], 131021);
    assert_eq!(partly["block_users"]["added_users"].as_array().unwrap().len(), 1, "the first one was blocked");
}

#[tokio::test]
async fn forms_are_listed_shown_and_sent_while_they_are_published() {
    let office = Office::new().await;
    let flows = office.get(&office.waba_path("/flows")).await;
    let id = |status: &str| {
        let all = flows["data"].as_array().unwrap();
        all.iter().find(|flow| flow["status"] == status).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let fields = "fields=name,preview.invalidate(false)";
    let one = office.get(&format!("/v24.0/{}?{fields}", id("PUBLISHED"))).await;
    assert!(one["preview"]["preview_url"].is_string() && one.get("status").is_none());
    let send = |id: &str, more: Value| {
        let mut parameters = json!({"flow_message_version": "3", "flow_id": id, "flow_cta": "Book"});
        parameters.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let action = json!({"name": "flow", "parameters": parameters});
        let flow = json!({"type": "flow", "body": {"text": "Book a visit"}, "action": action});
        office.send(json!({"to": "+16505550100", "type": "interactive", "interactive": flow}))
    };
    assert_eq!(send(&id("PUBLISHED"), json!({"flow_token": "t"})).await.0, 200);
    assert_eq!(code(&send(&id("DRAFT"), json!({})).await), 131009);
    assert_eq!(send(&id("DRAFT"), json!({"mode": "draft"})).await.0, 200);
    assert_eq!(code(&send(&id("THROTTLED"), json!({})).await), 132069);
    assert_eq!(code(&send("1", json!({})).await), 131009);
    let empty = json!({"flow_action_payload": {"screen": "A", "data": {}}});
    assert_eq!(code(&send(&id("PUBLISHED"), empty).await), 131009);
}

#[tokio::test]
async fn the_shop_and_the_username_are_set_and_read() {
    let office = Office::new().await;
    let commerce = office.number_path("whatsapp_commerce_settings");
    office.post(&commerce, json!({"is_cart_enabled": false})).await;
    let read = office.get(&commerce).await;
    assert_eq!(
        (&read["data"][0]["is_cart_enabled"], &read["data"][0]["is_catalog_visible"]),
        (&json!(false), &json!(true))
    );
    let username = office.number_path("username");
    assert_eq!(code(&office.post(&username, json!({"username": "www.clinic"})).await), 131009);
    assert_eq!(code(&office.post(&username, json!({"username": "whatsapp"})).await), 147001);
    assert_eq!(office.post(&username, json!({"username": "Riverside.Clinic"})).await.1["status"], "approved");
    assert_eq!(office.get(&username).await["username"], "riverside.clinic");
    office.call(reqwest::Method::DELETE, &username, None).await;
    office.settle().await;
    let told: Vec<Value> = office.values().iter().map(|value| value["status"].clone()).collect();
    assert_eq!(told, ["approved", "deleted"]);
}

#[tokio::test]
async fn a_security_code_is_told_and_checked_once_that_is_switched_on() {
    let office = Office::new().await;
    let check = json!({"user_identity_change": {"enable_identity_key_check": true}});
    assert_eq!(office.post(&office.number_path("settings"), check).await.0, 200);
    let path = format!("/_sim/customers/{}/write", office.customer());
    office.post(&path, json!({"text": "hi"})).await;
    let hash = office.all("contacts")[0]["identity_key_hash"].clone();
    let text = |hash: &Value| json!({"to": "+16505550100", "type": "text", "text": {"body": "a"}, "recipient_identity_key_hash": hash});
    assert_eq!(office.send(text(&hash)).await.0, 200);
    office.post(&path, json!({"type": "customer_identity_changed"})).await;
    assert_eq!(code(&office.send(text(&hash)).await), 137000);
}
