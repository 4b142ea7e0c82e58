//! The core and the simulator in this process, on one clock that stands still unless it is moved.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Duration, Utc};
use frontdesk::api::{Api, Switch, Welcome, Workspace, dispatch};
use frontdesk::app::{OpenWorkspace, Running};
use frontdesk::domain::clock::Clock;
use frontdesk::domain::ids::ChannelId;
use frontdesk::notify::{Notice, Notices};
use frontdesk::projection;
use frontdesk::provider::Channel;
use frontdesk::provider::meta::Account;
use frontdesk::simulator::{Simulator, SimulatorConfig};
use frontdesk::store::{DATABASE, Store};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{client, eventually, tables};

/// Keeps what would have been shown.
#[derive(Default)]
pub struct KeptNotices {
    kept: Mutex<Vec<Notice>>,
}

impl Notices for KeptNotices {
    fn show(&self, notice: Notice) {
        self.kept.lock().unwrap().push(notice);
    }
}

struct NoSwitch;

impl Switch for NoSwitch {
    fn open_practice(&self) -> BoxFuture<'_, anyhow::Result<Arc<Workspace>>> {
        async { anyhow::bail!("not in this test") }.boxed()
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        async {}.boxed()
    }
}

/// A workspace with one channel at a simulator.
pub struct House {
    directory: TempDir,
    pub clock: Clock,
    pub simulator: Simulator,
    running: Option<Running>,
    pub api: Arc<Api>,
    pub notices: Arc<KeptNotices>,
    http: reqwest::Client,
    graph_url: String,
}

impl House {
    /// A fresh workspace and one silent customer, whose opening message has not been sent yet.
    pub async fn new() -> House {
        let clock = Clock::scaled(DateTime::from_timestamp(1_795_000_000, 0).unwrap(), 1.0);
        let simulator = Simulator::start(SimulatorConfig::single(clock.clone())).await.unwrap();
        let graph_url = format!("http://{}", simulator.address());
        Self::with(simulator, clock, graph_url, TempDir::new().unwrap()).await
    }

    /// Like [`House::new`], but the provider's address leads elsewhere.
    pub async fn with_graph_url(graph_url: &str) -> House {
        let clock = Clock::scaled(DateTime::from_timestamp(1_795_000_000, 0).unwrap(), 1.0);
        let simulator = Simulator::start(SimulatorConfig::single(clock.clone())).await.unwrap();
        Self::with(simulator, clock, graph_url.to_owned(), TempDir::new().unwrap()).await
    }

    /// On a computer whose own clock is `behind` the provider's.
    pub async fn on_a_computer_that_is(behind: Duration) -> House {
        let providers = Clock::scaled(Clock::system().now() + behind, 1.0);
        let simulator = Simulator::start(SimulatorConfig::single(providers)).await.unwrap();
        let graph_url = format!("http://{}", simulator.address());
        Self::with(simulator, Clock::system(), graph_url, TempDir::new().unwrap()).await
    }

    async fn with(simulator: Simulator, clock: Clock, graph_url: String, directory: TempDir) -> House {
        let notices = Arc::new(KeptNotices::default());
        let running = open(&simulator, &clock, &graph_url, directory.path().to_owned(), notices.clone()).await;
        let api = Api::new(Arc::new(NoSwitch), Some(running.workspace()), Welcome::default());
        let house =
            House { directory, clock, simulator, running: Some(running), api, notices, http: client(), graph_url };
        house.register_webhook().await;
        house.speak("en").await;
        house
    }

    /// Sets the language of the screen. Journeys begin in English, whatever this computer speaks.
    pub async fn speak(&self, language: &str) {
        let mut settings = self.rpc("settings", json!(null)).await;
        settings["language"] = json!(language);
        self.rpc("save_settings", settings).await;
    }

    async fn register_webhook(&self) {
        let url = format!("http://{}/webhooks/meta/main", self.public());
        self.simulator.set_webhook(url, &self.simulator.account().verify_token).await.unwrap();
    }

    /// Ends the core as a program ends, and starts it anew on the same files. The simulator lives on.
    pub async fn restart(&mut self) {
        self.shut().await;
        let path = self.directory.path().to_owned();
        let running = open(&self.simulator, &self.clock, &self.graph_url, path, self.notices.clone()).await;
        self.api = Api::new(Arc::new(NoSwitch), Some(running.workspace()), Welcome::default());
        self.running = Some(running);
        self.register_webhook().await;
    }

    /// Ends the core, lets time pass while the computer is off, and starts it anew.
    pub async fn restart_after(&mut self, off: Duration) {
        self.shut().await;
        self.advance(off);
        self.restart().await;
    }

    async fn shut(&mut self) {
        if let Some(running) = self.running.take() {
            // The api holds the workspace as well.
            self.api = Api::new(Arc::new(NoSwitch), None, Welcome::default());
            running.close().await;
        }
        let path = self.directory.path().to_owned();
        eventually("the workspace is free", async || Store::is_free(&path).then_some(())).await;
    }

    /// What is open. Let go of it before the journey ends.
    pub fn workspace(&self) -> Arc<Workspace> {
        self.running.as_ref().unwrap().workspace()
    }

