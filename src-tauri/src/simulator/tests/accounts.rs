//! The account, its templates, its files, and where its webhooks go.

use super::*;

#[tokio::test]
async fn a_wrong_token_and_a_wrong_path_are_refused_in_an_envelope() {
    let office = Office::new().await;
    let url = office.url(&office.waba_path("/message_templates"));
    let answer = office.client.get(&url).bearer_auth("wrong").send().await.unwrap();
    assert_eq!(answer.status(), 401);
    assert_eq!(answer.json::<Value>().await.unwrap()["error"]["code"], 190);
    let answer = office.call(reqwest::Method::GET, "/v24.0/123456", None).await;
    assert_eq!((answer.0, &answer.1["error"]["error_subcode"]), (400, &json!(33)));
}

#[tokio::test]
async fn templates_come_page_by_page_and_a_strange_cursor_is_refused() {
    let office = Office::new().await;
    let mut names = Vec::new();
    let mut path = office.waba_path("/message_templates?fields=name,language,status&limit=7");
    loop {
        let page = office.get(&path).await;
        names.extend(page["data"].as_array().unwrap().clone());
        let Some(next) = page["paging"]["next"].as_str() else { break };
        path = next.strip_prefix(&office.url("")).unwrap().to_owned();
    }
    assert_eq!(names.len(), 33);
    assert!(names.iter().all(|template| template.get("components").is_none() && template["id"].is_string()));
    let strange = office.call(reqwest::Method::GET, &office.waba_path("/message_templates?after=old"), None).await;
    assert_eq!(code(&strange), 131059);
    let paused = office.get(&office.waba_path("/message_templates?status=PAUSED,REJECTED&fields=name")).await;
    assert_eq!(paused["data"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn nodes_show_what_is_asked_and_refuse_what_they_do_not_have() {
    let office = Office::new().await;
    let phone = format!("/v24.0/{}", office.simulator.account().phone_number_id);
    let node = office.get(&format!("{phone}?fields=display_phone_number,quality_rating,throughput")).await;
    assert_eq!(node["display_phone_number"], "+1 555-078-3881");
    assert_eq!(node["throughput"]["level"], "STANDARD");
    let strange = office.call(reqwest::Method::GET, &format!("{phone}?fields=shoe_size"), None).await;
    assert_eq!(code(&strange), 100);
    let numbers = office.get(&office.waba_path("/phone_numbers?fields=verified_name")).await;
    assert_eq!(numbers["data"][0]["id"], office.simulator.account().phone_number_id);
    let token = &office.simulator.account().access_token;
    let debug = office.get(&format!("/v24.0/debug_token?input_token={token}")).await;
    assert_eq!(debug["data"]["granular_scopes"][0]["target_ids"][0], office.simulator.account().waba_id);
}

#[tokio::test]
async fn an_override_is_verified_and_then_carries_the_messages() {
    let office = Office::new().await;
    office.post("/_sim/webhook", json!({"url": "http://127.0.0.1:9/nowhere"})).await;
    let path = office.waba_path("/subscribed_apps");
    let set = |token: &str| json!({"override_callback_uri": office.callback, "verify_token": token});
    assert_eq!(code(&office.post(&path, set("wrong")).await), 2200);
    assert_eq!(office.post(&path, set(VERIFY_TOKEN)).await.1, json!({"success": true}));
    assert_eq!(office.get(&path).await["data"][0]["override_callback_uri"], office.callback);
    let written = office.post(&format!("/_sim/customers/{}/write", office.customer()), json!({"text": "hi"})).await;
    assert_eq!(written.1["status"], 200);
    office.call(reqwest::Method::DELETE, &path, None).await;
    assert_eq!(office.get(&path).await["data"], json!([]));
}

#[tokio::test]
async fn the_numbers_override_is_read_back_and_removed() {
    let office = Office::new().await;
    let path = format!("/v24.0/{}", office.simulator.account().phone_number_id);
    let set =
        |url: &str| json!({"webhook_configuration": {"override_callback_uri": url, "verify_token": VERIFY_TOKEN}});
    assert_eq!(office.post(&path, set(&office.callback)).await.0, 200);
    let read = office.get(&format!("{path}?fields=webhook_configuration")).await;
    assert_eq!(read["webhook_configuration"]["phone_number"], office.callback);
    assert_eq!(office.post(&path, set("")).await.0, 200);
    let read = office.get(&format!("{path}?fields=webhook_configuration")).await;
    assert!(read["webhook_configuration"].get("phone_number").is_none());
}

#[tokio::test]
async fn the_apps_subscription_needs_the_apps_own_token() {
    let office = Office::new().await;
    let account = office.simulator.account();
    let path = format!("/v24.0/{}/subscriptions", account.app_id);
    assert_eq!(code(&office.call(reqwest::Method::GET, &path, None).await), 100);
    let form = |fields: &str| {
        let form = [("object", "whatsapp_business_account"), ("callback_url", &office.callback)];
        let form = form.into_iter().chain([("verify_token", VERIFY_TOKEN), ("fields", fields)]);
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish()
    };
    let post = |body: String| office.client.post(office.url(&path)).bearer_auth(account.app_token()).body(body).send();
    assert_eq!(post(form("messages,shoe_size")).await.unwrap().status(), 400);
    assert_eq!(post(form("messages,account_update")).await.unwrap().status(), 200);
    let read = office.client.get(office.url(&path)).bearer_auth(account.app_token()).send().await.unwrap();
    let read: Value = read.json().await.unwrap();
    assert_eq!(read["data"][0]["fields"][1]["name"], "account_update");
}

#[tokio::test]
async fn a_file_is_uploaded_sent_looked_up_and_deleted() {
    let office = Office::new().await;
    let path = format!("/v24.0/{}/media", office.simulator.account().phone_number_id);
    let upload = async |mime: &str, bytes: &str| {
        let part = |head: &str, body: &str| format!("--B\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n");
        let file = format!("name=\"file\"; filename=\"a\"\r\nContent-Type: {mime}");
        let body = part("name=\"messaging_product\"", "whatsapp") + &part("name=\"type\"", mime) + &part(&file, bytes);
        let request = office.client.post(office.url(&path)).bearer_auth(&office.simulator.account().access_token);
        let request = request.header("content-type", "multipart/form-data; boundary=B").body(body + "--B--\r\n");
        request.send().await.unwrap().json::<Value>().await.unwrap()
    };
    let id = upload("application/pdf", "%PDF-1.4").await["id"].as_str().unwrap().to_owned();
    let send = |kind: &str| json!({"to": "+16505550100", "type": kind, kind: {"id": id}});
    assert_eq!(office.send(send("document")).await.0, 200);
    assert_eq!(code(&office.send(send("image")).await), 131009, "a PDF is no picture");
    let node = office.get(&format!("/{id}")).await;
    assert_eq!((node["sha256"].as_str().unwrap().len(), &node["file_size"]), (64, &json!(8)), "hex, not base64");
    assert_eq!(office.call(reqwest::Method::DELETE, &format!("/{id}"), None).await.1, json!({"success": true}));
    assert_eq!(office.call(reqwest::Method::GET, &format!("/{id}"), None).await.0, 400);
    assert_eq!(upload("audio/ogg", "OggS vorbis").await["error"]["code"], 131053);
    assert_eq!(upload("image/tiff", "II").await["error"]["code"], 100);
}
