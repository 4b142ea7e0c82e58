//! The file of a message on its way out: it goes up to the provider before the message does.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::broadcast;

use crate::domain::event::{Event, Recorded};
use crate::domain::failure::{Failure, FailureCode};
use crate::domain::ids::MessageId;
use crate::log::{Committed, Log, Topic};
use crate::media::{FileKey, Library, OnProgress, ToCarry, UploadError, extension_of, media_id_for};
use crate::provider::{CallError, Provider};
use crate::store::Store;
use crate::store::tables::outbox::OutboxRow;
use crate::store::tables::{file, log as log_table};

/// The screen is told of an upload's progress this often.
const TELL_EVERY: Duration = Duration::from_millis(150);

/// Hands over the file of a message, if it has one; gives the provider's id of it.
///
/// # Errors
/// See [`UploadError`]; [`UploadError::Lost`] when the file is not here any more.
pub(super) async fn upload(
    store: &Store,
    library: &Library,
    log: Arc<dyn Log>,
    provider: &dyn Provider,
    row: &OutboxRow,
) -> Result<Option<String>, UploadError> {
    let message = row.message;
    let found = store.read(move |tx| {
        let wish = log_table::wish(tx, message)?;
        let Some(media) = wish.and_then(|wish| wish.content.media().cloned()) else { return Ok(None) };
        let known = media.sha256.as_deref().map(|sha256| file::by_sha256(tx, sha256)).transpose()?.flatten();
        Ok(Some((media, known)))
    });
    let Some((media, known)) = found.await? else { return Ok(None) };
    let known = known.ok_or(UploadError::Lost)?;
    let key = FileKey::parse(&known.sha256).map_err(|_| UploadError::Lost)?;
    let extension = extension_of(&known.mime_type).unwrap_or("bin");
    let name = media.filename.unwrap_or_else(|| format!("file.{extension}"));
    let file = ToCarry { channel: row.channel.clone(), key, mime_type: known.mime_type, name };
    media_id_for(library, provider, file, telling(log, row)).await.map(Some)
}

/// Comes when somebody takes a message back.
pub(super) async fn taken_back(mut commits: broadcast::Receiver<Committed>, message: MessageId) {
    loop {
        match commits.recv().await {
            Ok(committed) => {
                let gone =
                    |recorded: &Recorded| matches!(&recorded.event, Event::SendFailed(it) if it.message == message);
                if committed.events.iter().any(gone) {
                    return;
                }
            }
            Err(broadcast::error::RecvError::Lagged(_)) => {}
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }
}

fn telling(log: Arc<dyn Log>, row: &OutboxRow) -> OnProgress {
    let (message, told) = (row.message, Mutex::new(None::<Instant>));
    Arc::new(move |sent, total| {
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        if sent < total && told.is_some_and(|told| told.elapsed() < TELL_EVERY) {
            return;
        }
        *told = Some(Instant::now());
        let [sent, total] = [sent, total].map(|bytes| i64::try_from(bytes).unwrap_or(i64::MAX));
        log.announce(vec![Topic::Upload { message, sent, total }]);
    })
}

/// What an upload that did not succeed means for its message. The message itself has not left: an answer that was lost
/// leaves nothing uncertain.
pub(super) fn as_call_error(problem: UploadError) -> CallError {
    match problem {
        UploadError::Refused(failure) => CallError::Refused(failure),
        UploadError::NotReached(problem) | UploadError::AnswerLost(problem) => CallError::NotReached(problem),
        UploadError::Lost => CallError::Refused(Failure::of(FailureCode::FileMissing)),
        UploadError::Disk(problem) => {
            CallError::Refused(Failure { details: Some(problem.to_string()), ..Failure::of(FailureCode::FileMissing) })
        }
        UploadError::Db(problem) => CallError::NotReached(problem.to_string()),
    }
}

/// Whether the provider may have objected to the id of a file: it goes up anew then, the next time.
pub(super) fn is_about_files(failure: &Failure) -> bool {
    matches!(failure.code, FailureCode::Provider(100 | 131_009 | 131_052 | 131_053))
}
