//! Where the work on chats stands: put off, done, labelled, noted.

use chrono::Duration;
use serde_json::{Value, json};

use crate::common::eventually;
use crate::common::house::House;

/// Says where the work on a chat stands; answers which chats changed.
async fn set_work(house: &House, chat: &Value, work: Value) -> Value {
    house.rpc("set_work", json!({ "conversations": [chat["id"]], "work": work })).await
}

async fn status(house: &House, chat: &Value) -> Value {
    house.conversation(&chat["id"]).await["work"]["status"].clone()
}

/// The names in a view of the list, in its order.
async fn names(house: &House, view: Value) -> Vec<String> {
    let mut list = json!({ "filter": "all", "sort": "newest", "limit": 200 });
    list.as_object_mut().unwrap().extend(view.as_object().unwrap().clone());
    let page = house.rpc("list_conversations", list).await;
    let items = page["items"].as_array().unwrap().clone();
    items.iter().map(|item| item["contact"]["name"].as_str().unwrap().to_owned()).collect()
}

async fn unread_chats(house: &House) -> Value {
    house.rpc("bootstrap", Value::Null).await["workspace"]["unreadConversations"].clone()
}

/// Looks at the chat as an agent who opens it.
async fn read_all(house: &House, chat: &Value) {
    let page = house.rpc("list_messages", json!({ "conversation": chat["id"], "limit": 200 })).await;
    let newest = page["items"].as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).max();
    house.rpc("mark_read", json!({ "conversation": chat["id"], "upTo": newest })).await;
}

#[tokio::test]
async fn a_resolved_chat_leaves_the_open_ones_and_comes_back_when_the_customer_writes() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    house.customer("Ben", "+16505550102", "Hi").await;
    assert_eq!(set_work(&house, &ana, json!({ "status": "resolved" })).await, json!([ana["id"]]));
    assert_eq!(set_work(&house, &ana, json!({ "status": "resolved" })).await, json!([]), "it is done already");
    assert_eq!(names(&house, json!({ "work": "open" })).await, ["Ben"]);
    assert_eq!(names(&house, json!({ "work": "resolved" })).await, ["Ana"]);
    house.reply(&ana, "One more thing").await.unwrap();
    assert_eq!(status(&house, &ana).await, "resolved", "what we write ourselves brings nobody work");
    house.advance(Duration::seconds(5));
    house.write("+16505550101", json!({ "text": "And thanks" })).await;
    eventually("Ana's chat is open again", async || (status(&house, &ana).await == "open").then_some(())).await;
    assert_eq!(names(&house, json!({ "work": "open" })).await, ["Ana", "Ben"]);
    house.end().await;
}

#[tokio::test]
async fn a_snoozed_chat_comes_back_at_its_time_unread_and_with_a_notice() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    read_all(&house, &ana).await;
    let until = (house.now() + Duration::hours(3)).timestamp_millis();
    set_work(&house, &ana, json!({ "status": "snoozedUntil", "at": until })).await;
    assert_eq!(names(&house, json!({ "work": "open" })).await, Vec::<String>::new());
    assert_eq!(names(&house, json!({ "work": "snoozed" })).await, ["Ana"]);
    house.advance(Duration::hours(3) + Duration::seconds(1));
    let back = eventually("it is back", async || {
        let row = house.conversation(&ana["id"]).await;
        (row["work"]["status"] == "open").then_some(row)
    })
    .await;
    assert_eq!((&back["markedUnread"], &back["unread"]), (&json!(true), &json!(0)));
    assert_eq!(unread_chats(&house).await, 1);
    eventually("it is told of", async || {
        house.shown_notices().iter().any(|notice| notice.title == "Ana is back").then_some(())
    })
    .await;
    house.end().await;
}

