//! Files: those in messages, and those that somebody is about to send.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::content::MediaKind;
use crate::domain::ids::ConversationId;

use super::thread::Message;

/// Where a message's file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum FileState {
    /// It is being fetched, or will be.
    Waiting,
    /// It is on this computer.
    Here,
    /// It could not be fetched; somebody may ask for it again.
    Failed,
    /// It can never be fetched again: the provider keeps files for seven days.
    Expired,
    /// It was on this computer and is not there any more.
    Lost,
}

/// The file of a message, as far as it is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileInfo {
    /// Where it stands.
    pub state: FileState,
    /// What it is called in the address of its bytes (`Host.fileUrl`): its SHA-256. `null` until it is here.
    pub key: Option<String>,
    /// Its size.
    pub bytes: Option<i64>,
    /// What it is, by its first bytes and not by what its sender claims.
    pub mime_type: Option<String>,
    /// Of a picture or film, in points.
    pub width: Option<i64>,
    /// Of a picture or film, in points.
    pub height: Option<i64>,
    /// Of a sound or film.
    pub duration_ms: Option<i64>,
    /// Of a sound: 64 bars from 0 to 100; empty when unknown.
    pub waveform: Vec<u8>,
    /// Whether a small picture of it is here (`Host.thumbnailUrl`).
    pub thumbnail: bool,
    /// Why it is not here: `offline`, `refused`, `corrupt`, `diskFull`, `expired`, `tooLarge` or `lost`.
    pub problem: Option<String>,
    /// When it is tried again by itself.
    pub retry_at: Option<i64>,
}

/// A file that was brought here to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// What it is called from now on: its SHA-256.
    pub key: String,
    /// The name it came with, cleaned.
    pub name: String,
    /// What it is, by its first bytes.
    pub mime_type: String,
    /// Its size.
    pub bytes: i64,
    /// Of a picture, in points.
    pub width: Option<i64>,
    /// Of a picture, in points.
    pub height: Option<i64>,
    /// Of a sound.
    pub duration_ms: Option<i64>,
    /// Of a sound: 64 bars from 0 to 100; empty when unknown.
    pub waveform: Vec<u8>,
    /// Whether a small picture of it is here.
    pub thumbnail: bool,
    /// How it may be sent, the most fitting first. Every file may be sent as a document.
    pub may_be: Vec<MediaKind>,
    /// Why it cannot be sent as what it is: `tooLarge` or `wrongType`; with the most bytes that WhatsApp takes of its kind.
    pub problem: Option<AttachmentProblem>,
    /// Whether it is a picture that can be made smaller (`shrink_picture`).
    pub can_shrink: bool,
}

/// Why a file cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentProblem {
    /// `tooLarge` or `wrongType`.
    pub code: String,
    /// As what kind.
    pub media: MediaKind,
    /// The most bytes that WhatsApp takes of this kind.
    pub limit: i64,
}

/// Names a file that is here.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FileRef {
    /// Its SHA-256 in lower-case hex.
    pub key: String,
    /// The name that it came with.
    #[serde(default)]
    #[ts(optional)]
    pub name: Option<String>,
}

/// What a gallery shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum GalleryKind {
    /// Pictures and films.
    Photos,
    /// Documents and sounds.
    Files,
    /// Messages with a web address in them.
    Links,
}

/// Which part of a conversation's gallery to read.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListGallery {
    /// The thread.
    pub conversation: ConversationId,
    /// What to show.
    pub kind: GalleryKind,
    /// Behind this cursor.
    #[serde(default)]
    #[ts(optional)]
    pub cursor: Option<String>,
    /// 1 to 200.
    pub limit: u32,
}

/// A part of a gallery.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GalleryPage {
    /// Newest first.
    pub items: Vec<Message>,
    /// Where the next part begins; `null` at the end.
    pub next_cursor: Option<String>,
}

/// A voice note that is being recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Recording {
    /// Whether one is being recorded.
    pub active: bool,
    /// How long it is by now.
    pub elapsed_ms: i64,
    /// How loud it is at the moment, 0 to 100.
    pub level: u8,
    /// Why there can be none: `noMicrophone`, `notAllowed` or `deviceLost`; `null` when all is well.
    pub problem: Option<String>,
}
