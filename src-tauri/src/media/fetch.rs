//! Fetching one file, as far as one attempt goes.

use bytes::Bytes;
use futures::StreamExt as _;

use crate::domain::failure::Failure;
use crate::provider::{CallError, FetchError, FileStream, Provider};

use super::disk::{DiskError, Files, Kept};
use super::key::FileKey;

/// Addresses that are tried in one attempt: the one that came with the message and two fresh ones.
const LINKS: u32 = 3;

/// Why an attempt did not bring a file.
#[derive(Debug, thiserror::Error)]
pub(super) enum Setback {
    /// The provider was not reached, or the connection broke.
    #[error("not reached: {0}")]
    Offline(String),
    /// The provider said no in its own words.
    #[error("refused: {}", .0.code)]
    Refused(Failure),
    /// Its file server said no.
    #[error("the link was refused: {0}")]
    LinkRefused(String),
    /// It is larger than anything that WhatsApp carries.
    #[error("too large")]
    TooLarge,
    /// The disk objects.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl From<CallError> for Setback {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Refused(failure) => Setback::Refused(failure),
            CallError::NotReached(problem) | CallError::AnswerLost(problem) => Setback::Offline(problem),
        }
    }
}

impl From<FetchError> for Setback {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::LinkRefused(problem) => Setback::LinkRefused(problem),
            FetchError::TooLarge => Setback::TooLarge,
            FetchError::Call(error) => Setback::from(error),
        }
    }
}

/// A file that is on the disk now.
pub(super) struct Fetched {
    /// Where.
    pub kept: Kept,
    /// Whether its bytes are those that the provider told of.
    pub as_told: bool,
}

/// Fetches a file: from `link` if there is one, else from where the provider says it is. Bytes that are not those that
/// were told of, and a link that is refused, are asked for once more at a fresh address; bytes that are wrong twice are
/// kept as they are.
pub(super) async fn fetch(
    files: &Files,
    provider: &dyn Provider,
    media_id: &str,
    link: Option<String>,
    expected: Option<&str>,
) -> Result<Fetched, Setback> {
    let mut link = link;
    let mut wrong: Option<Kept> = None;
    let mut setback = Setback::LinkRefused("no address".to_owned());
    for _ in 0..LINKS {
        let (url, told, fresh) = match link.take() {
            Some(url) => (url, None, false),
            None => {
                let found = provider.media_url(media_id.to_owned()).await?;
                (found.url, found.sha256, true)
            }
        };
        let expected = expected.map(str::to_owned).or(told);
        match take(files, provider, url).await {
            Ok(kept) if is_as_told(&kept.key, expected.as_deref()) => return Ok(Fetched { kept, as_told: true }),
            Ok(kept) if wrong.is_some() => return Ok(Fetched { kept, as_told: false }),
            Ok(kept) => wrong = Some(kept),
            Err(refused @ Setback::LinkRefused(_)) => setback = refused,
            // How long a link of a message's lives is not documented: nothing that goes wrong with it counts.
            Err(error) if fresh || matches!(error, Setback::Disk(_)) => return Err(error),
            Err(_) => {}
        }
    }
    match wrong {
        Some(kept) => Ok(Fetched { kept, as_told: false }),
        None => Err(setback),
    }
}

async fn take(files: &Files, provider: &dyn Provider, url: String) -> Result<Kept, Setback> {
    let mut stream: FileStream = provider.download(url).await?;
    let mut incoming = files.incoming().await?;
    while let Some(piece) = stream.next().await {
        let piece: Bytes = piece?;
        incoming = incoming.write(&piece).await?;
    }
    Ok(incoming.finish().await?)
}

/// Bytes of which nothing was told are taken as they are.
fn is_as_told(key: &FileKey, expected: Option<&str>) -> bool {
    expected.is_none_or(|expected| expected.eq_ignore_ascii_case(key.as_str()))
}
