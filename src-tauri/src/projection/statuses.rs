//! The provider's news of what we have sent. It comes late, twice, in any order, and sometimes before the provider's own
//! answer to the sending.

use crate::domain::content::Content;
use crate::domain::event::{Recorded, StatusReported};
use crate::domain::failure::{Failure, FailureCode};
use crate::domain::ids::MessageId;
use crate::domain::status::MessageStatus;
use crate::log::Changes;
use crate::store::tables::message::{self, MessageRow, Origin};
use crate::store::tables::{conversation, early_news, log, outbox};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::{early, figures, outbound, people, threads};

/// The id of the event by which a message with this client id was queued.
pub fn queued_event_id(client_id: &str) -> String {
    format!("send:{client_id}")
}

pub(super) fn status_reported(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &StatusReported,
    changes: &mut Changes,
) -> DbResult<()> {
    if apply_to_known(tx, event, changes)? {
        return Ok(());
    }
    if is_ours(tx, event)? || event.recipient.is_empty() {
        return early_news::insert(tx, recorded.seq, &event.provider_id);
    }
    sent_elsewhere(tx, recorded, event, changes)
}

/// Applies news to the message that it is of; tells whether there is one.
pub(super) fn apply_to_known(tx: &WriteTx, event: &StatusReported, changes: &mut Changes) -> DbResult<bool> {
    match find_message(tx, event)? {
        Some(row) => apply(tx, row, event, changes).map(|()| true),
        None => Ok(false),
    }
}

/// Whether the mark on it is one of ours: every message that we send carries one.
fn is_ours(tx: &ReadTx, event: &StatusReported) -> DbResult<bool> {
    let Some(client_id) = &event.client_id else { return Ok(false) };
    Ok(log::find(tx, &queued_event_id(client_id))?.is_some())
}

/// Another system on the same number has sent something. What it was is not told; that it was, and how far it got, belongs
/// in the thread. It does not bring a thread into the list.
fn sent_elsewhere(tx: &WriteTx, recorded: &Recorded, event: &StatusReported, changes: &mut Changes) -> DbResult<()> {
    let person = people::resolve(tx, recorded.seq, &event.scope, &event.recipient, event.reported_at, changes)?;
    let place = people::thread(tx, recorded.seq, &event.channel, person, event.reported_at)?;
    let id = MessageId(recorded.seq.0);
    let row = MessageRow {
        home: place.home,
        outbound: true,
        origin: Origin::Elsewhere,
        provider_id: Some(event.provider_id.clone()),
        status: Some(MessageStatus::Accepted),
        ..MessageRow::new(id, place.thread.id, event.reported_at, recorded.at, Content::Elsewhere)
    };
    message::insert(tx, &row)?;
    changes.message(place.thread.id, row.id);
    apply(tx, row.clone(), event, changes)?;
    early::apply(tx, &row, changes)
}

/// By the provider's id, or by our own, which travels with the message: that is what settles a lost answer.
fn find_message(tx: &ReadTx, event: &StatusReported) -> DbResult<Option<MessageRow>> {
    if let Some(row) = message::outbound_by_provider_id(tx, &event.provider_id)? {
        return Ok(Some(row));
    }
    let Some(client_id) = &event.client_id else { return Ok(None) };
    let Some(seq) = log::find(tx, &queued_event_id(client_id))? else { return Ok(None) };
    let row = message::by_id(tx, MessageId(seq.0))?;
    Ok(row.filter(|row| row.provider_id.is_none()))
}

/// Until when the provider charges nothing: the latest end that it told of.
fn note_free_entry(tx: &WriteTx, row: &MessageRow, event: &StatusReported, changes: &mut Changes) -> DbResult<()> {
    let Some(mut thread) = conversation::by_id(tx, row.conversation)? else { return Ok(()) };
    if event.free_until > thread.free_until {
        thread.free_until = event.free_until;
        conversation::update(tx, &thread)?;
        changes.conversation(thread.id);
    }
    Ok(())
}

fn apply(tx: &WriteTx, mut row: MessageRow, event: &StatusReported, changes: &mut Changes) -> DbResult<()> {
    note_free_entry(tx, &row, event, changes)?;
    let Some(reported) = event.status else { return Ok(()) };
    row.provider_id.get_or_insert_with(|| event.provider_id.clone());
    if event.pricing.is_some() {
        row.pricing.clone_from(&event.pricing);
    }
    if row.origin == Origin::Elsewhere {
        row.at = row.at.min(event.reported_at);
    }
    // The provider has it, whatever became of its answer: it must not be sent again.
    outbox::delete(tx, row.id)?;
    if reported == MessageStatus::Failed {
        let unexplained = Failure::of(FailureCode::Provider(131_000));
        let failure = event.failure.clone().unwrap_or(unexplained);
        message::update(tx, &row)?;
        return outbound::fail(tx, row, failure, event.reported_at, changes);
    }
    let had_failed = row.status == Some(MessageStatus::Failed);
    row.status = row.status.map(|status| status.after_report(reported));
    if row.status != Some(MessageStatus::Failed) {
        row.failure = None;
    }
    let time = match reported {
        MessageStatus::Sent => &mut row.sent_at,
        MessageStatus::Delivered => &mut row.delivered_at,
        MessageStatus::Read => &mut row.read_at,
        MessageStatus::Played => &mut row.played_at,
        MessageStatus::Queued
        | MessageStatus::Sending
        | MessageStatus::Unknown
        | MessageStatus::Accepted
        | MessageStatus::Failed => return Ok(()),
    };
    time.get_or_insert(event.reported_at);
    message::update(tx, &row)?;
    changes.message(row.conversation, row.id);
    // It arrived after all, so the customer has their answer.
    if had_failed {
        figures::changed(tx, row.conversation, row.at)?;
        threads::find_who_waits(tx, row.conversation)?;
    }
    Ok(())
}
