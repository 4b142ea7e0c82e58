//! Webhooks: where they go, what they hold, how they are signed, and the post that carries them.

mod callbacks;
mod carrier;
pub(super) mod payload;
mod post;
mod record;
pub(super) mod sign;

pub(super) use callbacks::{Callbacks, known_fields, verify};
pub(super) use post::{Kind, Lane, Letter, Parcel, envelope, release, send};
pub(super) use record::{Delivery, Outcome};
