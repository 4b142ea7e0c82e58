//! Everything that the simulator knows, behind one lock that is never held across an await.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::sync::{mpsc, watch};

use super::account::Account;
use super::customers::lines::Phrasebook;
use super::customers::{Customer, Inbound, People};
use super::faults::Faults;
use super::graph::catalogue::Catalogue;
use super::limits::Limits;
use super::media::MediaStore;
use super::phone::Phone;
use super::reviewers::Reviewers;
use super::webhook::{Callbacks, Delivery, Lane, Letter, Parcel};
use super::{SimulatorConfig, SimulatorError, ids, server};
use crate::domain::clock::Clock;

/// The account, the time and the state; shared by the server and by all that its customers do.
pub(super) struct World {
    pub account: Account,
    pub clock: Clock,
    pub address: SocketAddr,
    pub http: reqwest::Client,
    pub phrases: Phrasebook,
    /// Counts up whenever waiting deliveries should look again at once.
    pub nudge: watch::Sender<u64>,
    state: Mutex<State>,
    rng: Mutex<fastrand::Rng>,
    stop: watch::Sender<bool>,
}

/// What changes while it runs.
pub(super) struct State {
    pub people: People,
    /// What customers wrote, by message id: needed for receipts, quotes and reactions.
    pub inbound: HashMap<String, Inbound>,
    /// What they wrote before the doors opened, still to be delivered.
    pub opening: Vec<Inbound>,
    pub sent: Vec<Sent>,
    pub templates: Arc<Catalogue>,
    pub phone: Phone,
    pub media: MediaStore,
    pub callbacks: Callbacks,
    pub faults: Faults,
    pub limits: Limits,
    pub reviewers: Reviewers,
    pub held: Vec<Parcel>,
    pub deliveries: BTreeMap<u64, Delivery>,
    pub lanes: HashMap<Lane, mpsc::UnboundedSender<Letter>>,
    /// The lanes whose first webhook the business has not taken yet.
    pub blocked: HashSet<Lane>,
    pub answers: bool,
    /// Whether the customers live on already.
    pub alive: bool,
    pub delays: f64,
}

/// One message that was accepted from the business.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    pub id: String,
    pub at: DateTime<Utc>,
    /// The customer, when there is one behind the address.
    pub customer: Option<usize>,
    /// The `wa_id` that it went to; absent when a BSUID was addressed.
    pub wa_id: Option<String>,
    /// The BSUID that it was addressed to; absent when a number was.
    pub user_id: Option<String>,
    pub kind: String,
    /// The template's category, for templates.
    pub category: Option<String>,
    /// What the customer sees of a template.
    pub seen: Option<Value>,
    /// The request as it came.
    pub body: Value,
    pub statuses: Vec<(String, DateTime<Utc>)>,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World").field("address", &self.address).finish_non_exhaustive()
    }
}

impl World {
    pub fn new(config: &SimulatorConfig, address: SocketAddr) -> Result<Arc<World>, SimulatorError> {
        let mut rng = config.seed.map_or_else(fastrand::Rng::new, fastrand::Rng::with_seed);
        let state = State {
            people: People::default(),
            inbound: HashMap::new(),
            opening: Vec::new(),
            sent: Vec::new(),
            templates: Arc::new(Catalogue::built_in()?),
            phone: Phone::default(),
            media: MediaStore::default(),
            callbacks: Callbacks::new(config.webhook.clone()),
            faults: Faults::default(),
            limits: Limits::default(),
            reviewers: Reviewers::default(),
            held: Vec::new(),
            deliveries: BTreeMap::new(),
            lanes: HashMap::new(),
            blocked: HashSet::new(),
            answers: config.answers,
            alive: false,
            delays: config.delays.max(0.0),
        };
        Ok(Arc::new(World {
            account: Account::new(&mut rng),
            clock: config.clock.clone(),
            address,
            http: server::client()?,
            phrases: Phrasebook::built_in()?,
            nudge: watch::Sender::new(0),
            state: Mutex::new(state),
            rng: Mutex::new(rng),
            stop: watch::Sender::new(false),
        }))
    }

    /// Reads or changes the state. `look` must be quick: everyone else waits.
    pub fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn random<T>(&self, draw: impl FnOnce(&mut fastrand::Rng) -> T) -> T {
        draw(&mut self.rng.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The templates as they are now.
    pub fn templates(&self) -> Arc<Catalogue> {
        self.with(|state| Arc::clone(&state.templates))
    }

    /// A message of the business that was accepted.
    pub fn sent(&self, id: &str) -> Option<Sent> {
        self.with(|state| state.sent.iter().rev().find(|sent| sent.id == id).cloned())
    }

    /// A person as they are now.
    pub fn customer(&self, id: usize) -> Option<Customer> {
        self.with(|state| state.people.get(id).cloned())
    }

    pub fn new_wamid(&self) -> String {
        self.random(ids::wamid)
    }

    /// Runs a task that ends with the simulator.
    pub fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut stop = self.stop.subscribe();
        tokio::spawn(async move {
            tokio::select! {
                _ = stop.wait_for(|stopped| *stopped) => {}
                () = task => {}
            }
        });
    }

    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    pub async fn stopped(&self) {
        let mut stop = self.stop.subscribe();
        let _ = stop.wait_for(|stopped| *stopped).await;
    }

    /// Waits somewhere between two moments of real time, made longer or shorter by the configured delays.
    pub async fn pause(&self, from_ms: u64, to_ms: u64) {
        let ms = self.random(|rng| rng.u64(from_ms..=to_ms));
        self.wait(Duration::from_millis(ms)).await;
    }

    pub async fn wait(&self, time: Duration) {
        self.wait_at_least(time, Duration::ZERO).await;
    }

    /// The same, but never shorter than `least`: for what repeats, and would spin where there are no delays.
    pub async fn wait_at_least(&self, time: Duration, least: Duration) {
        let scale = self.with(|state| state.delays);
        tokio::time::sleep(time.mul_f64(scale.min(1000.0)).max(least)).await;
    }

    pub fn set_callback(&self, url: Option<String>) {
        self.with(|state| state.callbacks.set_app(url));
        self.look_again();
    }

    /// Wakes deliveries that wait for an address or for their next attempt.
    pub fn look_again(&self) {
        self.nudge.send_modify(|count| *count += 1);
    }
}
