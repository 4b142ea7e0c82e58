//! Handing our files over to the provider, each once a month.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::Duration;
use futures::StreamExt as _;

use crate::domain::failure::Failure;
use crate::domain::ids::ChannelId;
use crate::provider::{CallError, Provider, Upload};
use crate::store::DbError;
use crate::store::tables::upload;

use super::disk::DiskError;
use super::key::FileKey;
use super::library::Library;

/// The provider keeps an uploaded file for thirty days (Meta, "Media"); a message must still reach it in them.
const GOOD_FOR: Duration = Duration::days(29);

/// Told how many bytes of how many are there.
pub type OnProgress = Arc<dyn Fn(u64, u64) + Send + Sync>;

/// Why a file could not be handed over. To hand it over again does no harm, whatever it was.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The provider does not take it.
    #[error("the provider refused: {}", .0.code)]
    Refused(Failure),
    /// The provider was not reached.
    #[error("the provider was not reached: {0}")]
    NotReached(String),
    /// The connection broke, or the answer did not come.
    #[error("the provider's answer was lost: {0}")]
    AnswerLost(String),
    /// The file is not on this computer any more.
    #[error("the file is not here")]
    Lost,
    /// The disk objects.
    #[error(transparent)]
    Disk(DiskError),
    /// The database objects.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl From<CallError> for UploadError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Refused(failure) => UploadError::Refused(failure),
            CallError::NotReached(problem) => UploadError::NotReached(problem),
            CallError::AnswerLost(problem) => UploadError::AnswerLost(problem),
        }
    }
}

impl From<DiskError> for UploadError {
    fn from(error: DiskError) -> Self {
        match error {
            DiskError::Missing => UploadError::Lost,
            DiskError::Full | DiskError::Io(_) => UploadError::Disk(error),
        }
    }
}

/// A file that a message is to carry.
#[derive(Clone, Debug)]
pub struct ToCarry {
    /// On which channel.
    pub channel: ChannelId,
    /// Which file.
    pub key: FileKey,
    /// What it is to be taken for.
    pub mime_type: String,
    /// What it is called, cleaned.
    pub name: String,
}

/// The provider's id of a file: the one that is known and good for a day at least, or a new one.
///
/// # Errors
/// See [`UploadError`].
pub async fn media_id_for(
    library: &Library,
    provider: &dyn Provider,
    file: ToCarry,
    on_progress: OnProgress,
) -> Result<String, UploadError> {
    let now = library.clock().now();
    let wanted = file.clone();
    let known = library
        .store()
        .read(move |tx| upload::media_id(tx, &wanted.channel, wanted.key.as_str(), &wanted.mime_type, now));
    if let Some(media_id) = known.await? {
        return Ok(media_id);
    }
    let bytes = library.files().size(&file.key).await?;
    let sent = AtomicU64::new(0);
    let body = library.files().stream(&file.key).map(move |piece| {
        let piece = piece.map_err(std::io::Error::other)?;
        let length = piece.len() as u64;
        on_progress(sent.fetch_add(length, Ordering::Relaxed) + length, bytes);
        Ok(piece)
    });
    let (mime_type, name) = (file.mime_type.clone(), file.name.clone());
    let media_id = provider.upload(Upload { mime_type, name, bytes, body: body.boxed() }).await?;
    let (kept, expires_at) = (media_id.clone(), now + GOOD_FOR);
    library
        .store()
        .write(move |tx| {
            upload::delete_expired(tx, now)?;
            upload::put(tx, &file.channel, file.key.as_str(), &file.mime_type, &kept, expires_at)
        })
        .await?;
    Ok(media_id)
}

/// Forgets the provider's id of a file, so that the file goes up anew with the next message: the provider did not know it.
///
/// # Errors
/// What the database objects to.
pub async fn forget(library: &Library, channel: ChannelId, media_id: String) -> Result<(), DbError> {
    library.store().write(move |tx| upload::forget(tx, &channel, &media_id)).await
}
