//! Files for the screen, over HTTP or the window's own scheme.
//!
//! They come from strangers and are shown in the screen's own origin, so that nothing of them may ever run: only types
//! that cannot hold a script are named, everything else is bytes to be saved, and no browser may guess for itself.

use std::ops::Range;

use super::disk::{DiskError, Files};
use super::key::FileKey;
use super::sniff::sniff;
use super::sound::as_wave;

/// What a screen may show by itself: pictures, films, sounds, plain text and papers.
const SHOWN: [&str; 19] = [
    "application/pdf",
    "audio/aac",
    "audio/amr",
    "audio/flac",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "audio/vnd.wave",
    "image/avif",
    "image/bmp",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
    "text/plain",
    "video/3gpp",
    "video/mp4",
    "video/quicktime",
    "video/webm",
];
/// A player that asks for "the rest" of a film gets this much and asks again, so that no film is in memory as a whole.
const PIECE: u64 = 2 * 1024 * 1024;

/// Which form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// As it came.
    Whole,
    /// The small picture of it.
    Thumbnail,
    /// A sound in a form that every screen can play.
    Listen,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// 200, 206 or 416.
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The bytes.
    pub body: Vec<u8>,
}

/// A file, or the part of it that the header `Range` asks for (such as `bytes=0-1023`; a longer part than 2 MB of a
/// file may be answered with its beginning).
///
/// # Errors
/// [`DiskError::Missing`] when there is no such file or no such form of it; what the system objects to.
pub async fn serve(files: &Files, key: &FileKey, variant: Variant, range: Option<&str>) -> Result<Served, DiskError> {
    match variant {
        Variant::Whole => serve_file(files, key, range).await,
        Variant::Thumbnail => serve_bytes(files.read_thumbnail(key).await?, range).await,
        Variant::Listen => match wave_of(files, key).await? {
            Some(wave) => Ok(answer("audio/vnd.wave", wave, range)),
            None => serve_file(files, key, range).await,
        },
    }
}

/// A sound as a WAV file; nothing for other files, and for sounds that cannot be decoded.
async fn wave_of(files: &Files, key: &FileKey) -> Result<Option<Vec<u8>>, DiskError> {
    let mime_type = files.with_reader(key, |reader| sniff(reader)).await??;
    if !mime_type.starts_with("audio/") {
        return Ok(None);
    }
    let file = files.read(key).await?;
    Ok(tokio::task::spawn_blocking(move || as_wave(&file)).await.unwrap_or_default())
}

async fn serve_file(files: &Files, key: &FileKey, range: Option<&str>) -> Result<Served, DiskError> {
    let size = files.size(key).await?;
    let mime_type = files.with_reader(key, |reader| sniff(reader)).await??;
    let asked = part(range, size);
    let body = match &asked {
        Part::Whole => files.read(key).await?,
        Part::Of(part) => files.read_range(key, part.start..part.end.min(part.start + PIECE)).await?,
        Part::Nothing => Vec::new(),
    };
    Ok(served(&mime_type, &asked, size, body))
}

async fn serve_bytes(bytes: Vec<u8>, range: Option<&str>) -> Result<Served, DiskError> {
    let sniffed = tokio::task::spawn_blocking(move || {
        let mime_type = sniff(&mut std::io::Cursor::new(&bytes))?;
        Ok::<_, std::io::Error>((mime_type, bytes))
    });
    let (mime_type, bytes) = sniffed.await.map_err(std::io::Error::other)??;
    Ok(answer(&mime_type, bytes, range))
}

fn answer(mime_type: &str, bytes: Vec<u8>, range: Option<&str>) -> Served {
    let size = bytes.len() as u64;
    let asked = part(range, size);
    let body = match &asked {
        Part::Whole => bytes,
        Part::Of(part) => {
            let length = usize::try_from(part.end - part.start).unwrap_or(usize::MAX);
            bytes.into_iter().skip(usize::try_from(part.start).unwrap_or(usize::MAX)).take(length).collect()
        }
        Part::Nothing => Vec::new(),
    };
    served(mime_type, &asked, size, body)
}

fn served(mime_type: &str, asked: &Part, size: u64, body: Vec<u8>) -> Served {
    let (status, place) = match asked {
        Part::Whole => (200, None),
        Part::Of(part) => {
            let last = (part.start + body.len() as u64).saturating_sub(1);
            (206, Some(format!("bytes {}-{last}/{size}", part.start)))
        }
        Part::Nothing => (416, Some(format!("bytes */{size}"))),
    };
    let (content_type, disposition) = presentation(mime_type);
    let mut headers = vec![
        ("content-type", content_type),
        ("content-disposition", disposition.to_owned()),
        ("x-content-type-options", "nosniff".to_owned()),
        // The address contains the hash of the bytes: they can never be others.
        ("cache-control", "private, max-age=31536000, immutable".to_owned()),
        ("accept-ranges", "bytes".to_owned()),
    ];
    headers.extend(place.map(|place| ("content-range", place)));
    Served { status, headers, body }
}

