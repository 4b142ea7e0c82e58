//! The open workspace, and the commands that concern it as a whole.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use futures::future::BoxFuture;
use tokio::sync::watch;
use uuid::Uuid;

use crate::automation::Scopes;
use crate::domain::clock::Clock;
use crate::domain::content::Limits;
use crate::domain::event::{Actor, NewEvent, SendingResumed};
use crate::domain::ids::{ChannelId, ConversationId};
use crate::domain::problem::Wrong;
use crate::log::{self, Log, Topic};
use crate::media::{Downloads, Library};
use crate::notify::{Notifier, View};
use crate::provider::{Channel, Provider};
use crate::settings::{self, Settings};
use crate::store::tables::{
    channel as channel_table, conversation, delivery, log as log_table, news as news_table, progress,
};
use crate::store::{DbResult, ReadTx, Store};
use crate::webhook::Receiver;

use super::recording::Microphone;
use super::types::{
    ApiError, Bootstrap, ChannelInfo, ChannelRef, ClockInfo, PhoneInfo, PracticeSpeed, ReceivedCounts, SetView,
    TranscriptionKey, WorkspaceInfo,
};
use super::{news, view};

/// The name of the one person who works here, until there are several.
const AGENT: &str = "You";

/// A connected number and the way to its provider.
pub struct Connected {
    /// The number.
    pub channel: Channel,
    /// The way.
    pub provider: Arc<dyn Provider>,
}

/// One business: what its screen and its programs work on.
pub struct Workspace {
    /// Its database.
    pub store: Store,
    /// Its log.
    pub log: Arc<dyn Log>,
    /// Its time.
    pub clock: Clock,
    /// Its numbers.
    pub channels: BTreeMap<ChannelId, Connected>,
    /// Its public listener.
    pub receiver: Receiver,
    /// What tells the person what they would miss.
    pub notifier: Notifier,
    /// Its files.
    pub library: Library,
    /// What fetches them.
    pub downloads: Arc<Downloads>,
    /// Where voice notes are recorded.
    pub microphone: Microphone,
    /// Whether its customers are simulated.
    pub practice: bool,
}

/// Opens and closes workspaces.
pub trait Switch: Send + Sync {
    /// Opens a fresh workspace with simulated customers.
    fn open_practice(&self) -> BoxFuture<'_, anyhow::Result<Arc<Workspace>>>;

    /// Ends the open workspace.
    fn close(&self) -> BoxFuture<'_, ()>;
}

/// What a screen or a program holds on to.
pub struct Api {
    switch: Arc<dyn Switch>,
    open: RwLock<Option<Arc<Workspace>>>,
    /// Counts up when another workspace is opened.
    generation: watch::Sender<u64>,
    welcome: Welcome,
}

/// What the screen says while no workspace is open.
#[derive(Clone, Debug, Default)]
pub struct Welcome {
    /// Where a configuration file is looked for.
    pub config_path: Option<PathBuf>,
    /// Why the workspace that it describes could not be opened.
    pub problem: Option<String>,
}

impl Api {
    /// An api with `open` as its workspace.
    pub fn new(switch: Arc<dyn Switch>, open: Option<Arc<Workspace>>, welcome: Welcome) -> Arc<Self> {
        let open = RwLock::new(open);
        Arc::new(Api { switch, open, generation: watch::channel(0).0, welcome })
    }

    /// Asks the screen to show a conversation: a notice about it was clicked.
    pub fn show(&self, conversation: ConversationId) {
        if let Some(workspace) = self.current() {
            workspace.log.announce(vec![Topic::Show { conversation }]);
        }
    }

    /// The open workspace.
    ///
    /// # Errors
    /// When none is open.
    pub fn workspace(&self) -> Result<Arc<Workspace>, ApiError> {
        self.current().ok_or_else(ApiError::no_workspace)
    }

    pub(super) fn current(&self) -> Option<Arc<Workspace>> {
        self.open.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn generations(&self) -> watch::Receiver<u64> {
        self.generation.subscribe()
    }

    fn set_open(&self, workspace: Option<Arc<Workspace>>) {
        *self.open.write().unwrap_or_else(PoisonError::into_inner) = workspace;
        self.generation.send_modify(|generation| *generation += 1);
    }
}

impl Workspace {
    /// Who works at this screen.
    pub(super) fn agent(&self) -> Actor {
        Actor::Agent(AGENT.to_owned())
    }

    /// A connected number.
    pub(super) fn connected(&self, id: &ChannelId) -> Result<&Connected, ApiError> {
        self.channels.get(id).ok_or_else(|| ApiError::not_found("channel"))
    }

    /// The scope of each channel in which user ids are unique.
    pub fn scopes(&self) -> Scopes {
        self.channels.iter().map(|(id, it)| (id.clone(), it.channel.scope().to_owned())).collect()
    }

