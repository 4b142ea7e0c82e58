//! Files: those in messages, and those that somebody is about to send.

use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures::Stream;

use crate::domain::problem::Wrong;
use crate::log::Topic;
use crate::media::{
    self, AttachError, Attached, DiskError, FileKey, FileStanding, LibraryError, Served, Standing, Variant,
};
use crate::store::tables::file::FileRow;
use crate::store::tables::message;

use super::Api;
use super::bubbles;
use super::inbox::check_limit;
use super::thread::{cursor_of, place_from};
use super::types::{
    ApiError, Attachment, AttachmentProblem, Code, FileInfo, FileRef, FileState, GalleryKind, GalleryPage, ListGallery,
    Message, MessageRef,
};
use super::view::{Seen, millis};

/// What to call a file that came without a name.
const NAMELESS: &str = "file";
/// Types that a program of the system may be asked to open: none of them runs anything by being opened.
const OPENED: [&str; 14] = [
    "application/pdf",
    "application/msword",
    "application/rtf",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/epub+zip",
    "text/calendar",
    "text/plain",
];

/// The file of a message, as far as it is here.
pub(super) fn file(found: FileStanding) -> FileInfo {
    let state = match found.standing {
        Standing::Waiting => FileState::Waiting,
        Standing::Here => FileState::Here,
        Standing::Failed => FileState::Failed,
        Standing::Expired => FileState::Expired,
        Standing::Lost => FileState::Lost,
    };
    let file = found.file;
    FileInfo {
        state,
        key: file.as_ref().map(|file| file.sha256.clone()),
        bytes: file.as_ref().map(|file| file.bytes),
        mime_type: file.as_ref().map(|file| file.mime_type.clone()),
        width: file.as_ref().and_then(|file| file.width),
        height: file.as_ref().and_then(|file| file.height),
        duration_ms: file.as_ref().and_then(|file| file.duration_ms),
        thumbnail: file.as_ref().is_some_and(|file| file.thumbnail),
        waveform: file.map(|file| file.waveform).unwrap_or_default(),
        problem: found.problem.map(|problem| problem.word().to_owned()),
        retry_at: millis(found.retry_at),
    }
}

/// Keeps the bytes of a person's file as they come, and tells how it may be sent.
///
/// # Errors
/// What is wrong with the file, or with the disk.
pub async fn attach(
    api: &Api,
    body: impl Stream<Item = io::Result<Bytes>> + Unpin,
    name: &str,
) -> Result<Attachment, ApiError> {
    let workspace = api.workspace()?;
    Ok(attachment_of(media::attach(&workspace.library, body, name).await?))
}

/// A file that is here, as it may be sent.
pub(super) async fn attachment(api: &Api, which: FileRef) -> Result<Attachment, ApiError> {
    let workspace = api.workspace()?;
    let name = which.name.as_deref().unwrap_or(NAMELESS);
    Ok(attachment_of(media::attached(&workspace.library, &key(&which.key)?, name).await?))
}

pub(super) async fn shrink_picture(api: &Api, which: FileRef) -> Result<Attachment, ApiError> {
    let workspace = api.workspace()?;
    let name = which.name.as_deref().unwrap_or(NAMELESS);
    Ok(attachment_of(media::shrink(&workspace.library, &key(&which.key)?, name).await?))
}

pub(super) fn attachment_of(attached: Attached) -> Attachment {
    let FileRow { sha256, bytes, mime_type, width, height, duration_ms, waveform, thumbnail, .. } = attached.file;
    let problem = attached.problem.map(|unfit| AttachmentProblem {
        code: if unfit.wrong_type { "wrongType" } else { "tooLarge" }.to_owned(),
        media: unfit.media,
        limit: i64::try_from(unfit.limit).unwrap_or(i64::MAX),
    });
    Attachment {
        key: sha256,
        name: attached.name,
        mime_type,
        bytes,
        width,
        height,
        duration_ms,
        waveform,
        thumbnail,
        may_be: attached.may_be,
        problem,
        can_shrink: attached.can_shrink,
    }
}

/// The bytes of a file for the screen: `path` is its key, perhaps with `/thumbnail` or `/listen` behind it, and `range`
/// the header of that name.
///
/// # Errors
/// When there is no such file, or the disk objects.
pub async fn serve(api: &Api, path: &str, range: Option<&str>) -> Result<Served, ApiError> {
    let workspace = api.workspace()?;
    let (name, variant) = match path.split_once('/') {
        None => (path, Variant::Whole),
        Some((name, "thumbnail")) => (name, Variant::Thumbnail),
        Some((name, "listen")) => (name, Variant::Listen),
        Some(_) => return Err(ApiError::not_found("file")),
    };
    Ok(workspace.downloads.serve(&key(name)?, variant, range).await?)
}