fn presentation(mime_type: &str) -> (String, &'static str) {
    match mime_type {
        "text/plain" => ("text/plain; charset=utf-8".to_owned(), "inline"),
        known if SHOWN.contains(&known) => (known.to_owned(), "inline"),
        _ => ("application/octet-stream".to_owned(), "attachment"),
    }
}

/// What a header `Range` asks for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Of(Range<u64>),
    /// Something behind the end.
    Nothing,
}

/// One range is answered; several, or something that is no range, count as none was asked for (RFC 9110, 14.2).
fn part(range: Option<&str>, size: u64) -> Part {
    let bounds = range.and_then(|range| range.trim().strip_prefix("bytes=")?.split_once('-'));
    let Some((first, last)) = bounds else { return Part::Whole };
    let asked = match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Ok(first), Err(_)) if last.trim().is_empty() => first..size,
        (Err(_), Ok(count)) if first.trim().is_empty() => size.saturating_sub(count)..size,
        _ => return Part::Whole,
    };
    if asked.is_empty() { Part::Nothing } else { Part::Of(asked) }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    async fn serve_one(file: &'static [u8], range: Option<&str>) -> Served {
        let directory = tempfile::tempdir().unwrap();
        let files = Files::open(directory.path().to_owned()).await.unwrap();
        let kept = files.keep(Bytes::from_static(file)).await.unwrap();
        serve(&files, &kept.key, Variant::Whole, range).await.unwrap()
    }

    fn header<'s>(served: &'s Served, name: &str) -> Option<&'s str> {
        served.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    #[tokio::test]
    async fn what_could_run_in_the_screen_is_only_bytes_to_be_saved() {
        for file in [
            b"<!DOCTYPE html><script>alert(1)</script>".as_slice(),
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"></svg>",
            b"<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"></html>",
            b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0",
        ] {
            let served = serve_one(file, None).await;
            assert_eq!(header(&served, "content-type"), Some("application/octet-stream"));
            assert_eq!(header(&served, "content-disposition"), Some("attachment"));
            assert_eq!(header(&served, "x-content-type-options"), Some("nosniff"));
        }
    }

    #[tokio::test]
    async fn a_picture_and_a_letter_are_shown() {
        let picture = serve_one(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None).await;
        assert_eq!(header(&picture, "content-type"), Some("image/png"));
        let letter = serve_one("Grüße".as_bytes(), None).await;
        assert_eq!(header(&letter, "content-type"), Some("text/plain; charset=utf-8"));
        assert_eq!((letter.status, letter.body.as_slice()), (200, "Grüße".as_bytes()));
        assert!(header(&letter, "cache-control").unwrap().contains("immutable"));
    }

    #[tokio::test]
    async fn a_part_is_served_as_it_was_asked_for() {
        for (range, status, body, place) in [
            ("bytes=2-4", 206, "cde", Some("bytes 2-4/10")),
            ("bytes=7-", 206, "hij", Some("bytes 7-9/10")),
            ("bytes=-3", 206, "hij", Some("bytes 7-9/10")),
            ("bytes=8-99", 206, "ij", Some("bytes 8-9/10")),
            ("bytes=-99", 206, "abcdefghij", Some("bytes 0-9/10")),
            ("bytes=10-", 416, "", Some("bytes */10")),
            ("bytes=-0", 416, "", Some("bytes */10")),
            ("bytes=4-2", 200, "abcdefghij", None),
            ("bytes=0-1,3-4", 200, "abcdefghij", None),
            ("letters=0-1", 200, "abcdefghij", None),
            ("bytes=18446744073709551615-", 416, "", Some("bytes */10")),
        ] {
            let served = serve_one(b"abcdefghij", Some(range)).await;
            assert_eq!((served.status, header(&served, "content-range")), (status, place), "{range}");
            assert_eq!(served.body, body.as_bytes(), "{range}");
        }
    }

    #[tokio::test]
    async fn the_rest_of_a_film_comes_in_pieces() {
        let directory = tempfile::tempdir().unwrap();
        let files = Files::open(directory.path().to_owned()).await.unwrap();
        let kept = files.keep(Bytes::from(vec![7; 5_000_000])).await.unwrap();
        let first = serve(&files, &kept.key, Variant::Whole, Some("bytes=0-")).await.unwrap();
        assert_eq!(header(&first, "content-range"), Some("bytes 0-2097151/5000000"));
        assert_eq!(first.body.len(), 2_097_152);
    }

    #[tokio::test]
    async fn what_is_not_here_is_told() {
        let directory = tempfile::tempdir().unwrap();
        let files = Files::open(directory.path().to_owned()).await.unwrap();
        for variant in [Variant::Whole, Variant::Thumbnail, Variant::Listen] {
            let served = serve(&files, &FileKey::of_digest(&[0; 32]), variant, None).await;
            assert!(matches!(served, Err(DiskError::Missing)), "{served:?}");
        }
    }
}
