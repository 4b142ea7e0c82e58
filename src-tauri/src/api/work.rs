//! Where the work on conversations stands: for one, and for many at once.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::domain::event::{
    Actor, ConversationLabelled, ConversationMarkedUnread, ConversationPinned, ConversationRead, Event, NewEvent,
    NoteWritten, WorkSet,
};
use crate::domain::ids::{ConversationId, MessageId, Seq};
use crate::domain::problem::Wrong;
use crate::domain::work::{Snooze, Work};
use crate::log;
use crate::store::tables::conversation::{self, ConversationRow};
use crate::store::tables::{conversation_list, label, message};
use crate::store::{DbResult, ReadTx};

use super::inbox::check_ids;
use super::types::{ApiError, MarkUnread, Message, Pin, SetLabel, SetWork, WorkWish, WriteNote};
use super::view::Seen;
use super::workspace::Workspace;
use super::{Api, bubbles};

/// The longest note, in characters.
const LONGEST_NOTE: usize = 4096;

/// Answers which conversations were changed: the others stood there already, or are gone.
pub(super) async fn set_work(api: &Api, set: SetWork) -> Result<Vec<ConversationId>, ApiError> {
    let workspace = api.workspace()?;
    let actor = workspace.agent();
    set_work_as(&workspace, set, actor).await
}

/// The same, for whoever asks.
pub(super) async fn set_work_as(
    workspace: &Workspace,
    set: SetWork,
    actor: Actor,
) -> Result<Vec<ConversationId>, ApiError> {
    let now = workspace.clock.now();
    if let WorkWish::SnoozedUntil { at } = set.work
        && at <= now
    {
        return Err(ApiError::invalid("at", Wrong::Past));
    }
    let decide = move |thread: &ConversationRow| {
        let work = wished(set.work, thread, now).filter(|work| *work != thread.work)?;
        Some(WorkSet { conversation: thread.id, work }.into())
    };
    append_for_each(workspace, set.conversations, actor, decide).await
}

fn wished(wish: WorkWish, thread: &ConversationRow, now: DateTime<Utc>) -> Option<Work> {
    let until = match wish {
        WorkWish::Open => return Some(Work::Open),
        WorkWish::Pending => return Some(Work::Pending),
        WorkWish::Resolved => return Some(Work::Resolved),
        WorkWish::SnoozedUntil { at } => Snooze::Time { at },
        WorkWish::SnoozedUntilAnswer => Snooze::Answer,
        WorkWish::SnoozedUntilLastHour => Snooze::last_hour(thread.window(), now)?,
    };
    Some(Work::Snoozed { until })
}

/// Answers which conversations were changed.
pub(super) async fn pin(api: &Api, pin: Pin) -> Result<Vec<ConversationId>, ApiError> {
    let workspace = api.workspace()?;
    let pinned = pin.pinned;
    let already = workspace.store.read(conversation::pinned).await?;
    let wanted = i64::try_from(pin.conversations.len()).unwrap_or(i64::MAX);
    if pinned && already.saturating_add(wanted) > i64::from(conversation_list::MOST_PINNED) {
        return Err(ApiError::invalid(
            "conversations",
            Wrong::TooMany { most: conversation_list::MOST_PINNED as usize },
        ));
    }
    let decide = move |thread: &ConversationRow| {
        (thread.pinned_at.is_some() != pinned).then(|| ConversationPinned { conversation: thread.id, pinned }.into())
    };
    append_for_each(&workspace, pin.conversations, workspace.agent(), decide).await
}

/// Answers which conversations were changed.
pub(super) async fn set_label(api: &Api, set: SetLabel) -> Result<Vec<ConversationId>, ApiError> {
    let workspace = api.workspace()?;
    let actor = workspace.agent();
    set_label_as(&workspace, set, actor).await
}

/// The same, for whoever asks.
pub(super) async fn set_label_as(
    workspace: &Workspace,
    set: SetLabel,
    actor: Actor,
) -> Result<Vec<ConversationId>, ApiError> {
    let SetLabel { conversations, label: id, on } = set;
    if workspace.store.read(move |tx| label::by_id(tx, id)).await?.is_none() {
        return Err(ApiError::not_found("label"));
    }
    append_for_all(workspace, conversations, actor, move |tx, thread| {
        let bears = label::of_conversation(tx, thread.id)?.contains(&id);
        let event = || ConversationLabelled { conversation: thread.id, label: id, on }.into();
        Ok((bears != on).then(event).into_iter().collect())
    })
    .await
}

