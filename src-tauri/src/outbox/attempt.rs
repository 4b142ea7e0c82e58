//! The sender: hands over what is due, one message of a thread at a time.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, Semaphore, broadcast, watch};
use tokio::task::JoinSet;
use tracing::{debug, error, info, warn};
use uuid::Uuid;

use crate::domain::clock::Clock;
use crate::domain::event::{
    Actor, Event, NewEvent, SendAccepted, SendDeferred, SendFailed, SendStarted, SendUncertain, SendingPaused,
};
use crate::domain::failure::{Failure, FailureCode};
use crate::domain::ids::{ChannelId, ConversationId, MessageId};
use crate::log::{self, Log, NotAppended};
use crate::media::{self, Library, UploadError};
use crate::provider::meta::errors;
use crate::provider::{CallError, Outgoing, Provider};
use crate::store::tables::outbox::OutboxRow;
use crate::store::tables::outside::Counted;
use crate::store::tables::{channel, conversation, log as log_table, outbox};
use crate::store::{DbResult, Store};

use super::allowed::{self, Asked};
use super::carry;
use super::limits::Limits;
use super::queue::recipient;
use super::retry::{self, Next};

/// Hand-overs at the same time, over all channels.
const AT_ONCE: usize = 16;
/// The practice clock may change its speed while we wait, so we look again this often.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);
/// After a failure of the database nothing is lost by waiting.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Hands messages over to providers.
pub struct Outbox {
    store: Store,
    log: Arc<dyn Log>,
    clock: Clock,
    library: Library,
    providers: BTreeMap<ChannelId, Arc<dyn Provider>>,
    limits: Limits,
    places: Arc<Semaphore>,
    /// Threads with a message on its way, so that the next one waits.
    busy: Mutex<HashSet<ConversationId>>,
    /// How often in a row a channel's provider could not be reached.
    unreachable: Mutex<HashMap<ChannelId, u32>>,
    done: Notify,
}

impl Outbox {
    /// A sender for these channels.
    pub fn new(
        store: Store,
        log: Arc<dyn Log>,
        clock: Clock,
        library: Library,
        providers: BTreeMap<ChannelId, Arc<dyn Provider>>,
    ) -> Arc<Self> {
        Arc::new(Outbox {
            store,
            log,
            clock,
            library,
            providers,
            limits: Limits::new(),
            places: Arc::new(Semaphore::new(AT_ONCE)),
            busy: Mutex::default(),
            unreachable: Mutex::default(),
            done: Notify::new(),
        })
    }

