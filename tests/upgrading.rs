//! Workspaces of earlier versions: their logs stay readable, and what they did not understand is understood later.

use std::path::Path;
use std::process::Command;

use frontdesk::store::DATABASE;
use frontdesk::store::hash::hash64;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::common::hub::{BINARY, Hub, Provider};
use crate::common::{eventually, tables};

/// A workspace as the first version left it: its tables, a few events in its own words, a draft.
fn first_version(directory: &Path) {
    std::fs::create_dir_all(directory).unwrap();
    let connection = Connection::open(directory.join(DATABASE)).unwrap();
    let tables = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/01-workspace/up.sql"));
    connection.execute_batch(&tables.unwrap()).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    let image = json!({ "from": "16505550100", "id": "wamid.2", "timestamp": "1795000002", "type": "image",
        "image": { "id": "77", "mime_type": "image/png", "caption": "my rash", "sha256": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=" } });
    let reaction = json!({ "from": "16505550100", "id": "wamid.3", "timestamp": "1795000003", "type": "reaction",
        "reaction": { "message_id": "wamid.1", "emoji": "👍" } });
    let hologram = json!({ "from": "16505550100", "id": "wamid.4", "timestamp": "1795000004", "type": "hologram" });
    let text = json!({ "from": "16505550100", "id": "wamid.1", "timestamp": "1795000001", "type": "text", "text": { "body": "hello" } });
    let received = |id: &str, seconds: i64, content: Value, raw: &Value| {
        let body = json!({ "channel": "main", "provider_id": id, "from": { "wa_id": "16505550100" }, "scope": "102290129340398",
            "profile_name": "Ana", "sent_at": 1_795_000_000 + seconds, "content": content, "raw": raw });
        (format!("wa:{id}"), "message_received.1", body)
    };
    let other = |wa_type: &str, caption: Value| json!({ "kind": "other", "waType": wa_type, "caption": caption });
    let paused = json!({ "event": "PAUSED", "message_template_id": 5, "message_template_name": "visit" });
    let echo = json!({ "message_echoes": [{ "from": "1555", "to": "16505550100", "id": "wamid.5", "timestamp": "1795000005",
        "type": "text", "text": { "body": "from the phone" } }] });
    for (id, kind, body) in [
        received("wamid.1", 1, json!({ "kind": "text", "text": "hello" }), &text),
        received("wamid.2", 2, other("image", json!("my rash")), &image),
        received("wamid.3", 3, other("reaction", json!("👍")), &reaction),
        received("wamid.4", 4, other("hologram", Value::Null), &hologram),
        (
            "wa:other:1".to_owned(),
            "other_received.1",
            json!({ "channel": "main", "field": "message_template_status_update", "raw": paused }),
        ),
        (
            "wa:other:2".to_owned(),
            "other_received.1",
            json!({ "channel": "main", "field": "smb_message_echoes", "raw": echo }),
        ),
    ] {
        connection
            .execute(
                "INSERT INTO log (id, id_hash, kind, actor, at, body) VALUES (?1, ?2, ?3, 'customer', 1795000010000, ?4)",
                (&id, hash64(&id), kind, body.to_string()),
            )
            .unwrap();
    }
    connection.execute("INSERT INTO draft (conversation, text, saved_at) VALUES (1, 'a \"draft\"', 0)", []).unwrap();
}

fn contents_of(items: &[Value]) -> Vec<Value> {
    items.iter().map(|item| item["content"]["kind"].clone()).collect()
}

/// What only a later version understands is kept raw, and is what it is from then on.
#[tokio::test(flavor = "multi_thread")]
async fn a_workspace_of_the_first_version_is_opened_and_understood_better() {
    let directory = tempfile::tempdir().unwrap();
    first_version(&directory.path().join("data"));
    let hub = Hub::start(directory.path(), &Provider::none());
    let items = eventually("everything is there", async || {
        let (_, answer) = hub.get("/whatsapp/conversations/16505550100/messages").await;
        let items = answer["data"]["items"].as_array()?.clone();
        (items.len() == 4).then_some(items)
    })
    .await;
    assert_eq!(contents_of(&items), ["text", "other", "media", "text"], "newest first; the reaction is on its message");
    assert_eq!(items[0]["text"], "from the phone");
    assert_eq!(items[3]["reactions"][0]["emoji"], "👍");
    let (_, list) = hub.get("/whatsapp/conversations").await;
    assert_eq!(list["data"]["items"][0]["unread"], 4);
    hub.terminate();
    let database = directory.path().join("data").join(DATABASE);
    let connection = Connection::open(&database).unwrap();
    let draft: String = connection.query_row("SELECT body FROM draft", [], |row| row.get(0)).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&draft).unwrap(), json!({ "text": "a \"draft\"" }));
    let news: i64 = connection.query_row("SELECT count(*) FROM news", [], |row| row.get(0)).unwrap();
    assert_eq!(news, 1);
    drop(connection);
    let before = tables::contents(&database);
    let run = |command: &str| {
        let out =
            Command::new(BINARY).args([command, "--data-dir"]).arg(directory.path().join("data")).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    assert!(run("reingest").starts_with("Understood 0 things"), "there is nothing left to understand");
    run("rebuild");
    assert_eq!(before, tables::contents(&database), "and folding the log anew gives the same");
}

#[test]
fn reading_again_by_hand_understands_what_the_first_version_kept() {
    let directory = tempfile::tempdir().unwrap();
    first_version(directory.path());
    let out = Command::new(BINARY).args(["reingest", "--data-dir"]).arg(directory.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&out.stdout).trim(), "Understood 4 things that had been kept as they were");
    let nowhere = Command::new(BINARY).args(["reingest", "--data-dir", "/nonexistent"]).output().unwrap();
    assert!(!nowhere.status.success(), "a folder without a workspace is refused and not made");
    let nowhere = Path::new("/nonexistent").exists();
    assert!(!nowhere);
}
