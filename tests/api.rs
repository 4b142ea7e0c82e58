//! The local API for other programs.

use serde_json::{Value, json};

use crate::common::eventually;
use crate::common::hub::answer;
use crate::common::private::{Private, TOKEN, error_code};

const ANA: &str = "+16505550140";

#[tokio::test]
async fn a_text_is_answered_with_the_providers_id() {
    let p = Private::new().await;
    p.house.customer("Ana", ANA, "Hello").await;
    let (status, answer) = p.post("/send-message", &json!({ "to": ANA, "text": "Hi", "previewUrl": true })).await;
    assert_eq!((status, &answer["type"]), (200, &json!("1")), "{answer}");
    assert_eq!(answer["data"]["messaging_product"], "whatsapp");
    assert_eq!(answer["data"]["contacts"], json!([{ "input": ANA, "wa_id": "16505550140" }]));
    let taken = p.house.taken().await;
    assert_eq!(answer["data"]["messages"], json!([{ "id": taken[0]["id"] }]));
    assert_eq!(taken[0]["body"]["text"], json!({ "body": "Hi", "preview_url": true }));
}

#[tokio::test]
async fn bad_requests_name_the_field() {
    let p = Private::new().await;
    for (path, body, says) in [
        ("/send-message", json!({ "to": "16505550140", "text": "x" }), "to"),
        ("/send-message", json!({ "to": "+0123", "text": "x" }), "to"),
        ("/send-message", json!({ "to": ANA, "text": "" }), "text"),
        ("/send-message", json!({ "to": ANA, "text": "x".repeat(4097) }), "text"),
        ("/send-message", json!({ "to": ANA }), "text"),
        ("/send-message", json!({ "to": ANA, "text": 5 }), "string"),
        ("/send-message", json!({ "to": ANA, "text": "x", "txet": 1 }), "txet"),
        ("/send-message", json!({ "to": ANA, "text": "x", "channel": "other" }), "channel"),
        ("/send-template", json!({ "to": ANA, "template": "", "language": "en" }), "template"),
        ("/send-template", json!({ "to": ANA, "template": "x", "language": "en", "components": {} }), "components"),
    ] {
        let (status, answer) = p.post(path, &body).await;
        assert_eq!(status, 400, "{body}");
        assert!(["invalid_field", "malformed"].contains(&error_code(&answer)));
        assert!(answer["message"].as_str().unwrap().contains(says), "{answer}");
    }
    let malformed = p.client.post(p.url("/api/v1/whatsapp/send-message")).bearer_auth(TOKEN).body("{");
    assert_eq!(answer(malformed).await.0, 400);
    for query in ["limit=0", "limit=201", "limit=x", "cursor=nonsense"] {
        assert_eq!(p.get(&format!("/conversations?{query}")).await.0, 400, "{query}");
    }
}

#[tokio::test]
async fn only_the_right_token_is_let_in() {
    let p = Private::new().await;
    for path in ["/conversations", "/conversations/+1650/messages", "/nothing"] {
        let url = p.url(&format!("/api/v1/whatsapp{path}"));
        for request in [
            p.client.get(&url),
            p.client.get(&url).bearer_auth("guess"),
            p.client.get(&url).basic_auth(TOKEN, Some(TOKEN)),
        ] {
            let (status, body) = answer(request).await;
            assert_eq!((status, error_code(&body)), (401, "token"), "{path}");
        }
    }
    assert_eq!(error_code(&p.get("/nothing").await.1), "no_such_path");
}

#[tokio::test]
async fn a_closed_window_is_a_conflict_and_a_template_goes_out() {
    let p = Private::new().await;
    p.house.customer_ago("Ana", ANA, "long ago", 30 * 3600).await;
    let (status, answer) = p.post("/send-message", &json!({ "to": ANA, "text": "x" })).await;
    assert_eq!((status, error_code(&answer)), (409, "window_closed"));
    let (status, _) = p.post("/send-message", &json!({ "to": "+16505550999", "text": "x" })).await;
    assert_eq!(status, 409, "somebody who never wrote");
    let hello = json!({ "to": ANA, "template": "hello_world", "language": "en_US" });
    let (status, answer) = p.post("/send-template", &hello).await;
    assert_eq!(status, 200, "{answer}");
    let (status, answer) =
        p.post("/send-template", &json!({ "to": ANA, "template": "no_such", "language": "en" })).await;
    assert_eq!((status, error_code(&answer)), (404, "not_found"));
}

