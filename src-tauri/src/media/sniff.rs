//! What a file is, by its bytes.

use std::io::{self, Read, Seek, SeekFrom};

use file_format::{FileFormat, Kind};

const BINARY: &str = "application/octet-stream";
const TEXT: &str = "text/plain";
/// As much of a file as is looked at to tell whether it is text.
const TEXT_SAMPLE: u64 = 64 * 1024;

/// The type of a file, such as `image/jpeg`, by its bytes alone: never by its name or by what its sender claims.
///
/// Sound in an Ogg file is `audio/ogg` only if it is Opus, which is the only kind that WhatsApp plays. Programs and
/// packages are `application/octet-stream`, whatever system they are for.
///
/// # Errors
/// What the reader objects to.
pub fn sniff<R: Read + Seek + ?Sized>(mut reader: &mut R) -> io::Result<String> {
    let is_text = is_text(reader)?;
    reader.rewind()?;
    let format = FileFormat::from_reader(&mut reader)?;
    if is_text && !may_be_text(format) {
        // A few letters at the beginning of a letter are the signature of some format: "BM" is a bitmap.
        return Ok(TEXT.to_owned());
    }
    Ok(media_type(format))
}

fn media_type(format: FileFormat) -> String {
    let media_type = format.media_type();
    let known = match (format.kind(), media_type) {
        (Kind::Executable | Kind::Package, _) => BINARY,
        (_, "audio/opus") => "audio/ogg",
        (_, "audio/ogg") => "audio/ogg; codecs=other",
        // A film whose tracks could not be found, and Apple's own words for the two.
        (_, "application/mp4" | "video/x-m4v") => "video/mp4",
        (_, "audio/x-m4a") => "audio/mp4",
        // The tag in front of an MP3 may be longer than what was looked at.
        (_, "application/x-id3v2") => "audio/mpeg",
        (_, "image/apng") => "image/png",
        (_, "application/x-empty") => BINARY,
        (_, other) => other,
    };
    known.to_owned()
}

/// Whether a file of this format can consist of nothing but letters.
fn may_be_text(format: FileFormat) -> bool {
    let media_type = format.media_type();
    format == FileFormat::PortableDocumentFormat
        || media_type.ends_with("xml")
        || matches!(media_type, "text/html" | "text/rtf" | "application/rtf" | "text/vcard" | "text/calendar")
}

