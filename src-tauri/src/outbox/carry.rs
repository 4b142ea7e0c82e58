//! The files of a message on its way out: they go up to the provider before the message does.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::broadcast;

use crate::domain::content::Media;
use crate::domain::event::{Event, Recorded};
use crate::domain::failure::{Failure, FailureCode};
use crate::domain::ids::MessageId;
use crate::log::{Committed, Log, Topic};
use crate::media::{FileKey, Library, OnProgress, ToCarry, UploadError, extension_of, media_id_for};
use crate::provider::{CallError, Provider};
use crate::store::Store;
use crate::store::tables::file::{self, FileRow};
use crate::store::tables::log as log_table;
use crate::store::tables::outbox::OutboxRow;

/// The screen is told of an upload's progress this often.
const TELL_EVERY: Duration = Duration::from_millis(150);

/// Hands over the files of a message; gives the provider's id of each, by SHA-256.
///
/// # Errors
/// See [`UploadError`]; [`UploadError::Lost`] when one is not here any more.
pub(super) async fn upload(
    store: &Store,
    library: &Library,
    log: Arc<dyn Log>,
    provider: &dyn Provider,
    row: &OutboxRow,
) -> Result<BTreeMap<String, String>, UploadError> {
    let mut media_ids = BTreeMap::new();
    for file in files_of(store, row).await? {
        let sha256 = file.key.as_str().to_owned();
        let media_id = media_id_for(library, provider, file, telling(log.clone(), row)).await?;
        media_ids.insert(sha256, media_id);
    }
    Ok(media_ids)
}

/// The files of a message, each once.
async fn files_of(store: &Store, row: &OutboxRow) -> Result<Vec<ToCarry>, UploadError> {
    let (message, channel) = (row.message, row.channel.clone());
    let found = store.read(move |tx| {
        let Some(wish) = log_table::wish(tx, message)? else { return Ok(Vec::new()) };
        let mut found: Vec<(Media, Option<FileRow>)> = Vec::new();
        for media in wish.content.files() {
            if !found.iter().any(|(known, _)| known.sha256 == media.sha256) {
                let known = media.sha256.as_deref().map(|sha256| file::by_sha256(tx, sha256)).transpose()?;
                found.push((media.clone(), known.flatten()));
            }
        }
        Ok(found)
    });
    let to_carry = |(media, known): (Media, Option<FileRow>)| {
        let known = known.ok_or(UploadError::Lost)?;
        let key = FileKey::parse(&known.sha256).map_err(|_| UploadError::Lost)?;
        let extension = extension_of(&known.mime_type).unwrap_or("bin");
        let name = media.filename.unwrap_or_else(|| format!("file.{extension}"));
        Ok(ToCarry { channel: channel.clone(), key, mime_type: known.mime_type, name })
    };
    found.await?.into_iter().map(to_carry).collect()
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
