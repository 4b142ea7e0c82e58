//! What becomes of a file after an attempt to fetch it.

use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tracing::{debug, error, warn};

use crate::domain::ids::{ChannelId, MessageId};
use crate::log::Topic;
use crate::store::tables::download::{self, DownloadProblem, DownloadRow, DownloadState};
use crate::store::tables::file::{self, FileRow};
use crate::store::tables::message;
use crate::store::{DbResult, ReadTx, WriteTx};

use super::backoff;
use super::disk::DiskError;
use super::download::Downloads;
use super::fetch::{Fetched, Setback};
use super::library::LibraryError;

impl Downloads {
    /// The file is on the disk: notes what it is and whose.
    pub(super) async fn keep(&self, row: &DownloadRow, fetched: Fetched) -> Result<(), LibraryError> {
        self.note_reached(&row.channel);
        let described: FileRow = match self.library.describe(&fetched.kept).await {
            Ok(described) => described,
            Err(LibraryError::Disk(problem)) => return self.set_back(row, Setback::Disk(problem)).await,
            Err(problem) => return Err(problem),
        };
        if !fetched.as_told {
            let message = row.message;
            warn!(message.id = %message, "The file of message {message} is not the one that was told of");
        }
        let done = DownloadRow {
            state: DownloadState::Here,
            sha256: Some(described.sha256.clone()),
            next_at: None,
            problem: (!fetched.as_told).then_some(DownloadProblem::Corrupt),
            ..row.clone()
        };
        let message = done.message;
        let found_again = self.library.store().write(move |tx| {
            file::put(tx, &described)?;
            download::put(tx, &done)?;
            find_again(tx, &described.sha256)
        });
        let found_again = found_again.await?;
        self.announce(found_again.iter().map(|row| row.message).chain([message]).collect()).await?;
        Ok(())
    }

    /// The file did not come: notes when it is asked for again.
    pub(super) async fn set_back(&self, row: &DownloadRow, setback: Setback) -> Result<(), LibraryError> {
        let message = row.message;
        debug!(message.id = %message, "The file of message {message} did not come: {setback}");
        let now = self.library.clock().now();
        if matches!(setback, Setback::Refused(_) | Setback::LinkRefused(_)) {
            self.note_reached(&row.channel);
        }
        let next = match setback {
            Setback::Offline(_) => {
                let wait = self.note_unreachable(&row.channel);
                waiting(row, DownloadProblem::Offline, row.tries, self.after(now, wait))
            }
            Setback::Refused(_) | Setback::LinkRefused(_) => {
                let tries = row.tries.saturating_add(1);
                let wait = backoff::after_refusal(tries, fastrand::f64());
                waiting(row, DownloadProblem::Refused, tries, self.after(now, wait))
            }
            Setback::Disk(problem) => {
                if !matches!(problem, DiskError::Full) {
                    error!("Could not write a file: {problem}");
                }
                waiting(row, DownloadProblem::DiskFull, row.tries, self.after(now, backoff::DISK_FULL))
            }
            Setback::TooLarge => {
                let (state, problem) = (DownloadState::Failed, Some(DownloadProblem::TooLarge));
                DownloadRow { state, next_at: None, problem, ..row.clone() }
            }
        };
        self.put(unless_expired(next, now)).await?;
        Ok(())
    }

    /// Notes where a message's file stands, and tells the screen.
    pub(super) async fn put(&self, row: DownloadRow) -> DbResult<()> {
        let message = row.message;
        self.library.store().write(move |tx| download::put(tx, &row)).await?;
        self.announce(vec![message]).await
    }

    pub(super) async fn announce(&self, messages: Vec<MessageId>) -> DbResult<()> {
        let topics = self.library.store().read(move |tx| topics_of(tx, &messages)).await?;
        if !topics.is_empty() {
            self.log.announce(topics);
        }
        Ok(())
    }

    fn note_reached(&self, channel: &ChannelId) {
        self.unreachable.lock().unwrap_or_else(PoisonError::into_inner).remove(channel);
    }

    fn note_unreachable(&self, channel: &ChannelId) -> Duration {
        let mut unreachable = self.unreachable.lock().unwrap_or_else(PoisonError::into_inner);
        let failures = unreachable.entry(channel.clone()).or_default();
        *failures = failures.saturating_add(1);
        backoff::while_offline(*failures, fastrand::f64())
    }

    /// A moment on the workspace's clock that is `wait` of real time away.
    fn after(&self, now: DateTime<Utc>, wait: Duration) -> DateTime<Utc> {
        let millis = wait.as_secs_f64() * self.library.clock().factor() * 1000.0;
        now + chrono::Duration::milliseconds(millis as i64)
    }
}

/// Whose file lies under this hash and was gone: it is here again.
fn find_again(tx: &WriteTx, sha256: &str) -> DbResult<Vec<DownloadRow>> {
    let rows = download::of_file(tx, sha256)?.into_iter();
    let lost: Vec<DownloadRow> = rows.filter(|row| row.problem == Some(DownloadProblem::Lost)).collect();
    for row in &lost {
        let here = DownloadRow { state: DownloadState::Here, next_at: None, problem: None, ..row.clone() };
        download::put(tx, &here)?;
    }
    Ok(lost)
}

fn waiting(row: &DownloadRow, problem: DownloadProblem, tries: u32, next_at: DateTime<Utc>) -> DownloadRow {
    let (next_at, problem) = (Some(next_at), Some(problem));
    DownloadRow { state: DownloadState::Waiting, tries, next_at, problem, ..row.clone() }
}

/// What could not be had until the provider's seven days were over cannot be had any more.
fn unless_expired(row: DownloadRow, now: DateTime<Utc>) -> DownloadRow {
    if row.state != DownloadState::Waiting || now < row.expires_at {
        return row;
    }
    DownloadRow { state: DownloadState::Expired, next_at: None, problem: Some(DownloadProblem::Expired), ..row }
}

/// Which messages of which threads the screen should read again.
fn topics_of(tx: &ReadTx, messages: &[MessageId]) -> DbResult<Vec<Topic>> {
    let mut threads: BTreeMap<_, Vec<MessageId>> = BTreeMap::new();
    for id in messages {
        if let Some(row) = message::by_id(tx, *id)? {
            threads.entry(row.conversation).or_default().push(*id);
        }
    }
    Ok(threads.into_iter().map(|(id, messages)| Topic::Conversation { id, messages }).collect())
}
