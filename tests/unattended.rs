//! Unattended operation: the real hub with a configuration file, reached by HTTP alone.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::common::hub::{APP_SECRET, BINARY, Hub, Provider, VERIFY_TOKEN, first_line};
use crate::common::{client, eventually, webhook};

/// Three entries, five messages, four statuses: a duplicate, an unknown type, a status for an unknown message, a contact
/// without a phone number, and text that the signature covers in its escaped form.
fn mixed_webhook() -> Vec<u8> {
    let text = |from: &str, id: &str, body: &str| json!({ "from": from, "id": id, "timestamp": "1749416383", "type": "text", "text": { "body": body } });
    let status = |id: &str, word: &str| json!({ "id": id, "status": word, "timestamp": "1749416390", "recipient_id": "16505550100" });
    let value = |value: Value| json!([{ "field": "messages", "value": value }]);
    let ana = json!({ "profile": { "name": "Ana" }, "wa_id": "16505550100", "user_id": "US.1" });
    let luna = json!({ "profile": { "name": "Luna", "username": "@luna" }, "user_id": "US.2" });
    let body = json!({ "object": "whatsapp_business_account", "entry": [
        { "id": "102290129340398", "changes": value(json!({ "contacts": [ana],
            "messages": [text("16505550100", "wamid.A", "caf\u{e9}"), text("16505550100", "wamid.A", "caf\u{e9}")],
            "statuses": [status("wamid.S1", "sent"), status("wamid.S1", "sent")] })) },
        { "id": "102290129340398", "changes": value(json!({ "contacts": [ana, luna],
            "messages": [
                { "from": "16505550100", "id": "wamid.B", "timestamp": 1749416384, "type": "hologram", "hologram": {} },
                { "from_user_id": "US.2", "id": "wamid.C", "timestamp": "1749416385", "type": "text", "text": { "body": "no number" } },
            ],
            "statuses": [status("wamid.S2", "delivered")] })) },
        { "id": "102290129340398", "changes": value(json!({ "contacts": [ana],
            "messages": [text("16505550100", "wamid.D", "last")],
            "statuses": [status("wamid.unknown", "read")] })) },
    ] });
    // As the provider writes it: everything beyond ASCII escaped.
    body.to_string().replace('\u{e9}', "\\u00e9").into_bytes()
}

/// Pain 5: of a batched webhook only the first item is read.
#[tokio::test(flavor = "multi_thread")]
async fn everything_in_a_mixed_webhook_is_there_through_the_api() {
    let directory = tempfile::tempdir().unwrap();
    let hub = Hub::start(directory.path(), &Provider::none());
    let client = client();
    assert_eq!(webhook::post(&client, hub.public, APP_SECRET, mixed_webhook()).await.unwrap(), 200);
    let conversations = eventually("both people are there", async || {
        let (status, answer) = hub.get("/whatsapp/conversations?limit=10").await;
        assert_eq!((status, &answer["type"]), (200, &json!("1")));
        (answer["data"]["items"].as_array().unwrap().len() == 2).then(|| answer["data"]["items"].clone())
    })
    .await;
    let luna = conversations.as_array().unwrap().iter().find(|c| c["userId"] == "US.2").unwrap();
    assert_eq!((&luna["phone"], &luna["name"], &luna["unread"]), (&Value::Null, &json!("Luna"), &json!(1)));
    let (status, answer) = hub.get("/whatsapp/conversations/US.2/messages").await;
    assert_eq!((status, &answer["data"]["items"][0]["text"]), (200, &json!("no number")));
    let (_, answer) = hub.get("/whatsapp/conversations/+16505550100/messages").await;
    let items = answer["data"]["items"].as_array().unwrap();
    let ids: Vec<&str> = items.iter().map(|item| item["messageId"].as_str().unwrap()).collect();
    let theirs = ["wamid.B", "wamid.D", "wamid.A"];
    let of_another_system = ["wamid.unknown", "wamid.S2", "wamid.S1"];
    assert_eq!(ids, [of_another_system, theirs].concat(), "newest first, the duplicate once");
    assert_eq!(items[0]["content"], json!({ "kind": "elsewhere" }), "its words are not known");
    assert_eq!((&items[0]["direction"], &items[0]["status"]), (&json!("outbound"), &json!("read")));
    assert_eq!(items[3]["type"], "hologram");
    assert_eq!(items[3]["raw"]["hologram"], json!({}));
    assert_eq!(items[5]["text"], "caf\u{e9}");
    let (status, answer) = hub.get("/whatsapp/conversations/16505550100/window").await;
    assert_eq!((status, &answer["data"]["open"], &answer["data"]["reason"]), (200, &json!(false), &json!("expired")));
    assert_eq!(answer["data"]["closesAt"], "2025-06-09T20:59:44.000Z");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_a_good_webhook_is_answered_as_it_deserves() {
    let directory = tempfile::tempdir().unwrap();
    let hub = Hub::start(directory.path(), &Provider::none());
    let client = client();
    let url = format!("http://{}/webhooks/meta/main", hub.public);
    let wrong = client.post(&url).header("x-hub-signature-256", "sha256=00").body(mixed_webhook());
    assert_eq!(wrong.send().await.unwrap().status(), 401);
    assert_eq!(client.post(&url).body(mixed_webhook()).send().await.unwrap().status(), 401, "no signature");
    let large = vec![b' '; 5 * 1024 * 1024];
    assert_eq!(webhook::post(&client, hub.public, APP_SECRET, large).await.unwrap(), 413);
    assert_eq!(webhook::post(&client, hub.public, APP_SECRET, b"{\"entry\":".to_vec()).await.unwrap(), 200);
    for path in ["/", "/rpc/bootstrap", "/api/v1/openapi.json", "/webhooks/meta/other", "/webhooks/meta/%2e%2e"] {
        let answer = client.post(format!("http://{}{path}", hub.public)).body("{}").send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path} is not to be reached from outside");
    }
    let (_, answer) = hub.get("/whatsapp/conversations").await;
    assert_eq!(answer["data"]["items"], json!([]), "nothing of it became a chat");
    hub.terminate();
    let database = directory.path().join("data").join(frontdesk::store::DATABASE);
    let connection = rusqlite::Connection::open(database).unwrap();
    let kept: Vec<(Vec<u8>, bool)> = connection
        .prepare("SELECT body, problem IS NOT NULL FROM delivery")
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(kept, [(b"{\"entry\":".to_vec(), true)], "the malformed one is kept, the refused ones left no trace");
}

