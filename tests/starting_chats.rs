//! Chats that begin on our side, by a phone number.

use serde_json::{Map, Value, json};

use crate::common::eventually;
use crate::common::house::House;

const NEVER_WROTE: &str = "+44 7700 900-188";

async fn listed(house: &House) -> Vec<Value> {
    let page = house.rpc("list_conversations", json!({ "filter": "all", "sort": "newest", "limit": 50 })).await;
    page["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_chat_with_somebody_who_never_wrote_begins_with_a_template_and_is_listed_from_then_on() {
    let t = House::new().await;
    assert_eq!(t.rpc("chat_with_number", json!({ "phone": NEVER_WROTE })).await, Value::Null);
    let started = t.rpc("start_chat", json!({ "channel": "main", "phone": NEVER_WROTE })).await;
    assert_eq!(started["window"]["phase"], "neverOpened");
    assert_eq!(started["lastMessage"], Value::Null);
    assert_eq!(listed(&t).await, Vec::<Value>::new(), "nothing was said yet");
    let refused = t.reply(&started, "Hello").await.unwrap_err();
    assert_eq!(refused["code"], "window_closed", "WhatsApp takes nothing but templates");

    let list = t.rpc("sync_templates", json!({ "channel": "main" })).await;
    let words_only = |field: &Value| field["kind"] == "text";
    let sendable = |template: &&Value| {
        template["unsendable"].is_null()
            && template["category"] == "UTILITY"
            && template["fields"].as_array().unwrap().iter().all(words_only)
    };
    let template = list["templates"].as_array().unwrap().iter().find(sendable).unwrap();
    let fields = template["fields"].as_array().unwrap().iter();
    let values: Map<String, Value> =
        fields.map(|field| (field["key"].as_str().unwrap().to_owned(), json!("Value"))).collect();
    let send = json!({ "conversation": started["id"], "name": template["name"], "language": template["language"],
        "values": values, "clientId": uuid::Uuid::now_v7() });
    t.rpc("send_template", send).await;
    let taken = eventually("WhatsApp takes it", async || Some(t.taken().await).filter(|taken| !taken.is_empty())).await;
    assert_eq!(taken[0]["to"], "+447700900188");
    assert_eq!(listed(&t).await[0]["id"], started["id"]);
    t.end().await;
}

#[tokio::test]
async fn a_number_that_has_a_chat_leads_to_it_in_any_spelling() {
    let t = House::new().await;
    let ana = t.customer("Ana", "+5531999990114", "Oi").await;
    for phone in ["+55 31 99999-0114", "5531999990114", "+553199990114"] {
        assert_eq!(t.rpc("chat_with_number", json!({ "phone": phone })).await["id"], ana["id"], "{phone}");
        let started = t.rpc("start_chat", json!({ "channel": "main", "phone": phone })).await;
        assert_eq!(started["id"], ana["id"], "{phone}");
    }
    let head = t.rpc("bootstrap", Value::Null).await["workspace"]["head"].clone();
    t.rpc("start_chat", json!({ "channel": "main", "phone": "+5531999990114" })).await;
    assert_eq!(t.rpc("bootstrap", Value::Null).await["workspace"]["head"], head, "nothing happened");
    t.end().await;
}

#[tokio::test]
async fn what_is_no_number_or_no_channel_starts_nothing() {
    let t = House::new().await;
    for phone in ["", "1234", "call me", "+1234567890123456"] {
        let refused = t.try_rpc("start_chat", json!({ "channel": "main", "phone": phone })).await.unwrap_err();
        assert_eq!(refused["params"]["field"], "phone", "{phone}");
    }
    let refused = t.try_rpc("start_chat", json!({ "channel": "other", "phone": "+16505550100" })).await.unwrap_err();
    assert_eq!(refused["code"], "not_found");
    t.end().await;
}