#[tokio::test]
async fn what_was_due_while_the_computer_was_off_comes_back_at_the_start() {
    let mut house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    let until = (house.now() + Duration::hours(1)).timestamp_millis();
    set_work(&house, &ana, json!({ "status": "snoozedUntil", "at": until })).await;
    let clock = house.clock.clone();
    clock.advance(Duration::minutes(50));
    house.restart().await;
    assert_eq!(status(&house, &ana).await, "snoozed");
    clock.advance(Duration::hours(9));
    house.restart().await;
    eventually("it is back", async || (status(&house, &ana).await == "open").then_some(())).await;
    house.end().await;
}

#[tokio::test]
async fn until_the_customer_answers_no_time_wakes_a_chat() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    let ben = house.customer("Ben", "+16505550102", "Hello").await;
    set_work(&house, &ana, json!({ "status": "snoozedUntilAnswer" })).await;
    let until = (house.now() + Duration::hours(30)).timestamp_millis();
    set_work(&house, &ben, json!({ "status": "snoozedUntil", "at": until })).await;
    house.advance(Duration::hours(31));
    eventually("whoever had a time is back", async || (status(&house, &ben).await == "open").then_some(())).await;
    assert_eq!(status(&house, &ana).await, "snoozed");
    house.write("+16505550101", json!({ "text": "Here I am" })).await;
    eventually("Ana is back", async || (status(&house, &ana).await == "open").then_some(())).await;
    house.end().await;
}

#[tokio::test]
async fn until_the_last_hour_is_reckoned_from_the_window() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    let closes_at = ana["window"]["closesAt"].as_i64().unwrap();
    set_work(&house, &ana, json!({ "status": "snoozedUntilLastHour" })).await;
    let until = json!({ "kind": "lastHour", "at": closes_at - 3_600_000 });
    assert_eq!(house.conversation(&ana["id"]).await["work"]["until"], until);
    house.advance(Duration::hours(23) + Duration::seconds(1));
    eventually("an hour is left", async || (status(&house, &ana).await == "open").then_some(())).await;
    let none = set_work(&house, &ana, json!({ "status": "snoozedUntilLastHour" })).await;
    assert_eq!(none, json!([]), "the last hour has begun");
    house.end().await;
}

#[tokio::test]
async fn nothing_is_put_off_into_the_past() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    let work = json!({ "status": "snoozedUntil", "at": house.now().timestamp_millis() });
    let refused = house.try_rpc("set_work", json!({ "conversations": [ana["id"]], "work": work })).await;
    assert_eq!(refused.unwrap_err()["code"], "invalid");
    house.end().await;
}

/// Pain 27: labelling or resolving marks a chat unread.
#[tokio::test]
async fn no_work_on_a_chat_makes_it_unread() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    read_all(&house, &ana).await;
    let label = house.rpc("save_label", json!({ "name": "Billing", "color": "teal" })).await;
    house.rpc("set_label", json!({ "conversations": [ana["id"]], "label": label, "on": true })).await;
    house.rpc("pin", json!({ "conversations": [ana["id"]], "pinned": true })).await;
    for status in ["pending", "snoozedUntilAnswer", "resolved", "open"] {
        set_work(&house, &ana, json!({ "status": status })).await;
    }
    let now = house.conversation(&ana["id"]).await;
    assert_eq!((&now["unread"], &now["markedUnread"]), (&json!(0), &json!(false)));
    assert_eq!(unread_chats(&house).await, 0);
    house.end().await;
}

