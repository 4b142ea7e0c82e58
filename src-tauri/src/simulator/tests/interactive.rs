//! What interactive messages may hold.

use super::*;

async fn sent(office: &Office, interactive: Value) -> i64 {
    let to = office.customer();
    // One person takes 45 messages at once, and here come many.
    office.clock.advance(chrono::Duration::minutes(1));
    code(&office.send(json!({"to": to, "type": "interactive", "interactive": interactive})).await)
}

#[tokio::test]
async fn requests_have_a_name_and_nothing_else() {
    let office = Office::new().await;
    for (kind, name) in
        [("location_request_message", "send_location"), ("request_contact_info", "request_contact_info")]
    {
        let body = json!({"text": "Where are you?"});
        assert_eq!(sent(&office, json!({"type": kind, "body": body, "action": {"name": name}})).await, 0, "{kind}");
        let more = json!({"name": name, "parameters": {}});
        assert_eq!(sent(&office, json!({"type": kind, "body": body, "action": more})).await, 100, "{kind}");
        let header = json!({"type": "text", "text": "x"});
        let with = json!({"type": kind, "header": header, "body": body, "action": {"name": name}});
        assert_eq!(sent(&office, with).await, 100, "{kind} has no header");
        assert_eq!(sent(&office, json!({"type": kind, "action": {"name": name}})).await, 131008, "{kind} needs words");
    }
}

#[tokio::test]
async fn links_have_a_short_label_and_an_address_of_the_web() {
    let office = Office::new().await;
    let link = |label: &str, url: &str| {
        let action = json!({"name": "cta_url", "parameters": {"display_text": label, "url": url}});
        json!({"type": "cta_url", "body": {"text": "Look"}, "action": action})
    };
    assert_eq!(sent(&office, link("Open", "https://store.example.com")).await, 0);
    assert_eq!(sent(&office, link("A label that is too long", "https://store.example.com")).await, 100);
    assert_eq!(sent(&office, link("Open", "ftp://store.example.com")).await, 131009);
}

#[tokio::test]
async fn products_come_alone_in_lists_or_as_the_catalogue() {
    let office = Office::new().await;
    let one = json!({"type": "product", "action": {"catalog_id": "1", "product_retailer_id": "mug"}});
    assert_eq!(sent(&office, one).await, 0);
    let items = |count: usize| (0..count).map(|n| json!({"product_retailer_id": n.to_string()})).collect::<Value>();
    let list = |header: Value, sections: Value| {
        let action = json!({"catalog_id": "1", "sections": sections});
        json!({"type": "product_list", "header": header, "body": {"text": "x"}, "action": action})
    };
    let header = json!({"type": "text", "text": "Mugs"});
    let section = |count: usize| json!({"title": "All", "product_items": items(count)});
    assert_eq!(sent(&office, list(header.clone(), json!([section(15), section(15)]))).await, 0);
    assert_eq!(sent(&office, list(header, json!([section(16), section(15)]))).await, 131009, "thirty in all");
    assert_eq!(sent(&office, list(Value::Null, json!([section(1)]))).await, 131008, "a list has a header");
    let parameters = json!({"thumbnail_product_retailer_id": "mug"});
    let action = json!({"name": "catalog_message", "parameters": parameters});
    assert_eq!(sent(&office, json!({"type": "catalog_message", "body": {"text": "x"}, "action": action})).await, 0);
}

#[tokio::test]
async fn cards_are_alike_and_counted() {
    let office = Office::new().await;
    let card = |index: usize, action: Value| {
        let image = json!({"type": "image", "image": {"link": "https://store.example.com/mug.jpg"}});
        json!({"card_index": index, "type": "cta_url", "header": image, "body": {"text": "A mug"}, "action": action})
    };
    let link = || json!({"name": "cta_url", "parameters": {"display_text": "Buy", "url": "https://store.example.com"}});
    let reply = json!({"buttons": [{"type": "quick_reply", "quick_reply": {"id": "a", "title": "More"}}]});
    let row = |cards: Value| json!({"type": "carousel", "body": {"text": "New"}, "action": {"cards": cards}});
    assert_eq!(sent(&office, row(json!([card(0, link()), card(1, link())]))).await, 0);
    assert_eq!(sent(&office, row(json!([card(0, link())]))).await, 131009, "two at least");
    assert_eq!(sent(&office, row(json!([card(0, link()), card(0, link())]))).await, 131009, "counted from 0");
    assert_eq!(sent(&office, row(json!([card(0, link()), card(1, reply)]))).await, 131009, "all alike");
}

#[tokio::test]
async fn an_advertisement_makes_three_days_free_from_the_first_answer() {
    let office = Office::new().await;
    let to = office.customer();
    office.post(&format!("/_sim/customers/{to}/write"), json!({"type": "referral"})).await;
    office.send_text(&to).await;
    let status = office.status("sent").await;
    assert_eq!(status["pricing"]["type"], "free_entry_point");
    assert!(status["conversation"]["expiration_timestamp"].is_string());
    let delivered = office.status("delivered").await;
    assert!(
        delivered["conversation"]["id"].is_string() && delivered["conversation"].get("expiration_timestamp").is_none()
    );
}

#[tokio::test]
async fn the_price_is_told_with_sent_and_one_more_and_a_conversation_only_of_advertisements() {
    let office = Office::new().await;
    office.post("/_sim/faults", json!({"skip_delivered": 1})).await;
    office.send_text(&office.customer()).await;
    let read = office.status("read").await;
    assert_eq!(read["pricing"], office.status("sent").await["pricing"]);
    assert!(office.all("statuses").iter().all(|status| status.get("conversation").is_none()));
    assert_eq!(office.all("statuses").len(), 2, "delivered was skipped");
}
