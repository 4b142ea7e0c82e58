//! A voice note that says nothing: three seconds of Opus silence in an Ogg file.

const SAMPLES_PER_PACKET: u64 = 960;
const PACKETS: u8 = 150;
/// A packet of twenty milliseconds of silence.
const SILENT_PACKET: [u8; 3] = [0xf8, 0xff, 0xfe];
const STREAM: u32 = 0x0f0e_57ac;

pub(super) fn silence() -> Vec<u8> {
    let mut head = b"OpusHead\x01\x01".to_vec();
    head.extend([0x38, 0x01, 0x80, 0xbb, 0, 0, 0, 0, 0]);
    let mut tags = b"OpusTags\x08\0\0\0practice".to_vec();
    tags.extend([0; 4]);
    let packets: Vec<&[u8]> = (0..PACKETS).map(|_| SILENT_PACKET.as_slice()).collect();
    let end = u64::from(PACKETS) * SAMPLES_PER_PACKET;
    [page(2, 0, 0, &[&head]), page(0, 0, 1, &[&tags]), page(4, end, 2, &packets)].concat()
}

/// One page of whole packets, each shorter than 255 bytes.
fn page(flags: u8, position: u64, number: u32, packets: &[&[u8]]) -> Vec<u8> {
    let mut head = b"OggS\0".to_vec();
    head.push(flags);
    head.extend(position.to_le_bytes());
    head.extend(STREAM.to_le_bytes());
    head.extend(number.to_le_bytes());
    let lengths: Vec<u8> = packets.iter().filter_map(|packet| u8::try_from(packet.len()).ok()).collect();
    let mut rest = vec![u8::try_from(lengths.len()).unwrap_or_default()];
    rest.extend(lengths);
    rest.extend(packets.concat());
    let unsigned = [head.as_slice(), &[0; 4], &rest].concat();
    [head.as_slice(), &crc(&unsigned).to_le_bytes(), &rest].concat()
}

fn crc(data: &[u8]) -> u32 {
    data.iter().fold(0, |crc, byte| {
        (0..8).fold(crc ^ (u32::from(*byte) << 24), |crc, _| (crc << 1) ^ (0x04c1_1db7 & (crc >> 31).wrapping_neg()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_follow_each_other() {
        let bytes = silence();
        let pages = bytes.windows(4).filter(|window| *window == b"OggS").count();
        assert_eq!(pages, 3, "head, tags and sound");
        assert!(bytes.ends_with(&SILENT_PACKET));
    }
}
