//! Fetches the files of received messages, until each is here.
//!
//! The log says which files there are; the table `download` remembers which are still to come, so that a crash costs
//! one attempt at most. An attempt that fails is repeated after seconds, then minutes, then every hour, for as long as
//! the provider keeps the file: seven days. Nothing is given up before, since nobody can ask for the file later.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tracing::error;

use crate::domain::ids::{ChannelId, MessageId};
use crate::log::{Committed, Log};
use crate::provider::Provider;
use crate::store::tables::download::{self, DownloadRow, DownloadState};
use crate::store::tables::{log as log_table, progress};
use crate::store::{DbResult, ReadTx};

use super::disk::Kept;
use super::fetch::{Fetched, fetch};
use super::key::FileKey;
use super::library::{Library, LibraryError};
use super::wanted::{self, Wanted};

/// The name under which this worker notes how far it has read the log.
const PROGRESS: &str = "downloads";
/// Files at the same time, over all channels.
const AT_ONCE: usize = 4;
/// Events that are read in one go.
const PAGE: u32 = 500;
/// The practice clock may change its speed while we wait, so we look again this often.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);
/// After a failure of the database nothing is lost by waiting.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Fetches the files of received messages.
pub struct Downloads {
    pub(super) library: Library,
    pub(super) log: Arc<dyn Log>,
    providers: BTreeMap<ChannelId, Arc<dyn Provider>>,
    /// Messages whose file is on its way.
    busy: Mutex<HashSet<MessageId>>,
    /// Addresses that came with messages, each good for one try.
    links: Mutex<HashMap<MessageId, String>>,
    /// How often in a row a channel's provider could not be reached.
    pub(super) unreachable: Mutex<HashMap<ChannelId, u32>>,
    pub(super) look_again: Notify,
}

impl Downloads {
    /// A worker for these channels.
    pub fn new(
        library: Library,
        log: Arc<dyn Log>,
        providers: BTreeMap<ChannelId, Arc<dyn Provider>>,
    ) -> Arc<Downloads> {
        Arc::new(Downloads {
            library,
            log,
            providers,
            busy: Mutex::default(),
            links: Mutex::default(),
            unreachable: Mutex::default(),
            look_again: Notify::new(),
        })
    }

