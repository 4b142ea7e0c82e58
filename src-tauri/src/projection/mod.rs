//! The tables that the screen reads, as a fold of the log.
//!
//! The fold looks at nothing but the event and what earlier events have left: no clock, no setting, no provider. So the
//! tables can be emptied and folded anew at any time, on any node, and come out equal to the byte.

mod address_book;
mod calls;
mod channels;
mod chats;
mod contacts;
mod early;
mod edits;
mod figures;
mod inbound;
mod merging;
mod office;
mod outbound;
mod people;
mod phone;
mod reactions;
mod replies;
mod schedule;
mod statuses;
mod threads;
mod work;

pub use statuses::queued_event_id;
use tracing::info;

use crate::domain::event::{Event, Recorded};
use crate::domain::ids::{ContactId, Seq};
use crate::domain::person::Identity;
use crate::log::{Changes, Fold};
use crate::store::tables::{contact, log, projection_state};
use crate::store::{DbResult, ReadTx, Store, WriteTx};

/// Raised when the fold changes, so that workspaces written by an earlier version are folded anew.
pub const VERSION: i64 = 4;

/// How many events are folded in one transaction when the projection is behind.
const BATCH: u32 = 2_000;

/// The fold.
pub struct Projection;

impl Fold for Projection {
    fn apply(&self, tx: &WriteTx, recorded: &Recorded, changes: &mut Changes) -> DbResult<()> {
        match &recorded.event {
            Event::MessageReceived(event) => inbound::message_received(tx, recorded, event, changes),
            Event::MessageReread(event) => inbound::message_reread(tx, event, changes),
            Event::TranscriptAdded(event) => inbound::transcript_added(tx, event, changes),
            Event::EchoReceived(event) => phone::echo_received(tx, recorded, event, changes),
            Event::HistoryReceived(event) => phone::history_received(tx, recorded, event, changes),
            Event::HistoryProgressed(event) => phone::history_progressed(tx, event, changes),
            Event::PhoneSyncRequested(event) => phone::sync_requested(tx, recorded, event, changes),
            Event::CallReported(event) => calls::call_reported(tx, recorded, event, changes),
            Event::UserIdChanged(event) => contacts::user_id_changed(tx, recorded, event, changes),
            Event::MarketingPreferenceChanged(event) => {
                contacts::marketing_preference_changed(tx, recorded, event, changes)
            }
            Event::ContactSaved(event) => contacts::saved(tx, recorded, event, changes),
            Event::ContactUnsaved(event) => contacts::unsaved(tx, recorded, event, changes),
            Event::ContactBlocked(event) => contacts::blocked(tx, event, changes),
            Event::ContactUnblocked(event) => contacts::unblocked(tx, event, changes),
            Event::ContactsMerged(event) => merging::contacts_merged(tx, event, changes),
            Event::ContactsSplit(event) => merging::contacts_split(tx, event, changes),
            Event::NewsReceived(event) => channels::news_received(tx, recorded.seq, event, changes),
            Event::StatusReported(event) => statuses::status_reported(tx, recorded, event, changes),
            Event::MessageQueued(event) => outbound::message_queued(tx, recorded, event, changes),
            Event::SendStarted(event) => outbound::send_started(tx, event, changes),
            Event::SendAccepted(event) => outbound::send_accepted(tx, recorded, event, changes),
            Event::SendDeferred(event) => outbound::send_deferred(tx, event, changes),
            Event::SendFailed(event) => outbound::send_failed(tx, recorded, event, changes),
            Event::SendUncertain(event) => outbound::send_uncertain(tx, event, changes),
            Event::RetryRequested(event) => outbound::retry_requested(tx, recorded, event, changes),
            Event::ConversationRead(event) => inbound::conversation_read(tx, event, changes),
            Event::ChannelDescribed(event) => channels::described(tx, event, changes),
            Event::TemplateChanged(event) => channels::template_changed(tx, event, changes),
            Event::TemplateRemoved(event) => channels::template_removed(tx, event, changes),
            Event::SendingPaused(event) => channels::sending_paused(tx, event, changes),
            Event::SendingResumed(event) => channels::sending_resumed(tx, recorded, event, changes),
            Event::ReplyCreated(event) => replies::created(tx, recorded.seq, event, changes),
            Event::ReplyChanged(event) => replies::changed(tx, event, changes),
            Event::ReplyDeleted(event) => replies::deleted(tx, event, changes),
            Event::WorkSet(event) => work::work_set(tx, recorded, event, changes),
            Event::ConversationPinned(event) => work::pinned(tx, recorded, event, changes),
            Event::ConversationMarkedUnread(event) => work::marked_unread(tx, event, changes),
            Event::ConversationLabelled(event) => work::labelled(tx, event, changes),
            Event::LabelCreated(event) => work::label_created(tx, recorded, event, changes),
            Event::LabelChanged(event) => work::label_changed(tx, event, changes),
            Event::LabelDeleted(event) => work::label_deleted(tx, event, changes),
            Event::ViewSaved(event) => work::view_saved(tx, recorded, event, changes),
            Event::ViewChanged(event) => work::view_changed(tx, event, changes),
            Event::ViewDeleted(event) => work::view_deleted(tx, event, changes),
            Event::NoteWritten(event) => work::note_written(tx, recorded, event, changes),
            Event::ChatStarted(event) => chats::started(tx, recorded, event, changes),
            Event::OfficeSet(event) => office::set(tx, event, changes),
            Event::MessageScheduled(event) => schedule::scheduled(tx, recorded, event, changes),
            Event::ScheduleChanged(event) => schedule::changed(tx, event, changes),
            Event::ScheduleCancelled(event) => schedule::cancelled(tx, event, changes),
            Event::ScheduleSettled(event) => schedule::settled(tx, event, changes),
            Event::AttributeCreated(event) => address_book::attribute_created(tx, recorded.seq, event, changes),
            Event::AttributeChanged(event) => address_book::attribute_changed(tx, event, changes),
            Event::AttributeDeleted(event) => address_book::attribute_deleted(tx, event, changes),
            Event::ContactAttributeSet(event) => address_book::attribute_set(tx, event, changes),
            Event::ContactNoteWritten(event) => address_book::note_written(tx, recorded, event, changes),
            Event::ContactNoteChanged(event) => address_book::note_changed(tx, event, changes),
            Event::ContactNoteDeleted(event) => address_book::note_deleted(tx, event, changes),
            Event::ContactImported(event) => address_book::imported(tx, recorded, event, changes),
            Event::ContactsToldApart(event) => address_book::told_apart(tx, event, changes),
            // Kept in the log for a version that knows what to do with them.
            Event::OtherReceived(_) | Event::Unknown { .. } => Ok(()),
        }
    }
}

