//! Practice: a fresh workspace whose customers are simulated.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use secrecy::SecretString;
use tracing::warn;

use crate::domain::clock::Clock;
use crate::domain::ids::ChannelId;
use crate::notify::Notices;
use crate::provider::Channel;
use crate::provider::meta::{Account, DEFAULT_GRAPH_VERSION};
use crate::simulator::{Cast, Simulator, SimulatorConfig};
use crate::store::Store;
use crate::store::tables::template;

use super::running::{OpenWorkspace, Running};

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
pub(super) struct PracticeRun {
    pub(super) running: Running,
    pub(super) simulator: Simulator,
    directory: PathBuf,
}

impl PracticeRun {
    pub(super) async fn start(practice: &Practice) -> anyhow::Result<PracticeRun> {
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
        let (id, path) = (channel.id.clone(), channel.webhook_path());
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
        templates_are_read(&running, &id).await;
        simulator.relive().await;
        Ok(PracticeRun { running, simulator, directory })
    }

    pub(super) async fn close(self) {
        self.simulator.stop().await;
        self.running.close().await;
        if let Err(problem) = std::fs::remove_dir_all(&self.directory) {
            warn!("Could not remove the practice workspace: {problem}");
        }
    }
}

/// Waits until the templates were read for the first time, since the clock is about to be set back and "read three days
/// ago" would be on the screen. Without them practice begins all the same.
async fn templates_are_read(running: &Running, channel: &ChannelId) {
    const LOOK: Duration = Duration::from_millis(5);
    const PATIENCE: Duration = Duration::from_secs(2);
    let workspace = running.workspace();
    let read = async {
        loop {
            let channel = channel.clone();
            if let Ok(Some(_)) = workspace.store.read(move |tx| template::synced_at(tx, &channel)).await {
                break;
            }
            tokio::time::sleep(LOOK).await;
        }
    };
    if tokio::time::timeout(PATIENCE, read).await.is_err() {
        warn!("Practice begins without templates");
    }
}

fn practice_channel(simulator: &Simulator) -> anyhow::Result<Channel> {
    let account = simulator.account();
    Ok(Channel {
        id: ChannelId::new("practice")?,
        meta: Account {
            graph_url: format!("http://{}", simulator.address()),
            graph_version: DEFAULT_GRAPH_VERSION.to_owned(),
            phone_number_id: account.phone_number_id.clone(),
            waba_id: account.waba_id.clone(),
            app_id: Some(account.app_id.clone()),
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