    /// Works until `stop` turns true; what is on its way then begins anew at the next start.
    pub async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let mut commits = self.log.follow();
        let mut unread = true;
        if let Err(problem) = self.begin_anew().await {
            error!("Could not look again for files that did not come: {problem}");
        }
        let mut attempts = JoinSet::new();
        while !*stop.borrow() {
            while attempts.try_join_next().is_some() {}
            let wait = match self.round(&mut attempts, unread).await {
                Ok(wait) => wait,
                Err(problem) => {
                    error!("Could not look for files to fetch: {problem}; trying again");
                    tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
                    continue;
                }
            };
            tokio::select! {
                news = self.wait_for_work(&mut commits, wait) => unread = news,
                _ = stop.changed() => break,
            }
        }
    }

    /// What stood in the way of these was this computer's: a start is a reason to look again.
    async fn begin_anew(&self) -> DbResult<()> {
        let now = self.library.clock().now();
        self.library.store().write(move |tx| download::wake_hindered_here(tx, now)).await
    }

    /// Comes when there may be work; tells whether there is news in the log.
    async fn wait_for_work(&self, commits: &mut broadcast::Receiver<Committed>, wait: Option<Duration>) -> bool {
        let timer = async {
            match wait {
                Some(wait) => tokio::time::sleep(wait.min(LONGEST_SLEEP)).await,
                None => std::future::pending().await,
            }
        };
        let news = async {
            loop {
                match commits.recv().await {
                    Ok(committed) if !committed.events.iter().any(|it| wanted::may_bring_a_file(&it.event)) => {}
                    Ok(_) | Err(RecvError::Lagged(_)) => break,
                    Err(RecvError::Closed) => std::future::pending().await,
                }
            }
        };
        tokio::select! {
            () = news => true,
            () = timer => false,
            () = self.look_again.notified() => false,
        }
    }

    /// Reads the log if there is news in it, and starts what may start; tells how long until the next one may.
    async fn round(self: &Arc<Self>, attempts: &mut JoinSet<()>, unread: bool) -> DbResult<Option<Duration>> {
        if unread {
            while self.read_page().await? {}
        }
        let now = self.library.clock().now();
        for row in self.due(now).await? {
            if self.busy().len() >= AT_ONCE {
                return Ok(None);
            }
            if !self.busy().insert(row.message) {
                continue;
            }
            let place = Place { downloads: self.clone(), message: row.message };
            attempts.spawn(async move { place.downloads.attempt(place.message).await });
        }
        let next = self.library.store().read(move |tx| download::next_after(tx, now)).await?;
        Ok(next.map(|next| self.library.clock().real_time_until(next)))
    }

    /// Notes the files of the next events; tells whether there may be more.
    async fn read_page(&self) -> DbResult<bool> {
        let read = self.library.store().read(|tx| {
            let events = log_table::with_files_after(tx, progress::of(tx, PROGRESS)?, PAGE)?;
            Ok((log_table::head(tx)?, events))
        });
        let (head, events) = read.await?;
        let is_all = events.len() < PAGE as usize;
        let read_up_to = if is_all { head } else { events.last().map_or(head, |last| last.seq) };
        let now = self.library.clock().now();
        let noted = self.library.store().write(move |tx| {
            progress::set(tx, PROGRESS, read_up_to)?;
            events
                .iter()
                .filter_map(|event| wanted::note(tx, event, now).transpose())
                .collect::<DbResult<Vec<Wanted>>>()
        });
        let noted = noted.await?;
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        links.extend(noted.into_iter().filter_map(|Wanted { message, link }| Some((message, link?))));
        Ok(!is_all)
    }

    /// What may be fetched now, one of each channel in turn, so that a channel with ten thousand files does not hold up
    /// the others.
    async fn due(&self, now: DateTime<Utc>) -> DbResult<Vec<DownloadRow>> {
        let channels: Vec<ChannelId> = self.providers.keys().cloned().collect();
        // Those on their way are due as well.
        let limit = u32::try_from(2 * AT_ONCE).unwrap_or(u32::MAX);
        self.library.store().read(move |tx| turn_by_turn(tx, &channels, now, limit)).await
    }

    async fn attempt(&self, message: MessageId) {
        if let Err(problem) = self.try_once(message).await {
            error!(message.id = %message, "Could not keep the file of message {message}: {problem}");
            // It is still noted as waiting.
            tokio::time::sleep(PAUSE_AFTER_FAILURE).await;
        }
    }

    async fn try_once(&self, message: MessageId) -> Result<(), LibraryError> {
        // It may have been settled between the look at what is due and now.
        let row = self.library.store().read(move |tx| download::by_message(tx, message)).await?;
        let Some(row) = row.filter(|row| row.state == DownloadState::Waiting) else { return Ok(()) };
        let Some(provider) = self.providers.get(&row.channel) else { return Ok(()) };
        let link = self.links.lock().unwrap_or_else(PoisonError::into_inner).remove(&message);
        let fetched = match self.already_here(&row).await {
            Some(kept) => Ok(Fetched { kept, as_told: true }),
            None => fetch(self.library.files(), provider.as_ref(), &row.media_id, link, row.expected.as_deref()).await,
        };
        match fetched {
            Ok(fetched) => self.keep(&row, fetched).await,
            Err(setback) => self.set_back(&row, setback).await,
        }
    }

    /// The same file may have come before, in a message that was forwarded.
    async fn already_here(&self, row: &DownloadRow) -> Option<Kept> {
        let key = FileKey::parse(row.expected.as_deref()?).ok()?;
        let known = self.library.find(&key).await.ok()??;
        Some(Kept { key, bytes: u64::try_from(known.bytes).ok()? })
    }

    fn busy(&self) -> MutexGuard<'_, HashSet<MessageId>> {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One of the places for files on their way, free again whatever becomes of the attempt.
struct Place {
    downloads: Arc<Downloads>,
    message: MessageId,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.downloads.busy().remove(&self.message);
        self.downloads.look_again.notify_one();
    }
}

fn turn_by_turn(tx: &ReadTx, channels: &[ChannelId], now: DateTime<Utc>, limit: u32) -> DbResult<Vec<DownloadRow>> {
    let mut turns = BTreeMap::new();
    for (channel, name) in channels.iter().enumerate() {
        for (turn, row) in download::due(tx, name, now, limit)?.into_iter().enumerate() {
            turns.insert((turn, channel), row);
        }
    }
    Ok(turns.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[tokio::test]
    async fn a_channel_with_many_files_does_not_hold_up_another() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let now = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
        let [busy, quiet] = ["busy", "quiet"].map(|name| ChannelId::new(name).unwrap());
        let waiting = |id: i64, channel: &ChannelId| DownloadRow {
            message: MessageId(id),
            channel: channel.clone(),
            media_id: id.to_string(),
            expected: None,
            state: DownloadState::Waiting,
            sha256: None,
            tries: 0,
            next_at: Some(now),
            expires_at: now,
            problem: None,
        };
        let mut rows: Vec<DownloadRow> = (10..1000).map(|id| waiting(id, &busy)).collect();
        rows.push(waiting(1, &quiet));
        store.write(move |tx| rows.iter().try_for_each(|row| download::put(tx, row))).await.unwrap();
        let due = store.read(move |tx| turn_by_turn(tx, &[busy, quiet], now, 3)).await.unwrap();
        let order: Vec<i64> = due.iter().map(|row| row.message.0).collect();
        assert_eq!(order, [999, 1, 998, 997], "in turn, and the newest first: somebody may be waiting for it");
    }
}
