//! From rows of the store to what the screen shows.

use chrono::{DateTime, Utc};

use crate::domain::content::Content;
use crate::domain::event::Actor;
use crate::domain::failure::Failure;
use crate::domain::status::MessageStatus;
use crate::domain::window::WindowState;
use crate::outbox::can_retry;
use crate::provider::Retry;
use crate::provider::meta::errors;
use crate::store::tables::contact::ContactRow;
use crate::store::tables::conversation::ConversationRow;
use crate::store::tables::conversation_list::ListRow;
use crate::store::tables::message::MessageRow;

use super::types::{Contact, Conversation, Message, MessageError, Preview, WindowInfo, WindowPhase};

/// A message that came later than this after it was written is marked.
const LATE: chrono::Duration = chrono::Duration::minutes(10);
const PREVIEW_CHARS: usize = 160;

pub(super) fn millis(time: Option<DateTime<Utc>>) -> Option<i64> {
    time.map(|time| time.timestamp_millis())
}

pub(super) fn contact(row: &ContactRow) -> Contact {
    Contact {
        id: row.id,
        name: row.display_name(),
        phone: row.phone(),
        user_id: row.user_id.clone(),
        username: Some(row.username.clone()).filter(|name| !name.is_empty()),
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
    }
}

pub(super) fn conversation(row: ListRow, now: DateTime<Utc>) -> Conversation {
    let ListRow { conversation, contact: person, last_message, draft } = row;
    Conversation {
        id: conversation.id,
        channel: conversation.channel.clone(),
        contact: contact(&person),
        last_message: last_message.map(|message| Preview {
            outbound: message.outbound,
            wa_type: message.content.wa_type().to_owned(),
            text: message.content.text().map(|text| text.chars().take(PREVIEW_CHARS).collect()),
            status: message.status,
        }),
        last_message_at: conversation.last_message_at.timestamp_millis(),
        unread: conversation.unread,
        read_up_to: conversation.read_up_to,
        waiting_since: millis(conversation.waiting_since),
        window: window(&conversation, now),
        draft,
    }
}

/// A message, with the moment at which it is tried again if it waits for that.
pub(super) fn message(row: MessageRow, retry_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Message {
    let waits = row.status == Some(MessageStatus::Queued) && row.failure.is_some();
    Message {
        id: row.id,
        conversation: row.conversation,
        outbound: row.outbound,
        at: row.at.timestamp_millis(),
        status: row.status,
        retry_at: millis(retry_at.filter(|at| *at > now)),
        author: row.author.as_deref().and_then(author),
        error: row.failure.as_ref().filter(|_| waits || row.status == Some(MessageStatus::Failed)).map(error),
        can_retry: can_retry(&row, now),
        sent_at: millis(row.sent_at),
        delivered_at: millis(row.delivered_at),
        read_at: millis(row.read_at),
        late: !row.outbound && row.received_at - row.at > LATE,
        provider_id: row.provider_id,
        content: without_components(row.content),
    }
}

/// What is sent to the provider is no concern of the screen's.
fn without_components(content: Content) -> Content {
    match content {
        Content::Template(mut template) => {
            template.components = serde_json::Value::Null;
            Content::Template(template)
        }
        other @ (Content::Text { .. } | Content::Other { .. }) => other,
    }
}

fn author(actor: &str) -> Option<String> {
    match Actor::from_text(actor) {
        Actor::Agent(name) | Actor::Api(name) => Some(name),
        Actor::Customer | Actor::Provider | Actor::System => None,
    }
}

pub(super) fn error(failure: &Failure) -> MessageError {
    let explanation = errors::explain(failure.code);
    let trace = failure.trace.as_ref().map(|trace| format!("trace {trace}"));
    let detail: Vec<String> = failure.title.iter().chain(&failure.details).cloned().chain(trace).collect();
    MessageError {
        code: failure.code.to_string(),
        text: explanation.text.to_owned(),
        advice: explanation.advice.to_owned(),
        detail: Some(detail.join(" · ")).filter(|detail| !detail.is_empty()),
        use_template: explanation.retry == Retry::Template,
    }
}
