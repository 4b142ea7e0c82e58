//! What customers send beside words: small files that are what they claim to be, made for this purpose.

/// A file of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulator) enum Sample {
    /// A photograph of a forearm with red spots.
    Rash,
    /// A photograph of a mug with a crack.
    Mug,
    /// A handwritten note.
    Note,
    /// A heart that stands still.
    Sticker,
    /// A heart that beats.
    Animated,
    /// Somebody speaks for some seconds.
    VoiceNote,
    /// Four seconds of music.
    Tune,
    /// A letter of one page.
    Letter,
    /// Two seconds of a test card with a tone.
    Clip,
}

impl Sample {
    /// The photograph of that name; the mug without one.
    pub fn photo(name: Option<&str>) -> Option<Sample> {
        match name.unwrap_or("mug") {
            "rash" => Some(Sample::Rash),
            "mug" => Some(Sample::Mug),
            "note" => Some(Sample::Note),
            _ => None,
        }
    }

    /// The message type that carries it.
    pub fn kind(self) -> &'static str {
        match self {
            Sample::Rash | Sample::Mug | Sample::Note => "image",
            Sample::Sticker | Sample::Animated => "sticker",
            Sample::VoiceNote | Sample::Tune => "audio",
            Sample::Letter => "document",
            Sample::Clip => "video",
        }
    }

    pub fn mime_type(self) -> &'static str {
        match self {
            Sample::Rash | Sample::Mug => "image/jpeg",
            Sample::Note => "image/png",
            Sample::Sticker | Sample::Animated => "image/webp",
            Sample::VoiceNote => "audio/ogg; codecs=opus",
            Sample::Tune => "audio/mpeg",
            Sample::Letter => "application/pdf",
            Sample::Clip => "video/mp4",
        }
    }

    pub fn bytes(self) -> &'static [u8] {
        match self {
            Sample::Rash => include_bytes!("files/rash.jpg"),
            Sample::Mug => include_bytes!("files/mug.jpg"),
            Sample::Note => include_bytes!("files/note.png"),
            Sample::Sticker => include_bytes!("files/sticker.webp"),
            Sample::Animated => include_bytes!("files/animated.webp"),
            Sample::VoiceNote => include_bytes!("files/voice.ogg"),
            Sample::Tune => include_bytes!("files/tune.mp3"),
            Sample::Letter => include_bytes!("files/letter.pdf"),
            Sample::Clip => include_bytes!("files/clip.mp4"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::nature;
    use super::*;

    const ALL: [Sample; 9] = [
        Sample::Rash,
        Sample::Mug,
        Sample::Note,
        Sample::Sticker,
        Sample::Animated,
        Sample::VoiceNote,
        Sample::Tune,
        Sample::Letter,
        Sample::Clip,
    ];

    #[test]
    fn every_file_is_small_and_of_the_type_that_it_claims() {
        for sample in ALL {
            assert_eq!(nature::objection(sample.mime_type(), sample.bytes()), None, "{sample:?}");
            assert!(sample.bytes().len() < 40 * 1024, "{sample:?} has {} bytes", sample.bytes().len());
        }
    }

    #[test]
    fn the_letter_is_a_whole_pdf() {
        let letter = Sample::Letter.bytes();
        let start = letter.windows(5).rposition(|window| window == b"xref\n").unwrap();
        let table = letter.windows(4).position(|window| window == b"xref").unwrap();
        let offset = String::from_utf8_lossy(&letter[start + 5..]).lines().next().unwrap().parse::<usize>().unwrap();
        assert_eq!(offset, table, "the end of the file says where its table is");
    }
}
