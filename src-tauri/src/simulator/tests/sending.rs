//! What the business sends.

use super::*;

fn template(name: &str, language: &str, components: Value) -> Value {
    let template = json!({"name": name, "language": {"code": language}, "components": components});
    json!({"to": "+16505550100", "type": "template", "template": template})
}

fn texts(values: &[&str]) -> Value {
    values.iter().map(|value| json!({"type": "text", "text": value})).collect()
}

#[tokio::test]
async fn a_reply_in_the_window_is_sent_delivered_and_read() {
    let office = Office::new().await;
    let to = office.customer();
    let message =
        json!({"to": to, "type": "text", "text": {"body": "At ten?"}, "biz_opaque_callback_data": "local:42"});
    let answer = office.send(message).await;
    assert_eq!(answer.0, 200);
    assert_eq!(answer.1["contacts"], json!([{"input": "+16505550100", "wa_id": "16505550100"}]));
    assert!(answer.1["messages"][0].get("message_status").is_none(), "only templates have a message_status");
    let read = office.status("read").await;
    assert_eq!(read["id"], wamid(&answer));
    assert_eq!(read["biz_opaque_callback_data"], "local:42");
    assert!(read["timestamp"].is_string() && read.get("pricing").is_none());
    assert_eq!(office.status("sent").await["pricing"]["category"], "service");
    let names: Vec<Value> = office.all("statuses").iter().map(|status| status["status"].clone()).collect();
    assert_eq!(names, ["sent", "delivered", "read"]);
}

#[tokio::test]
async fn free_form_outside_the_window_is_accepted_and_fails_later() {
    let office = Office::new().await;
    let to = office.customer();
    office.clock.advance(chrono::Duration::hours(25));
    assert_eq!(office.send_text(&to).await.0, 200, "200 means accepted, no more");
    let failed = office.status("failed").await;
    assert_eq!(failed["errors"][0]["code"], 131047);
    assert_eq!(failed["errors"][0]["title"], "Re-engagement message");
    assert!(failed["errors"][0]["error_data"]["details"].as_str().unwrap().contains("24 hours"));
    let value = office.values().into_iter().find(|value| value.get("statuses").is_some()).unwrap();
    assert!(value.get("contacts").is_none(), "a failed status has no contacts");
    let template = template("hello_world", "en_US", json!([]));
    assert_eq!(office.send(template).await.1["messages"][0]["message_status"], "accepted");
    assert_eq!(office.status("delivered").await["pricing"]["category"], "utility");
}

#[tokio::test]
async fn a_customer_who_writes_opens_the_window_again() {
    let office = Office::new().await;
    let to = office.customer();
    office.clock.advance(chrono::Duration::hours(25));
    assert!(office.simulator.customer().is_none());
    let (_, written) = office.post(&format!("/_sim/customers/{to}/write"), json!({"text": "still there?"})).await;
    assert_eq!(written["status"], 200);
    office.send_text(&to).await;
    office.status("delivered").await;
}

#[tokio::test]
async fn an_unknown_number_and_a_number_without_plus_fail_later() {
    let office = Office::new().await;
    let answer = office.send_text("16505550100").await;
    assert_eq!(answer.1["contacts"][0]["wa_id"], "116505550100", "the country of the business is put in front");
    assert_eq!(office.status("failed").await["errors"][0]["code"], 131026);
    assert_eq!(office.send_text("(650) 555-0100").await.1["contacts"][0]["wa_id"], "16505550100");
    assert_eq!(code(&office.send_text("+1 (555) 078-3881").await), 131021, "that is the business itself");
    assert_eq!(code(&office.send_text("Ana").await), 131009);
}

#[tokio::test]
async fn a_user_id_reaches_somebody_without_a_number() {
    let office = Office::new().await;
    let newcomer =
        json!({"username": "luna", "name": "Luna", "user_id": "US.77aB", "wrote_seconds_ago": 60, "text": "hi"});
    office.post("/_sim/customers", newcomer).await;
    let inbound = office.values().remove(0);
    assert_eq!(inbound["contacts"], json!([{"profile": {"name": "Luna", "username": "@luna"}, "user_id": "US.77aB"}]));
    assert!(inbound["messages"][0].get("from").is_none());
    assert_eq!(inbound["messages"][0]["from_user_id"], "US.77aB");
    let answer = office.send(json!({"recipient": "US.77aB", "type": "text", "text": {"body": "hi"}})).await;
    assert_eq!(answer.1["contacts"], json!([{"input": "US.77aB", "user_id": "US.77aB"}]));
    let read = office.status("read").await;
    assert!(read.get("recipient_id").is_none() && read["recipient_user_id"] == "US.77aB");
    let both = json!({"to": "+16505550100", "recipient": "US.77aB", "type": "text", "text": {"body": "hi"}});
    assert_eq!(office.send(both).await.1["contacts"][0]["wa_id"], "16505550100", "the number wins");
    let login = json!([{"type": "body", "parameters": texts(&["123456"])}]);
    let mut login = template("login_code", "en_US", login);
    login.as_object_mut().unwrap().remove("to");
    login["recipient"] = json!("US.77aB");
    assert_eq!(code(&office.send(login).await), 131062);
}

