//! A module per table: its row and its SQL.

pub mod absence;
pub mod attribute;
pub mod channel;
pub mod closing;
pub mod closing_notice;
pub mod contact;
pub mod contact_list;
pub mod contact_note;
pub mod conversation;
pub mod conversation_list;
pub mod delivery;
pub mod download;
pub mod draft;
pub mod early_news;
pub mod figures;
pub mod file;
pub mod label;
pub mod log;
pub mod look_alike;
pub mod message;
pub mod news;
pub mod office;
pub mod outbox;
pub mod outreach;
pub mod outside;
pub mod progress;
pub mod projection_state;
pub mod reaction;
pub mod saved_reply;
pub mod resolution;
pub mod saved_view;
pub mod scheduled;
pub mod setting;
pub mod template;
pub mod template_use;
pub mod template_draft;
pub mod upload;
pub mod wait;

use chrono::{DateTime, Utc};
use rusqlite::Row;
use rusqlite::types::Type;

use crate::domain::ids::ChannelId;

/// A stored time, in Unix milliseconds; one that no calendar has reads as 1970.
pub(crate) fn time(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

/// Reads a channel's name.
fn channel_from(row: &Row<'_>, column: usize) -> rusqlite::Result<ChannelId> {
    let name: String = row.get(column)?;
    ChannelId::new(&name).map_err(|e| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(e)))
}
