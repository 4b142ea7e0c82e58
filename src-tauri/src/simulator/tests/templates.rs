//! Every kind of field of a template is checked as the provider does it.

use serde_json::{Value, json};

use super::{Office, code};

fn texts(values: &[&str]) -> Value {
    values.iter().map(|value| json!({"type": "text", "text": value})).collect()
}

const LONG_CODE: &str = "123456789012345678901";

/// The code of the refusal; 0 when it was taken.
async fn send(office: &Office, name: &str, components: Value) -> i64 {
    let template = json!({"name": name, "language": {"code": "en"}, "components": components});
    code(&office.send(json!({"to": "+16505550100", "type": "template", "template": template})).await)
}

fn words(kind: &str, values: &[&str]) -> Value {
    json!({"type": kind, "parameters": texts(values)})
}

fn button(sub_type: &str, index: usize, parameter: Value) -> Value {
    json!({"type": "button", "sub_type": sub_type, "index": index, "parameters": [parameter]})
}

fn picture() -> Value {
    let picture = json!({"type": "image", "image": {"link": "https://store.example.com/mug.jpg"}});
    json!({"type": "header", "parameters": [picture]})
}

#[tokio::test]
async fn an_offer_ends_ahead_in_milliseconds_and_its_code_has_at_most_twenty_characters() {
    let office = Office::new().await;
    let now = office.clock.now().timestamp();
    let offer = |at: i64| {
        json!({"type": "limited_time_offer", "parameters": [
            {"type": "limited_time_offer", "limited_time_offer": {"expiration_time_ms": at}},
        ]})
    };
    let coupon = |code: &str| button("copy_code", 0, json!({"type": "coupon_code", "coupon_code": code}));
    let link = || button("url", 1, json!({"type": "text", "text": "mugs"}));
    let sale = |offer: Value, coupon: Value| json!([picture(), offer, words("body", &["Luna"]), coupon, link()]);
    let later = (now + 3600) * 1000;
    assert_eq!(send(&office, "half_price_mugs", sale(offer(later), coupon("MUG50"))).await, 0);
    assert_eq!(send(&office, "half_price_mugs", sale(offer(now + 3600), coupon("MUG50"))).await, 131_009, "seconds");
    assert_eq!(send(&office, "half_price_mugs", sale(offer(later), coupon(LONG_CODE))).await, 131_009);
    let without = json!([picture(), words("body", &["Luna"]), coupon("MUG50"), link()]);
    assert_eq!(send(&office, "half_price_mugs", without).await, 132_000);
    let wrong = button("copy_code", 0, json!({"type": "text", "text": "MUG50"}));
    assert_eq!(send(&office, "half_price_mugs", sale(offer(later), wrong)).await, 132_012);
}

#[tokio::test]
async fn every_card_is_sent_at_its_index_and_filled_in() {
    let office = Office::new().await;
    let card = |index: usize, words: Value| {
        let link = button("url", 1, json!({"type": "text", "text": "blue"}));
        json!({"card_index": index, "components": [picture(), words, link]})
    };
    let shelf = |cards: Value| json!([words("body", &["Luna"]), {"type": "carousel", "cards": cards}]);
    let (blue, green) = (card(0, words("body", &["blue"])), card(1, words("body", &["green"])));
    assert_eq!(send(&office, "mug_shelf", shelf(json!([blue, green]))).await, 0);
    assert_eq!(send(&office, "mug_shelf", shelf(json!([blue]))).await, 132_012, "one card is missing");
    assert_eq!(send(&office, "mug_shelf", shelf(json!([blue, blue]))).await, 132_012, "twice the same index");
    let empty = card(1, json!({"type": "body", "parameters": []}));
    assert_eq!(send(&office, "mug_shelf", shelf(json!([blue, empty]))).await, 132_000);
    let long = "x".repeat(160);
    let long = card(1, words("body", &[&long]));
    assert_eq!(send(&office, "mug_shelf", shelf(json!([blue, long]))).await, 132_005);
}

#[tokio::test]
async fn buttons_take_what_is_theirs() {
    let office = Office::new().await;
    let ana = || words("body", &["Ana"]);
    let action = |action: Value| json!({"type": "action", "action": action});
    let flow = button("flow", 0, action(json!({"flow_token": "t", "flow_action_data": {"visit": 7}})));
    assert_eq!(send(&office, "book_your_visit", json!([ana(), flow])).await, 0);
    let flow = button("flow", 0, action(json!({"flow_token": "t", "flow_action_data": "seven"})));
    assert_eq!(send(&office, "book_your_visit", json!([ana(), flow])).await, 131_009);
    let shop = button("catalog", 0, action(json!({"thumbnail_product_retailer_id": "mug-1"})));
    assert_eq!(send(&office, "whole_shop", json!([ana(), shop])).await, 0);
    assert_eq!(send(&office, "whole_shop", json!([ana()])).await, 0, "the picture is chosen by WhatsApp then");
    let section = json!({"title": "Mugs", "product_items": [{"product_retailer_id": "mug-1"}]});
    let items = |sections: Value| {
        let shown = json!({"thumbnail_product_retailer_id": "mug-1", "sections": sections});
        json!([words("header", &["Luna"]), button("mpm", 0, action(shown))])
    };
    assert_eq!(send(&office, "picked_for_you", items(json!([section]))).await, 0);
    assert_eq!(send(&office, "picked_for_you", items(json!([]))).await, 131_009);
    assert_eq!(send(&office, "picked_for_you", json!([words("header", &["Luna"])])).await, 131_008);
    let payload =
        |payload: &str| json!([ana(), button("quick_reply", 3, json!({"type": "payload", "payload": payload}))]);
    assert_eq!(send(&office, "how_was_your_visit", payload("bad:42")).await, 0);
    assert_eq!(send(&office, "how_was_your_visit", payload(&"x".repeat(257))).await, 131_009);
}

#[tokio::test]
async fn a_product_stands_in_a_header_by_its_catalogue() {
    let office = Office::new().await;
    let header = |product: Value| json!([{"type": "header", "parameters": [{"type": "product", "product": product}]}]);
    let product = json!({"product_retailer_id": "mug-1", "catalog_id": "7"});
    assert_eq!(send(&office, "one_fine_mug", header(product)).await, 0);
    assert_eq!(send(&office, "one_fine_mug", header(json!({"product_retailer_id": "mug-1"}))).await, 131_008);
}