/// Pain 27: counts never clear.
#[tokio::test]
async fn a_chat_marked_unread_counts_once_and_until_it_is_read() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    assert_eq!(unread_chats(&house).await, 1);
    let mark =
        async |unread: bool| house.rpc("mark_unread", json!({ "conversations": [ana["id"]], "unread": unread })).await;
    assert_eq!(mark(true).await, json!([]), "it looks unread already");
    assert_eq!(mark(false).await, json!([ana["id"]]));
    assert_eq!((unread_chats(&house).await, names(&house, json!({ "unread": true })).await.len()), (json!(0), 0));
    mark(true).await;
    assert_eq!((unread_chats(&house).await, names(&house, json!({ "unread": true })).await.len()), (json!(1), 1));
    house.advance(Duration::seconds(5));
    house.write("+16505550101", json!({ "text": "Still there?" })).await;
    eventually("it came", async || (house.conversation(&ana["id"]).await["unread"] == 1).then_some(())).await;
    assert_eq!(unread_chats(&house).await, 1, "one chat is one chat");
    read_all(&house, &ana).await;
    assert_eq!(unread_chats(&house).await, 0);
    house.end().await;
}

#[tokio::test]
async fn many_chats_are_worked_on_at_once() {
    let house = House::new().await;
    let mut ids = Vec::new();
    for number in 0..6 {
        let phone = format!("+1650555020{number}");
        ids.push(house.customer(&format!("Customer {number}"), &phone, "Hello").await["id"].clone());
    }
    let changed = house.rpc("set_work", json!({ "conversations": ids, "work": { "status": "resolved" } })).await;
    assert_eq!(changed, json!(ids));
    let twice = json!({ "conversations": [ids[0], ids[0], 999_999], "work": { "status": "open" } });
    assert_eq!(house.rpc("set_work", twice).await, json!([ids[0]]), "each once, and only those that are there");
    let many: Vec<i64> = (1..=501).collect();
    let refused = house.try_rpc("set_work", json!({ "conversations": many, "work": { "status": "open" } })).await;
    assert_eq!(refused.unwrap_err()["code"], "invalid");
    house.end().await;
}

#[tokio::test]
async fn pinned_chats_stand_above_newer_ones_and_on_the_first_page_only() {
    let house = House::new().await;
    let ana = house.customer_ago("Ana", "+16505550101", "Hello", 600).await;
    house.customer_ago("Ben", "+16505550102", "Hello", 500).await;
    house.customer_ago("Cleo", "+16505550103", "Hello", 400).await;
    house.rpc("pin", json!({ "conversations": [ana["id"]], "pinned": true })).await;
    assert_eq!(names(&house, json!({ "work": "open" })).await, ["Ana", "Cleo", "Ben"]);
    let list = json!({ "filter": "all", "sort": "newest", "limit": 1, "work": "open" });
    let first = house.rpc("list_conversations", list.clone()).await;
    assert_eq!(first["items"].as_array().unwrap().len(), 2, "the pinned one, and one more");
    let second = names(&house, json!({ "work": "open", "limit": 1, "cursor": first["nextCursor"] })).await;
    assert_eq!(second, ["Ben"]);
    assert_eq!(names(&house, json!({ "sort": "longestWaiting" })).await, ["Ana", "Ben", "Cleo"]);
    house.end().await;
}

#[tokio::test]
async fn labels_narrow_the_list_and_go_with_everything_that_named_them() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    house.customer("Ben", "+16505550102", "Hello").await;
    let label = house.rpc("save_label", json!({ "name": "Billing", "color": "teal" })).await;
    let again = house.try_rpc("save_label", json!({ "name": " BILLING ", "color": "red" })).await;
    assert_eq!(again.unwrap_err()["params"]["field"], "name", "two labels of one name cannot be told apart");
    house.rpc("set_label", json!({ "conversations": [ana["id"]], "label": label, "on": true })).await;
    assert_eq!(house.conversation(&ana["id"]).await["labels"], json!([label]));
    assert_eq!(names(&house, json!({ "label": label })).await, ["Ana"]);
    house.rpc("save_label", json!({ "label": label, "name": "Bills", "color": "pink" })).await;
    assert_eq!(house.rpc("labels", Value::Null).await, json!([{ "id": label, "name": "Bills", "color": "pink" }]));
    let view = json!({ "work": "open", "filter": "all", "sort": "newest", "unread": false, "label": label });
    house.rpc("save_view", json!({ "name": "To bill", "view": view })).await;
    assert_eq!(house.rpc("saved_views", Value::Null).await[0]["view"], view);
    house.rpc("delete_label", json!({ "label": label })).await;
    assert_eq!(house.conversation(&ana["id"]).await["labels"], json!([]));
    assert_eq!(house.rpc("saved_views", Value::Null).await, json!([]), "it showed nothing else");
    house.end().await;
}

