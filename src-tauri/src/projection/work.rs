//! Where the work on threads stands, how they are marked, and what is noted beside them.

use chrono::{DateTime, Utc};

use crate::domain::content::Content;
use crate::domain::event::{
    ConversationLabelled, ConversationMarkedUnread, ConversationPinned, LabelChanged, LabelCreated, LabelDeleted,
    NoteWritten, Recorded, ViewChanged, ViewDeleted, ViewSaved, WorkSet,
};
use crate::domain::ids::{ConversationId, LabelId, MessageId, ViewId};
use crate::domain::work::Work;
use crate::log::Changes;
use crate::store::tables::conversation::{self, ConversationRow};
use crate::store::tables::label::{self, LabelRow};
use crate::store::tables::message::{self, MessageRow};
use crate::store::tables::resolution::{self, ResolutionRow};
use crate::store::tables::saved_view::{self, SavedViewRow};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::threads;

/// The customer wrote or called: whatever was decided about the thread, somebody has to look at it now.
pub(super) fn customer_came(thread: &mut ConversationRow, at: DateTime<Utc>) {
    begin(thread, at);
    thread.work = Work::Open;
}

/// Something was said: a piece of work begins, unless one is going on. News comes in any order, the first word counts.
pub(super) fn begin(thread: &mut ConversationRow, at: DateTime<Utc>) {
    thread.opened_at = Some(thread.opened_at.map_or(at, |opened_at| opened_at.min(at)));
}

/// A thread that consists of the phone's past is nobody's work until something new is said in it: the past of a busy
/// phone would bury the chats that somebody has to look at.
pub(super) fn came_from_the_past(thread: &mut ConversationRow) {
    if thread.last_message.is_none() && thread.opened_at.is_none() {
        thread.work = Work::Resolved;
    }
}

pub(super) fn work_set(tx: &WriteTx, recorded: &Recorded, event: &WorkSet, changes: &mut Changes) -> DbResult<()> {
    let Some(mut thread) = shown(tx, event.conversation)? else { return Ok(()) };
    match (thread.work == Work::Resolved, event.work == Work::Resolved) {
        (false, true) => end(tx, recorded, &mut thread)?,
        (true, false) => go_on(tx, &mut thread)?,
        (true, true) | (false, false) => {}
    }
    thread.work = event.work;
    conversation::update(tx, &thread)?;
    changes.conversation(thread.id);
    Ok(())
}

fn end(tx: &WriteTx, recorded: &Recorded, thread: &mut ConversationRow) -> DbResult<()> {
    // Where nothing was said there was nothing to do.
    let Some(opened_at) = thread.opened_at.take() else { return Ok(()) };
    resolution::insert(
        tx,
        &ResolutionRow {
            id: recorded.seq,
            conversation: thread.id,
            channel: thread.channel.clone(),
            // The provider's clock may be ahead of ours.
            opened_at: opened_at.min(recorded.at),
            resolved_at: recorded.at,
            resolved_by: recorded.actor.to_text(),
        },
    )
}

/// Opened again by hand: it was not done after all, and the same piece of work goes on, unless another one has begun.
fn go_on(tx: &WriteTx, thread: &mut ConversationRow) -> DbResult<()> {
    if thread.opened_at.is_some() {
        return Ok(());
    }
    let Some(ended) = resolution::newest(tx, thread.id)? else { return Ok(()) };
    thread.opened_at = Some(ended.opened_at);
    resolution::delete(tx, ended.id)
}

pub(super) fn pinned(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &ConversationPinned,
    changes: &mut Changes,
) -> DbResult<()> {
    let Some(mut thread) = shown(tx, event.conversation)? else { return Ok(()) };
    thread.pinned_at = event.pinned.then(|| thread.pinned_at.unwrap_or(recorded.at));
    conversation::update(tx, &thread)?;
    changes.conversation(thread.id);
    Ok(())
}

