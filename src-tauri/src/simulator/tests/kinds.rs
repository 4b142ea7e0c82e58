//! Every kind of message that customers write.

use super::*;

impl Office {
    async fn written(&self, wish: Value) -> Value {
        let path = format!("/_sim/customers/{}/write", self.customer());
        let (status, written) = self.post(&path, wish).await;
        assert_eq!((status, &written["status"]), (200, &json!(200)), "{written}");
        self.all("messages").into_iter().find(|message| message["id"] == written["id"]).unwrap()
    }
}

#[tokio::test]
async fn files_are_what_they_claim_and_say_how_they_are_meant() {
    let office = Office::new().await;
    let kinds = [
        ("image", "image/jpeg", json!({"caption": "look"})),
        ("video", "video/mp4", json!({})),
        ("audio", "audio/ogg; codecs=opus", json!({"voice": true})),
        ("music", "audio/mpeg", json!({"voice": false})),
        ("document", "application/pdf", json!({"filename": "../results\u{202e}fdp.exe"})),
        ("sticker", "image/webp", json!({"animated": false})),
        ("animated_sticker", "image/webp", json!({"animated": true})),
    ];
    let token = &office.simulator.account().access_token;
    for (kind, mime_type, more) in kinds {
        let wish = json!({"type": kind, "caption": more["caption"], "filename": more["filename"]});
        let message = office.written(wish).await;
        let part = &message[message["type"].as_str().unwrap()];
        assert_eq!(part["mime_type"], mime_type, "{kind}");
        more.as_object().unwrap().iter().for_each(|(key, value)| assert_eq!(part[key], *value, "{kind}"));
        let file = office.client.get(part["url"].as_str().unwrap()).bearer_auth(token).send().await.unwrap();
        let bytes = file.bytes().await.unwrap();
        assert_eq!(crate::simulator::media::nature::objection(mime_type, &bytes), None, "{kind}");
    }
    assert_eq!(office.written(json!({"type": "image", "photo": "note"})).await["image"]["mime_type"], "image/png");
}

#[tokio::test]
async fn a_message_says_where_it_comes_from() {
    let office = Office::new().await;
    assert_eq!(office.written(json!({"type": "forwarded"})).await["context"], json!({"forwarded": true}));
    let often = office.written(json!({"type": "frequently_forwarded"})).await;
    assert_eq!(often["context"], json!({"frequently_forwarded": true}));
    let product = office.written(json!({"type": "product_question"})).await;
    assert!(product["context"]["referred_product"]["product_retailer_id"].is_string());
    assert_eq!(office.written(json!({"type": "referral"})).await["referral"]["source_type"], "ad");
    let unknown = office.written(json!({"text": "as I said", "quoting_unknown": true})).await;
    assert!(unknown["context"]["id"].as_str().unwrap().starts_with("wamid."));
    let order = office.written(json!({"type": "order", "text": "by Friday"})).await;
    assert_eq!(
        (&order["order"]["text"], &order["order"]["product_items"][0]["quantity"]),
        (&json!("by Friday"), &json!(2))
    );
}

#[tokio::test]
async fn words_are_edited_captions_too_and_messages_withdrawn() {
    let office = Office::new().await;
    let text = office.written(json!({"text": "at ten"})).await;
    let edit = office.written(json!({"type": "edit", "about": text["id"], "text": "at eleven"})).await;
    assert_eq!(edit["edit"]["original_message_id"], text["id"]);
    assert_eq!(edit["edit"]["message"], json!({"type": "text", "text": {"body": "at eleven"}}));
    let image = office.written(json!({"type": "image", "caption": "my knee"})).await;
    let edit = office.written(json!({"type": "edit", "about": image["id"], "text": "my left knee"})).await;
    assert_eq!(edit["edit"]["message"]["image"]["caption"], "my left knee");
    let revoke = office.written(json!({"type": "revoke", "about": text["id"]})).await;
    assert_eq!(revoke["revoke"], json!({"original_message_id": text["id"]}));
    let removed = office.written(json!({"type": "reaction_removed", "about": text["id"]})).await;
    assert_eq!(removed["reaction"], json!({"message_id": text["id"]}), "without an emoji it is taken away");
    let path = format!("/_sim/customers/{}/write", office.customer());
    assert_eq!(office.post(&path, json!({"type": "edit"})).await.0, 400, "an edit is about something");
}

