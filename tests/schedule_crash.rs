//! What a crash must not cost of what goes out later: kill -9 of the real hub around the moment when it is due.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use crate::common::hub::{APP_SECRET, Hub, Provider, signed_in};
use crate::common::{client, eventually, webhook};

/// A provider that nobody reaches before it opens.
async fn closed_provider() -> (SocketAddr, Provider) {
    let address = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    (address, Provider { graph_url: format!("http://{address}"), ..Provider::none() })
}

/// Opens it; the words of the messages that it takes from then on.
async fn open(address: SocketAddr) -> Arc<Mutex<Vec<String>>> {
    let taken: Arc<Mutex<Vec<String>>> = Arc::default();
    let keep = taken.clone();
    let take = move |axum::Json(body): axum::Json<Value>| async move {
        let text = body["text"]["body"].as_str().map(str::to_owned);
        let id = format!("wamid.out.{}", text.as_deref().unwrap_or("other"));
        keep.lock().unwrap().extend(text);
        axum::Json(json!({ "messages": [{ "id": id }] }))
    };
    let listener = tokio::net::TcpListener::bind(address).await.unwrap();
    let router = axum::Router::new().route("/v25.0/{id}/messages", axum::routing::post(take));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    taken
}

/// The screen of a hub: commands by name.
struct Screen {
    browser: reqwest::Client,
    hub: SocketAddr,
}

impl Screen {
    async fn of(hub: &Hub, directory: &Path) -> Screen {
        Screen { browser: signed_in(directory).await, hub: hub.private }
    }

    async fn rpc(&self, name: &str, payload: &Value) -> Value {
        let request = self.browser.post(format!("http://{}/rpc/{name}", self.hub)).json(payload);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200, "{name}");
        answer.json().await.unwrap()
    }

    /// The chat with the only customer.
    async fn chat(&self) -> Value {
        let list = json!({ "filter": "all", "sort": "newest", "limit": 5 });
        let listed = eventually("the chat", async || {
            self.rpc("list_conversations", &list).await["items"].as_array().and_then(|items| items.first().cloned())
        });
        listed.await["id"].clone()
    }

    async fn waiting(&self) -> usize {
        self.rpc("list_scheduled", &json!({})).await.as_array().unwrap().len()
    }
}

/// Pain 10: a computer that goes down at the wrong moment. Each crash comes a little later after the moment when the messages
/// are due: before any of them is in the outbox, while they go there, and when all of them wait there to be handed over.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_due_at_kill_9_and_not_handed_over_goes_out_once_after_the_start() {
    /// All rounds together stay below what one person may get at once.
    const EACH: usize = 8;
    let directory = tempfile::tempdir().unwrap();
    let (address, provider) = closed_provider().await;
    let hello = webhook::text_message("16505550100", "wamid.1", chrono::Utc::now().timestamp(), "Hello");
    let mut expected = BTreeSet::new();
    for (round, after_due_ms) in [0, 20, 60, 400].into_iter().enumerate() {
        let hub = Hub::start(directory.path(), &provider);
        let body = hello.to_string().into_bytes();
        assert_eq!(webhook::post(&client(), hub.public, APP_SECRET, body).await.unwrap(), 200);
        let screen = Screen::of(&hub, directory.path()).await;
        let conversation = screen.chat().await;
        let due_at = chrono::Utc::now() + chrono::Duration::milliseconds(1500);
        for number in 0..EACH {
            let text = format!("round {round}, message {number}");
            let content = json!({ "kind": "content", "content": { "kind": "text", "text": text } });
            let wish = json!({ "conversation": conversation, "what": content, "dueAt": due_at.timestamp_millis(),
                "clientId": uuid::Uuid::now_v7() });
            screen.rpc("schedule_message", &wish).await;
            expected.insert(text);
        }
        let left = (due_at - chrono::Utc::now()).to_std().unwrap_or_default();
        tokio::time::sleep(left + Duration::from_millis(after_due_ms)).await;
        if after_due_ms >= 400 {
            eventually("all are in the outbox", async || (screen.waiting().await == 0).then_some(())).await;
        }
        hub.kill();
    }
    let taken = open(address).await;
    let hub = Hub::start(directory.path(), &provider);
    eventually("all are sent", async || (taken.lock().unwrap().len() >= expected.len()).then_some(())).await;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let sent = taken.lock().unwrap().clone();
    assert_eq!(sent.len(), expected.len(), "none goes out twice: {sent:?}");
    assert_eq!(sent.into_iter().collect::<BTreeSet<_>>(), expected, "and none is lost");
    assert_eq!(Screen::of(&hub, directory.path()).await.waiting().await, 0, "nothing asks for a decision");
}