    pub fn public(&self) -> SocketAddr {
        self.running.as_ref().unwrap().public_address()
    }

    /// Where its files lie.
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// A command of the screen.
    pub async fn rpc(&self, name: &str, payload: Value) -> Value {
        self.try_rpc(name, payload).await.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// A command of the screen that may be refused.
    pub async fn try_rpc(&self, name: &str, payload: Value) -> Result<Value, Value> {
        dispatch(&self.api, name, payload).await.map_err(|error| serde_json::to_value(error).unwrap())
    }

    /// A call to the simulator's control.
    pub async fn control(&self, path: &str, body: Value) -> Value {
        let url = format!("http://{}/_sim{path}", self.simulator.address());
        self.http.post(url).json(&body).send().await.unwrap().json().await.unwrap()
    }

    /// What the simulator has taken so far.
    pub async fn taken(&self) -> Vec<Value> {
        let url = format!("http://{}/_sim/sent", self.simulator.address());
        self.http.get(url).send().await.unwrap().json().await.unwrap()
    }

    /// A new customer who wrote `text` just now.
    pub async fn customer(&self, name: &str, phone: &str, text: &str) -> Value {
        self.customer_ago(name, phone, text, 0).await
    }

    /// A new customer who wrote `text` some seconds ago.
    pub async fn customer_ago(&self, name: &str, phone: &str, text: &str, seconds: i64) -> Value {
        let body = json!({ "name": name, "phone": phone, "text": text, "wrote_seconds_ago": seconds });
        let added = self.control("/customers", body).await;
        assert_eq!(added["customer"]["status"], 200, "{added}");
        self.conversation_named(name).await
    }

    /// The conversation of a person, once it is there.
    pub async fn conversation_named(&self, name: &str) -> Value {
        eventually(&format!("a conversation with {name}"), async || {
            let page = self.rpc("list_conversations", json!({ "filter": "all", "sort": "newest", "limit": 200 })).await;
            page["items"].as_array().unwrap().iter().find(|item| item["contact"]["name"] == name).cloned()
        })
        .await
    }

    /// The conversation as it is now.
    pub async fn conversation(&self, id: &Value) -> Value {
        self.rpc("conversations", json!({ "ids": [id] })).await[0].clone()
    }

    pub async fn write(&self, phone: &str, body: Value) -> Value {
        self.control(&format!("/customers/{phone}/write"), body).await
    }

    /// Sends any content from the screen.
    pub async fn send(&self, conversation: &Value, content: Value) -> Result<Value, Value> {
        let id = &conversation["id"];
        let payload = json!({ "conversation": id, "content": content, "clientId": uuid::Uuid::now_v7() });
        self.try_rpc("send_message", payload).await
    }

    /// Sends a text from the screen.
    pub async fn reply(&self, conversation: &Value, text: &str) -> Result<Value, Value> {
        self.send(conversation, json!({ "kind": "text", "text": text })).await
    }

    /// The message as it is now.
    pub async fn message(&self, id: &Value) -> Value {
        self.rpc("messages", json!({ "ids": [id] })).await[0].clone()
    }

    /// The message, once its status is this.
    pub async fn message_with_status(&self, message: &Value, status: &str) -> Value {
        eventually(&format!("message {} is {status}", message["id"]), async || {
            let now = self.message(&message["id"]).await;
            (now["status"] == status).then_some(now)
        })
        .await
    }

    /// The texts of a thread, oldest first.
    pub async fn texts(&self, conversation: &Value) -> Vec<String> {
        let page = self.rpc("list_messages", json!({ "conversation": conversation["id"], "limit": 200 })).await;
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["content"]["text"].as_str().unwrap_or("-").to_owned())
            .collect()
    }

    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn shown_notices(&self) -> Vec<Notice> {
        self.notices.kept.lock().unwrap().clone()
    }

    /// Ends the journey: whatever happened in it, the tables are those that the log folds into.
    pub async fn end(mut self) {
        self.shut().await;
        let database = self.directory.path().join(DATABASE);
        let before = tables::contents(&database);
        let store = Store::open(self.directory.path()).unwrap();
        projection::rebuild(&store).await.unwrap();
        drop(store);
        assert_eq!(before, tables::contents(&database), "the projection is a fold of the log");
    }
}

async fn open(
    simulator: &Simulator,
    clock: &Clock,
    graph_url: &str,
    directory: std::path::PathBuf,
    notices: Arc<KeptNotices>,
) -> Running {
    let account = simulator.account();
    let channel = Channel {
        id: ChannelId::new("main").unwrap(),
        meta: Account {
            graph_url: graph_url.to_owned(),
            graph_version: "v25.0".to_owned(),
            phone_number_id: account.phone_number_id.clone(),
            waba_id: account.waba_id.clone(),
            app_id: None,
            access_token: SecretString::from(account.access_token.clone()),
        },
        app_secret: SecretString::from(account.app_secret.clone()),
        verify_token: SecretString::from(account.verify_token.clone()),
    };
    Running::open(OpenWorkspace {
        directory,
        channels: vec![channel],
        clock: clock.clone(),
        webhook_listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        practice: false,
        notices,
    })
    .await
    .unwrap()
}
