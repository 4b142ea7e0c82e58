//! Files for ever: everything that was received stays on this computer, each file once, under its SHA-256.
//!
//! A provider keeps a file for a few days; this module fetches it at once and goes on trying until it is here. What a
//! file is, is told by its bytes and never by its name or by what its sender claims. No other module opens a file of
//! the workspace: all bytes go through [`Files`], so that they can one day be encrypted in one place.

mod disk;
mod key;
mod name;
mod picture;
mod serve;
mod sniff;
mod sound;

pub use disk::{DiskError, Files, Incoming, Kept, ReadSeek};
pub use key::{BadKey, FileKey};
pub use name::clean_name;
pub use picture::{PictureError, PictureInfo, Thumbnail, describe, fits_whatsapp, is_animated, shrink, thumbnail};
pub use serve::{Served, Variant, serve};
pub use sniff::sniff;
pub use sound::{SoundInfo, as_wave, describe_sound};
