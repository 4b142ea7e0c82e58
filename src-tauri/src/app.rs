//! Builds the house: the only file that knows every part of it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use futures::FutureExt as _;
use futures::future::{BoxFuture, join_all};
use secrecy::SecretString;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, Notify, watch};
use tokio::task::{AbortHandle, JoinHandle};
use tracing::{info, warn};

use crate::api::http::{Access, Session};
use crate::api::{Api, Connected, Switch, Workspace};
use crate::domain::clock::Clock;
use crate::domain::ids::ChannelId;
use crate::ingest::Ingest;
use crate::log::{EmbeddedLog, Log, Topic};
use crate::notify::{Notices, Notifier};
use crate::outbox::Outbox;
use crate::projection::{self, Projection};
use crate::provider::meta::{Account, MetaClient};
use crate::provider::{Channel, Provider, sync};
use crate::simulator::{Cast, Simulator, SimulatorConfig};
use crate::store::Store;
use crate::store::tables::delivery;
use crate::webhook::Receiver;

/// What is on its way to a provider when the program ends gets this long to arrive.
const FAREWELL: Duration = Duration::from_secs(3);
/// How long webhooks are kept as they came in.
const KEEP_DELIVERIES: chrono::Duration = chrono::Duration::days(30);
const HOUSEKEEPING: Duration = Duration::from_secs(6 * 3600);

/// How a workspace is to be opened.
pub struct OpenWorkspace {
    /// Where its files lie.
    pub directory: PathBuf,
    /// Its numbers.
    pub channels: Vec<Channel>,
    /// Its time.
    pub clock: Clock,
    /// Where providers reach it; port 0 for any.
    pub webhook_listen: SocketAddr,
    /// Whether its customers are simulated.
    pub practice: bool,
    /// Where notices go.
    pub notices: Arc<dyn Notices>,
}

/// A workspace with everything that works on it.
pub struct Running {
    workspace: Arc<Workspace>,
    public: SocketAddr,
    stop: watch::Sender<bool>,
    finishing: Vec<JoinHandle<()>>,
    working: Vec<JoinHandle<()>>,
}

impl Running {
    /// Opens a workspace and sets everything to work.
    ///
    /// # Errors
    /// When its database cannot be opened, or its public listener's address is taken.
    pub async fn open(open: OpenWorkspace) -> anyhow::Result<Running> {
        install_crypto();
        let directory = open.directory.clone();
        let store = tokio::task::spawn_blocking(move || Store::open(&directory)).await??;
        projection::catch_up(&store).await?;
        let log: Arc<dyn Log> = Arc::new(EmbeddedLog::open(store.clone(), Arc::new(Projection)).await?);
        let channels = connect(&open.channels)?;
        let listener = TcpListener::bind(open.webhook_listen)
            .await
            .with_context(|| format!("cannot listen for webhooks on {}", open.webhook_listen))?;
        let arrived = Arc::new(Notify::new());
        let receiver = Receiver::new(store.clone(), open.clock.clone(), &open.channels, arrived.clone());
        let notifier = Notifier::new(store.clone(), log.clone(), open.clock.clone(), open.notices);
        let (practice, clock) = (open.practice, open.clock);
        let workspace = Arc::new(Workspace { store, log, clock, channels, receiver, notifier, practice });
        Ok(Self::set_to_work(workspace, listener, arrived)?)
    }

    fn set_to_work(workspace: Arc<Workspace>, listener: TcpListener, arrived: Arc<Notify>) -> std::io::Result<Running> {
        let public = listener.local_addr()?;
        let (stop, stopping) = watch::channel(false);
        let Workspace { store, log, clock, channels, receiver, notifier, .. } = workspace.as_ref();
        let scopes = channels.iter().map(|(id, it)| (id.clone(), it.channel.scope().to_owned())).collect();
        let providers = channels.iter().map(|(id, it)| (id.clone(), it.provider.clone())).collect();
        let outbox = Outbox::new(store.clone(), log.clone(), clock.clone(), providers);
        let finishing = vec![
            tokio::spawn(serve(listener, receiver.routes(), stopping.clone())),
            tokio::spawn(outbox.run(stopping)),
        ];
        let mut working = vec![
            tokio::spawn(Ingest::new(store.clone(), log.clone(), scopes, arrived).run()),
            tokio::spawn(notifier.clone().run()),
            tokio::spawn(keep_house(store.clone(), clock.clone())),
            tokio::spawn(announce_clock(log.clone(), clock.clone())),
        ];
        working.extend(channels.iter().map(|(id, connected)| {
            let (log, clock, provider) = (log.clone(), clock.clone(), connected.provider.clone());
            tokio::spawn(sync::keep_in_sync(store.clone(), log, clock, provider, id.clone()))
        }));
        Ok(Running { workspace, public, stop, finishing, working })
    }

