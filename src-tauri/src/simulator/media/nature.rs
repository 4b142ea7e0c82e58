//! Whether bytes are what their type says, as far as their first few tell.

/// Why the bytes are not of that type, if so. Types that are not known by their bytes raise no objection.
pub(in crate::simulator) fn objection(mime_type: &str, bytes: &[u8]) -> Option<&'static str> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    let at = |place: usize, magic: &[u8]| bytes.get(place..place + magic.len()) == Some(magic);
    let (right, why) = match bare(mime_type) {
        "image/jpeg" => (begins(b"\xff\xd8\xff"), "the bytes are no JPEG"),
        "image/png" => (begins(b"\x89PNG\r\n\x1a\n"), "the bytes are no PNG"),
        "image/webp" => (begins(b"RIFF") && at(8, b"WEBP"), "the bytes are no WebP"),
        "video/mp4" | "video/3gpp" | "audio/mp4" => (at(4, b"ftyp"), "the bytes are no MPEG-4 container"),
        "audio/ogg" => (begins(b"OggS") && is_mono_opus(bytes), "the sound is not mono Opus"),
        "audio/amr" => (begins(b"#!AMR"), "the bytes are no AMR"),
        "application/pdf" => (begins(b"%PDF-"), "the bytes are no PDF"),
        _ => return None,
    };
    (!right).then_some(why)
}

/// The channel count stands ten bytes behind the start of the Opus head.
fn is_mono_opus(bytes: &[u8]) -> bool {
    let head = bytes.windows(8).take(4096).position(|window| window == b"OpusHead");
    head.and_then(|at| bytes.get(at + 9)) == Some(&1)
}

/// Whether a WebP moves: the second bit of its extended head.
pub(in crate::simulator) fn is_animated(webp: &[u8]) -> bool {
    webp.get(12..16) == Some(b"VP8X") && webp.get(20).is_some_and(|flags| flags & 0b10 != 0)
}

/// The type without its parameters.
pub(in crate::simulator) fn bare(mime_type: &str) -> &str {
    mime_type.split(';').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::super::Sample;
    use super::*;

    #[test]
    fn bytes_of_another_type_are_seen() {
        assert_eq!(objection("image/jpeg", Sample::Note.bytes()), Some("the bytes are no JPEG"));
        assert_eq!(objection("audio/ogg", b"OggS vorbis"), Some("the sound is not mono Opus"));
        assert_eq!(objection("application/zip", b"anything"), None);
    }

    #[test]
    fn only_the_beating_heart_moves() {
        assert!(is_animated(Sample::Animated.bytes()) && !is_animated(Sample::Sticker.bytes()));
    }
}
