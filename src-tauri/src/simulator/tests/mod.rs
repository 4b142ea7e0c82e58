//! Tests over real HTTP: a simulator on one side, a small receiver of webhooks on the other.

mod accounts;
mod authoring;
mod endpoints;
mod faults;
mod fields;
mod files;
mod interactive;
mod kinds;
mod receiving;
mod sending;
mod templates;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use chrono::DateTime;
use serde_json::{Value, json};

use super::webhook::sign;
use super::{Simulator, SimulatorConfig, server};
use crate::domain::clock::Clock;

const VERIFY_TOKEN: &str = "right";

/// What the business's listener received.
#[derive(Default)]
struct Mailbox {
    posts: Mutex<Vec<(String, Bytes)>>,
    status: AtomicU16,
}

/// A business with a simulator beside it.
struct Office {
    simulator: Simulator,
    mailbox: Arc<Mailbox>,
    callback: String,
    clock: Clock,
    client: reqwest::Client,
}

type Challenge = Query<std::collections::BTreeMap<String, String>>;

async fn challenge(Query(params): Challenge) -> Result<String, StatusCode> {
    let right = params.get("hub.verify_token").is_some_and(|token| token == VERIFY_TOKEN);
    if right { Ok(params["hub.challenge"].clone()) } else { Err(StatusCode::FORBIDDEN) }
}

async fn receive(State(mailbox): State<Arc<Mailbox>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let signature = headers["x-hub-signature-256"].to_str().unwrap().to_owned();
    mailbox.posts.lock().unwrap().push((signature, body));
    StatusCode::from_u16(mailbox.status.load(Ordering::Relaxed)).unwrap()
}

impl Office {
    async fn new() -> Office {
        let clock = Clock::scaled(DateTime::from_timestamp(1_795_000_000, 0).unwrap(), 1.0);
        Office::with(SimulatorConfig::single(clock)).await
    }

    async fn with(config: SimulatorConfig) -> Office {
        let clock = config.clock.clone();
        let simulator = Simulator::start(config).await.unwrap();
        let mailbox = Arc::new(Mailbox { posts: Mutex::default(), status: AtomicU16::new(200) });
        let router = Router::new().route("/hook", get(challenge).post(receive)).with_state(Arc::clone(&mailbox));
        let listener = tokio::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let callback = format!("http://{}/hook", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let office = Office { simulator, mailbox, callback, clock, client: server::client().unwrap() };
        office.simulator.set_webhook(office.callback.clone(), VERIFY_TOKEN).await.unwrap();
        office
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.simulator.address())
    }

    fn messages_path(&self) -> String {
        format!("/v24.0/{}/messages", self.simulator.account().phone_number_id)
    }

    fn waba_path(&self, rest: &str) -> String {
        format!("/v24.0/{}{rest}", self.simulator.account().waba_id)
    }

    fn customer(&self) -> String {
        self.simulator.customer().unwrap()
    }

    /// One call with the right token: HTTP status and body.
    async fn call(&self, method: reqwest::Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let request = self.client.request(method, self.url(path));
        let request = request.bearer_auth(&self.simulator.account().access_token);
        let request = if let Some(body) = body { request.json(&body) } else { request };
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }

    async fn get(&self, path: &str) -> Value {
        self.call(reqwest::Method::GET, path, None).await.1
    }

    async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.call(reqwest::Method::POST, path, Some(body)).await
    }

    async fn send(&self, mut message: Value) -> (u16, Value) {
        message["messaging_product"] = json!("whatsapp");
        self.post(&self.messages_path(), message).await
    }

    async fn send_text(&self, to: &str) -> (u16, Value) {
        self.send(json!({"to": to, "type": "text", "text": {"body": "Hello"}})).await
    }

    /// Everything that webhooks brought so far, one `value` each. Checks every signature.
    fn values(&self) -> Vec<Value> {
        let secret = &self.simulator.account().app_secret;
        let posts = self.mailbox.posts.lock().unwrap();
        posts
            .iter()
            .map(|(signature, body)| {
                assert_eq!(*signature, sign::signature(secret, body), "a webhook was not signed over its bytes");
                assert!(body.is_ascii(), "webhooks escape everything beyond ASCII");
                serde_json::from_slice::<Value>(body).unwrap()["entry"][0]["changes"][0]["value"].take()
            })
            .collect()
    }

    fn all(&self, what: &str) -> Vec<Value> {
        self.values().iter().flat_map(|value| value[what].as_array().cloned().unwrap_or_default()).collect()
    }

    /// The first status of that name, once it comes.
    async fn status(&self, name: &str) -> Value {
        for _ in 0..300 {
            if let Some(status) = self.all("statuses").into_iter().find(|status| status["status"] == name) {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("no {name} status came, only {:?}", self.all("statuses"));
    }

    async fn settle(&self) {
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
}

fn code(answer: &(u16, Value)) -> i64 {
    answer.1["error"]["code"].as_i64().unwrap_or_default()
}

fn wamid(answer: &(u16, Value)) -> String {
    answer.1["messages"][0]["id"].as_str().unwrap_or_else(|| panic!("not accepted: {answer:?}")).to_owned()
}
