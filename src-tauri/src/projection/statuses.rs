//! The provider's news of what we have sent. It comes late, twice, in any order, and sometimes before the provider's own
//! answer to the sending.

use crate::domain::event::{Event, StatusReported};
use crate::domain::failure::{Failure, FailureCode};
use crate::domain::ids::{MessageId, Seq};
use crate::domain::status::MessageStatus;
use crate::log::Changes;
use crate::store::tables::message::{self, MessageRow};
use crate::store::tables::{early_status, log, outbox};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::outbound;

/// The id of the event by which a message with this client id was queued.
pub fn queued_event_id(client_id: &str) -> String {
    format!("send:{client_id}")
}

pub(super) fn status_reported(tx: &WriteTx, seq: Seq, event: &StatusReported, changes: &mut Changes) -> DbResult<()> {
    match find_message(tx, event)? {
        Some(row) => apply(tx, row, event, changes),
        None => early_status::insert(tx, seq, &event.provider_id),
    }
}

/// Applies the news that came before the provider named the message.
pub(super) fn apply_early(tx: &WriteTx, provider_id: &str, changes: &mut Changes) -> DbResult<()> {
    for seq in early_status::of_message(tx, provider_id)? {
        let Some((kind, body)) = log::kind_and_body(tx, seq)? else { continue };
        let Event::StatusReported(event) = Event::from_json(&kind, &body)? else { continue };
        if event.provider_id != provider_id {
            continue;
        }
        if let Some(row) = find_message(tx, &event)? {
            apply(tx, row, &event, changes)?;
            early_status::delete(tx, seq)?;
        }
    }
    Ok(())
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

fn apply(tx: &WriteTx, mut row: MessageRow, event: &StatusReported, changes: &mut Changes) -> DbResult<()> {
    let Some(reported) = event.status else { return Ok(()) };
    row.provider_id.get_or_insert_with(|| event.provider_id.clone());
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
        MessageStatus::Read | MessageStatus::Played => &mut row.read_at,
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
    if had_failed { outbound::find_who_waits(tx, row.conversation) } else { Ok(()) }
}
