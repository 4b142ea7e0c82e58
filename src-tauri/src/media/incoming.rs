//! A file that is being written.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use tempfile::{NamedTempFile, TempPath};

use super::disk::{DiskError, Folders, Kept, run};
use super::key::FileKey;

/// Small pieces from the network are gathered to this size before they are written.
pub(super) const GATHER: usize = 256 * 1024;

/// A file that is being written. Dropping it removes it.
pub struct Incoming {
    folders: Arc<Folders>,
    file: NamedTempFile,
    hash: Sha256,
    gathered: Vec<u8>,
    bytes: u64,
}

impl Incoming {
    pub(super) fn new(folders: Arc<Folders>, file: NamedTempFile) -> Incoming {
        Incoming { folders, file, hash: Sha256::new(), gathered: Vec::new(), bytes: 0 }
    }

    /// Adds bytes at the end.
    ///
    /// # Errors
    /// [`DiskError::Full`], or what the system objects to; the file is gone then.
    pub async fn write(mut self, bytes: &[u8]) -> Result<Incoming, DiskError> {
        self.gathered.extend_from_slice(bytes);
        self.bytes += bytes.len() as u64;
        if self.gathered.len() < GATHER {
            return Ok(self);
        }
        run(move || {
            self.flush()?;
            Ok(self)
        })
        .await
    }

    /// How many bytes there are so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Puts the whole file in its place, where it survives whatever happens to the computer.
    ///
    /// # Errors
    /// [`DiskError::Full`], or what the system objects to; the file is gone then.
    pub async fn finish(mut self) -> Result<Kept, DiskError> {
        run(move || {
            self.flush()?;
            let kept = Kept { key: FileKey::of_digest(&self.hash.finalize()), bytes: self.bytes };
            self.file.as_file().sync_all()?;
            put_in_place(self.file.into_temp_path(), &self.folders.file(&kept.key))?;
            Ok(kept)
        })
        .await
    }

    fn flush(&mut self) -> io::Result<()> {
        self.hash.update(&self.gathered);
        self.file.write_all(&self.gathered)?;
        self.gathered.clear();
        Ok(())
    }
}

/// Renames a whole file to its final name. Another of the same name holds the same bytes and is replaced.
pub(super) fn put_in_place(file: TempPath, path: &Path) -> Result<(), DiskError> {
    let folder = path.parent().ok_or(DiskError::Missing)?;
    std::fs::create_dir_all(folder)?;
    file.persist(path).map_err(|error| error.error)?;
    // The name must reach the disk as well as the bytes. Windows has no such thing as a flushed folder.
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}
