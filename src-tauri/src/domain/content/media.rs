//! Files.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How WhatsApp shows a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MediaKind {
    /// A picture in the bubble.
    Image,
    /// A film in the bubble.
    Video,
    /// A piece of sound, such as music.
    Audio,
    /// A voice note: sound with a waveform, spoken in the app.
    Voice,
    /// A file with its name.
    Document,
    /// A picture without a bubble.
    Sticker,
}

impl MediaKind {
    /// The provider's word for it; a voice note is `audio` with a mark.
    pub fn wa_type(self) -> &'static str {
        match self {
            MediaKind::Image => "image",
            MediaKind::Video => "video",
            MediaKind::Audio | MediaKind::Voice => "audio",
            MediaKind::Document => "document",
            MediaKind::Sticker => "sticker",
        }
    }

    /// Whether words may stand below it (Meta, "Media messages").
    pub fn takes_caption(self) -> bool {
        matches!(self, MediaKind::Image | MediaKind::Video | MediaKind::Document)
    }
}

/// A file in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Media {
    /// How it is shown.
    pub media: MediaKind,
    /// The file's SHA-256 in lower-case hex: the one that the provider told, or our own of what we send.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The type that the sender claims, such as `image/jpeg`. Never to be trusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// The words below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// A document's name as its sender wrote it; clean it before it names anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Whether a sticker moves.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub animated: bool,
    /// The provider's id of a received file: good for seven days (Meta, "Media").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_media_id: Option<String>,
}

impl Media {
    /// A file of which only the kind is known.
    pub fn new(media: MediaKind) -> Media {
        Media {
            media,
            sha256: None,
            mime_type: None,
            caption: None,
            filename: None,
            animated: false,
            provider_media_id: None,
        }
    }

    /// The words below it, or its name.
    pub fn words(&self) -> Option<&str> {
        self.caption.as_deref().or(self.filename.as_deref())
    }
}
