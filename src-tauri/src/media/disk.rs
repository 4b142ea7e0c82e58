//! The files of a workspace on the disk: the only place that reads and writes them.
//!
//! A file lies at `files/ab/abcdef…`, named by its SHA-256. Writing goes to a temporary file beside it, which is hashed
//! while it grows, flushed to the disk and then renamed: under a final name stand only whole files. What a crash leaves
//! half-written is removed at the next start.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom, Write as _};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures::stream::{BoxStream, StreamExt as _, try_unfold};

use super::incoming::{Incoming, put_in_place};
use super::key::FileKey;

/// How much is read from the disk at once when a file is sent on.
const CHUNK: usize = 256 * 1024;
/// How the names of files begin that are still being written.
pub(super) const HALF_WRITTEN: &str = "incoming-";

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// There is no room left, or no more may be used.
    #[error("the disk is full")]
    Full,
    /// The file is not on this computer.
    #[error("the file is not here")]
    Missing,
    /// The system objects.
    #[error("file: {0}")]
    Io(io::Error),
}

impl From<io::Error> for DiskError {
    fn from(error: io::Error) -> Self {
        // A limit on the size of files is a kind of full disk: ours are never larger than what WhatsApp takes.
        const FULL: [ErrorKind; 3] = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded, ErrorKind::FileTooLarge];
        if FULL.contains(&error.kind()) {
            DiskError::Full
        } else if error.kind() == ErrorKind::NotFound {
            DiskError::Missing
        } else {
            DiskError::Io(error)
        }
    }
}

/// A file that can be read from any place.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// A file that is on the disk now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name.
    pub key: FileKey,
    /// Its size.
    pub bytes: u64,
}

/// The files of a workspace. Clones are the same.
#[derive(Clone, Debug)]
pub struct Files {
    folders: Arc<Folders>,
}

/// Where everything lies.
#[derive(Debug)]
pub(super) struct Folders {
    /// The files as they came.
    files: PathBuf,
    /// Small pictures of them, which can be made again.
    thumbnails: PathBuf,
    /// Copies that other programs have open.
    opened: PathBuf,
}

impl Folders {
    pub(super) fn file(&self, key: &FileKey) -> PathBuf {
        self.files.join(key.folder()).join(key.as_str())
    }

    fn thumbnail(&self, key: &FileKey) -> PathBuf {
        self.thumbnails.join(key.folder()).join(key.as_str())
    }
}