/// Answers which conversations were changed.
pub(super) async fn mark_unread(api: &Api, mark: MarkUnread) -> Result<Vec<ConversationId>, ApiError> {
    let workspace = api.workspace()?;
    let unread = mark.unread;
    append_for_all(&workspace, mark.conversations, workspace.agent(), move |tx, thread| {
        if unread {
            let event = || ConversationMarkedUnread { conversation: thread.id, unread }.into();
            return Ok((!thread.is_unread()).then(event).into_iter().collect());
        }
        counted_as_read(tx, thread)
    })
    .await
}

fn counted_as_read(tx: &ReadTx, thread: &ConversationRow) -> DbResult<Vec<Event>> {
    let mut events = Vec::new();
    if thread.unread > 0
        && let Some(newest) = message::newest_arrival(tx, thread.id)?
    {
        events.push(ConversationRead { conversation: thread.id, up_to: newest }.into());
    }
    if thread.marked_unread {
        events.push(ConversationMarkedUnread { conversation: thread.id, unread: false }.into());
    }
    Ok(events)
}

/// Notes something for the team.
pub(super) async fn write_note(api: &Api, note: WriteNote) -> Result<Message, ApiError> {
    let workspace = api.workspace()?;
    let text = note.text.trim().to_owned();
    if text.is_empty() {
        return Err(ApiError::invalid("text", Wrong::Empty));
    }
    if text.chars().count() > LONGEST_NOTE {
        return Err(ApiError::invalid("text", Wrong::TooLong { most: LONGEST_NOTE }));
    }
    let id = note.conversation;
    if workspace.store.read(move |tx| conversation::by_id(tx, id)).await?.is_none() {
        return Err(ApiError::not_found("conversation"));
    }
    let now = workspace.clock.now();
    let event = NewEvent {
        id: format!("note:{}", note.client_id),
        actor: workspace.agent(),
        at: now,
        event: NoteWritten { conversation: id, text }.into(),
    };
    let appended = log::append(workspace.log.as_ref(), vec![event]).await?;
    let Some(Seq(seq)) = appended.first().map(|appended| appended.seq) else {
        return Err(ApiError::not_found("message"));
    };
    let read = workspace.store.read(move |tx| match message::by_id(tx, MessageId(seq))? {
        Some(row) => bubbles::one(tx, row, Seen::at(tx, now)?).map(Some),
        None => Ok(None),
    });
    read.await?.ok_or_else(|| ApiError::not_found("message"))
}

async fn append_for_each(
    workspace: &Workspace,
    ids: Vec<ConversationId>,
    actor: Actor,
    decide: impl Fn(&ConversationRow) -> Option<Event> + Send + 'static,
) -> Result<Vec<ConversationId>, ApiError> {
    append_for_all(workspace, ids, actor, move |_, thread| Ok(decide(thread).into_iter().collect())).await
}

/// Appends what `decide` says for each of these conversations, all in one step. Answers for which it said anything.
async fn append_for_all(
    workspace: &Workspace,
    ids: Vec<ConversationId>,
    actor: Actor,
    decide: impl Fn(&ReadTx, &ConversationRow) -> DbResult<Vec<Event>> + Send + 'static,
) -> Result<Vec<ConversationId>, ApiError> {
    check_ids(&ids)?;
    let at = workspace.clock.now();
    let (tell, told) = tokio::sync::oneshot::channel();
    let appended = workspace.log.append(Box::new(move |tx| {
        let mut changed = Vec::new();
        let mut events = Vec::new();
        for id in ids {
            let Some(thread) = conversation::by_id(tx, id)? else { continue };
            let thread = conversation::shown(tx, thread)?;
            let decided = decide(tx, &thread)?;
            if !decided.is_empty() && !changed.contains(&thread.id) {
                changed.push(thread.id);
                events.extend(decided.into_iter().map(|event| NewEvent {
                    id: format!("work:{}", Uuid::now_v7()),
                    actor: actor.clone(),
                    at,
                    event,
                }));
            }
        }
        // Whoever asked may have gone away.
        let _ = tell.send(changed);
        Ok(events)
    }));
    appended.await?;
    Ok(told.await.unwrap_or_default())
}
