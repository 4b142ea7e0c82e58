//! From rows of the store to what the screen shows.

use chrono::{DateTime, Utc};

use crate::domain::failure::Failure;
use crate::domain::window::WindowState;
use crate::provider::Retry;
use crate::provider::meta::errors;
use crate::settings;
use crate::store::tables::contact::ContactRow;
use crate::store::tables::conversation::ConversationRow;
use crate::store::tables::conversation_list::{LastMessage, ListRow};
use crate::store::tables::{message, office, scheduled};
use crate::store::{DbResult, ReadTx};

use super::types::{Contact, Conversation, MessageError, Preview, WhileAway, WindowInfo, WindowPhase};

const PREVIEW_CHARS: usize = 160;

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
    }
}

/// The time around the end of an open window in which the office is closed. Only hours that somebody has set count.
fn while_away(tx: &ReadTx, row: &ConversationRow, now: DateTime<Utc>) -> DbResult<Option<WhileAway>> {
    let WindowState::Open { closes_at } = row.window().state(now) else { return Ok(None) };
    let Some(office) = office::of_channel(tx, &row.channel)? else { return Ok(None) };
    let period = office.hours.closed_period(closes_at);
    Ok(period.map(|period| WhileAway { office_closes_at: millis(period.since), office_opens_at: millis(period.until) }))
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

pub(super) fn conversation(tx: &ReadTx, row: ListRow, seen: Seen) -> DbResult<Conversation> {
    let ListRow { conversation, contact: person, last_message, draft, blocked, labels } = row;
    Ok(Conversation {
        id: conversation.id,
        channel: conversation.channel.clone(),
        contact: contact(&person),
        last_message: last_message.map(|last| preview(tx, last, seen)).transpose()?,
        last_message_at: conversation.last_message_at.timestamp_millis(),
        unread: conversation.unread,
        read_up_to: conversation.read_up_to,
        waiting_since: millis(conversation.waiting_since),
        scheduled_at: millis(scheduled::next_of_conversation(tx, conversation.id)?),
        window: WindowInfo { while_away: while_away(tx, &conversation, seen.now)?, ..window(&conversation, seen.now) },
        draft: draft.as_deref().and_then(|json| serde_json::from_str(json).ok()),
        blocked,
        marketing_stopped_at: millis(person.marketing_stopped_at),
        work: conversation.work,
        labels,
        pinned: conversation.pinned_at.is_some(),
        marked_unread: conversation.marked_unread,
    })
}

fn preview(tx: &ReadTx, last: LastMessage, seen: Seen) -> DbResult<Preview> {
    let hidden = last.deleted && !seen.show_deleted;
    let about = last.content.about().map(|id| message::by_provider_id(tx, id)).transpose()?.flatten();
    let about = about.filter(|row| row.deleted_at.is_none() || seen.show_deleted);
    Ok(Preview {
        outbound: last.outbound,
        wa_type: last.content.wa_type().to_owned(),
        media: last.content.media().map(|media| media.media),
        text: last.content.text().filter(|_| !hidden).map(shortened),
        about: about.and_then(|row| row.content.text().map(shortened)),
        status: last.status,
        deleted: last.deleted,
    })
}

fn shortened(text: &str) -> String {
    text.chars().take(PREVIEW_CHARS).collect()
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