/// Pain 29: "Callback URL or verify token couldn't be validated".
#[tokio::test(flavor = "multi_thread")]
async fn the_address_is_proved_with_the_verify_token_only() {
    let directory = tempfile::tempdir().unwrap();
    let hub = Hub::start(directory.path(), &Provider::none());
    let ask = async |mode: &str, token: &str| {
        let url = format!(
            "http://{}/webhooks/meta/main?hub.mode={mode}&hub.verify_token={token}&hub.challenge=1158201444",
            hub.public
        );
        let answer = client().get(url).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    assert_eq!(ask("subscribe", VERIFY_TOKEN).await, (200, "1158201444".to_owned()));
    assert_eq!(ask("subscribe", "guess").await.0, 403);
    assert_eq!(ask("unsubscribe", VERIFY_TOKEN).await.0, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn hub_and_simulator_find_each_other_by_their_ready_lines() {
    let directory = tempfile::tempdir().unwrap();
    // The simulator must be told where to call before the hub is there: it repeats what is not taken.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let webhook_url = format!("http://127.0.0.1:{port}/webhooks/meta/main");
    let mut simulator = Command::new(BINARY)
        .args(["simulate", "--webhook", &webhook_url])
        .env("FRONTDESK_LOG", "warn")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let ready = first_line(&mut simulator);
    for field in ["listen", "phone_number_id", "waba_id", "access_token", "app_secret", "customer"] {
        assert!(ready[field].is_string(), "{field} in {ready}");
    }
    let text = |name: &str| ready[name].as_str().unwrap().to_owned();
    let provider = Provider {
        graph_url: format!("http://{}", text("listen")),
        access_token: text("access_token"),
        app_secret: text("app_secret"),
    };
    let hub = Hub::start_on(directory.path(), &provider, port);
    let customer = text("customer");
    let window = format!("/whatsapp/conversations/{customer}/window");
    eventually("the customer's window is open", async || {
        (hub.get(&window).await.1["data"]["open"] == true).then_some(())
    })
    .await;
    let (status, answer) = hub.post("/whatsapp/send-message", &json!({ "to": customer, "text": "Hello" })).await;
    assert_eq!(status, 200, "{answer}");
    assert!(answer["data"]["messages"][0]["id"].as_str().unwrap().starts_with("wamid."));
    let messages = format!("/whatsapp/conversations/{customer}/messages");
    eventually("the ticks come", async || {
        (hub.get(&messages).await.1["data"]["items"][0]["status"] == "read").then_some(())
    })
    .await;
    hub.terminate();
    simulator.kill().unwrap();
    simulator.wait().unwrap();
}

#[test]
fn a_configuration_that_cannot_work_is_refused_in_words() {
    let directory = tempfile::tempdir().unwrap();
    let config = directory.path().join("frontdesk.toml");
    std::fs::write(&config, "[[channel]]\nid = \"main\"\n").unwrap();
    let run =
        Command::new(BINARY).args(["serve", "--data-dir"]).arg(directory.path()).arg("--config").arg(&config).output();
    let run = run.unwrap();
    let words = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(!run.status.success() && words.contains("missing field `provider`"), "{words}");
    assert!(run.stdout.is_empty(), "and nothing pretends to be ready");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hubs_do_not_share_a_workspace() {
    let directory = tempfile::tempdir().unwrap();
    let _first = Hub::start(directory.path(), &Provider::none());
    let config = directory.path().join("frontdesk.toml");
    let second = Command::new(BINARY)
        .args(["serve", "--listen", "127.0.0.1:0", "--webhook-listen", "127.0.0.1:0", "--data-dir"])
        .arg(directory.path().join("data"))
        .arg("--config")
        .arg(&config)
        .envs(["TEST_API_TOKEN", "TEST_TOKEN", "TEST_APP_SECRET", "TEST_VERIFY_TOKEN"].map(|name| (name, "x")))
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(!second.status.success() && words.contains("another Frontdesk has this workspace open"), "{words}");
}

#[test]
fn a_workspace_can_be_folded_anew_by_hand() {
    let directory = tempfile::tempdir().unwrap();
    let missing = Command::new(BINARY).args(["rebuild", "--data-dir"]).arg(directory.path()).output().unwrap();
    assert!(!missing.status.success(), "there is nothing to fold");
    drop(frontdesk::store::Store::open(directory.path()).unwrap());
    let run = Command::new(BINARY).args(["rebuild", "--data-dir"]).arg(directory.path()).output().unwrap();
    assert!(run.status.success());
    assert!(String::from_utf8_lossy(&run.stdout).starts_with("Folded 0 events"));
}