/// The person whom a provider names, if they are known: the contact that stands for them.
///
/// # Errors
/// What the database objects to.
pub fn find_contact(tx: &ReadTx, scope: &str, identity: &Identity) -> DbResult<Option<ContactId>> {
    people::find(tx, scope, identity)?.map(|id| contact::standing(tx, id)).transpose()
}

/// Brings the projection up to the end of the log: folds what is missing, and everything when the fold has changed.
/// Safe to break off at any moment. Tells how many events were folded.
///
/// # Errors
/// What the database objects to.
pub async fn catch_up(store: &Store) -> DbResult<u64> {
    let mut folded = 0;
    loop {
        let count = store.write(fold_batch).await?;
        if count == 0 {
            break;
        }
        folded += count;
    }
    if folded > 0 {
        info!(events = folded, "Folded {folded} events into the projection");
    }
    Ok(folded)
}

/// Empties the projection and folds the whole log anew.
///
/// # Errors
/// What the database objects to.
pub async fn rebuild(store: &Store) -> DbResult<u64> {
    store.write(|tx| projection_state::clear(tx, VERSION)).await?;
    catch_up(store).await
}

fn fold_batch(tx: &WriteTx) -> DbResult<u64> {
    let (version, applied) = projection_state::current(tx)?;
    let applied = if version == VERSION {
        applied
    } else {
        projection_state::clear(tx, VERSION)?;
        Seq(0)
    };
    let events = log::page_after(tx, applied, BATCH)?;
    let mut changes = Changes::default();
    for event in &events {
        Projection.apply(tx, event, &mut changes)?;
    }
    if let Some(last) = events.last() {
        projection_state::set_applied(tx, last.seq)?;
    }
    Ok(events.len() as u64)
}
