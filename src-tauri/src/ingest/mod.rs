//! From raw deliveries to events: a pure function of the bytes, and a worker that runs it.
//!
//! The worker may read a delivery twice (after a crash, or when a later version reads old ones again): every event has an
//! id made from the provider's own, so the second time changes nothing. What cannot be read is kept with the reason.

mod meta;
mod reread;
mod worker;

pub use meta::{Ingested, events_of};
pub use reread::{reread, reread_once};
pub use worker::Ingest;