#[tokio::test]
async fn a_templates_variables_are_given_by_order_by_name_or_as_components() {
    let p = Private::new().await;
    p.house.customer("Ana", ANA, "Hello").await;
    let list = eventually("templates are there", async || {
        let list = p.house.rpc("list_templates", json!({ "channel": "main" })).await;
        (!list["templates"].as_array().unwrap().is_empty()).then_some(list)
    })
    .await;
    let only_body = |template: &&Value| {
        let fields = template["fields"].as_array().unwrap();
        // A form carries the message's own mark, which differs from message to message.
        let plain = template["buttons"].as_array().unwrap().iter().all(|button| button["kind"] != "FLOW");
        template["unsendable"].is_null()
            && plain
            && !fields.is_empty()
            && fields
                .iter()
                .all(|field| field["part"] == "body" && field["variable"].as_str().unwrap().parse::<u8>().is_ok())
    };
    let template = list["templates"].as_array().unwrap().iter().find(only_body).expect("one with body variables alone");
    let values: Vec<String> =
        (1..=template["fields"].as_array().unwrap().len()).map(|n| format!("value {n}")).collect();
    let named: serde_json::Map<String, Value> =
        values.iter().enumerate().map(|(i, value)| ((i + 1).to_string(), json!(value))).collect();
    let parameters: Vec<Value> = values.iter().map(|text| json!({ "type": "text", "text": text })).collect();
    let components = json!([{ "type": "body", "parameters": parameters }]);
    let send = |field: &str, value: Value| {
        let mut body = json!({ "to": ANA, "template": template["name"], "language": template["language"] });
        body[field] = value;
        body
    };
    for body in [send("variables", json!(values)), send("variables", json!(named)), send("components", components)] {
        let (status, answer) = p.post("/send-template", &body).await;
        assert_eq!(status, 200, "{answer}");
    }
    let taken = p.house.taken().await;
    assert_eq!(taken[0]["body"]["template"], taken[1]["body"]["template"]);
    assert_eq!(taken[0]["body"]["template"]["components"], taken[2]["body"]["template"]["components"]);
    let (_, listed) = p.get(&format!("/conversations/{ANA}/messages?limit=3")).await;
    let texts: Vec<&Value> = listed["data"]["items"].as_array().unwrap().iter().map(|item| &item["text"]).collect();
    assert!(texts[0].as_str().unwrap().contains("value 1") && texts.iter().all(|text| *text == texts[0]), "{texts:?}");
    let (status, answer) = p
        .post("/send-template", &send("variables", json!([values.clone(), vec!["one too many".to_owned()]].concat())))
        .await;
    assert_eq!((status, error_code(&answer)), (400, "template_field"));
}

#[tokio::test]
async fn the_same_key_is_the_same_message() {
    let p = Private::new().await;
    p.house.customer("Ana", ANA, "Hello").await;
    let body = json!({ "to": ANA, "text": "once" });
    let first = p.post_with_key("/send-message", "order-42", &body).await;
    let again = p.post_with_key("/send-message", "order-42", &body).await;
    assert_eq!((first.0, &first), (200, &again));
    assert_eq!(p.house.taken().await.len(), 1);
    let (status, answer) = p.post_with_key("/send-message", "order-42", &json!({ "to": ANA, "text": "other" })).await;
    assert_eq!((status, error_code(&answer)), (400, "invalid_field"));
}

#[tokio::test]
async fn refusals_of_the_provider_keep_their_meaning() {
    let p = Private::new().await;
    p.house.customer("Ana", ANA, "Hello").await;
    let body = json!({ "to": ANA, "text": "x" });
    for (fault, status, code) in [
        (json!({ "http": { "code": 131_009 } }), 502, "131009"),
        (json!({ "http": { "code": 131_047 } }), 409, "131047"),
        (json!({ "http": { "code": 130_429, "times": 3 } }), 429, "130429"),
    ] {
        p.house.control("/faults", fault).await;
        let (got, answer) = p.post("/send-message", &body).await;
        assert_eq!((got, error_code(&answer)), (status, code), "{answer}");
        p.house.advance(chrono::Duration::seconds(2));
        p.house.write(ANA, json!({ "text": "again" })).await;
        eventually("the window is open", async || {
            (p.get(&format!("/conversations/{ANA}/window")).await.1["data"]["open"] == true).then_some(())
        })
        .await;
    }
    p.house.control("/faults", json!({ "drop_after_accept": 1, "hold_statuses": true })).await;
    let (status, answer) = p.post("/send-message", &body).await;
    assert_eq!((status, &answer["data"]["status"]), (202, &json!("unknown")), "{answer}");
    p.house.control("/faults", json!({ "token_expired": true })).await;
    let waiting = p.post("/send-message", &body);
    let paused = eventually("the channel stops", async || {
        let channel = p.house.rpc("bootstrap", Value::Null).await["workspace"]["channels"][0].clone();
        channel["paused"].is_object().then_some(())
    });
    let ((status, answer), ()) = tokio::join!(waiting, paused);
    assert_eq!((status, &answer["data"]["status"]), (202, &json!("queued")), "kept: {answer}");
    let (status, answer) = p.post("/send-message", &body).await;
    assert_eq!((status, error_code(&answer)), (503, "not_accepting"));
}

