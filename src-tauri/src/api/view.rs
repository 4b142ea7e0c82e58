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
use crate::settings;
use crate::store::tables::contact::ContactRow;
use crate::store::tables::conversation::ConversationRow;
use crate::store::tables::conversation_list::{LastMessage, ListRow};
use crate::store::tables::message::{self, MessageRow, Origin, Version};
use crate::store::tables::{outbox, reaction};
use crate::store::{DbResult, ReadTx};

use super::files::file;
use super::types::{
    Contact, Conversation, EarlierText, Message, MessageError, Preview, Quote, Reaction, WindowInfo, WindowPhase,
};

/// A message that came later than this after it was written is marked.
const LATE: chrono::Duration = chrono::Duration::minutes(10);
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

pub(super) fn conversation(tx: &ReadTx, row: ListRow, seen: Seen) -> DbResult<Conversation> {
    let ListRow { conversation, contact: person, last_message, draft, blocked } = row;
    Ok(Conversation {
        id: conversation.id,
        channel: conversation.channel.clone(),
        contact: contact(&person),
        last_message: last_message.map(|last| preview(tx, last, seen)).transpose()?,
        last_message_at: conversation.last_message_at.timestamp_millis(),
        unread: conversation.unread,
        read_up_to: conversation.read_up_to,
        waiting_since: millis(conversation.waiting_since),
        window: window(&conversation, seen.now),
        draft: draft.as_deref().and_then(|json| serde_json::from_str(json).ok()),
        blocked,
        marketing_stopped_at: millis(person.marketing_stopped_at),
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

/// A message, with everything that stands on it and beside it.
pub(super) fn message(tx: &ReadTx, row: MessageRow, seen: Seen) -> DbResult<Message> {
    let entry = if row.outbound { outbox::by_message(tx, row.id)? } else { None };
    let waits = row.status == Some(MessageStatus::Queued) && row.failure.is_some();
    let hidden = row.deleted_at.is_some() && !seen.show_deleted;
    Ok(Message {
        id: row.id,
        conversation: row.conversation,
        outbound: row.outbound,
        at: row.at.timestamp_millis(),
        status: row.status,
        retry_at: millis(entry.as_ref().and_then(|entry| entry.next_at).filter(|at| *at > seen.now)),
        author: row.author.as_deref().and_then(author),
        error: row.failure.as_ref().filter(|_| waits || row.status == Some(MessageStatus::Failed)).map(error),
        can_retry: can_retry(&row, seen.now),
        can_cancel: entry.is_some_and(|entry| !entry.sending),
        sent_at: millis(row.sent_at),
        delivered_at: millis(row.delivered_at),
        read_at: millis(row.read_at),
        played_at: millis(row.played_at),
        pricing: row.pricing.clone(),
        file: if hidden { None } else { file(tx, &row)? },
        transcript: row.transcript.clone().filter(|_| !hidden),
        quote: row.context.reply_to.as_deref().map(|id| quote(tx, id, seen)).transpose()?,
        forwarded: row.context.forwarded,
        product: row.context.product.clone(),
        ad: row.context.ad.clone(),
        reactions: reactions(tx, &row)?,
        earlier: if hidden { Vec::new() } else { earlier(&row) },
        deleted_at: millis(row.deleted_at),
        from_phone: row.outbound && matches!(row.origin, Origin::Phone | Origin::History),
        late: row.from_customer && row.received_at - row.at > LATE,
        content: if hidden { KEPT_BACK } else { without_components(row.content) },
        provider_id: row.provider_id,
    })
}

/// In the place of what its writer deleted.
const KEPT_BACK: Content = Content::Other { wa_type: String::new(), caption: None };

fn quote(tx: &ReadTx, provider_id: &str, seen: Seen) -> DbResult<Quote> {
    let Some(row) = message::by_provider_id(tx, provider_id)? else {
        return Ok(Quote { message: None, outbound: false, content: None, file: None });
    };
    let hidden = row.deleted_at.is_some() && !seen.show_deleted;
    Ok(Quote {
        message: Some(row.id),
        outbound: row.outbound,
        file: if hidden { None } else { file(tx, &row)? },
        content: Some(without_components(row.content)).filter(|_| !hidden),
    })
}

fn reactions(tx: &ReadTx, row: &MessageRow) -> DbResult<Vec<Reaction>> {
    let Some(provider_id) = &row.provider_id else { return Ok(Vec::new()) };
    let sides = reaction::on_message(tx, provider_id)?.into_iter();
    let shown = sides.filter_map(|side| {
        Some(Reaction { emoji: side.emoji?, outbound: side.outbound, at: side.at.timestamp_millis() })
    });
    Ok(shown.collect())
}

/// What a message said before it was edited.
fn earlier(row: &MessageRow) -> Vec<EarlierText> {
    let before = row.versions.len().saturating_sub(1);
    let version =
        |version: &Version| EarlierText { text: version.content.text().unwrap_or_default().to_owned(), at: version.at };
    row.versions.iter().take(before).map(version).collect()
}

/// What is sent to the provider is no concern of the screen's, nor are the provider's ids of files.
fn without_components(mut content: Content) -> Content {
    if let Content::Template(template) = &mut content {
        template.components = serde_json::Value::Null;
    }
    if let Content::Media(media) = &mut content {
        media.provider_media_id = None;
    }
    content
}

pub(super) fn author(actor: &str) -> Option<String> {
    match Actor::from_text(actor) {
        Actor::Agent(name) | Actor::Api(name) => Some(name),
        Actor::Customer | Actor::Provider | Actor::Rule(_) | Actor::System => None,
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
