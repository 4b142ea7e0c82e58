//! Frontdesk: a shared inbox for WhatsApp Business that lives on the office computer.
//!
//! Each module uses only those that stand above it in this list; a test checks it. `docs/ARCHITECTURE.md` walks through.

pub mod api;
pub mod app;
pub mod domain;
pub mod ingest;
pub mod log;
pub mod notify;
pub mod outbox;
pub mod projection;
pub mod provider;
pub mod settings;
pub mod simulator;
pub mod store;
pub mod webhook;
