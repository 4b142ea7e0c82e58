//! The last windows of a thread, from its messages.

use chrono::{DateTime, Utc};

use crate::domain::window::SERVICE_WINDOW;
use crate::store::tables::message::{self, MessageRow};

use super::Api;
use super::types::{ApiError, ConversationRef, PastWindow};

/// So many messages are looked at: a long thread costs no more than a short one.
const LOOKED_AT: u32 = 400;
/// So many windows are told of.
const MOST: usize = 6;

/// The newest windows first.
pub(super) async fn past_windows(api: &Api, which: ConversationRef) -> Result<Vec<PastWindow>, ApiError> {
    let workspace = api.workspace()?;
    let read = workspace.store.read(move |tx| message::page_before(tx, which.conversation, None, LOOKED_AT));
    let rows = read.await?;
    let cut = rows.len() == LOOKED_AT as usize;
    let mut windows = windows(&rows);
    if cut && !windows.is_empty() {
        // It may have opened before what was looked at.
        windows.remove(0);
    }
    windows.reverse();
    windows.truncate(MOST);
    Ok(windows)
}

/// A window opens with a customer's message and lasts a day from their last one (Meta, "Customer service windows").
fn windows(rows: &[MessageRow]) -> Vec<PastWindow> {
    let mut windows: Vec<PastWindow> = Vec::new();
    for row in rows {
        let at = row.at.timestamp_millis();
        let open = windows.last_mut().filter(|window| at < window.closes_at);
        match (open, row.from_customer, row.outbound) {
            (Some(window), true, _) => window.closes_at = closes(row.at),
            (None, true, _) => windows.push(PastWindow { opened_at: at, closes_at: closes(row.at), answered_at: None }),
            (Some(window), false, true) if row.origin.is_spoken() => {
                window.answered_at = window.answered_at.or(Some(at))
            }
            (Some(_) | None, false, _) => {}
        }
    }
    windows
}

fn closes(at: DateTime<Utc>) -> i64 {
    (at + SERVICE_WINDOW).timestamp_millis()
}
