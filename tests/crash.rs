//! What a crash must not cost: kill -9 of the real hub.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use frontdesk::store::DATABASE;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::common::hub::{APP_SECRET, Hub, Provider, signed_in};
use crate::common::{client, eventually, webhook};

/// Posts numbered messages as fast as they are answered, and remembers which were.
async fn burst(hub: &Hub, from: &str, next: &AtomicU32, acknowledged: &Mutex<BTreeSet<u32>>) {
    let client = client();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let body = webhook::text_message(from, &format!("wamid.{number}"), 1_795_000_000, &format!("message {number}"));
        match webhook::post(&client, hub.public, APP_SECRET, body.to_string().into_bytes()).await {
            Ok(200) => drop(acknowledged.lock().unwrap().insert(number)),
            Ok(other) => panic!("answered {other}"),
            Err(_) => return, // the hub is gone
        }
    }
}

fn kept(directory: &std::path::Path) -> Vec<u32> {
    let connection = Connection::open(directory.join("data").join(DATABASE)).unwrap();
    let mut query = connection.prepare("SELECT json_extract(content, '$.text') FROM message").unwrap();
    let texts = query.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap);
    texts.map(|text| text.strip_prefix("message ").unwrap().parse().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_delivery_that_got_200_survives_kill_9_and_none_is_doubled() {
    let directory = tempfile::tempdir().unwrap();
    let (next, acknowledged) = (AtomicU32::new(0), Mutex::new(BTreeSet::new()));
    for round in 0..4_u64 {
        let hub = Hub::start(directory.path(), &Provider::none());
        let senders = ["1650", "1651", "1652", "1653", "1654", "1655", "1656", "1657"];
        let bursts = senders.map(|from| burst(&hub, from, &next, &acknowledged));
        let target = acknowledged.lock().unwrap().len() + 150;
        let crash = async {
            eventually("a burst", async || (acknowledged.lock().unwrap().len() >= target).then_some(())).await;
            tokio::time::sleep(Duration::from_millis(7 * round)).await;
        };
        // The crash comes while all are at it.
        tokio::select! {
            _ = futures::future::join_all(bursts) => panic!("the hub ended by itself"),
            () = crash => {}
        }
        hub.kill();
    }
    let hub = Hub::start(directory.path(), &Provider::none());
    let acknowledged = acknowledged.into_inner().unwrap();
    eventually("everything that was acknowledged is read", async || {
        let kept: BTreeSet<u32> = kept(directory.path()).into_iter().collect();
        acknowledged.is_subset(&kept).then_some(())
    })
    .await;
    let (took, well) = hub.terminate();
    assert!(well && took < Duration::from_secs(5), "it ends cleanly, in {took:?}");
    let kept = kept(directory.path());
    let distinct: BTreeSet<u32> = kept.iter().copied().collect();
    assert_eq!(distinct.len(), kept.len(), "none is doubled");
    assert!(acknowledged.is_subset(&distinct), "none is lost after its 200");
    assert!(acknowledged.len() >= 600, "{} were acknowledged", acknowledged.len());
}

/// A provider that takes a message and answers only when it is told to.
async fn slow_provider() -> (String, Arc<Mutex<Vec<Value>>>) {
    let taken: Arc<Mutex<Vec<Value>>> = Arc::default();
    let keep = taken.clone();
    let take = move |axum::Json(body): axum::Json<Value>| async move {
        if body["type"] == "text" {
            keep.lock().unwrap().push(body);
            std::future::pending::<()>().await;
        }
        axum::Json(json!({ "success": true }))
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = axum::Router::new().route("/v25.0/{id}/messages", axum::routing::post(take));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (url, taken)
}

/// Pain 7, at its worst: the program dies between handing a message over and hearing of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_on_its_way_at_kill_9_is_unknown_afterwards_and_not_sent_again() {
    let directory = tempfile::tempdir().unwrap();
    let (graph_url, taken) = slow_provider().await;
    let provider = Provider { graph_url, ..Provider::none() };
    let hub = Hub::start(directory.path(), &provider);
    let now = chrono::Utc::now().timestamp();
    let body = webhook::text_message("16505550100", "wamid.1", now, "Hello").to_string().into_bytes();
    assert_eq!(webhook::post(&client(), hub.public, APP_SECRET, body).await.unwrap(), 200);
    let path = "/whatsapp/conversations/+16505550100/messages";
    eventually("the chat", async || (hub.get(path).await.0 == 200).then_some(())).await;
    let (private, reply) = (hub.private, json!({ "to": "+16505550100", "text": "on its way" }));
    let sending = tokio::spawn(async move {
        let url = format!("http://{private}/api/v1/whatsapp/send-message");
        let request = client().post(url).bearer_auth(crate::common::hub::API_TOKEN).json(&reply);
        request.send().await
    });
    eventually("the provider has it", async || (taken.lock().unwrap().len() == 1).then_some(())).await;
    hub.kill();
    assert!(sending.await.unwrap().is_err());
    let hub = Hub::start(directory.path(), &provider);
    let message = eventually("it is settled as unknown", async || {
        let (_, messages) = hub.get(path).await;
        let newest = messages["data"]["items"][0].clone();
        (newest["status"] == "unknown").then_some(newest)
    })
    .await;
    assert_eq!(message["text"], "on its way");
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert_eq!(taken.lock().unwrap().len(), 1, "it was not sent again");
    let client_id = taken.lock().unwrap()[0]["biz_opaque_callback_data"].clone();
    let status = json!({ "entry": [{ "id": "1", "changes": [{ "field": "messages", "value": { "statuses": [
        { "id": "wamid.out", "status": "delivered", "timestamp": now.to_string(), "biz_opaque_callback_data": client_id },
    ] } }] }] });
    let body = status.to_string().into_bytes();
    assert_eq!(webhook::post(&client(), hub.public, APP_SECRET, body).await.unwrap(), 200);
    eventually("the status settles it", async || {
        let (_, messages) = hub.get(path).await;
        let newest = &messages["data"]["items"][0];
        (newest["status"] == "delivered" && newest["messageId"] == "wamid.out").then_some(())
    })
    .await;
}

/// A provider that is slow with files: it counts uploads that begin, lets the first one hang, and takes messages.
async fn provider_slow_with_files() -> (String, Arc<AtomicU32>, Arc<Mutex<Vec<Value>>>) {
    let (begun, taken) = (Arc::new(AtomicU32::new(0)), Arc::new(Mutex::new(Vec::new())));
    let (count, keep) = (begun.clone(), taken.clone());
    let upload = move |_: axum::body::Bytes| async move {
        if count.fetch_add(1, Ordering::SeqCst) == 0 {
            std::future::pending::<()>().await;
        }
        axum::Json(json!({ "id": "777" }))
    };
    let message = move |axum::Json(body): axum::Json<Value>| async move {
        if body["type"] == "image" {
            keep.lock().unwrap().push(body);
        }
        axum::Json(json!({ "success": true, "messages": [{ "id": "wamid.out" }] }))
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = axum::Router::new()
        .route("/v25.0/{id}/media", axum::routing::post(upload))
        .route("/v25.0/{id}/messages", axum::routing::post(message));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (url, begun, taken)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_on_its_way_up_at_kill_9_goes_up_again_and_its_message_goes_out_once() {
    let directory = tempfile::tempdir().unwrap();
    let (graph_url, begun, taken) = provider_slow_with_files().await;
    let provider = Provider { graph_url, ..Provider::none() };
    let hub = Hub::start(directory.path(), &provider);
    let now = chrono::Utc::now().timestamp();
    let body = webhook::text_message("16505550100", "wamid.1", now, "Hello").to_string().into_bytes();
    assert_eq!(webhook::post(&client(), hub.public, APP_SECRET, body).await.unwrap(), 200);
    let path = "/whatsapp/conversations/+16505550100/messages";
    eventually("the chat", async || (hub.get(path).await.0 == 200).then_some(())).await;
    let browser = signed_in(directory.path()).await;
    let post = async |path: &str, kind: &str, body: Vec<u8>| {
        let url = format!("http://{}{path}", hub.private);
        let answer = browser.post(url).header("content-type", kind).body(body).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        answer.json::<Value>().await.unwrap()
    };
    let mut picture = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(8, 8).write_to(&mut picture, image::ImageFormat::Png).unwrap();
    let attached = post("/files?name=a.png", "application/octet-stream", picture.into_inner()).await;
    let list = json!({ "filter": "all", "sort": "newest", "limit": 5 }).to_string().into_bytes();
    let conversations = post("/rpc/list_conversations", "application/json", list).await;
    let send = json!({ "conversation": conversations["items"][0]["id"], "clientId": uuid::Uuid::now_v7(),
        "content": { "kind": "media", "media": "image", "sha256": attached["key"] } });
    post("/rpc/send_message", "application/json", send.to_string().into_bytes()).await;
    eventually("the file is on its way", async || (begun.load(Ordering::SeqCst) == 1).then_some(())).await;
    hub.kill();
    let hub = Hub::start(directory.path(), &provider);
    eventually("it is at the provider", async || {
        let (_, messages) = hub.get(path).await;
        (messages["data"]["items"][0]["status"] == "accepted").then_some(())
    })
    .await;
    assert_eq!(begun.load(Ordering::SeqCst), 2, "the file went up anew");
    let taken = taken.lock().unwrap();
    assert_eq!(taken.len(), 1, "and the message went out once");
    assert_eq!(taken[0]["image"]["id"], "777");
}
