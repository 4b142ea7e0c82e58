//! Two pictures, painted without a library: a PNG and a WebP.

const WIDTH: u32 = 160;
const HEIGHT: u32 = 120;
const STICKER_SIDE: u32 = 512;

/// A landscape at dusk, as an uncompressed PNG.
pub(super) fn landscape() -> Vec<u8> {
    let rows: Vec<u8> =
        (0..HEIGHT).flat_map(|y| std::iter::once(0).chain((0..WIDTH).flat_map(move |x| dusk(x, y)))).collect();
    let mut header = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", header), (b"IDAT", zlib_stored(&rows)), (b"IEND", Vec::new())] {
        png.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
        let body = [kind.as_slice(), &data].concat();
        png.extend(&body);
        png.extend(crc32(&body).to_be_bytes());
    }
    png
}

fn dusk(x: u32, y: u32) -> [u8; 3] {
    let (dx, dy) = (x.abs_diff(110), y.abs_diff(45));
    if dx * dx + dy * dy < 196 {
        return [255, 236, 170];
    }
    let hill = 78 + (x.abs_diff(50) / 3).min(24);
    if y > hill {
        return [44, 84, 70];
    }
    let fade = u8::try_from(y).unwrap_or(u8::MAX);
    [90 + fade, 110 + fade / 2, 190 - fade / 2]
}

/// The zlib format with stored blocks alone.
fn zlib_stored(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let blocks = data.chunks(0xffff).count();
    for (n, block) in data.chunks(0xffff).enumerate() {
        let length = u16::try_from(block.len()).unwrap_or_default();
        out.push(u8::from(n + 1 == blocks));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let (a, b) = data.iter().fold((1u32, 0u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65521;
        (a, (b + a) % 65521)
    });
    out.extend(((b << 16) | a).to_be_bytes());
    out
}

fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

/// A red heart on nothing, as a lossless WebP of one bit per point.
pub(super) fn heart() -> Vec<u8> {
    let mut bits = Bits::default();
    bits.put(0x2f, 8);
    bits.put(STICKER_SIDE - 1, 14);
    bits.put(STICKER_SIDE - 1, 14);
    // Transparent in places, version 0, no transform, no colour cache, one set of codes.
    bits.put(0b1, 1);
    bits.put(0, 3 + 1 + 1 + 1);
    for colour in [40, 220, 60] {
        // One symbol alone costs nothing per point.
        bits.put(0b101, 3);
        bits.put(colour, 8);
    }
    bits.put(0b111, 3);
    bits.put(0, 8);
    bits.put(255, 8);
    bits.put(0b101, 3);
    bits.put(0, 8);
    for y in 0..STICKER_SIDE {
        (0..STICKER_SIDE).for_each(|x| bits.put(u32::from(in_heart(x, y)), 1));
    }
    riff(&bits.bytes)
}

fn in_heart(x: u32, y: u32) -> bool {
    let (x, y) = ((f64::from(x) - 256.0) / 180.0, (270.0 - f64::from(y)) / 180.0);
    let round = x * x + y * y - 1.0;
    round.powi(3) - x * x * y.powi(3) < 0.0
}

fn riff(image: &[u8]) -> Vec<u8> {
    let mut chunk = b"WEBPVP8L".to_vec();
    chunk.extend(u32::try_from(image.len()).unwrap_or_default().to_le_bytes());
    chunk.extend(image);
    chunk.resize(chunk.len().next_multiple_of(2), 0);
    let size = u32::try_from(chunk.len()).unwrap_or_default();
    [b"RIFF".as_slice(), &size.to_le_bytes(), &chunk].concat()
}

/// Bits from the lowest to the highest, as WebP reads them.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    used: u32,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        for bit in 0..count {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let set = u8::from(value >> bit & 1 == 1);
            if let Some(last) = self.bytes.last_mut() {
                *last |= set << (self.used % 8);
            }
            self.used += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_sum_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn the_heart_is_whole_and_has_nothing_around_it() {
        assert!(in_heart(256, 256) && !in_heart(0, 0) && !in_heart(511, 511));
        let bytes = heart();
        assert_eq!(bytes.len() % 2, 0);
        assert!(bytes.len() > 512 * 512 / 8, "one bit per point");
    }
}
