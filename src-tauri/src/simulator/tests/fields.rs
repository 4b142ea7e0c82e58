//! Webhooks of all other fields, and what they change here.

use super::*;

impl Office {
    /// Posts an example of a field and gives its value as it arrived.
    async fn example(&self, field: &str, wish: Value) -> Value {
        let (status, answer) = self.post(&format!("/_sim/fields/{field}"), wish).await;
        assert_eq!((status, &answer["status"]), (200, &json!(200)), "{field}: {answer}");
        let value = self.values().last().unwrap().clone();
        assert_eq!(value, answer["values"][0], "what is answered is what arrives");
        value
    }
}

#[tokio::test]
async fn every_field_has_an_example_and_a_strange_one_none() {
    let office = Office::new().await;
    for field in crate::simulator::webhook::known_fields() {
        if !field.starts_with("group_") && !["messages", "message_echoes", "history"].contains(field) {
            office.example(field, json!({})).await;
        }
    }
    assert_eq!(office.post("/_sim/fields/weather", json!({})).await.0, 400);
    let changed = office.example("security", json!({"value": {"requester": null, "event": "PIN_RESET_REQUEST"}})).await;
    assert_eq!(changed, json!({"display_phone_number": "15550783881", "event": "PIN_RESET_REQUEST"}));
}

#[tokio::test]
async fn a_paused_template_cannot_be_sent_any_more_and_a_reinstated_one_can() {
    let office = Office::new().await;
    let hello = json!({"name": "hello_world", "language": {"code": "en_US"}});
    let send = || office.send(json!({"to": "+16505550100", "type": "template", "template": hello}));
    let paused = json!({"name": "hello_world", "event": "PAUSED"});
    let told = office.example("message_template_status_update", paused).await;
    assert_eq!(told["other_info"]["title"], "FIRST_PAUSE");
    assert_eq!(code(&send().await), 132015);
    let listed = office.get(&office.waba_path("/message_templates?name=hello_world&fields=status")).await;
    assert_eq!(listed["data"][0]["status"], "PAUSED", "the list says the same as the webhook");
    office.example("message_template_status_update", json!({"name": "hello_world", "event": "REINSTATED"})).await;
    assert_eq!(send().await.0, 200);
    let moved = office.example("template_category_update", json!({"name": "hello_world", "event": "done"})).await;
    assert_eq!((&moved["previous_category"], &moved["new_category"]), (&json!("UTILITY"), &json!("MARKETING")));
}

#[tokio::test]
async fn whoever_stopped_marketing_gets_none_until_they_resume() {
    let office = Office::new().await;
    let (_, tom) = office.post("/_sim/customers", json!({"phone": "+447700900199", "text": "hi"})).await;
    let to = tom["customer"]["phone"].as_str().unwrap();
    let told = office.example("user_preferences", json!({"customer": to, "event": "stop"})).await;
    assert!(told["user_preferences"][0]["timestamp"].is_number() && told["contacts"][0]["wa_id"].is_string());
    let picture = json!({"type": "image", "image": {"link": "https://store.example.com/mugs.jpg"}});
    let name = json!({"type": "text", "text": "Tom"});
    let components = json!([{"type": "header", "parameters": [picture]}, {"type": "body", "parameters": [name]}]);
    let offer = json!({"name": "new_arrivals", "language": {"code": "en"}, "components": components});
    let send = || office.send(json!({"to": to, "type": "template", "template": offer}));
    send().await;
    let failed = office.status("failed").await;
    assert_eq!(failed["errors"][0]["code"], 131050);
    assert!(failed["errors"][0]["error_data"]["details"].is_string() && failed["errors"][0]["href"].is_string());
    office.example("user_preferences", json!({"customer": to, "event": "resume"})).await;
    let again = wamid(&send().await);
    office.settle().await;
    assert!(office.all("statuses").iter().any(|status| status["id"] == again && status["status"] == "delivered"));
}

#[tokio::test]
async fn a_user_id_update_moves_the_customer() {
    let office = Office::new().await;
    let told = office.example("user_id_update", json!({"text": "US.42"})).await;
    assert_eq!(told["user_id_update"][0]["user_id"]["current"], "US.42");
    let written = office.post("/_sim/customers/US.42/write", json!({"text": "hi"})).await.1;
    assert_eq!(written["status"], 200);
    let old = told["user_id_update"][0]["user_id"]["previous"].as_str().unwrap();
    assert_eq!(office.post(&format!("/_sim/customers/{old}/write"), json!({"text": "hi"})).await.0, 404);
}

