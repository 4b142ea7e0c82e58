//! People: what is kept of them, tables of them, who is there twice, and chats that begin with us.

use serde_json::{Value, json};

use crate::common::{eventually, house::House};

const TEXT: &str = "text";

async fn attribute(house: &House, name: &str, takes: Value) -> Value {
    house.rpc("create_attribute", json!({ "name": name, "takes": takes })).await["id"].clone()
}

async fn list(house: &House, query: &str) -> Vec<Value> {
    let page = house.rpc("list_contacts", json!({ "query": query, "limit": 200 })).await;
    page["items"].as_array().unwrap().clone()
}

async fn names(house: &House, query: &str) -> Vec<String> {
    list(house, query).await.iter().map(|row| row["contact"]["name"].as_str().unwrap().to_owned()).collect()
}

async fn import(house: &House, csv: &str, write: bool) -> Value {
    house.rpc("import_contacts", json!({ "csv": csv, "write": write })).await
}

fn counts(report: &Value) -> [i64; 4] {
    ["created", "changed", "unchanged", "problems"].map(|key| report[key].as_i64().unwrap())
}

#[tokio::test]
async fn attributes_are_checked_by_their_kind_and_find_people() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550177", "hello").await["contact"]["id"].clone();
    let born = attribute(&house, "Born", json!({ "kind": "date" })).await;
    let doctor = attribute(&house, "Doctor", json!({ "kind": TEXT })).await;
    house.try_rpc("create_attribute", json!({ "name": "döctor", "takes": { "kind": TEXT } })).await.unwrap_err();
    let set = async |id: &Value, value: Value| {
        house.try_rpc("set_attribute", json!({ "contact": ana, "attribute": id, "value": value })).await
    };
    set(&born, json!("yesterday")).await.unwrap_err();
    set(&born, json!("28.2.1990")).await.unwrap();
    let details = set(&doctor, json!("Dr. Núñez")).await.unwrap();
    assert_eq!(
        details["values"],
        json!([{ "attribute": born, "value": "1990-02-28" }, { "attribute": doctor, "value": "Dr. Núñez" }])
    );
    assert_eq!(names(&house, "nunez").await, ["Ana"], "found by what is kept of her");
    let found = house.rpc("search", json!({ "query": "nunez", "limit": 5 })).await;
    assert_eq!(found["people"].as_array().unwrap().len(), 1);
    set(&doctor, Value::Null).await.unwrap();
    assert!(names(&house, "nunez").await.is_empty());
    house.rpc("delete_attribute", json!({ "id": born })).await;
    assert_eq!(house.rpc("contact", json!({ "contact": ana })).await["values"], json!([]));
    house.end().await;
}

#[tokio::test]
async fn notes_and_values_follow_people_who_are_joined_and_come_back_when_they_are_not() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550177", "hello").await["contact"]["id"].clone();
    let bo = house.customer("Bo", "+16505550178", "hi").await["contact"]["id"].clone();
    let doctor = attribute(&house, "Doctor", json!({ "kind": TEXT })).await;
    let city = attribute(&house, "City", json!({ "kind": TEXT })).await;
    for (who, what, value) in [(&ana, &doctor, "Lee"), (&bo, &doctor, "Ray"), (&bo, &city, "Oslo")] {
        house.rpc("set_attribute", json!({ "contact": who, "attribute": what, "value": value })).await;
    }
    house.rpc("write_contact_note", json!({ "contact": bo, "text": "Afraid of needles" })).await;
    let before = house.rpc("contact", json!({ "contact": bo })).await;
    let joined = house.rpc("merge_contacts", json!({ "from": bo, "into": ana })).await;
    assert_eq!(
        joined["values"],
        json!([{ "attribute": doctor, "value": "Lee" }, { "attribute": city, "value": "Oslo" }])
    );
    assert_eq!(joined["notes"][0]["text"], "Afraid of needles");
    assert_eq!(joined["notes"][0]["author"], "You");
    house.rpc("set_attribute", json!({ "contact": ana, "attribute": city, "value": null })).await;
    house.rpc("write_contact_note", json!({ "contact": ana, "text": "Both" })).await;
    let filter = json!({ "query": "", "attribute": { "attribute": city, "is": { "kind": "something" } }, "limit": 9 });
    assert_eq!(house.rpc("list_contacts", filter.clone()).await["items"], json!([]), "cleared for the joined person");
    let split = house.rpc("split_contact", json!({ "contact": bo })).await;
    assert_eq!((&split["values"], &split["notes"]), (&before["values"], &before["notes"]), "as they were");
    assert_eq!(house.rpc("list_contacts", filter).await["items"][0]["contact"]["id"], bo);
    let note = &before["notes"][0]["id"];
    house.rpc("change_contact_note", json!({ "note": note, "text": "Not any more" })).await;
    assert_eq!(house.rpc("change_contact_note", json!({ "note": note, "text": " " })).await["notes"], json!([]));
    house.end().await;
}

