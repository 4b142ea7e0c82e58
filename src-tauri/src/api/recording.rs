//! Voice notes, recorded by the core: the webview of Linux has no microphone.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures::stream;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::domain::problem::Wrong;
use crate::media;
use crate::voice::{LONGEST_NOTE, RecordError, Recorder};

use super::Api;
use super::files::attachment_of;
use super::types::{ApiError, Attachment, Recording};

/// A screen that does not ask for so long is gone, and nobody wants a microphone that stays open.
const PATIENCE: Duration = Duration::from_secs(10);
const NAME: &str = "voice note.ogg";

/// The one recording of this computer's one microphone. Clones are the same.
#[derive(Clone, Default)]
pub struct Microphone {
    current: Arc<Mutex<Option<Current>>>,
}

struct Current {
    recorder: Recorder,
    asked_at: Instant,
}

impl Microphone {
    /// Ends a recording for which no screen asks any more.
    async fn watch(self) {
        loop {
            tokio::time::sleep(PATIENCE / 4).await;
            let mut current = self.current.lock().await;
            match current.as_ref() {
                Some(recording) if recording.asked_at.elapsed() < PATIENCE => {}
                Some(_) | None => {
                    *current = None;
                    return;
                }
            }
        }
    }
}

pub(super) async fn start_recording(api: &Api, (): ()) -> Result<Recording, ApiError> {
    let microphone = &api.workspace()?.microphone;
    let mut current = microphone.current.lock().await;
    if current.is_none() {
        match Recorder::start(LONGEST_NOTE).await {
            Ok(recorder) => {
                *current = Some(Current { recorder, asked_at: Instant::now() });
                tokio::spawn(microphone.clone().watch());
            }
            Err(problem) => return Ok(Recording { problem: Some(word(&problem).to_owned()), ..Recording::default() }),
        }
    }
    Ok(Recording { active: true, ..Recording::default() })
}

pub(super) async fn recording(api: &Api, (): ()) -> Result<Recording, ApiError> {
    let workspace = api.workspace()?;
    let mut current = workspace.microphone.current.lock().await;
    let Some(recording) = current.as_mut() else { return Ok(Recording::default()) };
    recording.asked_at = Instant::now();
    let progress = recording.recorder.progress();
    // It has ended by itself: at its longest, or because the microphone is gone. Stopping gives what there is.
    let active = progress.has_changed().is_ok();
    let progress = *progress.borrow();
    let elapsed_ms = i64::try_from(progress.elapsed_ms).unwrap_or(i64::MAX);
    Ok(Recording { active, elapsed_ms, level: progress.level, problem: None })
}

pub(super) async fn stop_recording(api: &Api, (): ()) -> Result<Attachment, ApiError> {
    let workspace = api.workspace()?;
    let recording = workspace.microphone.current.lock().await.take();
    let recording = recording.ok_or_else(|| ApiError::not_found("recording"))?;
    let note = match recording.recorder.stop().await {
        Ok(note) | Err(RecordError::DeviceLost { kept: Some(note) }) => note,
        Err(problem) => return Err(ApiError::invalid("recording", wrong(&problem))),
    };
    let body = stream::iter([Ok(Bytes::from(note.bytes))]);
    Ok(attachment_of(media::attach(&workspace.library, body, NAME).await?))
}

pub(super) async fn cancel_recording(api: &Api, (): ()) -> Result<(), ApiError> {
    if let Some(recording) = api.workspace()?.microphone.current.lock().await.take() {
        recording.recorder.cancel();
    }
    Ok(())
}

fn wrong(problem: &RecordError) -> Wrong {
    match problem {
        RecordError::NoMicrophone => Wrong::NoMicrophone,
        RecordError::CannotOpen(_) => Wrong::NotAllowed,
        RecordError::DeviceLost { .. } | RecordError::Encode(_) => Wrong::DeviceLost,
        RecordError::TooShort => Wrong::TooShort,
    }
}

/// What the screen has a sentence for.
fn word(problem: &RecordError) -> &'static str {
    match problem {
        RecordError::NoMicrophone => "noMicrophone",
        RecordError::CannotOpen(_) => "notAllowed",
        RecordError::DeviceLost { .. } | RecordError::Encode(_) => "deviceLost",
        RecordError::TooShort => "tooShort",
    }
}