#[tokio::test]
async fn a_saved_view_is_renamed_and_deleted() {
    let house = House::new().await;
    let view =
        json!({ "work": "all", "filter": "closingSoon", "sort": "closingSoonest", "unread": true, "label": null });
    let id = house.rpc("save_view", json!({ "name": "Hurry", "view": view })).await;
    house.rpc("save_view", json!({ "id": id, "name": "Now", "view": view })).await;
    assert_eq!(house.rpc("saved_views", Value::Null).await, json!([{ "id": id, "name": "Now", "view": view }]));
    let nameless = house.try_rpc("save_view", json!({ "name": "  ", "view": view })).await;
    assert_eq!(nameless.unwrap_err()["code"], "invalid");
    house.rpc("delete_view", json!({ "id": id })).await;
    assert_eq!(house.rpc("saved_views", Value::Null).await, json!([]));
    house.end().await;
}

#[tokio::test]
async fn what_is_written_on_the_phone_leaves_the_work_where_it_is() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    set_work(&house, &ana, json!({ "status": "resolved" })).await;
    let echo = json!({ "customer": "+16505550101", "text": "from my pocket" });
    house.control("/fields/smb_message_echoes", echo).await;
    eventually("the echo is there", async || (house.texts(&ana).await.len() == 2).then_some(())).await;
    assert_eq!(status(&house, &ana).await, "resolved");
    house.end().await;
}

/// Pain 15: reactions are dropped, though they are often the only answer.
#[tokio::test]
async fn an_emoji_of_the_customer_brings_a_chat_back_and_taking_it_off_does_not() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    let sent = house.reply(&ana, "Tomorrow at ten?").await.unwrap();
    let sent = house.message_with_status(&sent, "read").await;
    set_work(&house, &ana, json!({ "status": "resolved" })).await;
    let react = async |kind: &str| {
        house.advance(Duration::seconds(5));
        house.write("+16505550101", json!({ "type": kind, "about": sent["providerId"] })).await
    };
    react("reaction").await;
    eventually("it is open", async || (status(&house, &ana).await == "open").then_some(())).await;
    set_work(&house, &ana, json!({ "status": "resolved" })).await;
    react("reaction_removed").await;
    eventually("the emoji is gone", async || {
        (house.message(&sent["id"]).await["reactions"] == json!([])).then_some(())
    })
    .await;
    assert_eq!(status(&house, &ana).await, "resolved");
    house.end().await;
}

/// Pain 28: a note reaches the customer.
#[tokio::test]
async fn a_note_stands_in_the_thread_and_reaches_nobody() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    let before = house.conversation(&ana["id"]).await;
    house.advance(Duration::minutes(1));
    let note = json!({ "conversation": ana["id"], "text": " Prefers mornings ", "clientId": uuid::Uuid::now_v7() });
    let written = house.rpc("write_note", note.clone()).await;
    assert_eq!(written["content"], json!({ "kind": "note", "text": "Prefers mornings" }));
    assert_eq!(
        (&written["author"], &written["canRetry"], &written["status"]),
        (&json!("You"), &json!(false), &Value::Null)
    );
    assert_eq!(house.rpc("write_note", note).await["id"], written["id"], "the same act is one note");
    assert_eq!(house.texts(&ana).await, ["Hello", "Prefers mornings"]);
    assert_eq!(house.conversation(&ana["id"]).await, before, "neither its place, its window nor who waits has changed");
    let sent = house.send(&ana, json!({ "kind": "note", "text": "Prefers mornings" })).await;
    assert_eq!(sent.unwrap_err()["code"], "invalid", "there is no way by which a note is sent");
    let marker = house.reply(&ana, "Good morning").await.unwrap();
    house.message_with_status(&marker, "read").await;
    let taken = serde_json::to_string(&house.taken().await).unwrap();
    assert!(taken.contains("Good morning") && !taken.contains("mornings"), "{taken}");
    let found = house.rpc("search", json!({ "query": "prefers", "limit": 10 })).await;
    assert_eq!(found["messages"][0]["message"]["id"], written["id"], "and it is found again");
    house.end().await;
}

