//! From rows of the store to what the screen shows.

use chrono::{DateTime, Utc};

use crate::domain::failure::Failure;
use crate::domain::window::WindowState;
use crate::provider::Retry;
use crate::provider::meta::errors;
use crate::settings;
use crate::store::tables::contact::ContactRow;
use crate::store::tables::conversation::ConversationRow;
use crate::store::{DbResult, ReadTx};

use super::types::{Contact, MessageError, WindowInfo, WindowPhase};

pub(super) fn millis(time: Option<DateTime<Utc>>) -> Option<i64> {
    time.map(|time| time.timestamp_millis())
}

pub(super) fn contact(row: &ContactRow) -> Contact {
    let profile_name = Some(row.name.clone()).filter(|name| !name.is_empty() && !row.saved_name.is_empty());
    Contact {
        id: row.id,
        name: row.display_name(),
        phone: row.phone(),
        user_id: row.user_id.clone(),
        username: Some(row.username.clone()).filter(|name| !name.is_empty()),
        profile_name: profile_name.filter(|name| *name != row.saved_name),
        first_seen_at: row.first_seen_at.timestamp_millis(),
    }
}

pub(super) fn window(row: &ConversationRow, now: DateTime<Utc>) -> WindowInfo {
    let (phase, closes_at, closed_by_provider) = match row.window().state(now) {
        WindowState::NeverOpened => (WindowPhase::NeverOpened, None, false),
        WindowState::Open { closes_at } => (WindowPhase::Open, Some(closes_at), false),
        WindowState::Closed { closed_at, by_provider } => (WindowPhase::Closed, Some(closed_at), by_provider),
    };
    WindowInfo {
        phase,
        closes_at: millis(closes_at),
        last_customer_message_at: millis(row.last_customer_message_at),
        closed_by_provider,
        template_waiting_since: millis(row.template_waiting_since),
        while_away: None,
        free_until: millis(row.free_until.filter(|until| *until > now)),
        unheard: None,
    }
}

/// What a view depends on besides the rows.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    /// The time by the workspace's clock.
    pub now: DateTime<Utc>,
    /// Whether what its writer deleted is shown all the same.
    pub show_deleted: bool,
}

impl Seen {
    pub(super) fn at(tx: &ReadTx, now: DateTime<Utc>) -> DbResult<Seen> {
        Ok(Seen { now, show_deleted: settings::load(tx)?.show_deleted })
    }
}

pub(super) fn error(failure: &Failure) -> MessageError {
    let explanation = errors::explain(failure.code);
    let trace = failure.trace.as_ref().map(|trace| format!("trace {trace}"));
    let detail: Vec<String> = failure.title.iter().chain(&failure.details).cloned().chain(trace).collect();
    MessageError {
        code: failure.code.to_string(),
        explanation: explanation.key.to_owned(),
        detail: Some(detail.join(" · ")).filter(|detail| !detail.is_empty()),
        use_template: explanation.retry == Retry::Template,
    }
}
