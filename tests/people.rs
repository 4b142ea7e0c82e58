//! Who is who: people with numbers, user ids, both or new ones; numbers that are written in two ways; contacts that are
//! one person.

use serde_json::{Value, json};

use crate::common::{client, eventually, house::House, webhook};

const SENT: i64 = 1_795_000_000;

/// A house to which messages are posted by hand.
struct Post {
    house: House,
    client: reqwest::Client,
}

impl Post {
    async fn new() -> Post {
        Post { house: House::new().await, client: client() }
    }

    async fn tell(&self, field: &str, value: Value) {
        let body = json!({ "entry": [{ "id": "1", "time": SENT, "changes": [{ "field": field, "value": value }] }] });
        let secret = &self.house.simulator.account().app_secret;
        let status = webhook::post(&self.client, self.house.public(), secret, body.to_string().into_bytes()).await;
        assert_eq!(status.unwrap(), 200);
    }

    /// A text from somebody, as far as they are named.
    async fn text(&self, text: &str, seconds: i64, name: &str, wa_id: Option<&str>, user_id: Option<&str>) {
        let mut contact = json!({ "profile": { "name": name } });
        let mut message = json!({ "id": format!("wamid.{text}"), "timestamp": (SENT + seconds).to_string(), "type": "text",
            "text": { "body": text } });
        for (named, key, from) in [(wa_id, "wa_id", "from"), (user_id, "user_id", "from_user_id")] {
            if let Some(named) = named {
                contact[key] = json!(named);
                message[from] = json!(named);
            }
        }
        self.tell("messages", json!({ "contacts": [contact], "messages": [message] })).await;
    }

    async fn list(&self) -> Vec<Value> {
        let page =
            self.house.rpc("list_conversations", json!({ "filter": "all", "sort": "newest", "limit": 50 })).await;
        page["items"].as_array().unwrap().clone()
    }

    /// The texts of every chat in the list, once there are so many chats with so many messages.
    async fn chats(&self, chats: usize, messages: usize) -> Vec<Vec<String>> {
        eventually(&format!("{chats} chats with {messages} messages"), async || {
            let mut all = Vec::new();
            for row in self.list().await {
                all.push(self.house.texts(&row).await);
            }
            (all.len() == chats && all.iter().map(Vec::len).sum::<usize>() == messages).then_some(all)
        })
        .await
    }

    async fn details(&self, conversation: &Value) -> Value {
        self.house.rpc("contact", json!({ "contact": conversation["contact"]["id"] })).await
    }
}

/// Pain 18: Brazil, Argentina and Mexico numbers split one person in two.
#[tokio::test]
async fn a_number_that_is_written_in_two_ways_is_one_person() {
    for (one, other) in
        [("5531999990114", "553199990114"), ("5215555550119", "525555550119"), ("5491123456789", "541123456789")]
    {
        let post = Post::new().await;
        post.text("one", 1, "Ana", Some(one), None).await;
        post.text("other", 2, "Ana", Some(other), None).await;
        assert_eq!(post.chats(1, 2).await, [["one", "other"]]);
        let ana = post.list().await.remove(0);
        let reply = post.house.reply(&ana, "An answer").await.unwrap();
        eventually("the answer is handed over", async || {
            let reply = post.house.message(&reply["id"]).await;
            (reply["status"] != "queued" && reply["status"] != "sending").then_some(())
        })
        .await;
        assert_eq!(post.house.taken().await[0]["body"]["to"], format!("+{other}"), "as WhatsApp gave it last");
        for typed in [one, other] {
            let found = post.house.rpc("search", json!({ "query": format!("+{typed}"), "limit": 5 })).await;
            assert_eq!(found["people"].as_array().unwrap().len(), 1, "found by {typed}");
        }
        post.house.end().await;
    }
}

#[tokio::test]
async fn a_thread_that_began_without_a_number_joins_the_numbers_thread_in_any_order() {
    type Line = (&'static str, i64, Option<&'static str>, Option<&'static str>);
    let lines: [Line; 3] = [
        ("by id", 1, None, Some("US.9")),
        ("by number", 2, Some("1650"), None),
        ("by both", 3, Some("1650"), Some("US.9")),
    ];
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [0, 2, 1]] {
        let post = Post::new().await;
        for (text, seconds, wa_id, user_id) in order.map(|n| lines[n]) {
            post.text(text, seconds, "Ana", wa_id, user_id).await;
        }
        assert_eq!(post.chats(1, 3).await, [["by id", "by number", "by both"]], "{order:?}");
        let ana = post.list().await.remove(0);
        assert_eq!((&ana["unread"], &ana["contact"]["phone"]), (&json!(3), &json!("+1650")));
        assert_eq!(post.details(&ana).await["userIds"], json!(["US.9"]));
        assert_eq!(post.house.rpc("bootstrap", Value::Null).await["workspace"]["unreadConversations"], 1);
        post.house.end().await;
    }
}

