//! A thread: its messages, what was seen of it, what was typed into it.

use chrono::{DateTime, Utc};
use tracing::info;

use crate::domain::event::{ConversationRead, NewEvent};
use crate::domain::ids::{ConversationId, MessageId};
use crate::log::{self, Topic};
use crate::settings;
use crate::store::tables::message::{self, MessageRow, Place};
use crate::store::tables::{conversation, draft, outbox};
use crate::store::{DbResult, ReadTx};

use super::inbox::{check_ids, check_limit};
use super::types::{ApiError, ConversationRef, ListMessages, MarkRead, Message, MessagePage, MessagesById, SaveDraft};
use super::workspace::Workspace;
use super::{Api, cursor, view};

/// Longer drafts than this were not typed by anybody.
const LONGEST_DRAFT: usize = 20_000;

/// A message with what the outbox knows of it.
pub(super) fn complete(tx: &ReadTx, row: MessageRow, now: DateTime<Utc>) -> DbResult<Message> {
    let entry = if row.outbound { outbox::by_message(tx, row.id)? } else { None };
    Ok(view::message(row, entry.and_then(|entry| entry.next_at), now))
}

fn complete_all(tx: &ReadTx, rows: Vec<MessageRow>, now: DateTime<Utc>) -> DbResult<Vec<Message>> {
    rows.into_iter().map(|row| complete(tx, row, now)).collect()
}

fn place_from(text: &str) -> Result<Place, ApiError> {
    let (at, id) = cursor::read(text)?;
    let at = DateTime::from_timestamp_millis(at).ok_or_else(|| ApiError::invalid("cursor", "is out of range"))?;
    Ok(Place { at, id: MessageId(id) })
}

fn cursor_of(row: &MessageRow) -> String {
    cursor::write(row.at.timestamp_millis(), row.id.0)
}

/// A part of a thread, and whether there is more on either side of it.
struct Part {
    rows: Vec<MessageRow>,
    more_before: bool,
    more_after: bool,
}

pub(super) async fn list_messages(api: &Api, list: ListMessages) -> Result<MessagePage, ApiError> {
    let workspace = api.workspace()?;
    let limit = check_limit(list.limit)?;
    let before = list.before.as_deref().map(place_from).transpose()?;
    let after = list.after.as_deref().map(place_from).transpose()?;
    let (thread, around, now) = (list.conversation, list.around, workspace.clock.now());
    let page = workspace.store.read(move |tx| {
        if conversation::by_id(tx, thread)?.is_none() {
            return Ok(None);
        }
        let part = match (before, after, around) {
            (Some(before), _, _) => before_place(tx, thread, Some(before), limit, true)?,
            (None, Some(after), _) => after_place(tx, thread, after, limit)?,
            (None, None, Some(message)) => around_message(tx, thread, message, limit)?,
            (None, None, None) => before_place(tx, thread, None, limit, false)?,
        };
        let older = part.rows.first().filter(|_| part.more_before).map(cursor_of);
        let newer = part.rows.last().filter(|_| part.more_after).map(cursor_of);
        Ok(Some(MessagePage { items: complete_all(tx, part.rows, now)?, older, newer }))
    });
    page.await?.ok_or_else(|| ApiError::not_found("conversation"))
}

/// One more than asked for is read, to know whether there is more.
fn before_place(
    tx: &ReadTx,
    thread: ConversationId,
    before: Option<Place>,
    limit: u32,
    more_after: bool,
) -> DbResult<Part> {
    let mut rows = message::page_before(tx, thread, before, limit + 1)?;
    let more_before = rows.len() > limit as usize;
    if more_before {
        rows.remove(0);
    }
    Ok(Part { rows, more_before, more_after })
}

fn after_place(tx: &ReadTx, thread: ConversationId, after: Place, limit: u32) -> DbResult<Part> {
    let mut rows = message::page_after(tx, thread, after, limit + 1)?;
    let more_after = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    Ok(Part { rows, more_before: true, more_after })
}

