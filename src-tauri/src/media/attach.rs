//! Files of this house's own that somebody wants to send.

use bytes::Bytes;
use futures::{Stream, StreamExt as _};

use crate::domain::content::{FileLimit, MediaKind};
use crate::store::DbError;
use crate::store::tables::file::FileRow;

use super::disk::DiskError;
use super::key::FileKey;
use super::library::{Library, LibraryError};
use super::name::clean_name;
use super::picture;

/// A file that was brought here to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// What is known of it.
    pub file: FileRow,
    /// The name it came with, cleaned.
    pub name: String,
    /// How it may be sent, the most fitting first.
    pub may_be: Vec<MediaKind>,
    /// Why it cannot be sent as what it is.
    pub problem: Option<Unfit>,
    /// Whether it is a picture of which [`shrink`] makes one that fits.
    pub can_shrink: bool,
}

/// Why a file cannot be sent as what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// As what.
    pub media: MediaKind,
    /// Whether its type is the reason; else its size is.
    pub wrong_type: bool,
    /// The most bytes that WhatsApp takes of this kind.
    pub limit: u64,
}

/// Why a file could not be brought in.
#[derive(Debug, thiserror::Error)]
pub enum AttachError {
    /// It is larger than anything that WhatsApp carries.
    #[error("larger than 100 MB")]
    TooLarge,
    /// There is nothing in it.
    #[error("an empty file")]
    Empty,
    /// Its bytes stopped coming.
    #[error("the file could not be read: {0}")]
    Broken(std::io::Error),
    /// It is no picture that can be made smaller.
    #[error(transparent)]
    NoPicture(#[from] picture::PictureError),
    /// The disk or the database objects.
    #[error(transparent)]
    Library(#[from] LibraryError),
}

impl From<DiskError> for AttachError {
    fn from(error: DiskError) -> Self {
        AttachError::Library(LibraryError::Disk(error))
    }
}

impl From<DbError> for AttachError {
    fn from(error: DbError) -> Self {
        AttachError::Library(LibraryError::Db(error))
    }
}

/// Keeps the bytes of a person's file as they come, and tells how it may be sent.
///
/// # Errors
/// [`AttachError::TooLarge`] as soon as there are too many, [`AttachError::Broken`] when they stop, and what the disk or
/// the database objects to. Nothing is kept then.
pub async fn attach(
    library: &Library,
    mut body: impl Stream<Item = std::io::Result<Bytes>> + Unpin,
    name: &str,
) -> Result<Attached, AttachError> {
    let limit = FileLimit::of(MediaKind::Document, false).bytes;
    let mut incoming = library.files().incoming().await?;
    while let Some(piece) = body.next().await {
        incoming = incoming.write(&piece.map_err(AttachError::Broken)?).await?;
        if incoming.bytes() > limit {
            return Err(AttachError::TooLarge);
        }
    }
    if incoming.bytes() == 0 {
        return Err(AttachError::Empty);
    }
    let kept = incoming.finish().await?;
    let file = library.enter(&kept).await?;
    judge(library, file, name).await
}

/// How a file that is here may be sent.
///
/// # Errors
/// [`DiskError::Missing`] when it is not here any more; what the disk or the database objects to.
pub async fn attached(library: &Library, key: &FileKey, name: &str) -> Result<Attached, AttachError> {
    let file = library.find(key).await?.ok_or(DiskError::Missing)?;
    judge(library, file, name).await
}

/// Makes a picture that WhatsApp takes of one that it does not.
///
/// # Errors
/// [`AttachError::NoPicture`] when it cannot be read as one; what the disk or the database objects to.
pub async fn shrink(library: &Library, key: &FileKey, name: &str) -> Result<Attached, AttachError> {
    let limit = usize::try_from(FileLimit::of(MediaKind::Image, false).bytes).unwrap_or(usize::MAX);
    let file = library.files().read(key).await?;
    let alone = library.unpack_alone().await;
    let shrunk = tokio::task::spawn_blocking(move || picture::shrink(&file, limit)).await;
    drop(alone);
    let shrunk = shrunk.map_err(|broken| AttachError::Broken(std::io::Error::other(broken)))??;
    let kept = library.files().keep(Bytes::from(shrunk)).await?;
    let file = library.enter(&kept).await?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    judge(library, file, &format!("{stem}.jpg")).await
}

async fn judge(library: &Library, file: FileRow, name: &str) -> Result<Attached, AttachError> {
    let name = clean_name(name, &file.mime_type);
    let (fits, animated) = colours(library, &file).await?;
    let kinds = kinds_of(&file);
    let judged = |media: MediaKind| unfit(media, &file, fits, animated);
    let may_be = kinds.iter().copied().filter(|media| judged(*media).is_none()).collect();
    // The first kind is what a person takes the file for.
    let problem = kinds.first().and_then(|media| judged(*media));
    let known = matches!(file.mime_type.as_str(), "image/jpeg" | "image/png" | "image/webp") && !animated;
    let can_shrink = known && file.width.is_some() && problem.is_some();
    Ok(Attached { file, name, may_be, problem, can_shrink })
}

/// The ways in which WhatsApp could show a file of this type, the most fitting first.
fn kinds_of(file: &FileRow) -> Vec<MediaKind> {
    let document = MediaKind::Document;
    match file.mime_type.split('/').next() {
        Some("image") if file.mime_type == "image/webp" && (file.width, file.height) == (Some(512), Some(512)) => {
            vec![MediaKind::Sticker, document]
        }
        Some("image") => vec![MediaKind::Image, document],
        Some("video") => vec![MediaKind::Video, document],
        Some("audio") => vec![MediaKind::Audio, MediaKind::Voice, document],
        _ => vec![document],
    }
}

fn unfit(media: MediaKind, file: &FileRow, fits: bool, animated: bool) -> Option<Unfit> {
    let mut limit = FileLimit::of(media, animated);
    if media == MediaKind::Document {
        limit.bytes = most_of_document(&file.mime_type, animated);
    }
    let wrong_type = !limit.takes(&file.mime_type) || (media == MediaKind::Image && !fits);
    let too_large = u64::try_from(file.bytes).is_ok_and(|bytes| bytes > limit.bytes);
    (wrong_type || too_large).then_some(Unfit { media, wrong_type, limit: limit.bytes })
}

/// A file that goes as a document is uploaded by its type all the same, and pictures, films and sounds may not be larger
/// than as what they are.
fn most_of_document(mime_type: &str, animated: bool) -> u64 {
    let shown = [MediaKind::Image, MediaKind::Video, MediaKind::Audio, MediaKind::Sticker];
    let limits = shown.map(|media| FileLimit::of(media, animated));
    let own = limits.into_iter().find(|limit| limit.takes(mime_type));
    own.unwrap_or(FileLimit::of(MediaKind::Document, false)).bytes
}

/// Whether WhatsApp takes the colours of a picture, and whether it moves.
async fn colours(library: &Library, file: &FileRow) -> Result<(bool, bool), AttachError> {
    if !matches!(file.mime_type.as_str(), "image/png" | "image/webp") {
        return Ok((true, false));
    }
    let key = FileKey::parse(&file.sha256).map_err(|_| DiskError::Missing)?;
    let bytes = library.files().read(&key).await?;
    Ok((picture::fits_whatsapp(&bytes), picture::is_animated(&bytes)))
}