#[tokio::test]
async fn a_number_that_changed_hands_does_not_lead_into_the_former_owners_thread() {
    let post = Post::new().await;
    post.text("from Ana", 1, "Ana", Some("1650"), Some("US.1")).await;
    post.text("from Bob without a number", 2, "Bob", None, Some("US.2")).await;
    post.chats(2, 2).await;
    post.text("from Bob with Ana's old number", 3, "Bob", Some("1650"), Some("US.2")).await;
    let chats = post.chats(2, 3).await;
    assert!(chats.contains(&vec!["from Ana".to_owned()]), "{chats:?}");
    post.house.end().await;
}

#[tokio::test]
async fn a_new_number_is_the_same_person_and_answers_go_there() {
    let post = Post::new().await;
    post.text("before", 1, "Ana", Some("16505550150"), Some("US.1")).await;
    post.chats(1, 1).await;
    let notice = json!({ "from": "16505550150", "id": "wamid.system", "timestamp": (SENT + 5).to_string(), "type": "system",
        "system": { "type": "user_changed_number", "wa_id": "16505550199", "body": "changed" } });
    post.tell("messages", json!({ "messages": [notice] })).await;
    let ana = eventually("the notice is there", async || {
        let ana = post.list().await.remove(0);
        (ana["contact"]["phone"] == "+16505550199").then_some(ana)
    })
    .await;
    assert_eq!(post.house.texts(&ana).await.len(), 2);
    assert_eq!(
        (&ana["unread"], &ana["contact"]["phone"]),
        (&json!(1), &json!("+16505550199")),
        "a notice is no message"
    );
    post.house.reply(&ana, "To the new number").await.unwrap();
    let sent = eventually("it was sent", async || post.house.taken().await.first().cloned()).await;
    assert_eq!(sent["body"]["to"], "+16505550199");
    post.text("after", 10, "Ana", Some("16505550199"), Some("US.2")).await;
    let chats = post.chats(1, 4).await;
    assert_eq!(chats[0].last().unwrap(), "after");
    assert_eq!(post.details(&ana).await["phones"], json!(["+16505550199", "+16505550150"]), "the newest first");
    post.house.end().await;
}

#[tokio::test]
async fn a_new_user_id_is_the_same_person() {
    let post = Post::new().await;
    post.text("before", 1, "Luna", None, Some("US.1")).await;
    post.chats(1, 1).await;
    let update = json!({ "detail": "d", "user_id": { "previous": "US.1", "current": "US.2" }, "timestamp": (SENT + 5).to_string() });
    post.tell("user_id_update", json!({ "contacts": [], "user_id_update": [update] })).await;
    post.text("after", 10, "Luna", None, Some("US.2")).await;
    let chats = post.chats(1, 3).await;
    assert_eq!((chats[0][0].as_str(), chats[0][2].as_str()), ("before", "after"), "with a line between them");
    post.house.end().await;
}

#[tokio::test]
async fn a_parent_user_id_leads_to_the_person_when_nothing_else_does() {
    let post = Post::new().await;
    let from = |id: &str, user_id: &str, seconds: i64| {
        json!({ "messages": [{ "from_user_id": user_id, "from_parent_user_id": "US.ENT.7", "id": id, "type": "text",
            "timestamp": (SENT + seconds).to_string(), "text": { "body": id } }] })
    };
    post.tell("messages", from("one", "US.1", 1)).await;
    post.tell("messages", from("two", "US.2", 2)).await;
    assert_eq!(post.chats(1, 2).await, [["one", "two"]]);
    post.house.end().await;
}

#[tokio::test]
async fn the_number_that_was_asked_for_is_theirs_at_once() {
    let post = Post::new().await;
    post.text("hello", 1, "Luna", None, Some("US.1")).await;
    let shared =
        json!([{ "origin": "contact_request", "phones": [{ "phone": "+16505550150", "wa_id": "16505550150" }] }]);
    post.tell(
        "messages",
        json!({ "messages": [{ "from_user_id": "US.1", "id": "shared", "type": "contacts",
            "timestamp": (SENT + 2).to_string(), "contacts": shared }] }),
    )
    .await;
    post.chats(1, 2).await;
    assert_eq!(post.list().await[0]["contact"]["phone"], "+16505550150");
    post.house.end().await;
}

