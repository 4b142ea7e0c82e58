//! One example of every kind of message and of every field that Meta's webhooks may bring, written from Meta's pages, with
//! what the thread shows of it. None may end as "unsupported" that need not.

mod examples;

use frontdesk::store::tables::log as log_table;
use serde_json::{Value, json};

use crate::common::hub::{APP_SECRET, Hub, Provider};
use crate::common::{client, eventually, house::House, webhook};
use examples::{Example, HASH_IN_HEX, messages, news, wire_file};

const SENT: i64 = 1_795_000_000;

fn envelope(field: &str, value: Value) -> Value {
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": "102290129340398", "time": SENT,
        "changes": [{ "field": field, "value": value }] }] })
}

fn value_with(key: &str, items: Value) -> Value {
    let mut value = json!({ "messaging_product": "whatsapp",
        "metadata": { "display_phone_number": "15550783881", "phone_number_id": "106540352242922" },
        "contacts": [{ "profile": { "name": "Ana" }, "wa_id": "16505550100", "user_id": "US.1" }] });
    value[key] = items;
    value
}

fn message_webhook(id: &str, seconds: i64, message: &Value) -> Value {
    let mut whole =
        json!({ "from": "16505550100", "from_user_id": "US.1", "id": id, "timestamp": (SENT + seconds).to_string() });
    whole.as_object_mut().unwrap().extend(message.as_object().unwrap().clone());
    envelope("messages", value_with("messages", json!([whole])))
}

/// A house to which webhooks are posted by hand.
struct Told {
    house: House,
    client: reqwest::Client,
}

impl Told {
    async fn new() -> Told {
        let told = Told { house: House::new().await, client: client() };
        told.message("wamid.first", -100, json!({ "type": "text", "text": { "body": "first" } })).await;
        told
    }

    async fn tell(&self, body: &Value) {
        let secret = &self.house.simulator.account().app_secret;
        let body = body.to_string().into_bytes();
        assert_eq!(webhook::post(&self.client, self.house.public(), secret, body).await.unwrap(), 200);
    }

    async fn message(&self, id: &str, seconds: i64, message: Value) {
        self.tell(&message_webhook(id, seconds, &message)).await;
    }

    async fn ana(&self) -> Value {
        self.house.conversation_named("Ana").await
    }

    async fn thread(&self) -> Vec<Value> {
        let ana = self.ana().await;
        let page = self.house.rpc("list_messages", json!({ "conversation": ana["id"], "limit": 200 })).await;
        page["items"].as_array().unwrap().clone()
    }

    /// The message with this provider's id, once `look` is content with it.
    async fn shown(&self, id: &str, look: impl Fn(&Value) -> bool) -> Value {
        eventually(&format!("{id} is shown as it should be"), async || {
            self.thread().await.into_iter().find(|message| message["providerId"] == id && look(message))
        })
        .await
    }
}