#[tokio::test]
async fn the_pair_limit_stops_the_forty_sixth_message() {
    let office = Office::new().await;
    let to = office.customer();
    for _ in 0..45 {
        assert_eq!(office.send_text(&to).await.0, 200);
    }
    let refused = office.send_text(&to).await;
    assert_eq!((refused.0, code(&refused)), (400, 131056));
    office.clock.advance(chrono::Duration::seconds(6));
    assert_eq!(office.send_text(&to).await.0, 200);
}

#[tokio::test]
async fn texts_are_measured_and_unknown_kinds_and_fields_refused() {
    let office = Office::new().await;
    let text = |body: String| json!({"to": "+16505550100", "type": "text", "text": {"body": body}});
    assert_eq!(office.send(text("é".repeat(4096))).await.0, 200, "characters count, not bytes");
    assert_eq!(code(&office.send(text("é".repeat(4097))).await), 100);
    assert_eq!(code(&office.send(text(String::new())).await), 100);
    let with = |kind: &str, part: Value| json!({"to": "+16505550100", "type": kind, kind: part});
    assert_eq!(code(&office.send(with("poll", json!({}))).await), 131051);
    assert_eq!(code(&office.send(with("text", json!({}))).await), 131008);
    assert_eq!(code(&office.send(with("text", json!({"body": "a", "bold": true}))).await), 100);
    assert_eq!(code(&office.send(json!({"type": "text", "text": {"body": "a"}})).await), 131008);
    let opaque = json!({"to": "+16505550100", "type": "text", "text": {"body": "a"}, "biz_opaque_callback_data": "x".repeat(513)});
    assert_eq!(code(&office.send(opaque).await), 100);
}

#[tokio::test]
async fn interactive_messages_keep_their_limits() {
    let office = Office::new().await;
    let reply = |id: &str, title: &str| json!({"type": "reply", "reply": {"id": id, "title": title}});
    let buttons = |buttons: Value| {
        json!({"to": "+16505550100", "type": "interactive", "interactive":
            {"type": "button", "body": {"text": "Which?"}, "action": {"buttons": buttons}}})
    };
    assert_eq!(office.send(buttons(json!([reply("a", "Yes"), reply("b", "No")]))).await.0, 200);
    assert_eq!(code(&office.send(buttons(json!([reply("a", "Yes"), reply("b", "Yes")]))).await), 131009);
    assert_eq!(code(&office.send(buttons(json!([reply("a", "a title of 21 letters")]))).await), 100);
    let rows: Value = (0..11).map(|n| json!({"id": n.to_string(), "title": "Row"})).collect();
    let list =
        json!({"type": "list", "body": {"text": "x"}, "action": {"button": "See", "sections": [{"rows": rows}]}});
    assert_eq!(
        code(&office.send(json!({"to": "+16505550100", "type": "interactive", "interactive": list})).await),
        131009
    );
}

#[tokio::test]
async fn a_template_needs_every_variable_as_it_was_made() {
    let office = Office::new().await;
    let body = |values: &[&str]| json!({"type": "body", "parameters": texts(values)});
    let header = json!({"type": "header", "parameters": texts(&["Tuesday"])});
    let reminder = |components: Value| template("visit_reminder", "en_US", components);
    let four = ["Ana", "Dr Osei", "24 November", "10:30"];
    assert_eq!(office.send(reminder(json!([header, body(&four)]))).await.0, 200);
    assert_eq!(code(&office.send(reminder(json!([header, body(&four[..3])]))).await), 132000);
    assert_eq!(code(&office.send(reminder(json!([body(&four)]))).await), 132000, "the header has a variable too");
    assert_eq!(code(&office.send(reminder(json!([header, body(&["Ana\n", "b", "c", "d"])]))).await), 132018);
    let long = "x".repeat(1100);
    assert_eq!(code(&office.send(reminder(json!([header, body(&[&long, "b", "c", "d"])]))).await), 132005);
    assert_eq!(code(&office.send(template("visit_reminder", "en", json!([]))).await), 132001);
    assert_eq!(code(&office.send(template("winter_sale", "de", json!([]))).await), 132015);
    assert_eq!(code(&office.send(template("feedback_survey", "es", json!([]))).await), 132016);
    assert_eq!(code(&office.send(template("flu_vaccination", "en", json!([]))).await), 132001);
}