    /// What is open.
    pub fn workspace(&self) -> Arc<Workspace> {
        self.workspace.clone()
    }

    /// Where providers reach it.
    pub fn public_address(&self) -> SocketAddr {
        self.public
    }

    /// Takes nothing new, gives what is on its way a moment to arrive, and ends.
    pub async fn close(self) {
        self.stop.send_replace(true);
        let handles: Vec<_> = self.finishing.iter().map(JoinHandle::abort_handle).collect();
        if tokio::time::timeout(FAREWELL, join_all(self.finishing)).await.is_err() {
            handles.iter().for_each(AbortHandle::abort);
        }
        self.working.iter().for_each(JoinHandle::abort);
        // Their ends, so that they let go of the database.
        join_all(self.working).await;
    }
}

/// One crypto implementation for every connection; the first call decides, later ones are no-ops.
fn install_crypto() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}

fn connect(channels: &[Channel]) -> anyhow::Result<BTreeMap<ChannelId, Connected>> {
    let connect_one = |channel: &Channel| {
        let provider: Arc<dyn Provider> = Arc::new(MetaClient::new(channel.meta.clone())?);
        Ok((channel.id.clone(), Connected { channel: channel.clone(), provider }))
    };
    channels.iter().map(connect_one).collect()
}

/// Serves until `stop` turns true, and then ends with the requests that are being answered.
pub async fn serve(listener: TcpListener, routes: axum::Router, mut stop: watch::Receiver<bool>) {
    let stopped = async move {
        let _ = stop.wait_for(|stop| *stop).await;
    };
    if let Err(problem) = axum::serve(listener, routes).with_graceful_shutdown(stopped).await {
        warn!("A listener ended: {problem}");
    }
}

async fn keep_house(store: Store, clock: Clock) {
    loop {
        let before = clock.now() - KEEP_DELIVERIES;
        match store.write(move |tx| delivery::delete_before(tx, before)).await {
            Ok(0) => {}
            Ok(count) => info!(count, "Forgot {count} raw webhooks older than 30 days"),
            Err(problem) => warn!("Could not forget old webhooks: {problem}"),
        }
        tokio::time::sleep(HOUSEKEEPING).await;
    }
}

/// Tells the screen when a practice clock was set. The system's clock never is.
async fn announce_clock(log: Arc<dyn Log>, clock: Clock) {
    const LOOK: Duration = Duration::from_millis(100);
    let mut known = clock.changes();
    if clock.is_system() {
        return;
    }
    loop {
        tokio::time::sleep(LOOK).await;
        let changes = clock.changes();
        if changes != known {
            known = changes;
            log.announce(vec![Topic::Workspace]);
        }
    }
}

/// How practice is to be set up.
#[derive(Clone)]
pub struct Practice {
    /// The folder for practice workspaces. Each is fresh, and removed when it is closed.
    pub directory: PathBuf,
    /// Where the simulator listens; port 0 for any.
    pub simulator_listen: SocketAddr,
    /// Who the customers are.
    pub cast: Cast,
    /// Whether they answer and write by themselves.
    pub answers: bool,
    /// Multiplies their delays and the network's.
    pub delays: f64,
    /// Where notices go.
    pub notices: Arc<dyn Notices>,
}

/// A practice workspace with its simulator.
struct PracticeRun {
    running: Running,
    simulator: Simulator,
    directory: PathBuf,
}

/// What is open in this program, and how to open practice.
pub struct App {
    practice: Practice,
    open: Mutex<Option<Open>>,
}

enum Open {
    Real(Running),
    Practice(PracticeRun),
}

impl App {
    /// A program with nothing open.
    pub fn new(practice: Practice) -> Arc<App> {
        Arc::new(App { practice, open: Mutex::new(None) })
    }

    /// Opens a workspace with real customers.
    ///
    /// # Errors
    /// As [`Running::open`].
    pub async fn open(&self, open: OpenWorkspace) -> anyhow::Result<Arc<Workspace>> {
        let running = Running::open(open).await?;
        let workspace = running.workspace();
        *self.open.lock().await = Some(Open::Real(running));
        Ok(workspace)
    }

    /// Where providers reach the open workspace.
    pub async fn public_address(&self) -> Option<SocketAddr> {
        self.open.lock().await.as_ref().map(|open| match open {
            Open::Real(running) => running.public_address(),
            Open::Practice(run) => run.running.public_address(),
        })
    }

