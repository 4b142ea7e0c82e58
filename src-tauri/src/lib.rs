//! Frontdesk: a shared inbox for WhatsApp Business that lives on the office computer.
//!
//! Each module uses only those that stand above it in this list; a test checks it. `docs/ARCHITECTURE.md` walks through.

pub mod domain;
pub mod texts;
pub mod voice;
pub mod store;
pub mod log;
pub mod projection;
pub mod provider;
pub mod media;
pub mod webhook;
pub mod ingest;
pub mod settings;
pub mod outbox;
pub mod transcripts;
pub mod automation;
pub mod notify;
pub mod api;
pub mod simulator;
pub mod app;
