//! The sound of voice notes: recording, writing and reading them, and having them written down by a transcriber.
//!
//! All of it happens in this process, without a webview, so that a note sounds and looks the same on every system. The
//! one form that is written is what WhatsApp takes as a voice note: Opus in Ogg, mono, 48 kHz. What customers send is
//! read in more forms. Nothing here knows of messages.

mod decode;
mod encode;
mod pcm;
mod record;
mod transcribe;
mod waveform;

pub use decode::{DecodeError, LONGEST_SOUND, decode};
pub use encode::{EncodeError, Encoder, VoiceNote};
pub use pcm::Pcm;
pub use record::{LONGEST_NOTE, Progress, RecordError, Recorder, SHORTEST_NOTE, microphone};
pub use transcribe::{TranscribeError, Transcriber};
pub use waveform::BARS;

/// Samples per second of everything that is recorded and written here.
pub const RATE: u32 = 48_000;
