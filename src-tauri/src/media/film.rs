//! How large and how long a film is, from the head of an MP4 (ISO/IEC 14496-12), 3GP or QuickTime file.
//!
//! Two boxes are read and nothing is unpacked. A library for MP4 was the alternative; the ones that there are list every
//! picture of the film first, of which a stranger's file may claim four thousand million.

use std::io::{Read as _, SeekFrom};

use super::disk::ReadSeek;

/// The head of a film of hours is smaller.
const MOST_HEAD_BYTES: u64 = 16 * 1024 * 1024;
/// Boxes that are passed over on the way to the head.
const MOST_BOXES: u32 = 256;

/// What the head of a film says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct FilmInfo {
    /// Its width as it is to be shown, in points.
    pub width: Option<i64>,
    /// Its height as it is to be shown, in points.
    pub height: Option<i64>,
    /// Its length.
    pub duration_ms: Option<i64>,
}

/// Looks at a film; nothing when it has no head that can be read.
pub(super) fn describe_film(reader: &mut dyn ReadSeek) -> Option<FilmInfo> {
    let head = read_head(reader)?;
    let duration_ms = boxes(&head).find(|(name, _)| *name == b"mvhd").and_then(|(_, inside)| duration_ms(inside));
    let tracks = boxes(&head).filter(|(name, _)| *name == b"trak").map(|(_, inside)| inside);
    let size = tracks.filter_map(|track| track_size(boxes(track).find(|(name, _)| *name == b"tkhd")?.1)).next();
    Some(FilmInfo { width: size.map(|(width, _)| width), height: size.map(|(_, height)| height), duration_ms })
}

/// The inside of the box `moov`, wherever in the file it stands.
fn read_head(reader: &mut dyn ReadSeek) -> Option<Vec<u8>> {
    reader.seek(SeekFrom::Start(0)).ok()?;
    for _ in 0..MOST_BOXES {
        let mut start = [0; 8];
        reader.read_exact(&mut start).ok()?;
        let (size, name) = start.split_first_chunk::<4>()?;
        let inside = match u32::from_be_bytes(*size) {
            1 => {
                let mut long = [0; 8];
                reader.read_exact(&mut long).ok()?;
                u64::from_be_bytes(long).checked_sub(16)?
            }
            0 => MOST_HEAD_BYTES,
            size => u64::from(size).checked_sub(8)?,
        };
        if name == b"moov" {
            let mut head = Vec::new();
            reader.take(inside.min(MOST_HEAD_BYTES)).read_to_end(&mut head).ok()?;
            return Some(head);
        }
        reader.seek(SeekFrom::Current(i64::try_from(inside).ok()?)).ok()?;
    }
    None
}

/// The boxes in a box: their names and insides. Ends at the first that is broken.
fn boxes(inside: &[u8]) -> impl Iterator<Item = (&[u8; 4], &[u8])> {
    let mut rest = inside;
    std::iter::from_fn(move || {
        let (size, behind) = rest.split_first_chunk::<4>()?;
        let (name, behind) = behind.split_first_chunk::<4>()?;
        let size = usize::try_from(u32::from_be_bytes(*size)).ok()?.checked_sub(8)?;
        let (inside, next) = behind.split_at_checked(size)?;
        rest = next;
        Some((name, inside))
    })
}

/// From the box `mvhd`, whose second version has longer times.
fn duration_ms(inside: &[u8]) -> Option<i64> {
    let (per_second, duration) = match inside.first()? {
        0 => (number(inside, 12)?, number(inside, 16)?),
        1 => (number(inside, 20)?, number(inside, 24)?.checked_mul(1 << 32)?.checked_add(number(inside, 28)?)?),
        _ => return None,
    };
    let duration = duration.checked_mul(1000)?.checked_div(per_second)?;
    (duration > 0).then_some(duration)
}

/// From the box `tkhd`; nothing for a track that is not seen.
fn track_size(inside: &[u8]) -> Option<(i64, i64)> {
    let matrix = match inside.first()? {
        0 => 40,
        1 => 52,
        _ => return None,
    };
    // Points, with sixteen bits behind the point.
    let (width, height) = (number(inside, matrix + 36)? >> 16, number(inside, matrix + 40)? >> 16);
    let lies_on_its_side = number(inside, matrix)? == 0 && number(inside, matrix + 4)? != 0;
    let size = if lies_on_its_side { (height, width) } else { (width, height) };
    (width > 0 && height > 0).then_some(size)
}

fn number(inside: &[u8], at: usize) -> Option<i64> {
    Some(i64::from(u32::from_be_bytes(*inside.get(at..)?.first_chunk()?)))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn boxed(name: &[u8; 4], inside: &[u8]) -> Vec<u8> {
        [&u32::try_from(8 + inside.len()).unwrap().to_be_bytes(), name.as_slice(), inside].concat()
    }

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_be_bytes()).collect()
    }

    fn track(matrix: [u32; 2], width: u32, height: u32) -> Vec<u8> {
        let mut inside = [0; 21];
        inside[10..12].copy_from_slice(&matrix);
        inside[19] = width << 16;
        inside[20] = height << 16;
        boxed(b"trak", &boxed(b"tkhd", &words(&inside)))
    }

    const UPRIGHT: [u32; 2] = [0x1_0000, 0];
    const ON_ITS_SIDE: [u32; 2] = [0, 0x1_0000];

    fn film(tracks: &[Vec<u8>]) -> Vec<u8> {
        let length = boxed(b"mvhd", &words(&[0, 0, 0, 600, 1500]));
        let head = boxed(b"moov", &[length, tracks.concat()].concat());
        [boxed(b"ftyp", b"mp42\0\0\0\0"), boxed(b"mdat", &[7; 1000]), head].concat()
    }

    fn told(file: &[u8]) -> Option<FilmInfo> {
        describe_film(&mut Cursor::new(file.to_vec()))
    }

    #[test]
    fn a_film_tells_its_size_and_length() {
        let sound = track(UPRIGHT, 0, 0);
        let told = told(&film(&[sound, track(UPRIGHT, 640, 480)])).unwrap();
        assert_eq!(told, FilmInfo { width: Some(640), height: Some(480), duration_ms: Some(2500) });
    }

    #[test]
    fn a_film_from_a_phone_that_was_held_upright_is_upright() {
        let told = told(&film(&[track(ON_ITS_SIDE, 1920, 1080)])).unwrap();
        assert_eq!((told.width, told.height), (Some(1080), Some(1920)));
    }

    #[test]
    fn a_broken_film_tells_what_it_can_and_harms_nobody() {
        let whole = film(&[track(UPRIGHT, 640, 480)]);
        for length in 0..whole.len() {
            let cut = told(&whole[..length]).unwrap_or_default();
            assert!(cut.width.is_none_or(|width| width == 640), "cut at {length}");
        }
        let endless = [&0xffff_ffff_u32.to_be_bytes(), b"moov".as_slice(), &[0; 10]].concat();
        assert_eq!(told(&endless), Some(FilmInfo::default()));
        assert_eq!(told(&words(&[1, 0x6d64_6174, u32::MAX, u32::MAX])), None, "a box beyond all files");
        assert_eq!(told(&words(&[8; 1000])), None, "empty boxes without end");
    }
}
