//! What WhatsApp takes at most, from Meta's pages on each type of message. The screen is given the same numbers, so that
//! it can speak of them while somebody types.

use serde::Serialize;
use ts_rs::TS;

use super::media::MediaKind;

/// The longest text, in characters.
pub const TEXT: usize = 4096;
/// The longest words below a file.
pub const CAPTION: usize = 1024;
/// The longest words of a message with something to tap …
pub const BODY: usize = 1024;
/// … but for a list.
pub const LIST_BODY: usize = 4096;
/// The longest line above such words, and below them.
pub const HEADER: usize = 60;
/// The longest line below such words.
pub const FOOTER: usize = 60;
/// The longest label of a button.
pub const LABEL: usize = 20;
/// The most reply buttons.
pub const BUTTONS: usize = 3;
/// The longest mark that comes back with a tapped button.
pub const BUTTON_ID: usize = 256;
/// The longest title of a section or row of a list.
pub const ROW_TITLE: usize = 24;
/// The longest small words of a row.
pub const ROW_DESCRIPTION: usize = 72;
/// The longest mark that comes back with a row.
pub const ROW_ID: usize = 200;
/// The most rows of a list, over all its sections.
pub const ROWS: usize = 10;
/// The most sections of a list, of rows or of products.
pub const SECTIONS: usize = 10;
/// The most products of a list.
pub const PRODUCTS: usize = 30;
/// The most contact cards in a message. Meta's page says 257, its description of the API 5: we keep to the smaller.
pub const CARDS: usize = 5;
/// The longest name of a file.
pub const FILE_NAME: usize = 240;

/// What WhatsApp takes of a kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileLimit {
    /// The kind.
    pub media: MediaKind,
    /// The most bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// The types it may have; empty: any.
    pub types: &'static [&'static str],
}

const KB: u64 = 1024;
const MB: u64 = 1024 * KB;
/// A moving sticker may be larger than a still one.
const MOVING_STICKER: u64 = 500 * KB;

const FILES: [FileLimit; 6] = [
    FileLimit { media: MediaKind::Image, bytes: 5 * MB, types: &["image/jpeg", "image/png"] },
    FileLimit { media: MediaKind::Video, bytes: 16 * MB, types: &["video/mp4", "video/3gpp"] },
    FileLimit {
        media: MediaKind::Audio,
        bytes: 16 * MB,
        types: &["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
    },
    FileLimit { media: MediaKind::Voice, bytes: 16 * MB, types: &["audio/ogg"] },
    FileLimit { media: MediaKind::Document, bytes: 100 * MB, types: &[] },
    FileLimit { media: MediaKind::Sticker, bytes: 100 * KB, types: &["image/webp"] },
];

impl FileLimit {
    /// What WhatsApp takes of this kind.
    pub fn of(media: MediaKind, animated: bool) -> FileLimit {
        let found = FILES.into_iter().find(|limit| limit.media == media);
        let limit = found.unwrap_or(FileLimit { media, bytes: 0, types: &[] });
        if media == MediaKind::Sticker && animated { FileLimit { bytes: MOVING_STICKER, ..limit } } else { limit }
    }

    /// Whether a file of this type fits.
    pub fn takes(&self, mime_type: &str) -> bool {
        self.types.is_empty() || self.types.contains(&mime_type)
    }
}

/// The numbers for the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "each is the constant of its name")]
pub struct Limits {
    pub text: usize,
    pub caption: usize,
    pub body: usize,
    pub list_body: usize,
    pub header: usize,
    pub footer: usize,
    pub label: usize,
    pub buttons: usize,
    pub row_title: usize,
    pub row_description: usize,
    pub rows: usize,
    pub sections: usize,
    pub products: usize,
    pub cards: usize,
    pub files: Vec<FileLimit>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            text: TEXT,
            caption: CAPTION,
            body: BODY,
            list_body: LIST_BODY,
            header: HEADER,
            footer: FOOTER,
            label: LABEL,
            buttons: BUTTONS,
            row_title: ROW_TITLE,
            row_description: ROW_DESCRIPTION,
            rows: ROWS,
            sections: SECTIONS,
            products: PRODUCTS,
            cards: CARDS,
            files: FILES.to_vec(),
        }
    }
}
