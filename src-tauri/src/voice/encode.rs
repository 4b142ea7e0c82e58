//! Samples into a voice note: Opus packets in Ogg pages, as RFC 7845 has them.
//!
//! Samples are taken as they come, and packets are written as soon as they are full, so that a long recording costs no
//! more at its end than a short one.

use ogg::{PacketWriteEndInfo, PacketWriter};

use super::{RATE, waveform};

/// The samples of one packet: 20 ms, the length for which Opus is made.
const FRAME: usize = RATE as usize / 50;
/// A page is closed after a second, the longest that RFC 7845 recommends (section 6).
const PACKETS_PER_PAGE: u64 = 50;
/// Speech is hard to tell from the original at this rate, and WhatsApp shows its play icon, which ends at 512 KB, for
/// notes of up to nearly three minutes.
const BITS_PER_SECOND: i32 = 24_000;
/// Longer than any packet at that rate (RFC 6716, section 3.2.1: no frame is longer than 1275 bytes).
const LONGEST_PACKET: usize = 1275;

/// A finished voice note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceNote {
    /// The file: `audio/ogg; codecs=opus`, mono.
    pub bytes: Vec<u8>,
    /// How long it plays.
    pub duration_ms: u64,
    /// How loud it is over its length: [`super::BARS`] bars between 0 and 100.
    pub waveform: Vec<u8>,
}

/// Why a voice note could not be written.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The codec refused.
    #[error("the Opus encoder failed: {0}")]
    Codec(#[from] opus::Error),
    /// The container could not be written.
    #[error("the Ogg container cannot be written: {0}")]
    Container(#[from] std::io::Error),
}

/// Writes one voice note from samples as they come.
pub struct Encoder {
    codec: opus::Encoder,
    container: PacketWriter<'static, Vec<u8>>,
    serial: u32,
    /// What the codec puts before the first sample, and a player leaves out again.
    pre_skip: u16,
    /// Samples that do not fill a packet yet.
    waiting: Vec<f32>,
    samples: u64,
    packets: u64,
    loudness: Vec<f32>,
}

impl Encoder {
    /// Begins a voice note.
    ///
    /// # Errors
    /// If the codec cannot be set up, which takes nothing but memory.
    pub fn new() -> Result<Encoder, EncodeError> {
        let mut codec = opus::Encoder::new(RATE, opus::Channels::Mono, opus::Application::Voip)?;
        codec.set_bitrate(opus::Bitrate::Bits(BITS_PER_SECOND))?;
        codec.set_signal(opus::Signal::Voice)?;
        let pre_skip = u16::try_from(codec.get_lookahead()?).unwrap_or_default();
        let mut encoder = Encoder {
            codec,
            container: PacketWriter::new(Vec::new()),
            serial: fastrand::u32(..),
            pre_skip,
            waiting: Vec::new(),
            samples: 0,
            packets: 0,
            loudness: Vec::new(),
        };
        encoder.write_headers()?;
        Ok(encoder)
    }

    /// Takes further samples: mono, 48 kHz, between -1 and 1.
    ///
    /// # Errors
    /// If the codec refuses a packet. The note is of no use then.
    pub fn push(&mut self, samples: &[f32]) -> Result<(), EncodeError> {
        self.samples += samples.len() as u64;
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.extend_from_slice(samples);
        let frames = waiting.chunks_exact(FRAME);
        self.waiting = frames.remainder().to_vec();
        for frame in frames {
            self.loudness.push(waveform::mean_square(frame.iter().copied()));
            self.write_frame(frame, false)?;
        }
        Ok(())
    }

    /// How much has been taken so far.
    pub fn duration_ms(&self) -> u64 {
        self.samples * 1000 / u64::from(RATE)
    }

    /// Ends the voice note.
    ///
    /// # Errors
    /// As [`Encoder::push`].
    pub fn finish(mut self) -> Result<VoiceNote, EncodeError> {
        let mut rest = std::mem::take(&mut self.waiting);
        if !rest.is_empty() {
            self.loudness.push(waveform::mean_square(rest.iter().copied()));
        }
        // The codec lags behind by `pre_skip` samples: silence pushes the last ones out.
        let frames = (rest.len() + usize::from(self.pre_skip)).div_ceil(FRAME).max(1);
        rest.resize(frames * FRAME, 0.0);
        for (place, frame) in rest.chunks_exact(FRAME).enumerate() {
            self.write_frame(frame, place + 1 == frames)?;
        }
        let duration_ms = self.duration_ms();
        let waveform = waveform::bars(&self.loudness);
        Ok(VoiceNote { bytes: self.container.into_inner(), duration_ms, waveform })
    }

    /// RFC 7845, sections 5.1 and 5.2. Each header has a page of its own.
    fn write_headers(&mut self) -> Result<(), EncodeError> {
        let mut head = b"OpusHead".to_vec();
        head.extend([1, 1]); // version, channels
        head.extend(self.pre_skip.to_le_bytes());
        head.extend(RATE.to_le_bytes());
        head.extend([0, 0, 0]); // no gain, the simple channel mapping
        self.container.write_packet(head, self.serial, PacketWriteEndInfo::EndPage, 0)?;

        let vendor = opus::version();
        let mut tags = b"OpusTags".to_vec();
        tags.extend(u32::try_from(vendor.len()).unwrap_or_default().to_le_bytes());
        tags.extend(vendor.as_bytes());
        tags.extend(0_u32.to_le_bytes()); // no comments
        self.container.write_packet(tags, self.serial, PacketWriteEndInfo::EndPage, 0)?;
        Ok(())
    }

    /// A packet's granule position counts all samples up to its end; that of the last one says where the sound ends
    /// within it (RFC 7845, section 4).
    fn write_frame(&mut self, frame: &[f32], last: bool) -> Result<(), EncodeError> {
        let packet = self.codec.encode_vec_float(frame, LONGEST_PACKET)?;
        self.packets += 1;
        let (end, granule) = if last {
            (PacketWriteEndInfo::EndStream, u64::from(self.pre_skip) + self.samples)
        } else if self.packets.is_multiple_of(PACKETS_PER_PAGE) {
            (PacketWriteEndInfo::EndPage, self.packets * FRAME as u64)
        } else {
            (PacketWriteEndInfo::NormalPacket, self.packets * FRAME as u64)
        };
        self.container.write_packet(packet, self.serial, end, granule)?;
        Ok(())
    }
}