fn around_message(tx: &ReadTx, thread: ConversationId, message: MessageId, limit: u32) -> DbResult<Part> {
    let Some(middle) = message::by_id(tx, message)?.filter(|row| row.conversation == thread) else {
        return before_place(tx, thread, None, limit, false);
    };
    let before = before_place(tx, thread, Some(middle.place()), limit / 2, true)?;
    let after = after_place(tx, thread, middle.place(), limit / 2)?;
    let rows = before.rows.into_iter().chain([middle]).chain(after.rows).collect();
    Ok(Part { rows, more_before: before.more_before, more_after: after.more_after })
}

pub(super) async fn messages(api: &Api, wanted: MessagesById) -> Result<Vec<Message>, ApiError> {
    let workspace = api.workspace()?;
    check_ids(&wanted.ids)?;
    let now = workspace.clock.now();
    let read = workspace.store.read(move |tx| {
        let rows = wanted.ids.iter().filter_map(|id| message::by_id(tx, *id).transpose());
        rows.map(|row| complete(tx, row?, now)).collect()
    });
    Ok(read.await?)
}

pub(super) async fn mark_read(api: &Api, read: MarkRead) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    let event = NewEvent {
        id: format!("read:{}:{}", read.conversation, read.up_to),
        actor: workspace.agent(),
        at: workspace.clock.now(),
        event: ConversationRead { conversation: read.conversation, up_to: read.up_to }.into(),
    };
    let appended = log::append(workspace.log.as_ref(), vec![event]).await?;
    if appended.iter().any(|appended| appended.fresh) {
        tell_provider(workspace, read.conversation, Courtesy::Read { up_to: read.up_to }).await?;
    }
    Ok(())
}

pub(super) async fn show_typing(api: &Api, typing: ConversationRef) -> Result<(), ApiError> {
    tell_provider(api.workspace()?, typing.conversation, Courtesy::Typing).await
}

/// What a customer may be shown of our doings.
#[derive(Clone, Copy)]
enum Courtesy {
    /// That their messages were read.
    Read { up_to: MessageId },
    /// That an answer is being written, and so that their messages were read.
    Typing,
}

/// Shows the customer the blue ticks, or that an answer is being written, if the settings allow it. A courtesy: it is not
/// waited for, and when it does not succeed nothing is lost.
async fn tell_provider(
    workspace: std::sync::Arc<Workspace>,
    id: ConversationId,
    courtesy: Courtesy,
) -> Result<(), ApiError> {
    let now = workspace.clock.now();
    let read = workspace.store.read(move |tx| {
        let settings = settings::load(tx)?;
        let Some(thread) = conversation::by_id(tx, id)? else { return Ok(None) };
        let (allowed, up_to) = match courtesy {
            Courtesy::Read { up_to } => (settings.read_receipts, Some(up_to)),
            Courtesy::Typing => (settings.typing_indicator && thread.window().is_open(now), None),
        };
        let newest = message::newest_inbound(tx, id, up_to)?.filter(|_| allowed);
        Ok(newest.and_then(|row| row.provider_id).map(|provider_id| (thread.channel, provider_id)))
    });
    let Some((channel, provider_id)) = read.await? else { return Ok(()) };
    let Some(connected) = workspace.channels.get(&channel) else { return Ok(()) };
    let provider = connected.provider.clone();
    tokio::spawn(async move {
        let typing = matches!(courtesy, Courtesy::Typing);
        if let Err(problem) = provider.mark_read(provider_id, typing).await {
            info!(conversation.id = %id, "Could not show the customer of conversation {id} that it was read: {problem}");
        }
    });
    Ok(())
}

pub(super) async fn save_draft(api: &Api, save: SaveDraft) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    if save.text.chars().count() > LONGEST_DRAFT {
        return Err(ApiError::invalid("text", "is too long"));
    }
    let (now, id) = (workspace.clock.now(), save.conversation);
    let text = if save.text.trim().is_empty() { String::new() } else { save.text };
    let changed = workspace.store.write(move |tx| {
        if draft::text(tx, id)?.unwrap_or_default() == text {
            return Ok(false);
        }
        draft::save(tx, id, &text, now)?;
        Ok(true)
    });
    if changed.await? {
        workspace.log.announce(vec![Topic::Conversation { id, messages: Vec::new() }]);
    }
    Ok(())
}
