//! Files for ever: everything that was received stays on this computer, each file once, under its SHA-256.
//!
//! A provider keeps a file for a few days; this module fetches it at once and goes on trying until it is here. What a
//! file is, is told by its bytes and never by its name or by what its sender claims. No other module opens a file of
//! the workspace: all bytes go through [`Files`], so that they can one day be encrypted in one place.

mod ask;
mod attach;
mod backoff;
mod disk;
mod download;
mod fetch;
mod film;
mod incoming;
mod key;
mod library;
mod name;
mod picture;
mod serve;
mod settle;
mod sniff;
mod sound;
mod standing;
mod upload;
mod wanted;

pub use attach::{AttachError, Attached, Unfit, attach, attached, shrink};
pub use disk::{DiskError, Files, Kept, ReadSeek};
pub use download::Downloads;
pub use incoming::Incoming;
pub use key::{BadKey, FileKey};
pub use library::{Library, LibraryError};
pub use name::{clean_name, extension_of};
pub use serve::{Served, Variant, serve};
pub use standing::{FileStanding, Standing, standings};
pub use upload::{OnProgress, ToCarry, UploadError, forget, media_id_for};
