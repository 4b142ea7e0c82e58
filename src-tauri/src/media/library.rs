//! The files of a workspace together with what is known of them.

use std::sync::Arc;

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::domain::clock::Clock;
use crate::store::tables::file::{self, FileRow};
use crate::store::{DbError, Store};

use super::disk::{DiskError, Files, Kept};
use super::film::describe_film;
use super::key::FileKey;
use super::sniff::sniff;
use super::{picture, sound};

/// Sounds beyond this are not looked into: WhatsApp plays none that are larger.
const MOST_SOUND_BYTES: u64 = 16 * 1024 * 1024;

/// Why a file could not be kept or found.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The disk objects.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The database objects.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The files of a workspace together with what is known of them. Clones are the same.
#[derive(Clone)]
pub struct Library {
    store: Store,
    files: Files,
    clock: Clock,
    /// An unpacked picture or sound takes as much as a third of a gigabyte: one at a time.
    unpacking: Arc<Semaphore>,
}

impl Library {
    /// The files of the workspace with this database.
    pub fn new(store: Store, files: Files, clock: Clock) -> Library {
        Library { store, files, clock, unpacking: Arc::new(Semaphore::new(1)) }
    }

    /// The bytes.
    pub fn files(&self) -> &Files {
        &self.files
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    pub(super) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// What is known of a file, if its bytes are really on the disk.
    ///
    /// # Errors
    /// What the database or the system objects to; a file that is not there is `None`.
    pub async fn find(&self, key: &FileKey) -> Result<Option<FileRow>, LibraryError> {
        let sha256 = key.as_str().to_owned();
        let Some(known) = self.store.read(move |tx| file::by_sha256(tx, &sha256)).await? else { return Ok(None) };
        match self.files.size(key).await {
            Ok(_) => Ok(Some(known)),
            Err(DiskError::Missing) => Ok(None),
            Err(problem) => Err(problem.into()),
        }
    }

    /// Notes what is to be known of a file that was just written.
    ///
    /// # Errors
    /// What the database or the system objects to.
    pub async fn enter(&self, kept: &Kept) -> Result<FileRow, LibraryError> {
        let row = self.describe(kept).await?;
        let noted = row.clone();
        self.store.write(move |tx| file::put(tx, &noted)).await?;
        Ok(row)
    }

    /// Waits until no other picture or sound is being unpacked; they may go on when the answer is dropped.
    pub(super) async fn unpack_alone(&self) -> Option<SemaphorePermit<'_>> {
        // It is never closed.
        self.unpacking.acquire().await.ok()
    }

    /// Looks at a file: what it is, how large or long, and a small picture of it. Whatever of this cannot be told is
    /// left out, since a file is worth keeping that nobody can look into.
    pub(super) async fn describe(&self, kept: &Kept) -> Result<FileRow, LibraryError> {
        if let Some(known) = self.find(&kept.key).await? {
            return Ok(known);
        }
        let mime_type = self.files.with_reader(&kept.key, |reader| sniff(reader)).await?.map_err(DiskError::from)?;
        let row = FileRow {
            sha256: kept.key.as_str().to_owned(),
            bytes: i64::try_from(kept.bytes).unwrap_or(i64::MAX),
            mime_type,
            width: None,
            height: None,
            duration_ms: None,
            waveform: Vec::new(),
            thumbnail: false,
            kept_at: self.clock.now(),
        };
        if row.mime_type.starts_with("image/") {
            return self.describe_picture(kept, row).await;
        }
        if row.mime_type.starts_with("audio/") && kept.bytes <= MOST_SOUND_BYTES {
            return self.describe_sound(kept, row).await;
        }
        if row.mime_type.starts_with("video/") {
            let told = self.files.with_reader(&kept.key, |reader| describe_film(reader)).await?.unwrap_or_default();
            return Ok(FileRow { width: told.width, height: told.height, duration_ms: told.duration_ms, ..row });
        }
        Ok(row)
    }

    /// Makes the small picture of a file again, which is gone from the disk. Tells whether there is one now.
    pub(super) async fn remake_thumbnail(&self, key: &FileKey) -> Result<bool, LibraryError> {
        let Some(known) = self.find(key).await?.filter(|known| known.thumbnail) else { return Ok(false) };
        let kept = Kept { key: key.clone(), bytes: u64::try_from(known.bytes).unwrap_or_default() };
        Ok(self.describe_picture(&kept, known).await?.thumbnail)
    }

    async fn describe_picture(&self, kept: &Kept, row: FileRow) -> Result<FileRow, LibraryError> {
        let _alone = self.unpack_alone().await;
        let file = self.files.read(&kept.key).await?;
        // A decoder that panics over a stranger's picture costs the small picture and nothing else.
        let seen = tokio::task::spawn_blocking(move || (picture::describe(&file).ok(), picture::thumbnail(&file).ok()));
        let (size, small) = seen.await.unwrap_or_default();
        let thumbnail = match small {
            Some(small) => self.files.keep_thumbnail(&kept.key, small).await.is_ok(),
            None => false,
        };
        let (width, height) = (size.map(|size| i64::from(size.width)), size.map(|size| i64::from(size.height)));
        Ok(FileRow { width, height, thumbnail, ..row })
    }

    async fn describe_sound(&self, kept: &Kept, row: FileRow) -> Result<FileRow, LibraryError> {
        let _alone = self.unpack_alone().await;
        let file = self.files.read(&kept.key).await?;
        let told = tokio::task::spawn_blocking(move || sound::describe_sound(&file)).await.unwrap_or_default();
        let Some(told) = told else { return Ok(row) };
        Ok(FileRow { duration_ms: Some(told.duration_ms), waveform: told.waveform, ..row })
    }
}
