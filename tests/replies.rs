//! Answers that are used often: kept, changed, exchanged with spreadsheet programs, and never sent with a blank in them.

use serde_json::{Value, json};

use crate::common::house::House;

fn reply(shortcut: &str, text: &str) -> Value {
    json!({ "shortcut": shortcut, "title": null, "text": text, "files": [], "interactive": null, "holding": false })
}

async fn shortcuts(house: &House) -> Vec<String> {
    let all = house.rpc("list_replies", Value::Null).await;
    all.as_array().unwrap().iter().map(|reply| reply["shortcut"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn replies_are_kept_changed_and_deleted_over_a_restart() {
    let mut house = House::new().await;
    let hours = house.rpc("create_reply", reply("/horário", "We open at 9.")).await;
    assert_eq!(hours["shortcut"], "horário");
    let taken = house.try_rpc("create_reply", reply("Horario", "Again")).await.unwrap_err();
    assert_eq!(taken["params"]["field"], "shortcut", "one shortcut, whatever its capitals and accents");
    let moment = house.rpc("create_reply", reply("moment", "One moment, please.")).await;
    let mut holding = reply("moment", "One moment, {{contact.first_name}}.");
    holding["holding"] = json!(true);
    house.rpc("change_reply", json!({ "id": moment["id"], "reply": holding })).await;
    house.try_rpc("change_reply", json!({ "id": moment["id"], "reply": reply("horário", "x") })).await.unwrap_err();
    house.restart().await;
    let all = house.rpc("list_replies", Value::Null).await;
    assert_eq!((&all[1]["id"], &all[1]["holding"]), (&moment["id"], &json!(true)));
    assert_eq!(all[1]["text"], "One moment, {{contact.first_name}}.");
    house.rpc("delete_reply", json!({ "id": hours["id"] })).await;
    assert_eq!(shortcuts(&house).await, ["moment"]);
    house.try_rpc("delete_reply", json!({ "id": hours["id"] })).await.unwrap_err();
    house.rpc("create_reply", reply("horario", "Free again")).await;
    house.end().await;
}

/// Pain 22: variables go out empty, or as raw `{{first_name}}`.
#[tokio::test]
async fn nothing_leaves_with_a_blank_that_nobody_filled_in() {
    let house = House::new().await;
    let ana = house.customer("Ana", "16505550177", "hello").await;
    let card = json!({ "kind": "interactive", "body": "Which day, {{contact.first_name}}?",
        "action": { "kind": "buttons", "buttons": [{ "id": "1", "title": "Monday" }] } });
    for content in [json!({ "kind": "text", "text": "Hello {{contact.first_name}}" }), card] {
        let refused = house.send(&ana, content).await.unwrap_err();
        assert_eq!(refused["code"], "invalid");
        assert_eq!(refused["params"]["problem"], "blank");
        assert_eq!(refused["params"]["name"], "{{contact.first_name}}");
    }
    assert!(house.taken().await.iter().all(|sent| !sent.to_string().contains("{{")));
    house.reply(&ana, "Hello Ana {}").await.unwrap();
    house.end().await;
}

#[tokio::test]
async fn a_sheet_of_replies_says_what_it_would_do_and_does_it_only_when_asked() {
    let house = House::new().await;
    house.rpc("create_reply", reply("hours", "We open at 9.")).await;
    house.rpc("create_reply", reply("thanks", "Thank you!")).await;
    let csv = "\u{feff}Shortcut;Text;Holding;Colour\r\n/hours;We open at 8.;;red\r\nthanks;Thank you!;no;\r\n\
               moment;\"One moment;\nplease\";yes;\r\ntwo words;x;;\r\nHOURS;again;;\r\nempty;;;\r\nodd;x;perhaps;\r\n";
    let plan = house.rpc("import_replies", json!({ "csv": csv, "write": false })).await;
    assert_eq!(
        (&plan["created"], &plan["changed"], &plan["unchanged"], &plan["problems"]),
        (&json!(1), &json!(1), &json!(1), &json!(4))
    );
    let troubles: Vec<_> =
        (0..4).map(|at| (plan["lines"][at]["line"].clone(), plan["lines"][at]["trouble"]["kind"].clone())).collect();
    assert_eq!(
        troubles,
        [
            (json!(6), json!("badShortcut")),
            (json!(7), json!("twice")),
            (json!(8), json!("missing")),
            (json!(9), json!("badValue"))
        ],
    );
    assert_eq!(plan["ignored"], json!(["Colour"]));
    assert_eq!(shortcuts(&house).await, ["hours", "thanks"], "nothing was written");
    let done = house.rpc("import_replies", json!({ "csv": csv, "write": true })).await;
    assert_eq!(done, plan);
    assert_eq!(shortcuts(&house).await, ["hours", "moment", "thanks"]);
    let again = house.rpc("import_replies", json!({ "csv": csv, "write": true })).await;
    assert_eq!((&again["created"], &again["changed"]), (&json!(0), &json!(0)), "the second time changes nothing");
    house.end().await;
}

#[tokio::test]
async fn what_was_exported_comes_back_as_it_was_and_runs_no_formula() {
    let house = House::new().await;
    house.rpc("create_reply", reply("sum", "=1+1 is not a formula; \"quoted\",\nnew line")).await;
    let csv = house.rpc("export_replies", Value::Null).await["text"].as_str().unwrap().to_owned();
    assert!(csv.starts_with('\u{feff}') && csv.contains("'=1+1"), "{csv}");
    let plan = house.rpc("import_replies", json!({ "csv": csv, "write": false })).await;
    assert_eq!((&plan["unchanged"], &plan["problems"]), (&json!(1), &json!(0)));
    for (file, trouble) in [("\u{89}PNG\0", "notText"), ("name,phone\na,b", "noColumn"), ("shortcut,text\n", "empty")] {
        let refused = house.rpc("import_replies", json!({ "csv": file, "write": true })).await;
        assert_eq!(refused["trouble"]["kind"], trouble);
    }
    house.end().await;
}
