//! Opus in Ogg (RFC 7845), the form of WhatsApp's own voice notes.

use std::io::Cursor;

use ogg::PacketReader;

use super::{DecodeError, Gathered};
use crate::voice::{Pcm, RATE};

/// The longest packet: 120 ms (RFC 6716, section 2.1.4).
const LONGEST_PACKET: usize = RATE as usize * 120 / 1000;

/// The first packet of the first page says what is in the container: it follows 28 bytes of page header.
pub(super) fn is_opus(bytes: &[u8]) -> bool {
    bytes.starts_with(b"OggS") && bytes.get(28..36) == Some(b"OpusHead".as_slice())
}

/// Decodes the first Opus stream. libopus mixes two channels into one by itself.
pub(super) fn decode(bytes: &[u8]) -> Result<Pcm, DecodeError> {
    let mut packets = PacketReader::new(Cursor::new(bytes));
    let first = packets.read_packet_expected().map_err(broken)?;
    let serial = first.stream_serial();
    let head = Head::read(&first.data)?;

    let mut codec = opus::Decoder::new(RATE, opus::Channels::Mono).map_err(broken)?;
    codec.set_gain(i32::from(head.gain)).map_err(broken)?;
    let mut gathered = Gathered::at(RATE);
    let mut buffer = vec![0_i16; LONGEST_PACKET];
    // What follows damage within the file is left out; what stands before it can be heard.
    while let Ok(Some(packet)) = packets.read_packet() {
        if packet.stream_serial() != serial || packet.data.starts_with(b"OpusTags") {
            continue;
        }
        if let Ok(count) = codec.decode(&packet.data, &mut buffer, false) {
            gathered.extend(buffer.iter().take(count).copied())?;
        }
        if packet.last_in_stream() {
            cut_to(&mut gathered.sound.samples, packet.absgp_page());
            break;
        }
    }
    let mut sound = gathered.sound;
    sound.samples.drain(..head.pre_skip.min(sound.samples.len()));
    Ok(sound)
}

/// The last page's granule position counts the samples of the sound, which may end within its last packet.
fn cut_to(samples: &mut Vec<i16>, granule: u64) {
    if let Ok(length @ 1..) = usize::try_from(granule) {
        samples.truncate(length);
    }
}

/// The head of a stream (RFC 7845, section 5.1).
struct Head {
    /// Samples at the beginning that are not part of the sound.
    pre_skip: usize,
    /// In 1/256 dB.
    gain: i16,
}

impl Head {
    fn read(packet: &[u8]) -> Result<Head, DecodeError> {
        let [
            _,
            _,
            _,
            _,
            _,
            _,
            _,
            _,
            version,
            channels,
            skip_low,
            skip_high,
            _,
            _,
            _,
            _,
            gain_low,
            gain_high,
            mapping,
            ..,
        ] = *packet
        else {
            return Err(DecodeError::Broken("the head of the Opus stream is too short".to_owned()));
        };
        // The upper half of the version says whether the form has changed so that it cannot be read.
        if version & 0xf0 != 0 || mapping != 0 || channels > 2 {
            return Err(DecodeError::Unsupported(format!("Opus with {channels} channels, mapping {mapping}")));
        }
        let pre_skip = usize::from(u16::from_le_bytes([skip_low, skip_high]));
        Ok(Head { pre_skip, gain: i16::from_le_bytes([gain_low, gain_high]) })
    }
}

fn broken(error: impl std::fmt::Display) -> DecodeError {
    DecodeError::Broken(error.to_string())
}
