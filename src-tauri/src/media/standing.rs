//! Where the file of a message stands, for whoever shows it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::content::Media;
use crate::domain::ids::MessageId;
use crate::store::tables::download::{self, DownloadProblem, DownloadRow, DownloadState};
use crate::store::tables::file::{self, FileRow};
use crate::store::tables::message::MessageRow;
use crate::store::{DbResult, ReadTx};

/// Where the file of a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is being fetched, or will be.
    Waiting,
    /// It is on this computer.
    Here,
    /// It could not be fetched; somebody may ask for it again.
    Failed,
    /// The provider does not have it any more.
    Expired,
    /// It was on this computer, is not any more, and cannot be fetched again.
    Lost,
}

/// The file of a message, as far as it is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStanding {
    /// Where it stands.
    pub standing: Standing,
    /// What is known of it; only of one that is here.
    pub file: Option<FileRow>,
    /// What is wrong with it; of one that is here: its bytes are not those that the provider told of.
    pub problem: Option<DownloadProblem>,
    /// When it is tried again by itself.
    pub retry_at: Option<DateTime<Utc>>,
}

/// Where the files of messages stand; nothing for a message without one.
///
/// # Errors
/// What the database objects to.
pub fn standings(tx: &ReadTx, messages: &[&MessageRow]) -> DbResult<BTreeMap<MessageId, FileStanding>> {
    let with_file: Vec<(MessageId, &Media)> =
        messages.iter().filter_map(|row| Some((row.id, row.content.media()?))).collect();
    if with_file.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<MessageId> = with_file.iter().map(|(id, _)| *id).collect();
    let downloads = download::by_messages(tx, &ids)?;
    let ours = with_file.iter().filter_map(|(_, media)| media.sha256.as_deref());
    let theirs = downloads.values().filter_map(|row| row.sha256.as_deref());
    let files = file::by_sha256s(tx, &ours.chain(theirs).collect::<Vec<_>>())?;
    let find = |sha256: Option<&str>| sha256.and_then(|sha256| files.get(sha256)).cloned();
    let standing = |(id, media): (MessageId, &Media)| match downloads.get(&id) {
        Some(row) => (id, of_received(row, find(row.sha256.as_deref()))),
        None => (id, of_ours(media, find(media.sha256.as_deref()))),
    };
    Ok(with_file.into_iter().map(standing).collect())
}

fn of_ours(media: &Media, file: Option<FileRow>) -> FileStanding {
    let standing = match (&file, &media.provider_media_id) {
        (Some(_), _) => Standing::Here,
        // It was received a moment ago and is not noted yet.
        (None, Some(_)) => Standing::Waiting,
        (None, None) => Standing::Lost,
    };
    let problem = (standing == Standing::Lost).then_some(DownloadProblem::Lost);
    FileStanding { standing, file, problem, retry_at: None }
}

fn of_received(row: &DownloadRow, file: Option<FileRow>) -> FileStanding {
    let file = file.filter(|_| row.state == DownloadState::Here);
    let standing = match row.state {
        DownloadState::Waiting => Standing::Waiting,
        DownloadState::Here if file.is_some() => Standing::Here,
        DownloadState::Expired if row.problem != Some(DownloadProblem::Lost) => Standing::Expired,
        DownloadState::Here | DownloadState::Expired => Standing::Lost,
        DownloadState::Failed => Standing::Failed,
    };
    FileStanding { standing, file, problem: row.problem, retry_at: row.next_at }
}
