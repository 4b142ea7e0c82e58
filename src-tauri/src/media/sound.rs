//! What sounds tell of themselves.

use crate::voice;

/// How long a sound is, and how it looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SoundInfo {
    /// Its length.
    pub duration_ms: i64,
    /// Bars from 0 to 100.
    pub waveform: Vec<u8>,
}

/// Length and bars of a sound; nothing when it cannot be decoded.
pub(super) fn describe_sound(file: &[u8]) -> Option<SoundInfo> {
    let sound = voice::decode(file).ok()?;
    Some(SoundInfo { duration_ms: i64::try_from(sound.duration_ms()).ok()?, waveform: sound.waveform() })
}

/// The sound as a WAV file, which every screen can play; nothing when it cannot be decoded.
pub(super) fn as_wave(file: &[u8]) -> Option<Vec<u8>> {
    Some(voice::decode(file).ok()?.to_wav())
}