#[tokio::test]
async fn listings_are_paged_newest_first() {
    let p = Private::new().await;
    p.house.customer_ago("Ana", ANA, "0", 1000).await;
    for number in 1..25 {
        p.house.write(ANA, json!({ "text": number.to_string(), "seconds_ago": 1000 - number * 10 })).await;
    }
    p.house.customer("Bob", "+16505550141", "x").await;
    let (_, page) = p.get("/conversations?limit=1").await;
    assert_eq!(page["data"]["items"][0]["name"], "Bob");
    let cursor = page["data"]["nextCursor"].as_str().unwrap();
    let (_, page) = p.get(&format!("/conversations?limit=5&cursor={cursor}")).await;
    assert_eq!((&page["data"]["items"][0]["phone"], &page["data"]["nextCursor"]), (&json!(ANA), &Value::Null));
    let mut texts = Vec::new();
    let mut next = Some(String::new());
    while let Some(cursor) = next {
        let (status, page) = p.get(&format!("/conversations/{ANA}/messages?limit=10{cursor}")).await;
        assert_eq!(status, 200);
        texts.extend(page["data"]["items"].as_array().unwrap().iter().map(|item| item["text"].clone()));
        next = page["data"]["nextCursor"].as_str().map(|cursor| format!("&cursor={cursor}"));
    }
    assert_eq!(texts, (0..25).rev().map(|n| json!(n.to_string())).collect::<Vec<_>>());
    assert_eq!(p.get("/conversations/+16505550777/messages").await.0, 404);
    assert_eq!(p.get("/conversations/US.404/window").await.0, 404);
}

#[tokio::test]
async fn the_description_names_every_path_and_status() {
    let p = Private::new().await;
    let text = p.client.get(p.url("/api/v1/openapi.json")).send().await.unwrap().text().await.unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    for (path, method) in document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| methods.as_object().unwrap().keys().map(move |method| (path, method)))
    {
        let url = p.url(&format!("/api/v1{}", path.replace("{person}", "+16505550100").replace("{id}", "1")));
        let request = match method.as_str() {
            "post" => p.client.post(url).json(&json!({})),
            "delete" => p.client.delete(url),
            _ => p.client.get(url),
        };
        let status = request.bearer_auth(TOKEN).send().await.unwrap().status().as_u16().to_string();
        assert!(document["paths"][path][method]["responses"][&status].is_object(), "{method} {path}: {status}");
        assert_ne!(status, "405");
    }
    for reference in text.split("\"$ref\": \"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(document.pointer(reference).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn a_message_has_the_members_that_the_description_names() {
    let p = Private::new().await;
    p.house.customer("Ana", "+16505550777", "hello").await;
    let text = p.client.get(p.url("/api/v1/openapi.json")).send().await.unwrap().text().await.unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let described = &document["components"]["schemas"]["Message"];
    let (_, answer) = p.get("/conversations/+16505550777/messages").await;
    let given: Vec<&String> = answer["data"]["items"][0].as_object().unwrap().keys().collect();
    let mut named: Vec<&String> = described["properties"].as_object().unwrap().keys().collect();
    let (mut sorted, required) = (given, described["required"].as_array().unwrap());
    sorted.sort();
    named.sort();
    assert_eq!(sorted, named);
    assert_eq!(required.len(), named.len(), "all of them are always there");
}

#[tokio::test]
async fn a_program_says_where_the_work_stands_and_labels_chats() {
    let p = Private::new().await;
    p.house.customer("Ana", "+16505550777", "hello").await;
    p.house.rpc("save_label", json!({ "name": "Billing", "color": "teal" })).await;
    assert_eq!(p.get("/labels").await.1["data"]["items"], json!([{ "name": "Billing", "color": "teal" }]));
    let work = "/conversations/+16505550777/work";
    let (status, answer) = p.post(work, &json!({ "status": "snoozed", "until": "2026-12-24T09:00:00+01:00" })).await;
    let (named, until) = (&answer["data"]["work"], &answer["data"]["snoozedUntil"]);
    assert_eq!((status, named, until), (200, &json!("snoozed"), &json!("2026-12-24T08:00:00.000Z")));
    assert_eq!(p.post(work, &json!({ "status": "snoozed", "until": "lastHour" })).await.0, 200);
    p.house.advance(chrono::Duration::hours(23));
    let late = p.post(work, &json!({ "status": "snoozed", "until": "lastHour" })).await;
    assert_eq!((late.0, error_code(&late.1)), (409, "no_last_hour"));
    for wrong in
        [json!({ "status": "done" }), json!({ "status": "snoozed" }), json!({ "status": "open", "until": "answer" })]
    {
        let refused = p.post(work, &wrong).await;
        assert_eq!((refused.0, error_code(&refused.1)), (400, "invalid_field"), "{wrong}");
    }
    let labels = "/conversations/+16505550777/labels";
    assert_eq!(p.post(labels, &json!({ "add": ["billing"] })).await.1["data"]["labels"], json!(["Billing"]));
    assert_eq!(p.post(labels, &json!({ "add": ["Unknown"], "remove": ["Billing"] })).await.0, 400);
    assert_eq!(p.get("/conversations").await.1["data"]["items"][0]["labels"], json!(["Billing"]), "all or nothing");
}

