//! What customers send into plain samples.
//!
//! The bytes come from strangers: what they claim to be is not believed, length and memory have a bound, and a decoder
//! that stumbles makes an error and not a crash. What can be read of a damaged file is given.

mod general;
mod opus;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use super::{Pcm, RATE};

/// The longest sound that is decoded. In memory it takes 350 MB at most.
pub const LONGEST_SOUND: Duration = Duration::from_secs(60 * 60);

/// Sounds at a higher rate than ours may be less long, so that memory has one bound for all.
const MOST_SAMPLES: usize = LONGEST_SOUND.as_secs() as usize * RATE as usize;

/// Why a sound cannot be decoded.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// There is no decoder for it; says for what.
    #[error("there is no decoder for this: {0}")]
    Unsupported(String),
    /// It is of a known form, and broken; says how.
    #[error("the sound is broken: {0}")]
    Broken(String),
    /// It is longer than [`LONGEST_SOUND`].
    #[error("the sound is longer than an hour")]
    TooLong,
}

/// Decodes Opus or Vorbis in Ogg, MP3, AAC (also in MP4) and WAV, whatever the bytes were said to be. Channels are mixed
/// into one. Takes some seconds for an hour, and so has no place on a thread that others wait for.
///
/// # Errors
/// If there is no decoder (AMR has none), nothing can be read, or it is too long.
pub fn decode(bytes: &[u8]) -> Result<Pcm, DecodeError> {
    if bytes.starts_with(b"#!AMR") {
        return Err(DecodeError::Unsupported("AMR".to_owned()));
    }
    let decoder = if opus::is_opus(bytes) { opus::decode } else { general::decode };
    // The decoders are not meant to panic. What strangers send is where it would show if one does.
    let outcome = catch_unwind(AssertUnwindSafe(|| decoder(bytes)));
    let sound = outcome.unwrap_or_else(|_| Err(DecodeError::Broken("the decoder gave up".to_owned())))?;
    if sound.samples.is_empty() {
        return Err(DecodeError::Broken("there is no sound in it".to_owned()));
    }
    Ok(sound)
}

/// Gathers samples up to the bound.
struct Gathered {
    sound: Pcm,
    room: usize,
}

impl Gathered {
    fn at(rate: u32) -> Gathered {
        let room = LONGEST_SOUND.as_secs() as usize * rate as usize;
        Gathered { sound: Pcm { samples: Vec::new(), rate }, room: room.min(MOST_SAMPLES) }
    }

    fn extend(&mut self, samples: impl ExactSizeIterator<Item = i16>) -> Result<(), DecodeError> {
        self.room = self.room.checked_sub(samples.len()).ok_or(DecodeError::TooLong)?;
        self.sound.samples.extend(samples);
        Ok(())
    }
}
