//! What we write, from the wish to the provider's answer.

use chrono::{DateTime, Utc};

use crate::domain::content::Content;
use crate::domain::event::{
    MessageQueued, Recorded, RetryRequested, SendAccepted, SendDeferred, SendFailed, SendStarted, SendUncertain,
};
use crate::domain::failure::{Failure, FailureCode};
use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::status::MessageStatus;
use crate::log::Changes;
use crate::store::tables::conversation;
use crate::store::tables::message::{self, MessageRow};
use crate::store::tables::outbox::{self, OutboxRow};
use crate::store::{DbResult, WriteTx};

use super::{inbound, people, statuses};

/// Meta's "Re-engagement message": more than 24 hours since the customer's last message.
pub(super) const WINDOW_CLOSED_BY_PROVIDER: FailureCode = FailureCode::Provider(131_047);

pub(super) fn message_queued(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &MessageQueued,
    changes: &mut Changes,
) -> DbResult<()> {
    let contact = people::resolve(tx, recorded.seq, &event.scope, &event.to, recorded.at)?;
    let mut thread = people::thread(tx, recorded.seq, &event.channel, contact, recorded.at)?;
    let row = MessageRow {
        id: MessageId(recorded.seq.0),
        conversation: thread.id,
        outbound: true,
        // An answer stands below what it answers, also when this computer's clock is behind the provider's.
        at: whole_second(recorded.at).max(whole_second(thread.last_message_at)),
        received_at: recorded.at,
        content: event.content.clone(),
        provider_id: None,
        status: Some(MessageStatus::Queued),
        author: Some(recorded.actor.to_text()),
        failure: None,
        sent_at: None,
        delivered_at: None,
        read_at: None,
    };
    message::insert(tx, &row)?;
    outbox::put(tx, &OutboxRow::fresh(row.id, event.channel.clone(), thread.id, recorded.at))?;
    inbound::set_last_message(&mut thread, &row);
    thread.waiting_since = None;
    let closed = !thread.window().is_open(recorded.at);
    thread.template_waiting_since = (closed && matches!(event.content, Content::Template(_))).then_some(row.at);
    conversation::update(tx, &thread)?;
    changes.message(thread.id, row.id);
    Ok(())
}

pub(super) fn send_started(tx: &WriteTx, event: &SendStarted, changes: &mut Changes) -> DbResult<()> {
    let Some(entry) = outbox::by_message(tx, event.message)? else { return Ok(()) };
    outbox::put(tx, &OutboxRow { sending: true, attempt: event.attempt, ..entry })?;
    change(tx, event.message, changes, |row| {
        row.status = Some(MessageStatus::Sending);
        row.failure = None;
    })
}

pub(super) fn send_accepted(tx: &WriteTx, event: &SendAccepted, changes: &mut Changes) -> DbResult<()> {
    outbox::delete(tx, event.message)?;
    change(tx, event.message, changes, |row| {
        row.provider_id = Some(event.provider_id.clone());
        row.status = row.status.map(|status| status.after_report(MessageStatus::Accepted));
        if row.status != Some(MessageStatus::Failed) {
            row.failure = None;
        }
    })?;
    if let Some(row) = message::by_id(tx, event.message)?
        && let Some(thread) = conversation::by_id(tx, row.conversation)?
    {
        // A number may be known to the provider in another form than the one that was dialled.
        people::learn(tx, thread.contact, "", &event.recipient)?;
    }
    statuses::apply_early(tx, &event.provider_id, changes)
}

pub(super) fn send_deferred(tx: &WriteTx, event: &SendDeferred, changes: &mut Changes) -> DbResult<()> {
    let Some(entry) = outbox::by_message(tx, event.message)? else { return Ok(()) };
    let tries = entry.tries + u32::from(event.counts);
    outbox::put(tx, &OutboxRow { sending: false, tries, next_at: event.retry_at, ..entry })?;
    change(tx, event.message, changes, |row| {
        row.status = Some(MessageStatus::Queued);
        row.failure.clone_from(&event.failure);
    })
}

pub(super) fn send_failed(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &SendFailed,
    changes: &mut Changes,
) -> DbResult<()> {
    let Some(row) = message::by_id(tx, event.message)? else { return Ok(()) };
    outbox::delete(tx, event.message)?;
    fail(tx, row, event.failure.clone(), recorded.at, changes)
}

pub(super) fn send_uncertain(tx: &WriteTx, event: &SendUncertain, changes: &mut Changes) -> DbResult<()> {
    outbox::delete(tx, event.message)?;
    change(tx, event.message, changes, |row| {
        if row.status == Some(MessageStatus::Sending) {
            row.status = Some(MessageStatus::Unknown);
        }
    })
}

pub(super) fn retry_requested(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &RetryRequested,
    changes: &mut Changes,
) -> DbResult<()> {
    let Some(row) = message::by_id(tx, event.message)? else { return Ok(()) };
    let Some(mut thread) = conversation::by_id(tx, row.conversation)? else { return Ok(()) };
    outbox::put(tx, &OutboxRow::fresh(row.id, thread.channel.clone(), thread.id, recorded.at))?;
    thread.waiting_since = None;
    conversation::update(tx, &thread)?;
    change(tx, row.id, changes, |row| {
        row.status = Some(MessageStatus::Queued);
        row.failure = None;
        // The next attempt gets an id of its own; news of the failed one must not be taken for news of it.
        row.provider_id = None;
    })
}

/// Marks a message as failed, with what follows from it for the thread.
pub(super) fn fail(
    tx: &WriteTx,
    mut row: MessageRow,
    failure: Failure,
    at: DateTime<Utc>,
    changes: &mut Changes,
) -> DbResult<()> {
    let Some(mut thread) = conversation::by_id(tx, row.conversation)? else { return Ok(()) };
    if failure.code == WINDOW_CLOSED_BY_PROVIDER {
        thread.window_refused_at = thread.window().after_refusal(at).refused_at;
        conversation::update(tx, &thread)?;
        changes.conversation(thread.id);
    }
    let status = row.status.map_or(MessageStatus::Failed, |status| status.after_report(MessageStatus::Failed));
    if status != MessageStatus::Failed {
        return Ok(());
    }
    row.status = Some(status);
    row.failure = Some(failure);
    message::update(tx, &row)?;
    changes.message(row.conversation, row.id);
    if matches!(row.content, Content::Template(_)) {
        thread.template_waiting_since = None;
        conversation::update(tx, &thread)?;
    }
    find_who_waits(tx, thread.id)
}

/// Sets anew since when the customer has been waiting, after one of our messages failed or arrived after all.
pub(super) fn find_who_waits(tx: &WriteTx, id: ConversationId) -> DbResult<()> {
    let Some(mut thread) = conversation::by_id(tx, id)? else { return Ok(()) };
    thread.waiting_since = message::unanswered_since(tx, id)?;
    conversation::update(tx, &thread)
}

/// Changes a message's row, if there is such a message.
fn change(tx: &WriteTx, message: MessageId, changes: &mut Changes, edit: impl FnOnce(&mut MessageRow)) -> DbResult<()> {
    let Some(mut row) = message::by_id(tx, message)? else { return Ok(()) };
    edit(&mut row);
    message::update(tx, &row)?;
    changes.message(row.conversation, row.id);
    Ok(())
}

/// The provider dates messages to the second; ours are cut to the same, and within a second the log's order counts.
fn whole_second(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at)
}