pub(super) fn marked_unread(tx: &WriteTx, event: &ConversationMarkedUnread, changes: &mut Changes) -> DbResult<()> {
    let Some(mut thread) = shown(tx, event.conversation)? else { return Ok(()) };
    threads::mark_unread(tx, &mut thread, event.unread)?;
    conversation::update(tx, &thread)?;
    changes.conversation(thread.id);
    Ok(())
}

pub(super) fn labelled(tx: &WriteTx, event: &ConversationLabelled, changes: &mut Changes) -> DbResult<()> {
    let Some(thread) = shown(tx, event.conversation)? else { return Ok(()) };
    if label::by_id(tx, event.label)?.is_some() && label::set_on(tx, thread.id, event.label, event.on)? {
        changes.conversation(thread.id);
    }
    Ok(())
}

pub(super) fn label_created(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &LabelCreated,
    changes: &mut Changes,
) -> DbResult<()> {
    changes.labels();
    label::put(tx, &LabelRow { id: LabelId(recorded.seq.0), name: event.name.clone(), color: event.color })
}

pub(super) fn label_changed(tx: &WriteTx, event: &LabelChanged, changes: &mut Changes) -> DbResult<()> {
    if label::by_id(tx, event.label)?.is_none() {
        return Ok(());
    }
    changes.labels();
    label::put(tx, &LabelRow { id: event.label, name: event.name.clone(), color: event.color })
}

pub(super) fn label_deleted(tx: &WriteTx, event: &LabelDeleted, changes: &mut Changes) -> DbResult<()> {
    changes.labels();
    label::delete(tx, event.label)?;
    saved_view::delete_of_label(tx, event.label)
}

pub(super) fn view_saved(tx: &WriteTx, recorded: &Recorded, event: &ViewSaved, changes: &mut Changes) -> DbResult<()> {
    changes.labels();
    saved_view::put(tx, &SavedViewRow { id: ViewId(recorded.seq.0), name: event.name.clone(), view: event.view })
}

pub(super) fn view_changed(tx: &WriteTx, event: &ViewChanged, changes: &mut Changes) -> DbResult<()> {
    changes.labels();
    saved_view::put(tx, &SavedViewRow { id: event.id, name: event.name.clone(), view: event.view })
}

pub(super) fn view_deleted(tx: &WriteTx, event: &ViewDeleted, changes: &mut Changes) -> DbResult<()> {
    changes.labels();
    saved_view::delete(tx, event.id)
}

/// A note stands in the thread and nowhere else: it answers nobody, and is not what the list shows of the chat.
pub(super) fn note_written(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &NoteWritten,
    changes: &mut Changes,
) -> DbResult<()> {
    let Some(thread) = shown(tx, event.conversation)? else { return Ok(()) };
    // Below what it is about, also when this computer's clock is behind the provider's.
    let at = threads::whole_second(recorded.at).max(threads::whole_second(thread.last_message_at));
    let content = Content::Note { text: event.text.clone() };
    let row = MessageRow {
        home: event.conversation,
        outbound: true,
        author: Some(recorded.actor.to_text()),
        ..MessageRow::new(MessageId(recorded.seq.0), thread.id, at, recorded.at, content)
    };
    message::insert(tx, &row)?;
    changes.message(thread.id, row.id);
    Ok(())
}

/// Gives a thread what another one, which is shown in it from now on, was marked with. The other keeps its own, for the
/// day on which the two are taken apart.
pub(super) fn adopt(tx: &WriteTx, target: &mut ConversationRow, other: &ConversationRow, unread: bool) -> DbResult<()> {
    target.work = target.work.more_urgent(other.work);
    target.opened_at = target.opened_at.into_iter().chain(other.opened_at).min();
    target.pinned_at = target.pinned_at.or(other.pinned_at);
    threads::mark_unread(tx, target, target.marked_unread || unread)?;
    label::copy(tx, other.id, target.id)
}

/// The thread in which the messages of this one are shown.
fn shown(tx: &ReadTx, id: ConversationId) -> DbResult<Option<ConversationRow>> {
    conversation::by_id(tx, id)?.map(|row| conversation::shown(tx, row)).transpose()
}
