//! Where the file of a message stands, for whoever shows it.

use chrono::{DateTime, Utc};

use crate::domain::content::Content;
use crate::domain::ids::MessageId;
use crate::store::tables::download::{self, DownloadProblem, DownloadRow, DownloadState};
use crate::store::tables::file::{self, FileRow};
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

/// Where the file of a message stands; nothing for a message without one.
///
/// # Errors
/// What the database objects to.
pub fn standing(tx: &ReadTx, message: MessageId, content: &Content) -> DbResult<Option<FileStanding>> {
    let Some(media) = content.media() else { return Ok(None) };
    if let Some(row) = download::by_message(tx, message)? {
        return of_received(tx, &row).map(Some);
    }
    let file = match &media.sha256 {
        Some(sha256) => file::by_sha256(tx, sha256)?,
        None => None,
    };
    let standing = match (&file, &media.provider_media_id) {
        (Some(_), _) => Standing::Here,
        // It was received a moment ago and is not noted yet.
        (None, Some(_)) => Standing::Waiting,
        (None, None) => Standing::Lost,
    };
    let problem = (standing == Standing::Lost).then_some(DownloadProblem::Lost);
    Ok(Some(FileStanding { standing, file, problem, retry_at: None }))
}

fn of_received(tx: &ReadTx, row: &DownloadRow) -> DbResult<FileStanding> {
    let file = match (row.state, &row.sha256) {
        (DownloadState::Here, Some(sha256)) => file::by_sha256(tx, sha256)?,
        _ => None,
    };
    let standing = match row.state {
        DownloadState::Waiting => Standing::Waiting,
        DownloadState::Here if file.is_some() => Standing::Here,
        DownloadState::Expired if row.problem != Some(DownloadProblem::Lost) => Standing::Expired,
        DownloadState::Here | DownloadState::Expired => Standing::Lost,
        DownloadState::Failed => Standing::Failed,
    };
    Ok(FileStanding { standing, file, problem: row.problem, retry_at: row.next_at })
}