/// Pain 28: a draft of one kind becomes one of the other.
#[tokio::test]
async fn sending_an_answer_leaves_the_note_that_was_begun() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    let draft = json!({ "text": "Dear Ana", "files": [], "replyTo": null, "note": "Ask the doctor" });
    house.rpc("save_draft", json!({ "conversation": ana["id"], "draft": draft })).await;
    house.reply(&ana, "Dear Ana").await.unwrap();
    let kept = house.conversation(&ana["id"]).await["draft"].clone();
    assert_eq!((&kept["text"], &kept["note"]), (&json!(""), &json!("Ask the doctor")));
    house.end().await;
}

#[tokio::test]
async fn joined_chats_have_the_work_of_both_and_a_split_gives_each_its_own() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    let also = house.customer("Ana 2", "+16505550102", "Hello").await;
    let label = house.rpc("save_label", json!({ "name": "Billing", "color": "teal" })).await;
    house.rpc("set_label", json!({ "conversations": [also["id"]], "label": label, "on": true })).await;
    house.rpc("pin", json!({ "conversations": [also["id"]], "pinned": true })).await;
    set_work(&house, &also, json!({ "status": "pending" })).await;
    set_work(&house, &ana, json!({ "status": "resolved" })).await;
    let (from, into) = (&also["contact"]["id"], &ana["contact"]["id"]);
    house.rpc("merge_contacts", json!({ "from": from, "into": into })).await;
    let joined = house.conversation(&ana["id"]).await;
    assert_eq!((&joined["work"]["status"], &joined["pinned"]), (&json!("pending"), &json!(true)));
    assert_eq!(joined["labels"], json!([label]));
    set_work(&house, &ana, json!({ "status": "resolved" })).await;
    house.rpc("split_contact", json!({ "contact": from })).await;
    let split = house.conversation(&also["id"]).await;
    assert_eq!((&split["work"]["status"], &split["labels"]), (&json!("pending"), &json!([label])));
    assert_eq!(status(&house, &ana).await, "resolved");
    house.end().await;
}

#[tokio::test]
async fn opening_a_resolved_chat_again_by_hand_goes_on_with_the_same_piece_of_work() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550101", "Hello").await;
    let ended = async || {
        let count = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?));
        let sql = "SELECT count(*), min(opened_at) FROM resolution";
        house.workspace().store.read(move |tx| tx.query_first(sql, [], count)).await.unwrap().unwrap()
    };
    let wrote_at = ana["lastMessageAt"].as_i64();
    set_work(&house, &ana, json!({ "status": "resolved" })).await;
    assert_eq!(ended().await, (1, wrote_at));
    set_work(&house, &ana, json!({ "status": "open" })).await;
    assert_eq!(ended().await, (0, None), "it was not done after all");
    house.advance(Duration::minutes(10));
    set_work(&house, &ana, json!({ "status": "resolved" })).await;
    assert_eq!(ended().await, (1, wrote_at));
    house.write("+16505550101", json!({ "text": "Something new" })).await;
    eventually("it is open", async || (status(&house, &ana).await == "open").then_some(())).await;
    set_work(&house, &ana, json!({ "status": "resolved" })).await;
    assert_eq!(ended().await.0, 2, "a customer who writes begins a new one");
    house.end().await;
}
