//! Making templates: every rule, the limits, the review, and sample files.

use reqwest::Method;

use super::*;

impl Office {
    async fn create(&self, name: &str, more: Value) -> (u16, Value) {
        let mut body =
            json!({"name": name, "language": "en", "category": "UTILITY", "components": [body("Thank you")]});
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.post(&self.waba_path("/message_templates"), body).await
    }

    /// The code and subcode with which these components are refused; zeros when they are taken.
    async fn refused(&self, components: Value) -> (i64, i64) {
        let name = format!("t{}", fastrand::u64(..));
        let answer = self.create(&name, json!({"category": "MARKETING", "components": components})).await;
        (code(&answer), subcode(&answer))
    }

    async fn delete(&self, query: &str) -> (u16, Value) {
        self.call(Method::DELETE, &self.waba_path(&format!("/message_templates?{query}")), None).await
    }

    async fn template(&self, id: &Value) -> Value {
        let fields = "fields=name,status,category,rejected_reason,components";
        self.get(&format!("/v24.0/{}?{fields}", id.as_str().unwrap())).await
    }

    /// The template, once it has this status.
    async fn judged(&self, id: &Value, status: &str) -> Value {
        for _ in 0..300 {
            let template = self.template(id).await;
            if template["status"] == status {
                return template;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{id} did not become {status}: {}", self.template(id).await);
    }

    fn decisions(&self) -> Vec<Value> {
        self.values().into_iter().filter(|value| value["message_template_name"].is_string()).collect()
    }
}

fn subcode(answer: &(u16, Value)) -> i64 {
    answer.1["error"]["error_subcode"].as_i64().unwrap_or_default()
}

fn body(text: &str) -> Value {
    json!({"type": "BODY", "text": text})
}

fn with_samples(text: &str, samples: &[&str]) -> Value {
    json!({"type": "BODY", "text": text, "example": {"body_text": [samples]}})
}

fn buttons(buttons: Value) -> Value {
    json!([body("Thank you"), {"type": "BUTTONS", "buttons": buttons}])
}

#[tokio::test]
async fn a_template_is_reviewed_after_a_while_and_told_of() {
    let office = Office::new().await;
    let (status, made) = office.create("visit", json!({})).await;
    assert_eq!((status, &made["status"], &made["category"]), (200, &json!("PENDING"), &json!("UTILITY")));
    let (_, bad) = office.create("reject_me", json!({})).await;
    assert_eq!(office.template(&made["id"]).await["status"], "PENDING");
    office.clock.advance(chrono::Duration::seconds(121));
    office.judged(&made["id"], "APPROVED").await;
    let rejected = office.judged(&bad["id"], "REJECTED").await;
    assert_eq!(rejected["rejected_reason"], "INVALID_FORMAT");
    office.settle().await;
    let told = office.decisions();
    let of_bad = told.iter().find(|value| value["event"] == "REJECTED").unwrap();
    assert!(of_bad["rejection_info"]["recommendation"].is_string() && of_bad["reason"] == "INVALID_FORMAT");
    assert!(told.iter().any(|value| value["event"] == "APPROVED" && value["message_template_name"] == "visit"));
}

#[tokio::test]
async fn how_and_when_templates_are_judged_can_be_set() {
    let office = Office::new().await;
    let set = office.post("/_sim/review", json!({"seconds": 0, "outcome": "REJECTED", "reason": "SCAM"})).await;
    assert_eq!(set.0, 200);
    let (_, made) = office.create("visit", json!({})).await;
    assert_eq!(office.judged(&made["id"], "REJECTED").await["rejected_reason"], "SCAM");
    office.post("/_sim/review", json!({"outcome": null})).await;
    let (_, made) = office.create("visit_2", json!({})).await;
    office.judged(&made["id"], "APPROVED").await;
    assert_eq!(office.post("/_sim/review", json!({"outcome": "MAYBE"})).await.0, 400);
}

#[tokio::test]
async fn names_languages_and_categories_are_checked() {
    let office = Office::new().await;
    for bad in ["", "Visit", "a b", &"a".repeat(513)] {
        assert_eq!(code(&office.create(bad, json!({})).await), 100, "{bad}");
    }
    assert_eq!(office.create(&"a".repeat(512), json!({})).await.0, 200);
    for more in [json!({"language": "en-US"}), json!({"category": "NEWS"}), json!({"category": "AUTHENTICATION"})] {
        assert_eq!(code(&office.create("visit", more.clone()).await), 100, "{more}");
    }
    assert_eq!(office.create("visit", json!({"language": "pt_BR"})).await.0, 200);
    assert_eq!(office.create("visit", json!({"language": "pt_PT"})).await.0, 200, "another language of the name");
    assert_eq!(subcode(&office.create("visit", json!({"language": "pt_BR"})).await), 2_388_024);
}

#[tokio::test]
async fn the_words_are_checked() {
    let office = Office::new().await;
    let header = |text: &str, more: Value| {
        let mut header = json!({"type": "HEADER", "format": "TEXT", "text": text});
        header.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([header, body("Thank you")])
    };
    let footer = |text: &str| json!([body("Thank you"), {"type": "FOOTER", "text": text}]);
    let sample = json!({"example": {"header_text": ["Monday"]}});
    let named = json!({"body_text_named_params": [{"param_name": "a", "example": "x"}]});
    for (components, expected) in [
        (json!([with_samples("Hello {{1}}, welcome here", &["Ana"])]), 0),
        (json!([body(&"é".repeat(1024))]), 0),
        (json!([body(&"é".repeat(1025))]), 2_388_040),
        (json!([with_samples("{{1}}, you are welcome here", &["Ana"])]), 2_388_299),
        (json!([with_samples("You are welcome here, {{1}}", &["Ana"])]), 2_388_299),
        (json!([with_samples("Hello {{1}} you", &["Ana"])]), 2_388_293),
        (json!([with_samples("Hello {{1}} {{2}} welcome here with us", &["a", "b"])]), 2_388_072),
        (json!([with_samples("Hello {{2}}, welcome here", &["a"])]), 2_388_072),
        (json!([body("Hello {{1}}, welcome here")]), 2_388_072),
        (json!([with_samples("Hello {{1}}, welcome here", &["a", "b"])]), 2_388_072),
        (json!([{"type": "BODY", "text": "Hello {{a}}, welcome here", "example": named}]), 2_388_072),
        (json!([{"type": "FOOTER", "text": "Clinic"}]), 2_388_072),
        (header(&"é".repeat(60), json!({})), 0),
        (header("On {{1}}", sample.clone()), 0),
        (header(&"é".repeat(61), json!({})), 2_388_040),
        (header("On {{1}}", json!({})), 2_388_047),
        (header("*On*", json!({})), 2_388_047),
        (header("{{1}} {{2}}", sample), 2_388_047),
        (footer("Clinic"), 0),
        (footer(&"é".repeat(61)), 2_388_040),
        (footer("For {{1}}"), 2_388_073),
    ] {
        assert_eq!(office.refused(components.clone()).await.1, expected, "{components}");
    }
    let named = json!({"parameter_format": "NAMED", "components": [{"type": "BODY", "text": "Hello {{a}}, welcome here",
        "example": {"body_text_named_params": [{"param_name": "a", "example": "x"}]}}]});
    assert_eq!(office.create("named", named).await.0, 200);
}

#[tokio::test]
async fn what_can_be_tapped_is_checked() {
    let office = Office::new().await;
    let reply = |text: &str| json!({"type": "QUICK_REPLY", "text": text});
    let url = |url: &str, example: Value| json!({"type": "URL", "text": "See", "url": url, "example": example});
    let phone = |number: &str| json!({"type": "PHONE_NUMBER", "text": "Call", "phone_number": number});
    let page = || url("https://e.org/", json!([]));
    for (shown, good) in [
        (json!([reply(&"é".repeat(25)), phone("+15550783881"), page(), page()]), true),
        (json!([reply("{{1}}")]), false),
        (json!([reply(&"é".repeat(26))]), false),
        (json!([reply("A"), page(), reply("B")]), false),
        (json!([page(), page(), page()]), false),
        (json!([phone("1"), phone("2")]), false),
        (json!([phone(&"1".repeat(21))]), false),
        (Value::from_iter((0..11).map(|n| reply(&n.to_string()))), false),
        (json!([url("https://e.org/{{1}}", json!(["https://e.org/7"]))]), true),
        (json!([url("https://e.org/{{1}}", json!(["7"]))]), false),
        (json!([url("https://e.org/{{1}}/x", json!(["https://e.org/7/x"]))]), false),
        (json!([url("e.org", json!([]))]), false),
        (json!([{"type": "COPY_CODE", "example": "A".repeat(20)}]), true),
        (json!([{"type": "COPY_CODE", "example": "A".repeat(21)}]), false),
        (json!([{"type": "FLOW", "text": "Book", "flow_id": "1"}, {"type": "REQUEST_CONTACT_INFO"}]), true),
        (json!([{"type": "FLOW", "text": "Book"}]), false),
        (json!([{"type": "OTHER", "text": "x"}]), false),
    ] {
        assert_eq!(office.refused(buttons(shown.clone())).await.0 == 0, good, "{shown}");
    }
}

#[tokio::test]
async fn samples_go_up_in_two_steps_and_in_pieces() {
    let office = Office::new().await;
    let header = |handle: &Value| json!([{"type": "HEADER", "format": "IMAGE", "example": {"header_handle": [handle]}}, body("Hi")]);
    assert_eq!(office.refused(header(&json!("4::made-up"))).await.1, 2_388_047);
    let app = &office.simulator.account().app_id;
    let begin = |kind: &str| format!("/v24.0/{app}/uploads?file_name=a.png&file_length=6&file_type={kind}");
    assert_eq!(code(&office.post(&begin("image/gif"), json!({})).await), 100);
    let (_, session) = office.post(&begin("image/png"), json!({})).await;
    let path = format!("/v24.0/{}", session["id"].as_str().unwrap());
    let put = async |offset: &str, bytes: &'static [u8]| -> Value {
        let request = office.client.post(office.url(&path)).bearer_auth(&office.simulator.account().access_token);
        request.header("file_offset", offset).body(bytes).send().await.unwrap().json().await.unwrap()
    };
    assert_eq!(put("0", b"abcd").await["file_offset"], 4);
    assert_eq!(office.get(&path).await["file_offset"], 4);
    assert_eq!(put("0", b"abcd").await["error"]["code"], 100, "it goes on from there and not anew");
    let handle = put("4", b"ef").await["h"].clone();
    assert!(handle.as_str().unwrap().starts_with("4::"));
    assert_eq!(office.refused(header(&handle)).await, (0, 0));
    let card = |format: &str| {
        let header = json!({"type": "HEADER", "format": format, "example": {"header_handle": [handle]}});
        json!({"components": [header, {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Buy"}]}]})
    };
    let cards = |cards: Value| json!([body("Our mugs"), {"type": "CAROUSEL", "cards": cards}]);
    assert_eq!(office.refused(cards(json!([card("IMAGE"), card("IMAGE")]))).await.0, 0);
    assert_ne!(office.refused(cards(json!([card("IMAGE")]))).await.0, 0);
    assert_ne!(office.refused(cards(json!([card("IMAGE"), card("VIDEO")]))).await.0, 0);
}

#[tokio::test]
async fn an_offer_is_marketing_without_a_footer() {
    let office = Office::new().await;
    let offer = |text: &str| json!({"type": "LIMITED_TIME_OFFER", "limited_time_offer": {"text": text, "has_expiration": true}});
    assert_eq!(office.refused(json!([offer(&"é".repeat(16)), body("Hi")])).await.0, 0);
    assert_eq!(office.refused(json!([offer(&"é".repeat(17)), body("Hi")])).await.1, 2_388_040);
    let footer = json!({"type": "FOOTER", "text": "Shop"});
    assert_eq!(office.refused(json!([offer("Today"), body("Hi"), footer])).await.1, 2_388_073);
    assert_eq!(code(&office.create("sale", json!({"components": [offer("Today"), body("Hi")]})).await), 131_009);
}

#[tokio::test]
async fn a_template_is_edited_in_some_states_and_an_approved_one_once_a_day() {
    let office = Office::new().await;
    office.post("/_sim/review", json!({"seconds": 60})).await;
    let (_, made) = office.create("visit", json!({})).await;
    let path = format!("/v24.0/{}", made["id"].as_str().unwrap());
    let edit = |text: &str| office.post(&path, json!({"components": [body(text)]}));
    assert_eq!(subcode(&edit("Too early").await), 2_388_039, "it is in review");
    office.clock.advance(chrono::Duration::seconds(61));
    office.judged(&made["id"], "APPROVED").await;
    let moved = office.post(&path, json!({"category": "MARKETING", "components": [body("Hi")]})).await;
    assert_eq!(subcode(&moved), 2_388_039, "the category of an approved one stays");
    assert_eq!(edit("Thank you very much").await.1, json!({"success": true}));
    assert_eq!(office.template(&made["id"]).await["status"], "PENDING");
    office.clock.advance(chrono::Duration::seconds(61));
    let edited = office.judged(&made["id"], "APPROVED").await;
    assert_eq!(edited["components"][0]["text"], "Thank you very much");
    assert_eq!(subcode(&edit("Again").await), 2_388_039);
    office.clock.advance(chrono::Duration::hours(25));
    assert_eq!(edit("Tomorrow").await.0, 200);
    assert_eq!(code(&office.post(&path, json!({"name": "other"})).await), 100, "a name is for ever");
}

#[tokio::test]
async fn an_approved_template_is_edited_ten_times_in_thirty_days() {
    let office = Office::new().await;
    office.post("/_sim/review", json!({"seconds": 0})).await;
    let (_, made) = office.create("visit", json!({})).await;
    let path = format!("/v24.0/{}", made["id"].as_str().unwrap());
    for round in 0..11 {
        office.judged(&made["id"], "APPROVED").await;
        let edited = office.post(&path, json!({"components": [body("Thank you")]})).await;
        assert_eq!(edited.0 == 200, round < 10, "{round}: {edited:?}");
        office.clock.advance(chrono::Duration::hours(25));
    }
}

#[tokio::test]
async fn the_name_of_a_deleted_template_is_blocked_for_thirty_days() {
    let office = Office::new().await;
    office.post("/_sim/review", json!({"seconds": 0})).await;
    let (_, english) = office.create("visit", json!({})).await;
    let (_, spanish) = office.create("visit", json!({"language": "es"})).await;
    office.judged(&spanish["id"], "APPROVED").await;
    office.judged(&english["id"], "APPROVED").await;
    let one = format!("name=visit&hsm_id={}", spanish["id"].as_str().unwrap());
    assert_eq!(office.delete(&one).await.1, json!({"success": true}));
    assert_eq!(office.template(&english["id"]).await["status"], "APPROVED", "the other language stays");
    assert_eq!(subcode(&office.create("visit", json!({"language": "es"})).await), 2_388_023);
    assert_eq!(office.delete("name=visit").await.0, 200);
    assert_eq!(code(&office.delete("name=visit").await), 100, "it is gone");
    office.clock.advance(chrono::Duration::days(31));
    assert_eq!(office.create("visit", json!({})).await.0, 200);
}

#[tokio::test]
async fn a_hundred_templates_an_hour_and_so_many_in_all() {
    let office = Office::new().await;
    for n in 0..100 {
        assert_eq!(office.create(&format!("visit_{n}"), json!({})).await.0, 200);
    }
    assert_eq!(code(&office.create("one_more", json!({})).await), 80_007);
    office.clock.advance(chrono::Duration::minutes(61));
    assert_eq!(office.create("one_more", json!({})).await.0, 200);
    office.post("/_sim/review", json!({"limit": 10})).await;
    assert_eq!(subcode(&office.create("another", json!({})).await), 2_388_019);
}

#[tokio::test]
async fn only_a_pause_for_pacing_can_be_ended_and_only_after_five_minutes() {
    let office = Office::new().await;
    let pause = |title: &str| {
        let wish = json!({"event": "PAUSED", "name": "hello_world", "text": title});
        office.post("/_sim/fields/message_template_status_update", wish)
    };
    let listed = office.get(&office.waba_path("/message_templates?name=hello_world&fields=id")).await;
    let id = listed["data"][0]["id"].clone();
    let path = format!("/v24.0/{}/unpause", id.as_str().unwrap());
    assert_eq!(code(&office.post(&path, json!({})).await), 100, "it is not paused");
    pause("FIRST_PAUSE").await;
    assert_eq!(office.post(&path, json!({})).await.1["success"], false);
    pause("RATE_LIMITING_PAUSE").await;
    assert!(office.post(&path, json!({})).await.1["reason"].is_string());
    office.clock.advance(chrono::Duration::minutes(6));
    assert_eq!(office.post(&path, json!({})).await.1, json!({"success": true}));
    office.judged(&id, "APPROVED").await;
}

#[tokio::test]
async fn library_templates_are_approved_at_once() {
    let office = Office::new().await;
    let more = |name: &str| json!({"library_template_name": name, "components": null});
    let (_, made) = office.create("visit", more("appointment_reminder_1")).await;
    assert_eq!(made["status"], "APPROVED");
    assert_eq!(code(&office.create("other", more("nothing_like_it")).await), 100);
    let mut with_button = more("delivery_update_1");
    let input =
        json!([{"type": "URL", "url": {"base_url": "https://e.org/{{1}}", "url_suffix_example": "https://e.org/7"}}]);
    with_button["library_template_button_inputs"] = json!(input.to_string());
    let (_, made) = office.create("delivery", with_button).await;
    let template = office.template(&made["id"]).await;
    assert_eq!(template["components"][1]["buttons"][0]["url"], "https://e.org/{{1}}");
}
