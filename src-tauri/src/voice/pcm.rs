//! A sound as plain samples.

use std::fmt;

use super::waveform;

/// A decoded sound: mono.
#[derive(Clone, PartialEq, Eq)]
pub struct Pcm {
    /// Its samples.
    pub samples: Vec<i16>,
    /// Samples per second.
    pub rate: u32,
}

/// Without the samples, of which there are millions.
impl fmt::Debug for Pcm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pcm({} samples at {} Hz)", self.samples.len(), self.rate)
    }
}

impl Pcm {
    /// How long it plays.
    pub fn duration_ms(&self) -> u64 {
        self.samples.len() as u64 * 1000 / u64::from(self.rate.max(1))
    }

    /// How loud it is over its length: [`super::BARS`] bars between 0 and 100.
    pub fn waveform(&self) -> Vec<u8> {
        let piece = (self.rate as usize / 50).max(1);
        let loudness = |piece: &[i16]| waveform::mean_square(piece.iter().map(|sample| f32::from(*sample) / 32_768.0));
        waveform::bars(&self.samples.chunks(piece).map(loudness).collect::<Vec<f32>>())
    }

    /// The sound as a WAV file (16 bits, mono), which everything can play.
    pub fn to_wav(&self) -> Vec<u8> {
        let data_bytes = u32::try_from(self.samples.len() * 2).unwrap_or(u32::MAX);
        let mut wav = Vec::with_capacity(44 + self.samples.len() * 2);
        wav.extend(b"RIFF");
        wav.extend(data_bytes.saturating_add(36).to_le_bytes());
        wav.extend(b"WAVEfmt ");
        wav.extend(16_u32.to_le_bytes()); // length of this chunk
        wav.extend(1_u16.to_le_bytes()); // PCM
        wav.extend(1_u16.to_le_bytes()); // channels
        wav.extend(self.rate.to_le_bytes());
        wav.extend(self.rate.saturating_mul(2).to_le_bytes()); // bytes per second
        wav.extend(2_u16.to_le_bytes()); // bytes per sample
        wav.extend(16_u16.to_le_bytes()); // bits per sample
        wav.extend(b"data");
        wav.extend(data_bytes.to_le_bytes());
        wav.extend(self.samples.iter().flat_map(|sample| sample.to_le_bytes()));
        wav
    }
}