    /// Where the simulator of the open practice workspace listens.
    pub async fn simulator_address(&self) -> Option<SocketAddr> {
        self.open.lock().await.as_ref().and_then(|open| match open {
            Open::Real(_) => None,
            Open::Practice(run) => Some(run.simulator.address()),
        })
    }
}

impl Switch for App {
    fn open_practice(&self) -> BoxFuture<'_, anyhow::Result<Arc<Workspace>>> {
        async {
            let mut open = self.open.lock().await;
            let run = PracticeRun::start(&self.practice).await?;
            let workspace = run.running.workspace();
            info!("Practice has begun; its simulator is controlled at http://{}/_sim/state", run.simulator.address());
            *open = Some(Open::Practice(run));
            Ok(workspace)
        }
        .boxed()
    }

    fn close(&self) -> BoxFuture<'_, ()> {
        async {
            match self.open.lock().await.take() {
                Some(Open::Real(running)) => running.close().await,
                Some(Open::Practice(run)) => run.close().await,
                None => {}
            }
        }
        .boxed()
    }
}

impl PracticeRun {
    async fn start(practice: &Practice) -> anyhow::Result<PracticeRun> {
        let base = practice.directory.clone();
        let directory = tokio::task::spawn_blocking(move || fresh_directory(&base)).await??;
        let clock = Clock::scaled(Clock::system().now(), 1.0);
        let simulator = Simulator::start(SimulatorConfig {
            listen: practice.simulator_listen,
            cast: practice.cast,
            answers: practice.answers,
            delays: practice.delays,
            ..SimulatorConfig::practice(clock.clone())
        })
        .await?;
        let channel = practice_channel(&simulator)?;
        let path = channel.webhook_path();
        let running = Running::open(OpenWorkspace {
            directory: directory.clone(),
            channels: vec![channel],
            clock,
            webhook_listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            practice: true,
            notices: practice.notices.clone(),
        })
        .await?;
        let webhook = format!("http://{}{path}", running.public_address());
        simulator.set_webhook(webhook, &simulator.account().verify_token).await?;
        simulator.open().await;
        Ok(PracticeRun { running, simulator, directory })
    }

    async fn close(self) {
        self.simulator.stop().await;
        self.running.close().await;
        if let Err(problem) = std::fs::remove_dir_all(&self.directory) {
            warn!("Could not remove the practice workspace: {problem}");
        }
    }
}

fn practice_channel(simulator: &Simulator) -> anyhow::Result<Channel> {
    let account = simulator.account();
    Ok(Channel {
        id: ChannelId::new("practice")?,
        meta: Account {
            graph_url: format!("http://{}", simulator.address()),
            graph_version: crate::provider::meta::DEFAULT_GRAPH_VERSION.to_owned(),
            phone_number_id: account.phone_number_id.clone(),
            waba_id: account.waba_id.clone(),
            access_token: SecretString::from(account.access_token.clone()),
        },
        app_secret: SecretString::from(account.app_secret.clone()),
        verify_token: SecretString::from(account.verify_token.clone()),
    })
}

/// A new folder in `base`, from which what a crash has left is removed; what another process has open stays.
fn fresh_directory(base: &Path) -> anyhow::Result<PathBuf> {
    std::fs::create_dir_all(base).with_context(|| format!("cannot create {}", base.display()))?;
    for left in std::fs::read_dir(base)?.flatten().map(|entry| entry.path()) {
        if Store::is_free(&left)
            && let Err(problem) = std::fs::remove_dir_all(&left)
        {
            warn!("Could not remove an old practice workspace: {problem}");
        }
    }
    Ok(base.join(uuid::Uuid::now_v7().to_string()))
}

/// The private listener: the screen in a browser and the local API.
pub struct PrivateListener {
    listener: TcpListener,
    address: SocketAddr,
    session: Session,
}

impl PrivateListener {
    /// Takes the address; port 0 for any.
    ///
    /// # Errors
    /// When it is taken, or can be reached from other computers: what is served here is not encrypted on its way.
    pub async fn bind(listen: SocketAddr) -> anyhow::Result<PrivateListener> {
        anyhow::ensure!(
            listen.ip().is_loopback(),
            "the screen and the local API are for this computer alone: {listen} can be reached from others"
        );
        let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
        let address = listener.local_addr()?;
        Ok(PrivateListener { listener, address, session: Session::new(address) })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The link that lets a browser in.
    pub fn link(&self) -> String {
        self.session.link(self.address)
    }

    /// Serves until `stop` turns true.
    pub async fn serve(self, api: Arc<Api>, api_token: Option<SecretString>, stop: watch::Receiver<bool>) {
        let access = Access { session: self.session, api_token };
        serve(self.listener, crate::api::http::routes(api, access, self.address), stop).await;
    }
}
