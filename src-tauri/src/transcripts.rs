//! Writes down what is said in received voice notes, by the service that the owner has set. Without one nothing leaves
//! this computer, and of what came before it was set nothing is sent either.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tracing::{info, warn};
use url::Url;

use crate::domain::clock::Clock;
use crate::domain::event::{Actor, NewEvent, TranscriptAdded};
use crate::domain::ids::MessageId;
use crate::log::{self, Log};
use crate::media::{FileKey, Library};
use crate::settings::{self, Transcription};
use crate::store::tables::{log as log_table, message, progress};
use crate::store::{DbResult, Store};
use crate::voice::{TranscribeError, Transcriber};

/// Under which name it is kept since when notes are written down.
const SINCE: &str = "transcripts";
/// Notes in one go.
const AT_ONCE: u32 = 20;
/// A note that the service refused so often is left alone until the program starts anew.
const MOST_TRIES: u32 = 3;
/// Before a service that is not there, or refuses, is asked again.
const PAUSE: Duration = Duration::from_secs(30);
/// Files arrive a moment after their messages, and say so by no event.
const LOOK: Duration = Duration::from_millis(500);

/// Writes down what is said in voice notes.
pub struct Transcripts {
    store: Store,
    log: Arc<dyn Log>,
    library: Library,
    clock: Clock,
    tries: BTreeMap<MessageId, u32>,
}

impl Transcripts {
    /// A worker on these files.
    pub fn new(store: Store, log: Arc<dyn Log>, library: Library, clock: Clock) -> Transcripts {
        Transcripts { store, log, library, clock, tries: BTreeMap::new() }
    }

    /// Works until it is dropped.
    pub async fn run(mut self) {
        let mut commits = self.log.follow();
        loop {
            match self.round().await {
                Ok(true) => {
                    tokio::time::sleep(LOOK).await;
                    // Anything may have changed: a note, its file, or the settings.
                    match commits.recv().await {
                        Ok(_) | Err(RecvError::Lagged(_)) => {}
                        Err(RecvError::Closed) => return,
                    }
                }
                Ok(false) => tokio::time::sleep(PAUSE).await,
                Err(problem) => {
                    warn!("Could not look for voice notes: {problem}");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// Writes down what is there. Tells whether the service did what it was asked.
    async fn round(&mut self) -> DbResult<bool> {
        let (settings, key) = self.store.read(|tx| Ok((settings::load(tx)?, settings::transcription_key(tx)?))).await?;
        let Some(Transcription { endpoint, model, language }) = settings.transcription else {
            // Whatever comes from now on may be written down once a service is set.
            self.store.write(|tx| progress::set(tx, SINCE, log_table::head(tx)?)).await?;
            return Ok(true);
        };
        let Ok(endpoint) = Url::parse(&endpoint) else { return Ok(false) };
        let transcriber = Transcriber { endpoint, api_key: key, model, language };
        let notes = self
            .store
            .read(|tx| {
                let since = progress::of(tx, SINCE)?;
                message::voice_notes_without_words(tx, MessageId(since.0), AT_ONCE)
            })
            .await?;
        for (message, file) in notes {
            if self.tries.get(&message).is_some_and(|tries| *tries >= MOST_TRIES) {
                continue;
            }
            match self.write_down(&transcriber, message, &file).await? {
                Ok(()) => drop(self.tries.remove(&message)),
                Err(problem) => {
                    warn!(message.id = %message, "Could not have voice note {message} written down: {problem}");
                    if !matches!(problem, TranscribeError::NotReached(_)) {
                        *self.tries.entry(message).or_default() += 1;
                    }
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    async fn write_down(
        &self,
        transcriber: &Transcriber,
        message: MessageId,
        file: &str,
    ) -> DbResult<Result<(), TranscribeError>> {
        let Ok(key) = FileKey::parse(file) else { return Ok(Ok(())) };
        let Ok(bytes) = self.library.files().read(&key).await else { return Ok(Ok(())) };
        let text = match transcriber.transcribe(bytes, "note.ogg").await {
            Ok(text) => text.trim().to_owned(),
            Err(problem) => return Ok(Err(problem)),
        };
        info!(message.id = %message, "Voice note {message} is written down");
        let event = TranscriptAdded { message, text }.into();
        let id = format!("transcript:{message}");
        log::append(self.log.as_ref(), vec![NewEvent { id, actor: Actor::System, at: self.clock.now(), event }])
            .await?;
        Ok(Ok(()))
    }
}