#[tokio::test]
async fn a_table_of_people_says_what_it_would_do_and_writes_nothing_before() {
    let house = House::new().await;
    house.customer("Ana", "+16505550177", "hello").await;
    attribute(&house, "Doctor", json!({ "kind": TEXT })).await;
    attribute(&house, "Private", json!({ "kind": "yesNo" })).await;
    let before = names(&house, "").await;
    let csv = "Name;Phone;doctor;Private;Shoe size\r\n\
               Ana;+1 650 555 0177;Lee;yes;38\r\n\
               Zoë Ortiz;0052 55 5555 0119;;;\r\n\
               Zoe twice;+52 1 55 5555 0119;;;\r\n\
               Home;0171 1234567;;;\r\n\
               Nobody;;;;\r\n\
               Odd;+4915228817386;;perhaps;\r\n";
    let plan = import(&house, csv, false).await;
    assert_eq!(counts(&plan), [1, 1, 0, 4]);
    let troubles: Vec<_> = (0..4).map(|at| plan["lines"][at]["trouble"]["kind"].as_str().unwrap()).collect();
    assert_eq!(troubles, ["twice", "badPhone", "missing", "badValue"]);
    assert_eq!((&plan["lines"][0]["line"], &plan["lines"][0]["trouble"]["line"]), (&json!(4), &json!(3)));
    assert_eq!(plan["ignored"], json!(["Shoe size"]));
    assert_eq!(names(&house, "").await, before, "nothing was written");
    assert_eq!(import(&house, csv, true).await, plan, "it does what it said");
    assert_eq!(names(&house, "zoe").await, ["Zoë Ortiz"]);
    assert_eq!(names(&house, "Lee").await, ["Ana"]);
    assert_eq!(counts(&import(&house, csv, true).await), [0, 0, 2, 4], "the second time nothing is new");
    for (file, trouble) in [("GIF89\0a", "notText"), ("a,b\n1,2", "noColumn"), ("phone\n", "empty")] {
        assert_eq!(import(&house, file, true).await["trouble"]["kind"], trouble);
    }
    let endless = format!("phone\n{}", "+16505550100\n".repeat(1_000_000));
    assert_eq!(import(&house, &endless, true).await["trouble"]["kind"], "tooLong");
    house.end().await;
}

#[tokio::test]
async fn the_exported_table_comes_back_as_it_was_and_runs_no_formula() {
    let house = House::new().await;
    attribute(&house, "Motto", json!({ "kind": TEXT })).await;
    import(&house, "name,phone,motto\n@evil,+4915228817386,=1+1\nRuiz; Ana,+16505550177,\"a, b\"\n", true).await;
    let csv = house.rpc("export_contacts", Value::Null).await["text"].as_str().unwrap().to_owned();
    assert!(csv.starts_with("\u{feff}Name,Phone,"), "{csv}");
    assert!(csv.contains("'@evil,'+4915228817386,") && csv.contains(",'=1+1"), "{csv}");
    assert_eq!(counts(&import(&house, &csv, false).await)[..2], [0, 0], "{csv}");
    house.end().await;
}

/// Pain 23: a template from the contact page opens a new conversation. Pain 24: history cut into tickets.
#[tokio::test]
async fn a_chat_begun_with_an_imported_person_is_the_one_thread_with_them() {
    let house = House::new().await;
    import(&house, "name,phone\nZoe,+5215555550119\n", true).await;
    let zoe = list(&house, "zoe").await.remove(0);
    assert_eq!((&zoe["conversation"], &zoe["lastMessageAt"]), (&Value::Null, &Value::Null));
    let open = json!({ "contact": zoe["contact"]["id"], "channel": "main" });
    let chat = house.rpc("open_chat", open.clone()).await["conversation"].clone();
    assert_eq!(house.rpc("open_chat", open.clone()).await["conversation"], chat, "opened twice, it is one chat");
    let row = house.conversation(&chat).await;
    assert_eq!((&row["window"]["phase"], &row["lastMessage"]), (&json!("neverOpened"), &Value::Null));
    let listed = house.rpc("list_conversations", json!({ "filter": "all", "sort": "newest", "limit": 50 })).await;
    assert!(listed["items"].as_array().unwrap().iter().all(|item| item["id"] != chat), "nothing was said in it");
    assert_eq!(house.reply(&row, "too early").await.unwrap_err()["code"], "window_closed");
    house.rpc("sync_templates", json!({ "channel": "main" })).await;
    let templates = house.rpc("list_templates", json!({ "channel": "main" })).await;
    let plain = templates["templates"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["fields"] == json!([]) && it["unsendable"].is_null());
    let plain = plain.expect("a template without fields");
    let payload = json!({ "conversation": chat, "name": plain["name"], "language": plain["language"], "values": {},
        "clientId": uuid::Uuid::now_v7() });
    house.rpc("send_template", payload).await;
    eventually("the template is handed over", async || house.taken().await.first().cloned()).await;
    assert_eq!(house.taken().await[0]["body"]["to"], "+5215555550119");
    // She answers, from the other way of writing her number.
    house.customer("Zoe", "+525555550119", "who is this?").await;
    let chats = eventually("her answer", async || {
        let page = house.rpc("list_conversations", json!({ "filter": "all", "sort": "newest", "limit": 50 })).await;
        let hers: Vec<Value> =
            page["items"].as_array().unwrap().iter().filter(|it| it["contact"]["name"] == "Zoe").cloned().collect();
        (hers.first()?["unread"] == 1).then_some(hers)
    })
    .await;
    assert_eq!((chats.len(), &chats[0]["id"]), (1, &chat));
    assert_eq!(house.texts(&chats[0]).await.len(), 2, "what we wrote and what she wrote");
    house.end().await;
}

