//! What the screen asks of received files.

use chrono::{DateTime, Utc};
use tracing::warn;

use crate::domain::ids::MessageId;
use crate::store::DbResult;
use crate::store::tables::download::{self, DownloadProblem, DownloadRow, DownloadState};
use crate::store::tables::file;

use super::disk::DiskError;
use super::download::Downloads;
use super::key::FileKey;
use super::library::LibraryError;
use super::serve::{Served, Variant, serve};

impl Downloads {
    /// A file, or a part of it, as [`serve`] gives it. Notices a file that is gone, and fetches it again if that can be.
    ///
    /// # Errors
    /// [`DiskError::Missing`] when it is not here; what the system or the database objects to.
    pub async fn serve(&self, key: &FileKey, variant: Variant, range: Option<&str>) -> Result<Served, LibraryError> {
        let served = serve(self.library.files(), key, variant, range).await;
        if !matches!(served, Err(DiskError::Missing)) {
            return Ok(served?);
        }
        if variant != Variant::Thumbnail {
            self.note_lost(key).await?;
        } else if self.library.remake_thumbnail(key).await? {
            return Ok(serve(self.library.files(), key, variant, range).await?);
        }
        Err(LibraryError::Disk(DiskError::Missing))
    }

    /// Asks for a message's file again, whatever came of it before. Tells whether there is something to ask for.
    ///
    /// # Errors
    /// What the database objects to.
    pub async fn retry(&self, message: MessageId) -> Result<bool, LibraryError> {
        let Some(row) = self.library.store().read(move |tx| download::by_message(tx, message)).await? else {
            return Ok(false);
        };
        if row.state == DownloadState::Here {
            let key = row.sha256.as_deref().and_then(|sha256| FileKey::parse(sha256).ok());
            if let Some(key) = key
                && self.library.find(&key).await?.is_some()
            {
                return Ok(false);
            }
        }
        let now = self.library.clock().now();
        self.put(DownloadRow { state: DownloadState::Waiting, tries: 0, next_at: Some(now), problem: None, ..row })
            .await?;
        self.look_again.notify_one();
        Ok(true)
    }

    /// A file that should be here is not on the disk any more: fetches it again, if the provider still has it.
    ///
    /// # Errors
    /// What the database objects to.
    pub async fn note_lost(&self, key: &FileKey) -> DbResult<()> {
        warn!(file = %key, "File {key} is gone from the disk");
        let (sha256, now) = (key.as_str().to_owned(), self.library.clock().now());
        let rows = self.library.store().write(move |tx| {
            file::delete(tx, &sha256)?;
            let rows = download::of_file(tx, &sha256)?;
            for row in &rows {
                download::put(tx, &lost(row.clone(), now))?;
            }
            Ok(rows)
        });
        let rows = rows.await?;
        self.announce(rows.iter().map(|row| row.message).collect()).await?;
        self.look_again.notify_one();
        Ok(())
    }
}

fn lost(row: DownloadRow, now: DateTime<Utc>) -> DownloadRow {
    let problem = Some(DownloadProblem::Lost);
    if now < row.expires_at {
        DownloadRow { state: DownloadState::Waiting, tries: 0, next_at: Some(now), problem, ..row }
    } else {
        DownloadRow { state: DownloadState::Expired, next_at: None, problem, ..row }
    }
}
