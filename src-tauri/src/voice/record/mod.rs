//! Recording a voice note from the microphone.
//!
//! The device is opened, listened to and closed on a thread of its own, since its handle may not leave the thread that
//! made it on every system. Nobody waits for that thread without end: a device that is pulled out, or a driver that does
//! not answer, ends in an error.

mod device;
mod resample;
mod session;

use std::time::Duration;

use tokio::sync::{oneshot, watch};
use tokio::time::timeout;

use super::{EncodeError, VoiceNote};
use session::Session;

/// A recording ends by itself after this time.
pub const LONGEST_NOTE: Duration = Duration::from_secs(15 * 60);
/// What is shorter was a slip of the finger.
pub const SHORTEST_NOTE: Duration = Duration::from_millis(500);

/// A system that asks its user whether we may listen answers when they have.
const OPENING: Duration = Duration::from_secs(30);
/// Looking for a microphone asks nobody.
const LOOKING: Duration = Duration::from_secs(3);
/// All but the last packet is encoded when a recording is ended.
const ENDING: Duration = Duration::from_secs(5);

/// Why there is no recording.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// This computer has no microphone.
    #[error("there is no microphone")]
    NoMicrophone,
    /// There is one, and it cannot be opened: another program has it, or this one may not. Says why.
    #[error("the microphone cannot be opened: {0}")]
    CannotOpen(String),
    /// The microphone went away, or fell silent as only a broken one does.
    #[error("the microphone was lost while recording")]
    DeviceLost {
        /// What was recorded until then, unless it is shorter than [`SHORTEST_NOTE`].
        kept: Option<VoiceNote>,
    },
    /// It is shorter than [`SHORTEST_NOTE`].
    #[error("the recording is too short")]
    TooShort,
    /// It could be heard and not be written.
    #[error("the recording cannot be written: {0}")]
    Encode(#[from] EncodeError),
}

/// How a recording stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How much has been recorded.
    pub elapsed_ms: u64,
    /// How loud it was just now: 0 is silence, 100 is as loud as can be recorded.
    pub level: u8,
}

/// A recording that is running. Dropping it throws the recording away.
#[derive(Debug)]
pub struct Recorder {
    stop: oneshot::Sender<()>,
    outcome: oneshot::Receiver<Result<VoiceNote, RecordError>>,
    progress: watch::Receiver<Progress>,
}

impl Recorder {
    /// Begins to record from the system's default microphone, until stopped, but no longer than `longest`, nor than
    /// [`LONGEST_NOTE`].
    ///
    /// # Errors
    /// [`RecordError::NoMicrophone`] or [`RecordError::CannotOpen`].
    pub async fn start(longest: Duration) -> Result<Recorder, RecordError> {
        let (session, recorder) = Session::new(longest.min(LONGEST_NOTE));
        on_own_thread(OPENING, move |opened| device::run(session, opened)).await?;
        Ok(recorder)
    }

    /// How the recording stands, several times a second. Closes when it has ended, be it by itself: at its longest, or
    /// because the microphone was lost. [`Recorder::stop`] gives what came of it.
    pub fn progress(&self) -> watch::Receiver<Progress> {
        self.progress.clone()
    }

    /// Ends the recording and gives the note.
    ///
    /// # Errors
    /// [`RecordError::TooShort`], [`RecordError::DeviceLost`] or [`RecordError::Encode`].
    pub async fn stop(self) -> Result<VoiceNote, RecordError> {
        // Nobody hears it when the recording has ended by itself.
        let _ = self.stop.send(());
        match timeout(ENDING, self.outcome).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) | Err(_) => Err(RecordError::DeviceLost { kept: None }),
        }
    }

    /// Ends the recording and throws it away.
    pub fn cancel(self) {}
}

/// Whether a microphone can be opened at all, without recording anything.
///
/// # Errors
/// [`RecordError::NoMicrophone`] or [`RecordError::CannotOpen`].
pub async fn microphone() -> Result<(), RecordError> {
    on_own_thread(LOOKING, |found| {
        let _ = found.send(device::find().map(drop));
    })
    .await
}

/// Runs what may hang, and waits for its first word, but not for ever.
async fn on_own_thread(
    patience: Duration,
    work: impl FnOnce(oneshot::Sender<Result<(), RecordError>>) + Send + 'static,
) -> Result<(), RecordError> {
    let (says, hears) = oneshot::channel();
    let thread = std::thread::Builder::new().name("microphone".to_owned()).spawn(move || work(says));
    thread.map_err(|error| RecordError::CannotOpen(error.to_string()))?;
    match timeout(patience, hears).await {
        Ok(Ok(word)) => word,
        Ok(Err(_)) | Err(_) => Err(RecordError::CannotOpen("the sound system does not answer".to_owned())),
    }
}