/// Copies a file to where the person wants it.
///
/// # Errors
/// When there is no such file, or the disk objects.
pub async fn save_to(api: &Api, file: &str, path: &Path) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    Ok(workspace.library.files().copy_to(&key(file)?, path.to_owned()).await?)
}

/// A copy of a file for the system's own program to open, under a clean name.
///
/// # Errors
/// When there is no such file, the disk objects, or opening a file of this type could run what a stranger wrote.
pub async fn copy_to_open(api: &Api, file: &str, name: &str) -> Result<PathBuf, ApiError> {
    let workspace = api.workspace()?;
    let key = key(file)?;
    let row = workspace.library.find(&key).await?.ok_or_else(|| ApiError::not_found("file"))?;
    let kind = row.mime_type.split('/').next().unwrap_or_default();
    let harmless = matches!(kind, "image" | "audio" | "video") || OPENED.contains(&row.mime_type.as_str());
    if !harmless || row.mime_type == "image/svg+xml" {
        return Err(ApiError::invalid("file", Wrong::Harmful));
    }
    let name = media::clean_name(name, &row.mime_type);
    Ok(workspace.library.files().copy_to_open(&key, &name).await?)
}

/// A clean name for a file that is to be saved.
pub fn clean_name(name: &str) -> String {
    media::clean_name(name, "application/octet-stream")
}

pub(super) async fn retry_file(api: &Api, which: MessageRef) -> Result<Message, ApiError> {
    let workspace = api.workspace()?;
    let id = which.message;
    workspace.downloads.retry(id).await?;
    let now = workspace.clock.now();
    let read = workspace.store.read(move |tx| match message::by_id(tx, id)? {
        Some(row) => bubbles::one(tx, row, Seen::at(tx, now)?).map(Some),
        None => Ok(None),
    });
    let message = read.await?.ok_or_else(|| ApiError::not_found("message"))?;
    let (id, messages) = (message.conversation, vec![message.id]);
    workspace.log.announce(vec![Topic::Conversation { id, messages }]);
    Ok(message)
}

fn key(text: &str) -> Result<FileKey, ApiError> {
    FileKey::parse(text).map_err(|_| ApiError::not_found("file"))
}

impl From<DiskError> for ApiError {
    fn from(problem: DiskError) -> Self {
        match problem {
            DiskError::Missing => ApiError::not_found("file"),
            DiskError::Full => ApiError::of(Code::DiskFull),
            DiskError::Io(problem) => ApiError::internal(&problem),
        }
    }
}

impl From<LibraryError> for ApiError {
    fn from(problem: LibraryError) -> Self {
        match problem {
            LibraryError::Disk(problem) => problem.into(),
            LibraryError::Db(problem) => problem.into(),
        }
    }
}

impl From<AttachError> for ApiError {
    fn from(problem: AttachError) -> Self {
        match problem {
            AttachError::TooLarge => ApiError::invalid("file", Wrong::TooLarge { megabytes: 100 }),
            AttachError::Empty => ApiError::invalid("file", Wrong::Empty),
            AttachError::Broken(problem) => ApiError::invalid("file", Wrong::Unreadable).because(&problem),
            AttachError::NoPicture(problem) => ApiError::invalid("file", Wrong::CannotShrink).because(&problem),
            AttachError::Library(problem) => problem.into(),
        }
    }
}

pub(super) async fn gallery(api: &Api, list: ListGallery) -> Result<GalleryPage, ApiError> {
    let workspace = api.workspace()?;
    let limit = check_limit(list.limit)?;
    let before = list.cursor.as_deref().map(place_from).transpose()?;
    let gallery = match list.kind {
        GalleryKind::Photos => message::GALLERY_PHOTOS,
        GalleryKind::Files => message::GALLERY_FILES,
        GalleryKind::Links => message::GALLERY_LINKS,
    };
    let now = workspace.clock.now();
    let read = workspace.store.read(move |tx| {
        let seen = Seen::at(tx, now)?;
        let rows = message::gallery_before(tx, list.conversation, gallery, before, limit)?;
        let full = rows.len() == limit as usize;
        let next_cursor = rows.last().filter(|_| full).map(cursor_of);
        let items = bubbles::all(tx, rows, seen)?;
        Ok(GalleryPage { items, next_cursor })
    });
    Ok(read.await?)
}
