//! Messages as the thread shows them, with everything that stands on them and beside them.
//!
//! What stands beside a page of messages is read in a query for the whole page and not in one for each message: a thread
//! is opened all day long.

use std::collections::BTreeMap;

use crate::domain::content::Content;
use crate::domain::event::Actor;
use crate::domain::ids::MessageId;
use crate::domain::status::MessageStatus;
use crate::media::{self, FileStanding};
use crate::outbox::can_retry;
use crate::store::tables::message::{self, MessageRow, Origin, Version};
use crate::store::tables::outbox::{self, OutboxRow};
use crate::store::tables::reaction::{self, ReactionRow};
use crate::store::{DbResult, ReadTx};

use super::files::file;
use super::types::{EarlierText, Message, Quote, Reaction};
use super::view::{Seen, error, millis};

/// A message that came later than this after it was written is marked.
const LATE: chrono::Duration = chrono::Duration::minutes(10);

/// Messages, in their order.
pub(super) fn all(tx: &ReadTx, rows: Vec<MessageRow>, seen: Seen) -> DbResult<Vec<Message>> {
    let mut beside = Beside::read(tx, &rows)?;
    Ok(rows.into_iter().map(|row| bubble(row, &mut beside, seen)).collect())
}

/// A single message.
pub(super) fn one(tx: &ReadTx, row: MessageRow, seen: Seen) -> DbResult<Message> {
    let mut beside = Beside::read(tx, std::slice::from_ref(&row))?;
    Ok(bubble(row, &mut beside, seen))
}

/// What stands on the messages of a page and beside them.
struct Beside {
    outbox: BTreeMap<MessageId, OutboxRow>,
    /// By the provider's id of the message that they are on.
    reactions: BTreeMap<String, Vec<ReactionRow>>,
    /// By the provider's id.
    quoted: BTreeMap<String, MessageRow>,
    files: BTreeMap<MessageId, FileStanding>,
}

impl Beside {
    fn read(tx: &ReadTx, rows: &[MessageRow]) -> DbResult<Beside> {
        let ours: Vec<MessageId> = rows.iter().filter(|row| row.outbound).map(|row| row.id).collect();
        let known: Vec<&str> = rows.iter().filter_map(|row| row.provider_id.as_deref()).collect();
        let answered: Vec<&str> = rows.iter().filter_map(|row| row.context.reply_to.as_deref()).collect();
        let quoted = message::by_provider_ids(tx, &answered)?;
        let files = media::standings(tx, &rows.iter().chain(quoted.values()).collect::<Vec<_>>())?;
        Ok(Beside {
            outbox: outbox::by_messages(tx, &ours)?,
            reactions: reaction::on_messages(tx, &known)?,
            quoted,
            files,
        })
    }

    fn quote(&self, provider_id: &str, seen: Seen) -> Quote {
        let Some(row) = self.quoted.get(provider_id) else {
            return Quote { message: None, outbound: false, content: None, file: None };
        };
        let hidden = is_hidden(row, seen);
        Quote {
            message: Some(row.id),
            outbound: row.outbound,
            file: self.files.get(&row.id).filter(|_| !hidden).cloned().map(file),
            content: Some(row.content.clone()).filter(|_| !hidden).map(without_components),
        }
    }
}

fn bubble(row: MessageRow, beside: &mut Beside, seen: Seen) -> Message {
    let entry = beside.outbox.remove(&row.id);
    let waits = row.status == Some(MessageStatus::Queued) && row.failure.is_some();
    let hidden = is_hidden(&row, seen);
    Message {
        id: row.id,
        conversation: row.conversation,
        outbound: row.outbound,
        at: row.at.timestamp_millis(),
        status: row.status,
        retry_at: millis(entry.as_ref().and_then(|entry| entry.next_at).filter(|at| *at > seen.now)),
        author: row.author.as_deref().and_then(author),
        rule: row.author.as_deref().and_then(rule),
        error: row.failure.as_ref().filter(|_| waits || row.status == Some(MessageStatus::Failed)).map(error),
        can_retry: can_retry(&row, seen.now),
        can_cancel: entry.is_some_and(|entry| !entry.sending),
        sent_at: millis(row.sent_at),
        delivered_at: millis(row.delivered_at),
        read_at: millis(row.read_at),
        played_at: millis(row.played_at),
        pricing: row.pricing.clone(),
        file: beside.files.get(&row.id).filter(|_| !hidden).cloned().map(file),
        transcript: row.transcript.clone().filter(|_| !hidden),
        quote: row.context.reply_to.as_deref().map(|id| beside.quote(id, seen)),
        forwarded: row.context.forwarded,
        product: row.context.product.clone(),
        ad: row.context.ad.clone(),
        reactions: row
            .provider_id
            .as_ref()
            .and_then(|id| beside.reactions.remove(id))
            .map(reactions)
            .unwrap_or_default(),
        earlier: if hidden { Vec::new() } else { earlier(&row) },
        deleted_at: millis(row.deleted_at),
        from_phone: row.outbound && matches!(row.origin, Origin::Phone | Origin::History),
        late: row.from_customer && row.received_at - row.at > LATE,
        content: if hidden { KEPT_BACK } else { without_components(row.content) },
        provider_id: row.provider_id,
    }
}

fn is_hidden(row: &MessageRow, seen: Seen) -> bool {
    row.deleted_at.is_some() && !seen.show_deleted
}

/// In the place of what its writer deleted.
const KEPT_BACK: Content = Content::Other { wa_type: String::new(), caption: None };

fn reactions(sides: Vec<ReactionRow>) -> Vec<Reaction> {
    let shown = sides.into_iter().filter_map(|side| {
        Some(Reaction { emoji: side.emoji?, outbound: side.outbound, at: side.at.timestamp_millis() })
    });
    shown.collect()
}

/// What a message said before it was edited.
fn earlier(row: &MessageRow) -> Vec<EarlierText> {
    let before = row.versions.len().saturating_sub(1);
    let version =
        |version: &Version| EarlierText { text: version.content.text().unwrap_or_default().to_owned(), at: version.at };
    row.versions.iter().take(before).map(version).collect()
}

/// What is sent to the provider is no concern of the screen's, nor are the provider's ids of files.
pub(super) fn without_components(mut content: Content) -> Content {
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

fn rule(actor: &str) -> Option<String> {
    match Actor::from_text(actor) {
        Actor::Rule(name) => Some(name),
        Actor::Agent(_) | Actor::Api(_) | Actor::Customer | Actor::Provider | Actor::System => None,
    }
}