#[tokio::test]
async fn two_contacts_are_merged_by_hand_and_taken_apart_again() {
    let post = Post::new().await;
    post.text("private phone", 1, "Ana", Some("16505550150"), None).await;
    post.text("work phone", 2, "Ana", Some("16505550177"), None).await;
    post.text("somebody else", 3, "Zoe", Some("16505550188"), None).await;
    post.chats(3, 3).await;
    let rows = post.list().await;
    let row = |phone: &str| rows.iter().find(|row| row["contact"]["phone"] == phone).cloned().unwrap();
    let (private, work) = (row("+16505550150"), row("+16505550177"));
    let details = post.details(&private).await;
    assert_eq!(details["mayBe"][0]["id"], work["contact"]["id"], "the same name is a suggestion and no more");
    assert_eq!(details["mayBe"].as_array().unwrap().len(), 1);
    let merge = json!({ "from": work["contact"]["id"], "into": private["contact"]["id"] });
    let merged = post.house.rpc("merge_contacts", merge.clone()).await;
    assert_eq!(merged["merged"][0]["phone"], "+16505550177");
    let chats = post.chats(2, 3).await;
    assert!(chats.contains(&vec!["private phone".to_owned(), "work phone".to_owned()]), "{chats:?}");
    assert_eq!(post.house.conversation(&private["id"]).await["unread"], 2);
    assert_eq!(post.house.rpc("bootstrap", Value::Null).await["workspace"]["unreadConversations"], 2);
    let found = post.house.rpc("search", json!({ "query": "+16505550177", "limit": 5 })).await;
    assert_eq!(found["people"][0]["id"], private["id"], "found by either number");
    post.text("from work again", 4, "Ana", Some("16505550177"), None).await;
    post.chats(2, 4).await;
    post.house.reply(&private, "To where you wrote from").await.unwrap();
    let sent = eventually("it was sent", async || post.house.taken().await.first().cloned()).await;
    assert_eq!(sent["body"]["to"], "+16505550177", "an answer goes to where the customer wrote from last");
    assert_eq!(post.house.try_rpc("merge_contacts", merge).await.unwrap_err()["code"], "invalid", "not twice");
    post.house.rpc("split_contact", json!({ "contact": work["contact"]["id"] })).await;
    let chats = post.chats(3, 5).await;
    let of_work = ["work phone", "from work again", "To where you wrote from"].map(str::to_owned).to_vec();
    assert!(chats.contains(&of_work), "{chats:?}");
    assert_eq!(post.house.conversation(&work["id"]).await["unread"], 2);
    let again = post.house.try_rpc("split_contact", json!({ "contact": work["contact"]["id"] })).await;
    assert_eq!(again.unwrap_err()["code"], "invalid");
    post.house.end().await;
}

#[tokio::test]
async fn people_have_names_of_ours_beside_their_own() {
    let post = Post::new().await;
    post.text("hello", 1, "Ana 🌸", Some("1650555"), None).await;
    post.chats(1, 1).await;
    let ana = post.list().await.remove(0);
    let contact = ana["contact"]["id"].clone();
    let named = post.house.rpc("name_contact", json!({ "contact": contact, "name": " Mrs Ruiz, knee " })).await;
    assert_eq!((&named["savedName"], &named["profileName"]), (&json!("Mrs Ruiz, knee"), &json!("Ana 🌸")));
    let row = post.list().await.remove(0);
    assert_eq!((&row["contact"]["name"], &row["contact"]["profileName"]), (&json!("Mrs Ruiz, knee"), &json!("Ana 🌸")));
    for name in ["Ruiz", "Ana"] {
        let found = post.house.rpc("search", json!({ "query": name, "limit": 5 })).await;
        assert_eq!(found["people"].as_array().unwrap().len(), 1, "found as {name}");
    }
    let saved = post.house.rpc("save_card", json!({ "name": "Bob Lee", "phone": "+1 (650) 555-0111" })).await;
    assert_eq!((&saved["savedName"], &saved["phones"]), (&json!("Bob Lee"), &json!(["+16505550111"])));
    post.text("hi", 5, "bobby", Some("16505550111"), None).await;
    post.chats(2, 2).await;
    assert_eq!(post.list().await[0]["contact"]["name"], "Bob Lee", "known before he wrote");
    for (phone, name) in [("12", "x"), ("+16505550111", " "), ("+16505550111", &"x".repeat(121))] {
        let refused = post.house.try_rpc("save_card", json!({ "name": name, "phone": phone })).await.unwrap_err();
        assert_eq!(refused["code"], "invalid", "{phone} {name}");
    }
    let bare = post.house.rpc("name_contact", json!({ "contact": contact, "name": "" })).await;
    assert_eq!(bare["savedName"], Value::Null);
    post.house.end().await;
}

#[tokio::test]
async fn only_who_wrote_lately_can_be_blocked_and_nothing_is_sent_to_the_blocked() {
    let t = House::new().await;
    let ana = t.customer("Ana", "+16505550105", "hello").await;
    let contact = ana["contact"]["id"].clone();
    let block = |blocked: bool| json!({ "contact": contact, "channel": "main", "blocked": blocked });
    let details = t.rpc("block_contact", block(true)).await;
    assert_eq!(details["blockedOn"], json!(["main"]));
    assert_eq!(t.conversation(&ana["id"]).await["blocked"], true);
    assert_eq!(t.reply(&ana, "x").await.unwrap_err()["code"], "blocked");
    assert_eq!(t.write("+16505550105", json!({ "text": "let me in" })).await["blocked"], true, "at WhatsApp as well");
    let details = t.rpc("block_contact", block(false)).await;
    assert_eq!(details["blockedOn"], json!([]));
    let reply = t.reply(&ana, "welcome back").await.unwrap();
    t.message_with_status(&reply, "read").await;
    t.advance(chrono::Duration::hours(25));
    let late = t.try_rpc("block_contact", block(true)).await.unwrap_err();
    assert_eq!(late["code"], "invalid");
    assert_eq!(late["params"]["problem"], "not_lately");
    t.end().await;
}