    pub(super) fn clock_info(&self) -> ClockInfo {
        let correction = self.clock.correction().num_seconds();
        ClockInfo {
            now: self.clock.now().timestamp_millis(),
            factor: self.clock.factor(),
            behind_s: Some(correction).filter(|seconds| *seconds != 0),
        }
    }
}

pub(super) async fn bootstrap(api: &Api, (): ()) -> Result<Bootstrap, ApiError> {
    let config_path = api.welcome.config_path.as_ref().map(|path| path.display().to_string());
    let problem = api.welcome.problem.clone();
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let limits = Limits::default();
    let Some(workspace) = api.current() else {
        let clock = ClockInfo { now: Clock::system().now().timestamp_millis(), factor: 1.0, behind_s: None };
        let settings = Settings::default();
        return Ok(Bootstrap { workspace: None, clock, settings, limits, version, config_path, problem });
    };
    let channels: Vec<Channel> = workspace.channels.values().map(|connected| connected.channel.clone()).collect();
    let receiver = workspace.receiver.clone();
    let practice = workspace.practice;
    let read = workspace.store.read(move |tx| {
        let channels = channels.iter().map(|channel| channel_info(tx, channel, &receiver)).collect::<DbResult<_>>()?;
        let unread_conversations = conversation::unread_conversations(tx)?;
        let unseen_news = news_table::count_after(tx, progress::of(tx, news::SEEN)?)?;
        let head = log_table::head(tx)?;
        let info = WorkspaceInfo { practice, channels, unread_conversations, unseen_news, head };
        Ok((info, settings::load(tx)?))
    });
    let (info, settings) = read.await?;
    let clock = workspace.clock_info();
    Ok(Bootstrap { workspace: Some(info), clock, settings, limits, version, config_path, problem })
}

fn channel_info(tx: &ReadTx, channel: &Channel, receiver: &Receiver) -> DbResult<ChannelInfo> {
    let known = channel_table::by_id(tx, &channel.id)?;
    let count = delivery::count(tx, &channel.id)?;
    Ok(ChannelInfo {
        id: channel.id.clone(),
        provider: "meta".to_owned(),
        display_phone_number: known.display_phone_number,
        verified_name: known.verified_name,
        quality: known.quality,
        account_name: known.account_name,
        account_review: known.account_review,
        phone: known.on_phone.then(|| PhoneInfo {
            contacts_requested_at: view::millis(known.contacts_requested_at),
            history_requested_at: view::millis(known.history_requested_at),
            history_percent: known.history_percent,
            history_declined: known.history_declined,
        }),
        messaging_limit: known.messaging_limit,
        catalog_id: known.catalog_id,
        paused: known.paused.as_ref().map(view::error),
        webhook_path: channel.webhook_path(),
        received: ReceivedCounts {
            deliveries: count.kept,
            unreadable: count.unreadable,
            refused: i64::try_from(receiver.refused(&channel.id)).unwrap_or(i64::MAX),
            last_at: Some(count.last_at).filter(|at| *at > 0),
        },
    })
}

pub(super) async fn start_practice(api: &Api, (): ()) -> Result<Bootstrap, ApiError> {
    if api.current().is_none() {
        let workspace = api.switch.open_practice().await.map_err(|problem| ApiError::internal(&problem))?;
        api.set_open(Some(workspace));
    }
    bootstrap(api, ()).await
}

pub(super) async fn leave_practice(api: &Api, (): ()) -> Result<Bootstrap, ApiError> {
    if api.current().is_some_and(|workspace| workspace.practice) {
        api.set_open(None);
        api.switch.close().await;
    }
    bootstrap(api, ()).await
}

pub(super) async fn set_practice_speed(api: &Api, speed: PracticeSpeed) -> Result<ClockInfo, ApiError> {
    let workspace = api.workspace()?;
    if !workspace.practice {
        return Err(ApiError::not_found("practice"));
    }
    if !(1.0..=3600.0).contains(&speed.factor) {
        return Err(ApiError::invalid("factor", Wrong::Outside { from: 1, to: 3600 }));
    }
    workspace.clock.set_factor(speed.factor);
    workspace.log.announce(vec![Topic::Workspace]);
    Ok(workspace.clock_info())
}

pub(super) async fn settings(api: &Api, (): ()) -> Result<Settings, ApiError> {
    Ok(api.workspace()?.store.read(settings::load).await?)
}

pub(super) async fn save_settings(api: &Api, settings: Settings) -> Result<Settings, ApiError> {
    let workspace = api.workspace()?;
    settings.check()?;
    settings::save(&workspace.store, &settings).await?;
    workspace.log.announce(vec![Topic::Settings]);
    Ok(settings)
}

pub(super) async fn set_transcription_key(api: &Api, key: TranscriptionKey) -> Result<(), ApiError> {
    settings::save_transcription_key(&api.workspace()?.store, &key.key).await?;
    Ok(())
}

pub(super) async fn set_view(api: &Api, view: SetView) -> Result<(), ApiError> {
    api.workspace()?.notifier.set_view(View { conversation: view.conversation, focused: view.focused });
    Ok(())
}

pub(super) async fn resume_sending(api: &Api, channel: ChannelRef) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    workspace.connected(&channel.channel)?;
    let event = NewEvent {
        id: format!("resume:{}", Uuid::now_v7()),
        actor: workspace.agent(),
        at: workspace.clock.now(),
        event: SendingResumed { channel: channel.channel }.into(),
    };
    log::append(workspace.log.as_ref(), vec![event]).await?;
    Ok(())
}
