//! What customers send beside words: small files that are what they claim to be.

use super::{picture, voice};

/// A file of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulator) enum Sample {
    /// A photograph, as far as a few lines can paint one.
    Photo,
    /// A heart.
    Sticker,
    /// Three seconds of silence.
    VoiceNote,
    /// A letter in plain text.
    Document,
    /// The frame of a video, without one: nothing to play.
    Video,
}

impl Sample {
    /// The message type that carries it.
    pub fn kind(self) -> &'static str {
        match self {
            Sample::Photo => "image",
            Sample::Sticker => "sticker",
            Sample::VoiceNote => "audio",
            Sample::Document => "document",
            Sample::Video => "video",
        }
    }

    pub fn mime_type(self) -> &'static str {
        match self {
            Sample::Photo => "image/png",
            Sample::Sticker => "image/webp",
            Sample::VoiceNote => "audio/ogg; codecs=opus",
            Sample::Document => "text/plain",
            Sample::Video => "video/mp4",
        }
    }

    pub fn bytes(self) -> Vec<u8> {
        match self {
            Sample::Photo => picture::landscape(),
            Sample::Sticker => picture::heart(),
            Sample::VoiceNote => voice::silence(),
            Sample::Document => b"To whom it may concern,\n\nplease see this patient about the left knee.\n".to_vec(),
            Sample::Video => b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08mdat".to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_starts_as_its_kind_does() {
        assert!(Sample::Photo.bytes().starts_with(b"\x89PNG\r\n\x1a\n"));
        assert!(Sample::VoiceNote.bytes().starts_with(b"OggS"));
        let sticker = Sample::Sticker.bytes();
        assert!(sticker.starts_with(b"RIFF") && sticker.get(8..16) == Some(b"WEBPVP8L"));
        assert!(sticker.len() < 100 * 1024, "a still sticker may have 100 KB, this has {}", sticker.len());
    }
}