#[tokio::test]
async fn people_who_look_alike_are_shown_until_somebody_says_what_they_are() {
    let house = House::new().await;
    attribute(&house, "E-mail", json!({ "kind": TEXT })).await;
    let csv = "name,phone,e-mail\nAna Ruiz,+16505550177,\nana ruíz,+16505550178,\nBo,+4915228817386,bo@example.org\n\
               Bo Berg,+4915228817999,BO@example.org\nLi,+8613800138000,\nWang,+8513800138000,\nAna Ruiz,+33612345678,\n";
    assert_eq!(counts(&import(&house, csv, true).await)[0], 7);
    let pairs = house.rpc("look_alikes", Value::Null).await;
    let reasons: Vec<_> = pairs.as_array().unwrap().iter().map(|pair| pair["because"].as_str().unwrap()).collect();
    assert_eq!(reasons, ["number", "email", "name"]);
    let ids = |pair: &Value| (pair["one"]["id"].clone(), pair["other"]["id"].clone());
    let (one, other) = ids(&pairs[0]);
    house.rpc("tell_apart", json!({ "one": other, "other": one })).await;
    let (one, other) = ids(&pairs[1]);
    house.rpc("merge_contacts", json!({ "from": other, "into": one })).await;
    let left = house.rpc("look_alikes", Value::Null).await;
    assert_eq!(left.as_array().unwrap().iter().map(|pair| &pair["because"]).collect::<Vec<_>>(), ["name"]);
    house.end().await;
}

#[tokio::test]
async fn pages_of_people_are_by_name_and_leave_nobody_out() {
    let house = House::new().await;
    let lines: String =
        (0..25).map(|n| format!("{}{n:02},+44207946{n:04}\n", if n % 2 == 0 { "Élan" } else { "elan" })).collect();
    import(&house, &format!("name,phone\n{lines}"), true).await;
    let mut seen = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let mut payload = json!({ "query": "", "limit": 10 });
        if cursor.is_string() {
            payload["cursor"] = cursor;
        }
        let page = house.rpc("list_contacts", payload).await;
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|row| row["contact"]["name"].as_str().unwrap().to_lowercase().replace('é', "e")));
        cursor = page["nextCursor"].clone();
        if cursor.is_null() {
            assert_eq!(page["total"], seen.len());
            break;
        }
    }
    let mut sorted = seen.clone();
    sorted.sort();
    assert_eq!((seen.len(), &seen), (25, &sorted));
    house.end().await;
}

#[tokio::test]
async fn past_windows_tell_when_they_opened_and_whether_we_answered() {
    let house = House::new().await;
    let ana = house.customer("Ana", "+16505550177", "hello").await;
    house.reply(&ana, "Good morning").await.unwrap();
    house.advance(chrono::Duration::hours(30));
    house.write("+16505550177", json!({ "text": "again" })).await;
    let windows = eventually("a second window", async || {
        let windows = house.rpc("past_windows", json!({ "conversation": ana["id"] })).await;
        (windows.as_array().unwrap().len() == 2).then_some(windows)
    })
    .await;
    assert_eq!(windows[0]["answeredAt"], Value::Null, "the newest first");
    assert!(windows[1]["answeredAt"].is_i64());
    let day = 24 * 3_600_000;
    assert_eq!(windows[1]["closesAt"].as_i64().unwrap() - windows[1]["openedAt"].as_i64().unwrap(), day);
    house.end().await;
}