    /// Works until `stop` turns true, and then waits for what is on its way. Begins with what a crash broke off: those
    /// messages are unknown from now on.
    pub async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let mut commits = self.log.follow();
        while let Err(problem) = self.settle_interrupted().await {
            error!("Could not settle interrupted messages: {problem}; trying again");
            tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
        }
        let mut attempts = JoinSet::new();
        while !*stop.borrow() {
            while attempts.try_join_next().is_some() {}
            let wait = match self.start_due(&mut attempts).await {
                Ok(wait) => wait,
                Err(problem) => {
                    error!("Could not read the outbox: {problem}; trying again");
                    Some(PAUSE_AFTER_FAILURE)
                }
            };
            tokio::select! {
                () = self.wait_for_work(&mut commits, wait) => {}
                _ = stop.changed() => break,
            }
        }
        attempts.join_all().await;
    }

    async fn wait_for_work(&self, commits: &mut broadcast::Receiver<log::Committed>, wait: Option<Duration>) {
        let timer = async {
            match wait {
                Some(wait) => tokio::time::sleep(wait.min(LONGEST_SLEEP)).await,
                None => std::future::pending().await,
            }
        };
        let asked = async {
            loop {
                match commits.recv().await {
                    Ok(committed) if !committed.events.iter().any(|event| asks_for_sending(&event.event)) => {}
                    Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => break,
                    Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
                }
            }
        };
        tokio::select! {
            () = timer => {}
            () = asked => {}
            () = self.done.notified() => {}
        }
    }

    /// Starts every message that may go now; tells how long until the next one may.
    async fn start_due(self: &Arc<Self>, attempts: &mut JoinSet<()>) -> DbResult<Option<Duration>> {
        let mut next: Option<Duration> = None;
        let mut sooner = |wait: Duration| next = Some(next.map_or(wait, |next| next.min(wait)));
        let (heads, shared) = self.store.read(|tx| Ok((outbox::heads(tx)?, channel::on_phone(tx)?))).await?;
        for row in heads {
            let Some(next_at) = row.next_at else { continue };
            if row.sending || self.is_busy(row.conversation) {
                continue;
            }
            let wait = self.clock.real_time_until(next_at);
            if !wait.is_zero() {
                sooner(wait);
                continue;
            }
            let Ok(place) = self.places.clone().try_acquire_owned() else { break };
            if let Err(wait) = self.limits.take(&row.channel, row.conversation, shared.contains(&row.channel)) {
                sooner(wait);
                continue;
            }
            self.set_busy(row.conversation, true);
            let outbox = self.clone();
            attempts.spawn(async move {
                let conversation = row.conversation;
                outbox.attempt(row).await;
                drop(place);
                outbox.set_busy(conversation, false);
                outbox.done.notify_one();
            });
        }
        if next.is_none() {
            self.limits.tidy();
        }
        Ok(next)
    }

    /// One hand-over, from the note that it begins to the note of how it ended. A file goes up before: to hand it over
    /// twice does no harm, so that a crash in the middle of it leaves nothing uncertain.
    async fn attempt(&self, row: OutboxRow) {
        let message = row.message;
        let Some(provider) = self.providers.get(&row.channel) else {
            return self.keep(message, self.begin(&row, BTreeMap::new()).await.map(drop)).await;
        };
        let taken_back = carry::taken_back(self.log.follow(), message);
        let uploading = carry::upload(&self.store, &self.library, self.log.clone(), provider.as_ref(), &row);
        let uploaded = tokio::select! {
            uploaded = uploading => uploaded,
            // Nobody waits for the rest of a file that will not be sent.
            () = taken_back => return,
        };
        let uploaded = match uploaded {
            Ok(uploaded) => uploaded,
            Err(UploadError::Db(problem)) => return self.keep(message, Err(problem)).await,
            Err(problem) => {
                let events = self.events_of(&row, Err(carry::as_call_error(problem)));
                return self.append_for_sure(message, events).await;
            }
        };
        let outgoing = match self.begin(&row, uploaded.clone()).await {
            Ok(Some(outgoing)) => outgoing,
            outcome => return self.keep(message, outcome.map(drop)).await,
        };
        let outcome = provider.send(outgoing).await;
        if let Err(CallError::Refused(failure)) = &outcome
            && carry::is_about_files(failure)
        {
            self.forget_files(&row, uploaded).await;
        }
        self.append_for_sure(message, self.events_of(&row, outcome)).await;
    }

    /// The files of a message go up anew with the next attempt: the provider may not know them any more.
    async fn forget_files(&self, row: &OutboxRow, media_ids: BTreeMap<String, String>) {
        let message = row.message;
        for media_id in media_ids.into_values() {
            if let Err(problem) = media::forget(&self.library, row.channel.clone(), media_id).await {
                warn!(message.id = %message, "Could not forget a file of message {message}: {problem}");
            }
        }
    }

    /// A hand-over that could not begin begins again a little later: nothing has left this computer.
    async fn keep(&self, message: MessageId, outcome: DbResult<()>) {
        if let Err(problem) = outcome {
            error!(message.id = %message, "Could not begin sending message {message}: {problem}");
            tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
        }
    }

    /// The provider has spoken: this must not be forgotten, however long the database takes.
    async fn append_for_sure(&self, message: MessageId, events: Vec<NewEvent>) {
        while let Err(problem) = log::append(self.log.as_ref(), events.clone()).await {
            error!(message.id = %message, "Could not keep the outcome of message {message}: {problem}; trying again");
            tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
        }
    }

    /// Notes that a hand-over begins, unless the message is not ours to send any more or may not go now: the third time
    /// at which the window is checked.
    async fn begin(&self, row: &OutboxRow, media_ids: BTreeMap<String, String>) -> DbResult<Option<Outgoing>> {
        let slot = Arc::new(Mutex::new(None));
        let (found, row, now) = (slot.clone(), row.clone(), self.clock.now());
        let connected = self.providers.contains_key(&row.channel);
        let begun = log::append_if::<()>(self.log.as_ref(), move |tx| {
            let Some(current) = outbox::by_message(tx, row.message)?.filter(|current| !current.sending) else {
                return Ok(Ok(Vec::new()));
            };
            let Some(wish) = log_table::wish(tx, row.message)? else { return Ok(Ok(Vec::new())) };
            let Some((_, to)) = recipient(tx, row.conversation)? else { return Ok(Ok(Vec::new())) };
            let Some(thread) = conversation::by_id(tx, row.conversation)? else { return Ok(Ok(Vec::new())) };
            let thread = conversation::shown(tx, thread)?;
            let obstacle = if connected {
                let asked = Asked {
                    channel: &row.channel,
                    person: Some(thread.contact),
                    to: &to,
                    content: &wish.content,
                    open: thread.window().is_open(now),
                    message: Some(row.message),
                    counted: Counted::HandedOver,
                };
                allowed::obstacle(tx, &asked, now)?.and_then(allowed::failure_of)
            } else {
                Some(FailureCode::ChannelGone)
            };
            let event: Event = match obstacle {
                Some(code) => SendFailed { message: row.message, failure: Failure::of(code) }.into(),
                None => {
                    let reply_to = wish.context.reply_to;
                    let outgoing =
                        Outgoing { to, content: wish.content, reply_to, media_ids, client_id: wish.client_id };
                    *found.lock().unwrap_or_else(PoisonError::into_inner) = Some(outgoing);
                    SendStarted { message: row.message, attempt: current.attempt + 1 }.into()
                }
            };
            Ok(Ok(vec![system_event(event, now)]))
        });
        match begun.await {
            Ok(_) | Err(NotAppended::Refused(())) => Ok(slot.lock().unwrap_or_else(PoisonError::into_inner).take()),
            Err(NotAppended::Db(problem)) => Err(problem),
        }
    }

    fn events_of(&self, row: &OutboxRow, outcome: Result<crate::provider::Accepted, CallError>) -> Vec<NewEvent> {
        let (message, now) = (row.message, self.clock.now());
        if !matches!(outcome, Err(CallError::NotReached(_))) {
            self.unreachable.lock().unwrap_or_else(PoisonError::into_inner).remove(&row.channel);
        }
        let events: Vec<Event> = match outcome {
            Ok(accepted) => {
                debug!(message.id = %message, "The provider has taken message {message}");
                let (provider_id, recipient) = (accepted.provider_id, accepted.recipient);
                vec![SendAccepted { message, provider_id, recipient }.into()]
            }
            Err(CallError::AnswerLost(problem)) => {
                warn!(message.id = %message, "The answer to message {message} was lost: {problem}");
                vec![SendUncertain { message }.into()]
            }
            Err(CallError::NotReached(problem)) => {
                let wait = self.note_unreachable(&row.channel);
                info!(message.id = %message, "The provider was not reached for message {message}: {problem}");
                vec![
                    SendDeferred { message, failure: None, retry_at: Some(self.after(now, wait)), counts: false }
                        .into(),
                ]
            }
            Err(CallError::Refused(failure)) => self.events_of_refusal(row, failure, now),
        };
        events.into_iter().map(|event| system_event(event, now)).collect()
    }

    fn events_of_refusal(&self, row: &OutboxRow, failure: Failure, now: DateTime<Utc>) -> Vec<Event> {
        let (message, code) = (row.message, failure.code);
        let explanation = errors::explain(code);
        warn!(message.id = %message, %code, "The provider refused message {message} with code {code}");
        match retry::after_refusal(explanation.retry, row.tries + 1, fastrand::f64()) {
            Next::In(wait) => {
                let retry_at = Some(self.after(now, wait));
                vec![SendDeferred { message, failure: Some(failure), retry_at, counts: true }.into()]
            }
            Next::GiveUp => vec![SendFailed { message, failure }.into()],
            Next::AwaitChannel => {
                let paused = SendingPaused { channel: row.channel.clone(), failure: failure.clone() };
                let deferred = SendDeferred { message, failure: Some(failure), retry_at: None, counts: false };
                vec![deferred.into(), paused.into()]
            }
        }
    }

    /// A moment on the workspace's clock that is `wait` of real time away.
    fn after(&self, now: DateTime<Utc>, wait: Duration) -> DateTime<Utc> {
        let millis = wait.as_secs_f64() * self.clock.factor() * 1000.0;
        now + chrono::Duration::milliseconds(millis as i64)
    }

    async fn settle_interrupted(&self) -> DbResult<()> {
        let now = self.clock.now();
        let interrupted = self.store.read(outbox::interrupted).await?;
        let uncertain = |row: OutboxRow| system_event(SendUncertain { message: row.message }.into(), now);
        log::append(self.log.as_ref(), interrupted.into_iter().map(uncertain).collect()).await.map(drop)
    }

    fn note_unreachable(&self, channel: &ChannelId) -> Duration {
        let mut unreachable = self.unreachable.lock().unwrap_or_else(PoisonError::into_inner);
        let failures = unreachable.entry(channel.clone()).or_default();
        *failures += 1;
        retry::while_unreachable(*failures, fastrand::f64())
    }

    fn is_busy(&self, conversation: ConversationId) -> bool {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner).contains(&conversation)
    }

    fn set_busy(&self, conversation: ConversationId, busy: bool) {
        let mut all = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        if busy {
            all.insert(conversation);
        } else {
            all.remove(&conversation);
        }
    }
}

fn system_event(event: Event, at: DateTime<Utc>) -> NewEvent {
    NewEvent { id: format!("outbox:{}", Uuid::now_v7()), actor: Actor::System, at, event }
}

/// Whether an event can make a message due.
fn asks_for_sending(event: &Event) -> bool {
    matches!(
        event,
        Event::MessageQueued(_) | Event::RetryRequested(_) | Event::SendingResumed(_) | Event::SendDeferred(_)
    )
}