/// Pain 28: a program that copies messages must see that a note is none.
#[tokio::test]
async fn programs_see_that_a_note_is_internal() {
    let p = Private::new().await;
    let ana = p.house.customer("Ana", "+16505550777", "hello").await;
    let note = json!({ "conversation": ana["id"], "text": "Be kind", "clientId": uuid::Uuid::now_v7() });
    p.house.rpc("write_note", note).await;
    let (_, answer) = p.get("/conversations/+16505550777/messages").await;
    let shown = &answer["data"]["items"][0];
    assert_eq!(
        (&shown["direction"], &shown["type"], &shown["status"]),
        (&json!("internal"), &json!("note"), &json!("kept"))
    );
}

#[tokio::test]
async fn a_browser_is_let_in_by_its_link_alone() {
    let p = Private::new().await;
    let rpc = |cookie: &str| {
        let request = p.client.post(p.url("/rpc/bootstrap")).header("content-type", "application/json").body("null");
        request.header("cookie", cookie.to_owned()).send()
    };
    assert_eq!(rpc("").await.unwrap().status(), 401);
    assert_eq!(p.client.get(p.url("/feed?since=0")).send().await.unwrap().status(), 401);
    let no_redirects = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let wrong = no_redirects.get(p.url("/signin?key=guess")).send().await.unwrap();
    assert_eq!(wrong.status(), 403);
    let right = no_redirects.get(p.session.link(p.address)).send().await.unwrap();
    assert_eq!(right.status(), 303);
    let cookie = right.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap().to_owned();
    assert_eq!(rpc(&cookie).await.unwrap().status(), 200);
    let form = p.client.post(p.url("/rpc/bootstrap")).header("cookie", &cookie).body("null").send().await.unwrap();
    assert_eq!(form.status(), 415, "another page's form cannot send commands");
    let elsewhere = p.client.get(p.url("/")).header("host", "evil.example").send().await.unwrap();
    assert_eq!(elsewhere.status(), 421, "another name cannot be pointed here");
    let page = p.client.get(p.url("/")).send().await.unwrap();
    assert!(page.headers()["content-security-policy"].to_str().unwrap().contains("default-src 'self'"));
}

#[tokio::test]
async fn the_feed_says_what_changed_after_it_has() {
    let p = Private::new().await;
    let link = p.session.link(p.address);
    let key = link.split("key=").nth(1).unwrap();
    let head = p.house.rpc("bootstrap", Value::Null).await["workspace"]["head"].clone();
    let mut feed = p
        .client
        .get(p.url(&format!("/feed?since={head}")))
        .header("cookie", format!("frontdesk_{}={key}", p.address.port()))
        .send()
        .await
        .unwrap();
    let ana = p.house.customer("Ana", ANA, "Hello").await;
    let mut text = String::new();
    let item = loop {
        text.push_str(std::str::from_utf8(&feed.chunk().await.unwrap().unwrap()).unwrap());
        let data = text
            .lines()
            .filter_map(|line| line.strip_prefix("data: "))
            .map(|data| serde_json::from_str::<Value>(data).unwrap());
        let about_ana = |item: &Value| item["topics"].as_array().unwrap().iter().any(|topic| topic["id"] == ana["id"]);
        if let Some(item) = data.into_iter().find(about_ana) {
            break item;
        }
    };
    assert_eq!(item["topics"][0]["kind"], "conversation");
    assert_eq!(item["topics"][0]["messages"].as_array().unwrap().len(), 1);
    let mut late = p
        .client
        .get(p.url("/feed?since=0"))
        .header("cookie", format!("frontdesk_{}={key}", p.address.port()))
        .send()
        .await
        .unwrap();
    let first = late.chunk().await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&first).contains("resync"), "who knows less than the present reads it again");
}