#[tokio::test]
async fn every_kind_of_message_is_shown_as_what_it_is() {
    for Example { name, message, shown } in messages() {
        let told = Told::new().await;
        told.message("wamid.it", 0, message).await;
        let it = told.shown("wamid.it", |_| true).await;
        assert_eq!(it["content"], shown, "{name}");
        let row = told.ana().await;
        assert!(row["lastMessage"]["waType"].is_string(), "{name} has a preview");
        told.house.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_message_is_given_to_programs_with_its_content() {
    let directory = tempfile::tempdir().unwrap();
    let hub = Hub::start(directory.path(), &Provider::none());
    let examples = messages();
    for (n, example) in examples.iter().enumerate() {
        let body = message_webhook(&format!("wamid.{n}"), i64::try_from(n).unwrap(), &example.message);
        let status = webhook::post(&client(), hub.public, APP_SECRET, body.to_string().into_bytes()).await.unwrap();
        assert_eq!(status, 200);
    }
    let items = eventually("all are there", async || {
        let (_, answer) = hub.get("/whatsapp/conversations/US.1/messages?limit=100").await;
        let items = answer["data"]["items"].as_array().cloned().unwrap_or_default();
        (items.len() == examples.len()).then_some(items)
    })
    .await;
    for (n, example) in examples.iter().enumerate() {
        let item = items.iter().find(|item| item["messageId"] == format!("wamid.{n}")).unwrap();
        let mut content = item["content"].clone();
        content.as_object_mut().unwrap().remove("providerMediaId");
        assert_eq!(content, example.shown, "{}", example.name);
        assert_eq!(item["raw"]["type"], example.message["type"], "{}", example.name);
    }
}

#[tokio::test]
async fn quotes_marks_and_ads_stand_beside_the_message() {
    let told = Told::new().await;
    let text = |context: Value| json!({ "type": "text", "text": { "body": "x" }, "context": context });
    told.message("wamid.known", 1, text(json!({ "from": "15550783881", "id": "wamid.first" }))).await;
    told.message("wamid.strange", 2, text(json!({ "id": "wamid.never seen" }))).await;
    told.message("wamid.once", 3, text(json!({ "forwarded": true }))).await;
    told.message("wamid.often", 4, text(json!({ "frequently_forwarded": true }))).await;
    let product = json!({ "id": "w", "referred_product": { "catalog_id": "c", "product_retailer_id": "mug" } });
    told.message("wamid.product", 5, text(product)).await;
    let ad = json!({ "source_url": "https://fb.me/1", "source_id": "1", "source_type": "ad", "headline": "Check-up",
        "body": "Book now", "media_type": "image", "image_url": "https://x", "ctwa_clid": "clid" });
    told.message("wamid.ad", 6, json!({ "type": "text", "text": { "body": "x" }, "referral": ad })).await;
    let known = told.shown("wamid.known", |_| true).await;
    assert_eq!(known["quote"]["content"]["text"], "first");
    assert!(known["quote"]["message"].is_number());
    let strange = told.shown("wamid.strange", |_| true).await;
    assert_eq!((&strange["quote"]["message"], &strange["quote"]["content"]), (&Value::Null, &Value::Null));
    assert_eq!(told.shown("wamid.once", |_| true).await["forwarded"], "once");
    assert_eq!(told.shown("wamid.often", |_| true).await["forwarded"], "often");
    assert_eq!(told.shown("wamid.product", |_| true).await["product"]["product"], "mug");
    let ad = told.shown("wamid.ad", |_| true).await["ad"].clone();
    assert_eq!((&ad["headline"], &ad["clickId"]), (&json!("Check-up"), &json!("clid")));
    told.house.end().await;
}

/// Pain 15: reactions dropped.
#[tokio::test]
async fn a_reaction_is_shown_counts_as_an_answer_and_can_be_taken_back() {
    let told = Told::new().await;
    let reaction =
        |emoji: Value| json!({ "type": "reaction", "reaction": { "message_id": "wamid.first", "emoji": emoji } });
    told.message("wamid.r1", 10, reaction(json!("👍"))).await;
    let first = told.shown("wamid.first", |message| message["reactions"][0]["emoji"] == "👍").await;
    assert_eq!(first["reactions"].as_array().unwrap().len(), 1);
    assert_eq!(told.thread().await.len(), 1, "it has no bubble of its own");
    let ana = told.ana().await;
    assert_eq!((&ana["lastMessage"]["text"], &ana["lastMessage"]["about"]), (&json!("👍"), &json!("first")));
    assert_eq!((&ana["unread"], &ana["waitingSince"].is_number()), (&json!(2), &true), "it asks for attention");
    let opened = (SENT + 10) * 1000 + 24 * 3_600_000;
    assert_eq!(ana["window"]["closesAt"], opened, "and opens the window as a message does");
    told.message("wamid.r2", 11, reaction(json!("❤️"))).await;
    told.shown("wamid.first", |message| message["reactions"][0]["emoji"] == "❤️").await;
    told.message("wamid.r3", 12, json!({ "type": "reaction", "reaction": { "message_id": "wamid.first" } })).await;
    told.shown("wamid.first", |message| message["reactions"] == json!([])).await;
    assert_eq!(told.ana().await["lastMessage"]["text"], "first", "what was taken back is not the last word");
    let orphan = json!({ "type": "reaction", "reaction": { "message_id": "wamid.never seen", "emoji": "🙏" } });
    told.message("wamid.r4", 13, orphan).await;
    let line = told.shown("wamid.r4", |_| true).await;
    assert_eq!(line["content"]["emoji"], "🙏", "on a message that is not here it has a line");
    told.house.end().await;
}

/// Pain 16: edits and deletions invisible.
#[tokio::test]
async fn edits_and_deletions_are_shown_and_what_was_said_before_is_kept() {
    let told = Told::new().await;
    let edit = |text: &str| {
        json!({ "type": "edit", "edit": { "original_message_id": "wamid.first",
        "message": { "context": { "id": "M0" }, "type": "text", "text": { "body": text } } } })
    };
    // The second edit comes before the first.
    told.message("wamid.e2", 20, edit("third")).await;
    told.message("wamid.e1", 10, edit("second")).await;
    let first = told.shown("wamid.first", |message| message["earlier"].as_array().unwrap().len() == 2).await;
    assert_eq!(first["content"]["text"], "third");
    let earlier: Vec<&str> =
        first["earlier"].as_array().unwrap().iter().map(|it| it["text"].as_str().unwrap()).collect();
    assert_eq!(earlier, ["first", "second"]);
    assert_eq!(told.ana().await["unread"], 1, "an edit is no new message");
    let found = told.house.rpc("search", json!({ "query": "third", "limit": 5 })).await;
    assert_eq!(found["messages"].as_array().unwrap().len(), 1, "the new words are found");
    let caption = json!({ "type": "edit", "edit": { "original_message_id": "wamid.photo",
        "message": { "type": "image", "image": { "caption": "new caption" } } } });
    // Before its message.
    told.message("wamid.e3", 31, caption).await;
    told.message("wamid.photo", 30, json!({ "type": "image", "image": wire_file("image/png", json!({})) })).await;
    let photo = told.shown("wamid.photo", |message| message["content"]["caption"] == "new caption").await;
    assert_eq!(photo["content"]["sha256"], HASH_IN_HEX, "the picture stays");
    told.message("wamid.d", 40, json!({ "type": "revoke", "revoke": { "original_message_id": "wamid.first" } })).await;
    let deleted = told.shown("wamid.first", |message| message["deletedAt"].is_number()).await;
    assert_eq!(deleted["content"]["text"], "third", "kept, and marked");
    let mut settings = told.house.rpc("settings", Value::Null).await;
    settings["showDeleted"] = json!(false);
    told.house.rpc("save_settings", settings).await;
    let hidden = told.shown("wamid.first", |message| message["deletedAt"].is_number()).await;
    assert!(hidden["content"]["text"].is_null() && hidden["earlier"] == json!([]), "{hidden}");
    let found = told.house.rpc("search", json!({ "query": "third", "limit": 5 })).await;
    assert_eq!(found["messages"], json!([]), "and not found either");
    told.house.end().await;
}

#[tokio::test]
async fn every_status_is_kept_with_its_price_and_its_errors() {
    let told = Told::new().await;
    let ana = told.ana().await;
    told.house.control("/faults", json!({ "hold_statuses": true })).await;
    let sent = told.house.reply(&ana, "An answer").await.unwrap();
    let sent = told.house.message_with_status(&sent, "accepted").await;
    let status = |word: &str, more: Value| {
        let mut status = json!({ "id": sent["providerId"], "status": word, "timestamp": (SENT + 60).to_string(), "recipient_id": "16505550100" });
        status.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        envelope("messages", value_with("statuses", json!([status])))
    };
    let pricing = json!({ "pricing": { "billable": false, "pricing_model": "PMP", "type": "free_customer_service", "category": "service" } });
    told.tell(&status("sent", pricing)).await;
    for word in ["delivered", "read", "played"] {
        told.tell(&status(word, json!({}))).await;
    }
    let played = told.house.message_with_status(&sent, "played").await;
    for time in ["sentAt", "deliveredAt", "readAt", "playedAt"] {
        assert_eq!(played[time], (SENT + 60) * 1000, "{time}");
    }
    assert_eq!(played["pricing"], json!({ "type": "free_customer_service", "category": "service" }));
    let second = told.house.reply(&ana, "Another").await.unwrap();
    let second = told.house.message_with_status(&second, "accepted").await;
    let errors = json!([{ "code": 131_026, "title": "Message undeliverable", "error_data": { "details": "Not on WhatsApp." } },
        { "code": 130_472, "title": "Experiment" }]);
    let failed = json!({ "id": second["providerId"], "status": "failed", "timestamp": (SENT + 61).to_string(), "errors": errors });
    told.tell(&envelope("messages", value_with("statuses", json!([failed])))).await;
    let failed = told.house.message_with_status(&second, "failed").await;
    assert_eq!(failed["error"]["code"], "131026");
    let detail = failed["error"]["detail"].as_str().unwrap();
    assert!(detail.contains("Not on WhatsApp.") && detail.contains("130472 Experiment"), "{detail}");
    told.house.end().await;
}

#[tokio::test]
async fn what_another_system_sent_is_in_the_thread_and_brings_nobody_into_the_list() {
    let told = Told::new().await;
    let status = |id: &str, to: &str, word: &str| {
        let status = json!({ "id": id, "status": word, "timestamp": (SENT + 5).to_string(), "recipient_id": to });
        envelope("messages", json!({ "statuses": [status] }))
    };
    told.tell(&status("wamid.foreign", "16505550100", "delivered")).await;
    told.tell(&status("wamid.foreign", "16505550100", "sent")).await;
    let foreign = told.shown("wamid.foreign", |message| message["sentAt"].is_number()).await;
    assert_eq!((&foreign["content"]["kind"], &foreign["status"]), (&json!("elsewhere"), &json!("delivered")));
    told.tell(&status("wamid.campaign", "16505550177", "sent")).await;
    told.message("wamid.behind", 30, json!({ "type": "text", "text": { "body": "behind" } })).await;
    told.shown("wamid.behind", |_| true).await;
    let all = told.house.rpc("list_conversations", json!({ "filter": "all", "sort": "newest", "limit": 10 })).await;
    assert_eq!(all["items"].as_array().unwrap().len(), 1, "a campaign of another system does not flood the list");
    told.house.end().await;
}

#[tokio::test]
async fn news_of_every_field_are_kept_and_told() {
    let told = Told::new().await;
    let all = news();
    for (field, value, _) in &all {
        let body = envelope(field, value.clone());
        told.tell(&body).await;
        told.tell(&body).await;
    }
    let items = eventually("all news are there, each once", async || {
        let page = told.house.rpc("news", json!({ "limit": 100 })).await;
        let items = page["items"].as_array().unwrap().clone();
        (items.len() >= all.len()).then_some(items)
    })
    .await;
    assert_eq!(items.len(), all.len(), "the same news twice are one");
    for ((field, _, expected), item) in all.iter().rev().zip(&items) {
        let news = &item["news"];
        let seen = json!([news["topic"], news["severity"], news.get("subject"), news.get("state")]);
        assert_eq!(&seen, expected, "{field}: {news}");
        assert_eq!(news["at"], SENT * 1000, "dated by the provider");
    }
    let rejected = &items[items.len() - 2]["news"]["details"];
    assert!(rejected.to_string().contains("Write less"), "what to do about it is told: {rejected}");
    assert_eq!(told.house.rpc("bootstrap", Value::Null).await["workspace"]["unseenNews"], all.len());
    told.house.rpc("see_news", Value::Null).await;
    assert_eq!(told.house.rpc("bootstrap", Value::Null).await["workspace"]["unseenNews"], 0);
    told.house.end().await;
}

#[tokio::test]
async fn calls_are_one_line_each_and_a_call_of_the_customer_opens_the_window() {
    let told = Told::new().await;
    let call = |id: &str, more: Value| {
        let mut call = json!({ "id": id, "from": "16505550100", "from_user_id": "US.1", "to": "15550783881", "direction": "USER_INITIATED" });
        call.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        envelope("calls", value_with("calls", json!([call])))
    };
    // The end is told before the beginning.
    let end = json!({ "event": "terminate", "status": "COMPLETED", "timestamp": (SENT + 171).to_string(), "start_time": (SENT + 20).to_string(), "duration": 151 });
    told.tell(&call("wacid.1", end)).await;
    told.tell(&call("wacid.1", json!({ "event": "connect", "timestamp": (SENT + 18).to_string() }))).await;
    let line = told.shown("wacid.1", |message| message["at"] == (SENT + 18) * 1000).await;
    assert_eq!(
        line["content"],
        json!({ "kind": "call", "direction": "fromCustomer", "outcome": "completed", "seconds": 151 })
    );
    let ana = told.ana().await;
    assert!(ana["window"]["lastCustomerMessageAt"].as_i64().unwrap() >= (SENT + 18) * 1000, "{}", ana["window"]);
    told.tell(&call("wacid.2", json!({ "event": "connect", "timestamp": (SENT + 200).to_string() }))).await;
    told.tell(&call(
        "wacid.2",
        json!({ "event": "terminate", "status": "FAILED", "timestamp": (SENT + 230).to_string() }),
    ))
    .await;
    let missed = told.shown("wacid.2", |message| message["content"]["outcome"] == "failed").await;
    assert_eq!(missed["outbound"], false);
    let ringing = json!({ "statuses": [{ "id": "wacid.3", "type": "call", "status": "ACCEPTED", "timestamp": (SENT + 300).to_string(), "recipient_id": "16505550100" }] });
    told.tell(&envelope("calls", ringing)).await;
    let ours = told.shown("wacid.3", |_| true).await;
    assert_eq!((&ours["outbound"], &ours["content"]["outcome"]), (&json!(true), &json!("accepted")));
    told.house.end().await;
}

#[tokio::test]
async fn who_stopped_marketing_gets_none_until_they_want_it_again() {
    let told = Told::new().await;
    let told_value = |value: &str, seconds: i64| {
        let preference = json!({ "wa_id": "16505550100", "user_id": "US.1", "detail": "d", "category": "marketing_messages", "value": value, "timestamp": SENT + seconds });
        envelope("user_preferences", json!({ "contacts": [], "user_preferences": [preference] }))
    };
    told.tell(&told_value("stop", 10)).await;
    let ana = eventually("she stopped it", async || {
        let ana = told.ana().await;
        ana["marketingStoppedAt"].is_number().then_some(ana)
    })
    .await;
    let recategorized = json!({ "name": "order_shipped", "language": "en_US", "text": "MARKETING" });
    told.house.control("/fields/template_category_update", recategorized).await;
    let templates = told.house.rpc("sync_templates", json!({ "channel": "main" })).await;
    let of_category = |category: &str| {
        let of_words = |it: &Value| it["fields"].as_array().unwrap().iter().all(|field| field["kind"] == "text");
        let fits = |it: &&Value| it["category"] == category && it["unsendable"].is_null() && of_words(it);
        templates["templates"].as_array().unwrap().iter().find(fits).cloned().unwrap()
    };
    let send = async |template: &Value| {
        let fields = template["fields"].as_array().unwrap().iter();
        let values: serde_json::Map<String, Value> =
            fields.map(|field| (field["key"].as_str().unwrap().to_owned(), json!("x"))).collect();
        told.house
            .try_rpc(
                "send_template",
                json!({ "conversation": ana["id"], "name": template["name"], "language": template["language"],
                "values": values, "clientId": uuid::Uuid::now_v7() }),
            )
            .await
    };
    let refused = send(&of_category("MARKETING")).await.unwrap_err();
    assert_eq!(refused["code"], "marketing_stopped");
    send(&of_category("UTILITY")).await.unwrap();
    // Old news that comes late changes nothing.
    told.tell(&told_value("resume", 5)).await;
    told.tell(&told_value("resume", 20)).await;
    eventually("she wants it again", async || told.ana().await["marketingStoppedAt"].is_null().then_some(())).await;
    let refused = send(&of_category("MARKETING")).await.unwrap_err();
    assert_eq!(refused["code"], "marketing_to_us", "she wants it, and WhatsApp does not bring it to her country");
    let notices = told.thread().await.iter().filter(|it| it["content"]["what"] == "marketingPreference").count();
    assert_eq!(notices, 3, "each has its line in the thread");
    told.house.end().await;
}

#[tokio::test]
async fn unknown_fields_and_group_messages_are_kept_and_disturb_nobody() {
    let told = Told::new().await;
    told.tell(&envelope("automatic_events", json!({ "event": "LeadSubmitted" }))).await;
    told.tell(&envelope("payment_configuration_update", json!({ "configuration_name": "shop" }))).await;
    told.tell(&envelope("partner_solutions", json!({ "event": "SOLUTION_CREATED", "solution_id": "7" }))).await;
    told.tell(&envelope("group_lifecycle_update", json!({ "groups": [] }))).await;
    let in_group = json!({ "type": "text", "text": { "body": "to all" }, "group_id": "abcZD" });
    told.message("wamid.group", 5, in_group).await;
    told.message("wamid.behind", 6, json!({ "type": "text", "text": { "body": "behind" } })).await;
    told.shown("wamid.behind", |_| true).await;
    assert_eq!(told.thread().await.len(), 2);
    let store = told.house.api.workspace().unwrap().store.clone();
    let kept = store
        .read(|tx| {
            let recorded = log_table::page_after(tx, frontdesk::domain::ids::Seq(0), 1000)?;
            Ok(recorded.iter().filter(|recorded| recorded.event.kind() == "other_received.1").count())
        })
        .await
        .unwrap();
    assert_eq!(kept, 5);
    drop(store);
    told.house.end().await;
}