#[tokio::test]
async fn named_parameters_links_pictures_and_places_are_checked() {
    let office = Office::new().await;
    let named = |name: &str, text: &str| json!({"type": "text", "parameter_name": name, "text": text});
    let ready =
        |parameters: Value| template("prescription_ready", "en", json!([{"type": "body", "parameters": parameters}]));
    let any_order = json!([named("until", "Friday"), named("first_name", "Ana"), named("medicine", "x")]);
    assert_eq!(office.send(ready(any_order)).await.0, 200);
    assert_eq!(code(&office.send(ready(texts(&["Ana", "x", "Friday"]))).await), 132012);
    let body = json!({"type": "body", "parameters": texts(&["Tom", "4471", "Thursday"])});
    let link = json!({"type": "button", "sub_type": "url", "index": "0", "parameters": texts(&["4471"])});
    assert_eq!(office.send(template("order_shipped", "en_US", json!([body, link]))).await.0, 200);
    assert_eq!(code(&office.send(template("order_shipped", "en_US", json!([body]))).await), 131008);
    let name = json!({"type": "body", "parameters": texts(&["Ana"])});
    assert_eq!(
        code(&office.send(template("new_arrivals", "en", json!([name]))).await),
        132012,
        "the picture is missing"
    );
    let place = json!({"latitude": "37.4", "longitude": "-122.1", "name": "Clinic", "address": "101 Forest Ave"});
    let place = json!({"type": "header", "parameters": [{"type": "location", "location": place}]});
    assert_eq!(office.send(template("how_to_find_us", "en", json!([place, name]))).await.0, 200);
}

#[tokio::test]
async fn marketing_to_the_us_is_not_delivered() {
    let office = Office::new().await;
    let picture = json!({"type": "image", "image": {"link": "https://store.example.com/mugs.jpg"}});
    let components =
        json!([{"type": "header", "parameters": [picture]}, {"type": "body", "parameters": texts(&["Ana"])}]);
    assert_eq!(office.send(template("new_arrivals", "en", components)).await.0, 200);
    assert_eq!(office.status("failed").await["errors"][0]["code"], 131049);
}

#[tokio::test]
async fn a_reaction_is_only_sent_and_needs_a_known_message() {
    let office = Office::new().await;
    let to = office.customer();
    let (_, written) = office.post(&format!("/_sim/customers/{to}/write"), json!({"text": "thanks"})).await;
    let react = |id: &Value| json!({"to": to, "type": "reaction", "reaction": {"message_id": id, "emoji": "👍"}});
    office.send(react(&written["id"])).await;
    office.settle().await;
    let statuses = office.all("statuses");
    assert_eq!(statuses.len(), 1, "a reaction has no more than a sent status: {statuses:?}");
    office.send(react(&json!("wamid.unknown"))).await;
    assert_eq!(office.status("failed").await["errors"][0]["code"], 131009);
}

#[tokio::test]
async fn reading_marks_all_earlier_messages_and_knows_no_strangers() {
    let office = Office::new().await;
    let path = format!("/_sim/customers/{}/write", office.customer());
    let (_, first) = office.post(&path, json!({"text": "one", "seconds_ago": 60})).await;
    let (_, second) = office.post(&path, json!({"text": "two"})).await;
    let typing = json!({"status": "read", "message_id": second["id"], "typing_indicator": {"type": "text"}});
    assert_eq!(office.send(typing).await, (200, json!({"success": true})));
    let read = |id: &Value| office.simulator.world.with(|state| state.inbound[id.as_str().unwrap()].read);
    assert!(read(&first["id"]) && read(&second["id"]));
    assert_eq!(code(&office.send(json!({"status": "read", "message_id": "wamid.X"})).await), 131009);
    office.clock.advance(chrono::Duration::days(31));
    assert_eq!(code(&office.send(json!({"status": "read", "message_id": second["id"]})).await), 131009);
}
