//! What sounds tell of themselves. Decoding is the business of the module for voice notes; here is where it is asked.

/// How long a sound is, and how it looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoundInfo {
    /// Its length.
    pub duration_ms: i64,
    /// 64 bars from 0 to 100.
    pub waveform: Vec<u8>,
}

/// Length and bars of a sound; nothing when it cannot be decoded.
pub fn describe_sound(_file: &[u8]) -> Option<SoundInfo> {
    None
}

/// The sound as a WAV file, which every screen can play; nothing when it cannot be decoded.
pub fn as_wave(_file: &[u8]) -> Option<Vec<u8>> {
    None
}