#[tokio::test]
async fn a_call_opens_the_window() {
    let office = Office::new().await;
    let to = office.customer();
    office.clock.advance(chrono::Duration::hours(30));
    let connect = office.example("calls", json!({"event": "connect"})).await;
    let id = connect["calls"][0]["id"].clone();
    let ended = office.example("calls", json!({"event": "terminate", "about": id})).await;
    assert_eq!((&ended["calls"][0]["id"], &ended["calls"][0]["status"]), (&id, &json!("COMPLETED")));
    office.send_text(&to).await;
    assert_eq!(office.status("delivered").await["status"], "delivered");
    let rings = office.example("calls", json!({"event": "ringing"})).await;
    assert_eq!((&rings["statuses"][0]["status"], &rings["statuses"][0]["type"]), (&json!("RINGING"), &json!("call")));
}

#[tokio::test]
async fn partners_events_carry_the_portfolios_id() {
    let office = Office::new().await;
    office.example("account_update", json!({"event": "PARTNER_REMOVED"})).await;
    office.example("account_update", json!({"event": "ACCOUNT_RESTRICTION"})).await;
    let posts = office.mailbox.posts.lock().unwrap();
    let ids: Vec<Value> =
        posts.iter().map(|(_, body)| serde_json::from_slice::<Value>(body).unwrap()["entry"][0]["id"].take()).collect();
    let account = office.simulator.account();
    assert_eq!(ids, [account.business_id.as_str(), account.waba_id.as_str()]);
}

#[tokio::test]
async fn the_telephone_writes_edits_and_withdraws() {
    let office = Office::new().await;
    let echo = office.example("smb_message_echoes", json!({"event": "image", "text": "the new mugs"})).await;
    let echo = &echo["message_echoes"][0];
    assert_eq!((&echo["from"], &echo["to"]), (&json!("15550783881"), &json!("16505550100")));
    assert_eq!(echo["image"]["caption"], "the new mugs");
    let revoke = office.example("smb_message_echoes", json!({"event": "revoke", "about": echo["id"]})).await;
    assert_eq!(revoke["message_echoes"][0]["revoke"]["original_message_id"], echo["id"]);
    let removed = office.example("smb_app_state_sync", json!({"event": "remove"})).await;
    assert!(removed["state_sync"][0]["contact"].get("full_name").is_none(), "a removed contact has no name");
}

#[tokio::test]
async fn what_the_app_holds_is_given_once_and_within_a_day() {
    let office = Office::new().await;
    let path = format!("/v24.0/{}/smb_app_data", office.simulator.account().phone_number_id);
    let ask = |what: &str| office.post(&path, json!({"messaging_product": "whatsapp", "sync_type": what}));
    assert_eq!(code(&ask("history").await), 100, "the number is on no telephone");
    office.post("/_sim/coexistence", json!({"on": true})).await;
    let (_, node) = office
        .call(
            reqwest::Method::GET,
            &format!("/{}?fields=is_on_biz_app", office.simulator.account().phone_number_id),
            None,
        )
        .await;
    assert_eq!(node["is_on_biz_app"], true);
    assert!(ask("smb_app_state_sync").await.1["request_id"].is_string());
    assert!(ask("history").await.1["request_id"].is_string());
    assert_eq!(code(&ask("history").await), 2593107);
    office.settle().await;
    assert_eq!(office.all("state_sync")[0]["action"], "add");
    let chunks = office.all("history");
    assert_eq!(chunks.len(), 3, "one chunk for each phase");
    assert!(chunks.iter().any(|chunk| chunk["metadata"]["progress"] == 100));
    let messages: Vec<Value> =
        chunks.iter().flat_map(|chunk| chunk["threads"][0]["messages"].as_array().unwrap().clone()).collect();
    let files = office.all("messages");
    assert!(!files.is_empty(), "young files come once more");
    let is_placeholder = |file: &Value| {
        let mut found = messages.iter().filter(|message| message["id"] == file["id"]);
        found.any(|message| message["type"] == "media_placeholder")
    };
    assert!(files.iter().all(|file| is_placeholder(file) && file["image"]["id"].is_string()));
    assert!(messages.iter().all(|message| (message["from"] == "15550783881") == message["to"].is_string()));
    office.post("/_sim/coexistence", json!({"on": true, "linked_seconds_ago": 90000})).await;
    assert_eq!(code(&ask("history").await), 2593108);
    office.post("/_sim/coexistence", json!({"on": true, "declined": true})).await;
    ask("history").await;
    office.settle().await;
    assert_eq!(office.all("history").last().unwrap()["errors"][0]["code"], 2593109);
}

#[tokio::test]
async fn another_systems_message_has_statuses_too() {
    let office = Office::new().await;
    let wish = json!({"customer": office.customer(), "statuses": ["sent", "read"]});
    let (_, told) = office.post("/_sim/foreign", wish).await;
    let statuses = office.all("statuses");
    assert!(statuses.len() == 2 && statuses.iter().all(|status| status["id"] == told["id"]));
    assert_eq!(office.get("/_sim/sent").await, json!([]));
}