/// Whether the beginning of a file is UTF-8 without control characters.
fn is_text<R: Read + Seek + ?Sized>(reader: &mut R) -> io::Result<bool> {
    let mut sample = Vec::new();
    reader.seek(SeekFrom::Start(0))?;
    reader.take(TEXT_SAMPLE).read_to_end(&mut sample)?;
    let cut = sample.len() as u64 == TEXT_SAMPLE;
    let valid = match std::str::from_utf8(&sample) {
        Ok(text) => text,
        // The last letter may have been cut in two.
        Err(error) if cut && error.error_len().is_none() => {
            let (valid, _) = sample.split_at(error.valid_up_to());
            std::str::from_utf8(valid).unwrap_or_default()
        }
        Err(_) => return Ok(false),
    };
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    Ok(!valid.is_empty() && !valid.contains(is_control))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn of(bytes: &[u8]) -> String {
        sniff(&mut Cursor::new(bytes)).unwrap()
    }

    fn ogg(codec: &[u8]) -> Vec<u8> {
        let head = [b"OggS\0\x02".as_slice(), &[0; 20], &[1, 19], codec, &[1, 1, 0, 0, 0x80, 0xbb]];
        head.concat()
    }

    fn film(handler: &[u8]) -> Vec<u8> {
        let boxed = |name: &[u8], inside: &[u8]| [&(8 + inside.len() as u32).to_be_bytes(), name, inside].concat();
        let handled = boxed(b"hdlr", &[&[0; 8], handler, &[0; 13]].concat());
        let tracks = boxed(b"moov", &boxed(b"trak", &boxed(b"mdia", &handled)));
        [boxed(b"ftyp", b"mp42\0\0\0\0mp42isom"), tracks].concat()
    }

    /// A zip archive whose only file has this name and says this.
    fn zip(name: &str, content: &str) -> Vec<u8> {
        let sizes = [(content.len() as u32).to_le_bytes(); 2].concat();
        let lengths = [(name.len() as u16).to_le_bytes(), [0; 2]].concat();
        let local = [b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0", sizes.as_slice(), &lengths, name.as_bytes()].concat();
        let entry = [b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0", sizes.as_slice(), &lengths, &[0; 14]];
        let entry = [entry.concat().as_slice(), name.as_bytes()].concat();
        let start = (local.len() + content.len()) as u32;
        let end = [b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(), &(entry.len() as u32).to_le_bytes()];
        let end = [end.concat().as_slice(), &start.to_le_bytes(), &[0; 2]].concat();
        [local.as_slice(), content.as_bytes(), &entry, &end].concat()
    }

    #[test]
    fn sounds_are_told_apart_by_what_whatsapp_plays() {
        assert_eq!(of(&ogg(b"OpusHead")), "audio/ogg");
        assert_eq!(of(&ogg(b"\x01vorbis")), "audio/ogg; codecs=other");
        assert_eq!(of(b"#!AMR\n\x3c\x91\x17\x16\xbe\x66"), "audio/amr");
        assert_eq!(of(b"ID3\x03\0\0\0\0\0\0\xff\xfb\x90\x64\0\0\0\0\0\0\0\0"), "audio/mpeg");
        assert_eq!(of(b"\xff\xf1\x50\x80\x02\x1f\xfc"), "audio/aac");
        assert_eq!(of(&film(b"soun")), "audio/mp4");
        assert_eq!(of(&film(b"vide")), "video/mp4");
    }

    #[test]
    fn a_picture_is_what_its_bytes_say() {
        assert_eq!(of(b"\xff\xd8\xff\xe0\0\x10JFIF\0"), "image/jpeg");
        assert_eq!(of(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "image/png");
        assert_eq!(of(b"RIFF\x24\0\0\0WEBPVP8L"), "image/webp");
    }

    #[test]
    fn archives_are_told_apart_by_what_is_in_them() {
        assert_eq!(of(&zip("notes.txt", "a letter")), "application/zip");
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        assert_eq!(of(&zip("word/document.xml", "<w:document/>")), word);
        let excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        assert_eq!(of(&zip("xl/workbook.xml", "<workbook/>")), excel);
        assert_eq!(of(&zip("AndroidManifest.xml", "x")), BINARY, "a program is told from papers");
    }

    #[test]
    fn letters_are_text_whatever_they_begin_with() {
        assert_eq!(of("Très bien — merci\n".as_bytes()), TEXT);
        assert_eq!(of(b"BMW is broken, please help"), TEXT);
        assert_eq!(of(b"MZ and other initials"), TEXT);
        assert_eq!(of(b"%PDF-1.4\n% all of it in letters\n"), "application/pdf");
        let mut cut = "é".repeat(40_000);
        cut.insert(0, 'x');
        assert_eq!(of(cut.as_bytes()), TEXT, "the sample ends in the middle of a letter");
    }

    #[test]
    fn what_a_browser_would_run_is_recognised() {
        assert_eq!(of(b"<!DOCTYPE html><script>alert(1)</script>"), "text/html");
        assert_eq!(of(b"<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"), "image/svg+xml");
    }

    #[test]
    fn everything_else_is_just_bytes() {
        assert_eq!(of(b""), BINARY);
        assert_eq!(of(&[0; 100]), BINARY);
        assert_eq!(of(b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0"), BINARY);
        assert_eq!(of(b"caf\xe9 \x01\x02"), BINARY);
    }
}