impl Files {
    /// The files below the workspace's directory, whose folders are made if they are missing. Removes what a crash left
    /// half-written, and the copies that other programs had open.
    ///
    /// # Errors
    /// What the system objects to.
    pub async fn open(directory: PathBuf) -> Result<Files, DiskError> {
        run(move || {
            let folders = Folders {
                files: directory.join("files"),
                thumbnails: directory.join("thumbnails"),
                opened: directory.join("opened"),
            };
            for folder in [&folders.files, &folders.thumbnails] {
                std::fs::create_dir_all(folder)?;
                remove_half_written(folder)?;
            }
            match std::fs::remove_dir_all(&folders.opened) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                Ok(()) | Err(_) => {}
            }
            Ok(Files { folders: Arc::new(folders) })
        })
        .await
    }

    /// Begins to write a file.
    ///
    /// # Errors
    /// What the system objects to.
    pub async fn incoming(&self) -> Result<Incoming, DiskError> {
        let folders = self.folders.clone();
        run(move || {
            let file = tempfile::Builder::new().prefix(HALF_WRITTEN).tempfile_in(&folders.files)?;
            Ok(Incoming::new(folders, file))
        })
        .await
    }

    /// Keeps these bytes.
    ///
    /// # Errors
    /// [`DiskError::Full`], or what the system objects to.
    pub async fn keep(&self, bytes: Bytes) -> Result<Kept, DiskError> {
        self.incoming().await?.write(&bytes).await?.finish().await
    }

    /// The whole file.
    ///
    /// # Errors
    /// [`DiskError::Missing`], or what the system objects to.
    pub async fn read(&self, key: &FileKey) -> Result<Vec<u8>, DiskError> {
        let path = self.folders.file(key);
        run(move || Ok(std::fs::read(path)?)).await
    }

    /// The bytes of a part of the file; fewer when it ends before.
    ///
    /// # Errors
    /// [`DiskError::Missing`], or what the system objects to.
    pub async fn read_range(&self, key: &FileKey, range: Range<u64>) -> Result<Vec<u8>, DiskError> {
        self.with_reader(key, move |reader| {
            let mut bytes = Vec::new();
            reader.seek(SeekFrom::Start(range.start))?;
            reader.take(range.end.saturating_sub(range.start)).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
        .await?
        .map_err(|error: io::Error| DiskError::from(error))
    }

    /// Lets `read` read the file, off the async threads.
    ///
    /// # Errors
    /// [`DiskError::Missing`], or what the system objects to.
    pub async fn with_reader<T: Send + 'static>(
        &self,
        key: &FileKey,
        read: impl FnOnce(&mut dyn ReadSeek) -> T + Send + 'static,
    ) -> Result<T, DiskError> {
        let path = self.folders.file(key);
        run(move || Ok(read(&mut BufReader::new(File::open(path)?)))).await
    }

    /// The file's size.
    ///
    /// # Errors
    /// [`DiskError::Missing`], or what the system objects to.
    pub async fn size(&self, key: &FileKey) -> Result<u64, DiskError> {
        let path = self.folders.file(key);
        run(move || Ok(std::fs::metadata(path)?.len())).await
    }

    /// The file in pieces, to be sent on.
    pub fn stream(&self, key: &FileKey) -> BoxStream<'static, Result<Bytes, DiskError>> {
        let (files, key) = (self.clone(), key.clone());
        try_unfold(0, move |start: u64| {
            let (files, key) = (files.clone(), key.clone());
            async move {
                let bytes = files.read_range(&key, start..start + CHUNK as u64).await?;
                let next = start + bytes.len() as u64;
                Ok((!bytes.is_empty()).then(|| (Bytes::from(bytes), next)))
            }
        })
        .boxed()
    }

    /// A copy under a name that the system's programs can make sense of; it lives until the next start. They get a copy
    /// so that nothing they do changes the file itself.
    ///
    /// # Errors
    /// [`DiskError::Missing`], [`DiskError::Full`], or what the system objects to.
    pub async fn copy_to_open(&self, key: &FileKey, clean_name: &str) -> Result<PathBuf, DiskError> {
        // A name that is not clean must not lead out of the folder.
        let mut parts = Path::new(clean_name).components();
        let (Some(Component::Normal(name)), None) = (parts.next(), parts.next()) else {
            return Err(DiskError::Missing);
        };
        let path = self.folders.opened.join(key.as_str()).join(name);
        self.copy_to(key, path.clone()).await?;
        Ok(path)
    }

    /// A copy wherever a person wants it. Replaces what is there.
    ///
    /// # Errors
    /// [`DiskError::Missing`], [`DiskError::Full`], or what the system objects to.
    pub async fn copy_to(&self, key: &FileKey, path: PathBuf) -> Result<(), DiskError> {
        self.with_reader(key, move |reader| {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            io::copy(reader, &mut File::create(path)?).map(drop)
        })
        .await?
        .map_err(DiskError::from)
    }

    /// Keeps the small picture of a file.
    ///
    /// # Errors
    /// [`DiskError::Full`], or what the system objects to.
    pub async fn keep_thumbnail(&self, key: &FileKey, picture: Vec<u8>) -> Result<(), DiskError> {
        let (folders, path) = (self.folders.clone(), self.folders.thumbnail(key));
        run(move || {
            let mut file = tempfile::Builder::new().prefix(HALF_WRITTEN).tempfile_in(&folders.thumbnails)?;
            file.write_all(&picture)?;
            file.as_file().sync_all()?;
            put_in_place(file.into_temp_path(), &path)
        })
        .await
    }

    /// The small picture of a file.
    ///
    /// # Errors
    /// [`DiskError::Missing`], or what the system objects to.
    pub async fn read_thumbnail(&self, key: &FileKey) -> Result<Vec<u8>, DiskError> {
        let path = self.folders.thumbnail(key);
        run(move || Ok(std::fs::read(path)?)).await
    }
}

