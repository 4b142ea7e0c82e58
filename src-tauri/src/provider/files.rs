//! Files on their way from and to a provider.

use bytes::Bytes;
use futures::stream::BoxStream;

use super::CallError;

/// Where a file is to be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaUrl {
    /// The address, good for five minutes (Meta, "Media"). With our sign-in it opens the file: never write it down.
    pub url: String,
    /// What the sender says it is.
    pub mime_type: Option<String>,
    /// Its SHA-256 as the provider writes it here: in hex.
    pub sha256: Option<String>,
    /// Its size.
    pub bytes: Option<u64>,
}

/// A file as it comes in. After an error there is no more.
pub type FileStream = BoxStream<'static, Result<Bytes, FetchError>>;

/// A file as it goes out. An error ends the upload.
pub type UploadBody = BoxStream<'static, std::io::Result<Bytes>>;

/// Why a file was not had from an address.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The address has run out, or is none that we ask: look for a new one.
    #[error("the link was refused: {0}")]
    LinkRefused(String),
    /// It is larger than anything that WhatsApp carries.
    #[error("the file is larger than 100 MB")]
    TooLarge,
    /// As with any other call. A file that was cut off counts as not reached, since to ask again does no harm.
    #[error(transparent)]
    Call(#[from] CallError),
}

/// A file to be handed over.
pub struct Upload {
    /// What it is.
    pub mime_type: String,
    /// What it is called.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// As many bytes.
    pub body: UploadBody,
}