#[tokio::test]
async fn taps_answer_what_was_sent() {
    let office = Office::new().await;
    let to = office.customer();
    let body = json!({"text": "Which day?"});
    let rows = json!([{"id": "mo", "title": "Monday", "description": "from 9"}, {"id": "tu", "title": "Tuesday"}]);
    let list = json!({"type": "list", "body": body, "action": {"button": "Days", "sections": [{"rows": rows}]}});
    let list = wamid(&office.send(json!({"to": to, "type": "interactive", "interactive": list})).await);
    let tap = office.written(json!({"type": "list_reply", "about": list, "text": "Tuesday"})).await;
    assert_eq!(tap["interactive"]["list_reply"], json!({"id": "tu", "title": "Tuesday"}));
    assert_eq!(tap["context"]["id"], list);
    let yes = json!({"type": "reply", "reply": {"id": "y1", "title": "Yes"}});
    let buttons = json!({"type": "button", "body": body, "action": {"buttons": [yes]}});
    let buttons = wamid(&office.send(json!({"to": to, "type": "interactive", "interactive": buttons})).await);
    let tap = office.written(json!({"type": "button_reply", "about": buttons})).await;
    assert_eq!(tap["interactive"]["button_reply"], json!({"id": "y1", "title": "Yes"}));
    let strange = office.written(json!({"type": "button_reply", "text": "Gone", "id": "old"})).await;
    assert_eq!(strange["interactive"]["button_reply"], json!({"id": "old", "title": "Gone"}));
    let flow = office.written(json!({"type": "flow_reply", "response": {"a": 1}, "without_flow_token": true})).await;
    assert_eq!(flow["interactive"]["nfm_reply"]["response_json"], r#"{"a":1}"#, "the answers are a text");
    let call = office.written(json!({"type": "call_permission_reply", "response": "reject"})).await;
    assert_eq!(call["interactive"]["call_permission_reply"]["response"], "reject");
}

#[tokio::test]
async fn whoever_has_no_number_may_share_one_and_is_reached_by_it() {
    let office = Office::new().await;
    let (_, luna) = office.post("/_sim/customers", json!({"name": "Luna", "username": "luna", "text": "hi"})).await;
    let user_id = luna["customer"]["user_id"].as_str().unwrap().to_owned();
    office.post(&format!("/_sim/customers/{user_id}/write"), json!({"type": "contact_request"})).await;
    let card = office.all("messages").last().unwrap()["contacts"][0].clone();
    assert_eq!(card["origin"], "contact_request");
    let number = card["phones"][0]["phone"].as_str().unwrap();
    assert!(card["vcard"].as_str().unwrap().contains(number));
    office.send_text(number).await;
    assert_eq!(office.status("delivered").await["recipient_user_id"], json!(user_id));
}

#[tokio::test]
async fn a_new_number_moves_the_customer_and_leaves_the_old_one_empty() {
    let office = Office::new().await;
    let told = office.written(json!({"type": "user_changed_number", "text": "+1 650 555 0199"})).await;
    assert_eq!((&told["from"], &told["system"]["wa_id"]), (&json!("16505550100"), &json!("16505550199")));
    assert!(office.values().last().unwrap().get("contacts").is_none(), "the system introduces nobody");
    assert_eq!(office.simulator.customer().as_deref(), Some("+16505550199"));
    office.send_text("+16505550100").await;
    assert_eq!(office.status("failed").await["errors"][0]["code"], 131026);
    let again = office.written(json!({"text": "it is me"})).await;
    assert_eq!(again["from"], "16505550199");
    assert_ne!(again["from_user_id"], told["from_user_id"], "a new number brings a new user id");
}

#[tokio::test]
async fn a_new_user_id_replaces_the_old_one() {
    let office = Office::new().await;
    let told = office.written(json!({"type": "user_changed_user_id", "id": "US.77"})).await;
    assert_eq!(told["system"]["user_id"], "US.77");
    assert_eq!(office.written(json!({"text": "hi"})).await["from_user_id"], "US.77");
    let identity = office.written(json!({"type": "customer_identity_changed"})).await;
    assert_eq!(identity["identity"]["acknowledged"], false);
}

#[tokio::test]
async fn what_cannot_be_carried_says_so() {
    let office = Office::new().await;
    let poll = office.written(json!({"type": "unsupported", "text": "poll_creation"})).await;
    assert_eq!((&poll["unsupported"]["type"], &poll["errors"][0]["code"]), (&json!("poll_creation"), &json!(131051)));
    let later = office.written(json!({"type": "unavailable"})).await;
    assert_eq!((&later["type"], &later["errors"][0]["code"]), (&json!("unsupported"), &json!(131060)));
    let large = office.written(json!({"type": "too_large"})).await;
    assert_eq!(large["errors"][0]["code"], 131052);
    let empty = office.written(json!({"type": "interactive_missing"})).await;
    assert!(empty.get("interactive").is_none());
    assert_eq!(office.values().last().unwrap()["errors"][0]["code"], 131000);
    assert_eq!(office.written(json!({"type": "request_welcome"})).await["type"], "request_welcome");
}

#[tokio::test]
async fn edits_and_notices_do_not_open_the_window() {
    let office = Office::new().await;
    let to = office.customer();
    let text = office.written(json!({"text": "at ten"})).await;
    office.clock.advance(chrono::Duration::hours(25));
    for wish in [json!({"type": "edit", "about": text["id"]}), json!({"type": "request_welcome"})] {
        let path = format!("/_sim/customers/{to}/write");
        office.post(&path, wish).await;
    }
    office.send_text(&to).await;
    assert_eq!(office.status("failed").await["errors"][0]["code"], 131047);
}
