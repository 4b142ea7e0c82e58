//! A thread: its messages, and what was typed into it.

use chrono::{DateTime, Utc};

use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::problem::Wrong;
use crate::log::Topic;
use crate::store::tables::message::{self, MessageRow, Place};
use crate::store::tables::{conversation, draft};
use crate::store::{DbError, DbResult, ReadTx};

use super::inbox::{check_ids, check_limit};
use super::types::{ApiError, Draft, ListMessages, Message, MessagePage, MessagesById, SaveDraft};
use super::view::Seen;
use super::{Api, bubbles, cursor};

/// More files than this were not chosen by anybody.
const MOST_FILES: usize = 30;
/// Longer drafts than this were not typed by anybody.
const LONGEST_DRAFT: usize = 20_000;

fn complete_all(tx: &ReadTx, rows: Vec<MessageRow>, now: DateTime<Utc>) -> DbResult<Vec<Message>> {
    let seen = Seen::at(tx, now)?;
    bubbles::all(tx, rows, seen)
}

pub(super) fn place_from(text: &str) -> Result<Place, ApiError> {
    let (at, id) = cursor::read(text)?;
    let at = DateTime::from_timestamp_millis(at).ok_or_else(|| ApiError::invalid("cursor", Wrong::Malformed))?;
    Ok(Place { at, id: MessageId(id) })
}

pub(super) fn cursor_of(row: &MessageRow) -> String {
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
        complete_all(tx, rows.filter(|row| row.as_ref().map_or(true, |row| row.shown)).collect::<DbResult<_>>()?, now)
    });
    Ok(read.await?)
}

pub(super) async fn save_draft(api: &Api, save: SaveDraft) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    check_draft(&save.draft)?;
    let (now, id) = (workspace.clock.now(), save.conversation);
    let empty = is_empty(&save.draft);
    let body = if empty { None } else { Some(serde_json::to_string(&save.draft).map_err(DbError::from)?) };
    let changed = workspace.store.write(move |tx| {
        if draft::body(tx, id)? == body {
            return Ok(false);
        }
        draft::save(tx, id, body.as_deref(), now)?;
        Ok(true)
    });
    if changed.await? {
        workspace.log.announce(vec![Topic::Conversation { id, messages: Vec::new() }]);
    }
    Ok(())
}

fn is_empty(draft: &Draft) -> bool {
    let no_answer = draft.text.trim().is_empty() && draft.files.is_empty() && draft.reply_to.is_none();
    no_answer && draft.note.trim().is_empty() && !draft.noting
}

fn check_draft(draft: &Draft) -> Result<(), ApiError> {
    let words = draft.files.iter().map(|file| file.caption.chars().count()).sum::<usize>();
    let words = words + draft.text.chars().count() + draft.note.chars().count();
    if words > LONGEST_DRAFT {
        return Err(ApiError::invalid("text", Wrong::TooLong { most: LONGEST_DRAFT }));
    }
    if draft.files.len() > MOST_FILES {
        return Err(ApiError::invalid("files", Wrong::TooMany { most: MOST_FILES }));
    }
    Ok(())
}
