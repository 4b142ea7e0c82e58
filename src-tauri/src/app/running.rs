//! A workspace with everything that works on it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use futures::future::join_all;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::{AbortHandle, JoinHandle};

use crate::api::{Connected, Microphone, Workspace};
use crate::automation::{AwayReplies, Schedule, wake_snoozed};
use crate::domain::clock::Clock;
use crate::domain::ids::ChannelId;
use crate::ingest::{self, Ingest};
use crate::log::{EmbeddedLog, Log};
use crate::media::{Downloads, Files, Library};
use crate::notify::{Notices, Notifier};
use crate::outbox::Outbox;
use crate::projection::{self, Projection};
use crate::provider::meta::MetaClient;
use crate::provider::{Channel, Provider, sync};
use crate::store::Store;
use crate::transcripts::Transcripts;
use crate::webhook::{self, Receiver};

use super::housekeeping::{announce_clock, keep_clock_right, keep_house};
use super::serve;

/// What is on its way to a provider when the program ends gets this long to arrive.
const FAREWELL: Duration = Duration::from_secs(3);
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
        webhook::note_start(&store, open.clock.now()).await?;
        let log: Arc<dyn Log> = Arc::new(EmbeddedLog::open(store.clone(), Arc::new(Projection)).await?);
        let scopes: BTreeMap<String, String> =
            open.channels.iter().map(|it| (it.id.to_string(), it.scope().to_owned())).collect();
        let scope_of = move |channel: &str| scopes.get(channel).cloned().unwrap_or_default();
        ingest::reread_once(&store, log.as_ref(), &scope_of).await?;
        let channels = connect(&open.channels)?;
        let listener = TcpListener::bind(open.webhook_listen)
            .await
            .with_context(|| format!("cannot listen for webhooks on {}", open.webhook_listen))?;
        let arrived = Arc::new(Notify::new());
        let receiver = Receiver::new(store.clone(), open.clock.clone(), &open.channels, arrived.clone());
        let notifier = Notifier::new(store.clone(), log.clone(), open.clock.clone(), open.notices);
        let library = Library::new(store.clone(), Files::open(open.directory).await?, open.clock.clone());
        let downloads = Downloads::new(library.clone(), log.clone(), providers_of(&channels));
        let (practice, clock) = (open.practice, open.clock);
        let microphone = Microphone::default();
        let workspace = Arc::new(Workspace {
            store,
            log,
            clock,
            channels,
            receiver,
            notifier,
            library,
            downloads,
            microphone,
            practice,
        });
        Ok(Self::set_to_work(workspace, listener, arrived)?)
    }

    fn set_to_work(workspace: Arc<Workspace>, listener: TcpListener, arrived: Arc<Notify>) -> std::io::Result<Running> {
        let public = listener.local_addr()?;
        let (stop, stopping) = watch::channel(false);
        let Workspace { store, log, clock, channels, receiver, notifier, library, .. } = workspace.as_ref();
        let scopes = workspace.scopes();
        let outbox = Outbox::new(store.clone(), log.clone(), clock.clone(), library.clone(), providers_of(channels));
        let transcripts = Transcripts::new(store.clone(), log.clone(), library.clone(), clock.clone());
        let downloads = workspace.downloads.clone();
        // Those who follow the log come first, so that they miss nothing of what the others begin with.
        let telling = notifier.clone().run();
        let answering = AwayReplies::new(store.clone(), log.clone(), clock.clone(), scopes.clone()).run();
        let finishing = vec![
            tokio::spawn(serve(listener, receiver.routes(), stopping.clone())),
            tokio::spawn(outbox.run(stopping.clone())),
            tokio::spawn(downloads.run(stopping)),
        ];
        let mut working = vec![
            tokio::spawn(telling),
            tokio::spawn(answering),
            tokio::spawn(Schedule::new(store.clone(), log.clone(), clock.clone(), scopes.clone()).run()),
            tokio::spawn(Ingest::new(store.clone(), log.clone(), scopes, arrived).run()),
            tokio::spawn(transcripts.run()),
            tokio::spawn(keep_house(store.clone(), clock.clone())),
            tokio::spawn(announce_clock(log.clone(), clock.clone())),
            tokio::spawn(webhook::watch(store.clone(), log.clone(), clock.clone())),
            tokio::spawn(wake_snoozed(log.clone(), clock.clone())),
            tokio::spawn(keep_clock_right(log.clone(), clock.clone(), providers_of(channels).into_values().collect())),
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

fn providers_of(channels: &BTreeMap<ChannelId, Connected>) -> BTreeMap<ChannelId, Arc<dyn Provider>> {
    channels.iter().map(|(id, connected)| (id.clone(), connected.provider.clone())).collect()
}