fn remove_half_written(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(HALF_WRITTEN) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Works off the async threads.
pub(super) async fn run<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DiskError> + Send + 'static,
) -> Result<T, DiskError> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|broken| Err(DiskError::Io(io::Error::other(broken))))
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::super::incoming::GATHER;
    use super::*;

    async fn files() -> (tempfile::TempDir, Files) {
        let directory = tempfile::tempdir().unwrap();
        let files = Files::open(directory.path().to_owned()).await.unwrap();
        (directory, files)
    }

    fn names(folder: PathBuf) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[tokio::test]
    async fn a_file_lies_under_its_hash_and_is_there_once() {
        let (directory, files) = files().await;
        let first = files.keep(Bytes::from_static(b"abc")).await.unwrap();
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((first.key.as_str(), first.bytes), (hash, 3));
        assert_eq!(files.keep(Bytes::from_static(b"abc")).await.unwrap(), first);
        assert_eq!(names(directory.path().join("files")), ["ba"], "and nothing half-written is left");
        assert_eq!(names(directory.path().join("files/ba")), [hash]);
        assert_eq!(files.read(&first.key).await.unwrap(), b"abc");
    }

    #[tokio::test]
    async fn a_large_file_comes_back_as_it_went_in() {
        let (_directory, files) = files().await;
        let pieces: Vec<Vec<u8>> = (0..40_u8).map(|number| vec![number; 30_011]).collect();
        let mut incoming = files.incoming().await.unwrap();
        for piece in &pieces {
            incoming = incoming.write(piece).await.unwrap();
        }
        let kept = incoming.finish().await.unwrap();
        let whole = pieces.concat();
        assert_eq!(kept.key, FileKey::of_digest(&Sha256::digest(&whole)));
        assert_eq!(files.size(&kept.key).await.unwrap(), whole.len() as u64);
        let streamed: Vec<Bytes> = files.stream(&kept.key).map(Result::unwrap).collect().await;
        assert!(streamed.concat() == whole && streamed.len() > 1);
        assert_eq!(files.read_range(&kept.key, 30_010..30_012).await.unwrap(), [0, 1]);
        assert_eq!(files.read_range(&kept.key, 1_200_439..1_300_000).await.unwrap(), [39]);
    }

    #[tokio::test]
    async fn what_a_crash_left_half_written_is_gone_after_the_next_start() {
        let (directory, files) = files().await;
        let whole = files.keep(Bytes::from_static(b"whole")).await.unwrap();
        std::fs::write(directory.path().join("files/incoming-x1"), "hal").unwrap();
        std::fs::write(directory.path().join("thumbnails/incoming-x2"), "hal").unwrap();
        files.copy_to_open(&whole.key, "letter.txt").await.unwrap();
        let files = Files::open(directory.path().to_owned()).await.unwrap();
        assert_eq!(names(directory.path().join("files")), [whole.key.folder()]);
        assert!(names(directory.path().join("thumbnails")).is_empty() && !directory.path().join("opened").exists());
        assert_eq!(files.read(&whole.key).await.unwrap(), b"whole");
    }

    #[tokio::test]
    async fn a_file_that_is_dropped_half_written_leaves_nothing() {
        let (directory, files) = files().await;
        let incoming = files.incoming().await.unwrap().write(&[7; GATHER]).await.unwrap();
        assert_eq!(names(directory.path().join("files")).len(), 1);
        drop(incoming);
        assert!(names(directory.path().join("files")).is_empty());
    }

    #[tokio::test]
    async fn what_another_program_does_to_its_copy_does_not_change_the_file() {
        let (_directory, files) = files().await;
        let kept = files.keep(Bytes::from_static(b"as it came")).await.unwrap();
        let copy = files.copy_to_open(&kept.key, "letter.txt").await.unwrap();
        assert_eq!(copy.file_name().unwrap(), "letter.txt");
        std::fs::write(&copy, "changed").unwrap();
        assert_eq!(files.read(&kept.key).await.unwrap(), b"as it came");
        for outside in ["..", "../letter.txt", "/etc/letter.txt", "a/b", ""] {
            assert!(files.copy_to_open(&kept.key, outside).await.is_err(), "{outside}");
        }
    }

    #[tokio::test]
    async fn a_file_that_is_not_here_is_told_apart_from_other_trouble() {
        let (_directory, files) = files().await;
        let key = FileKey::of_digest(&[0; 32]);
        assert!(matches!(files.read(&key).await, Err(DiskError::Missing)));
        assert!(matches!(files.read_thumbnail(&key).await, Err(DiskError::Missing)));
        assert!(matches!(files.stream(&key).next().await, Some(Err(DiskError::Missing))));
    }
}
