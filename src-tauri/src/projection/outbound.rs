//! What we write, from the wish to the provider's answer.

use chrono::{DateTime, Utc};

use crate::domain::content::Content;
use crate::domain::event::{
    MessageQueued, Recorded, RetryRequested, SendAccepted, SendDeferred, SendFailed, SendStarted, SendUncertain,
};
use crate::domain::failure::{Failure, FailureCode};
use crate::domain::ids::MessageId;
use crate::domain::status::MessageStatus;
use crate::log::Changes;
use crate::store::tables::conversation;
use crate::store::tables::log;
use crate::store::tables::message::{self, MessageRow, Origin};
use crate::store::tables::outbox::{self, OutboxRow};
use crate::store::tables::outside;
use crate::store::{DbResult, WriteTx};

use super::threads::{self, set_last_message, whole_second};
use super::{early, figures, people, reactions, work};

/// Meta's "Re-engagement message": more than 24 hours since the customer's last message.
pub(super) const WINDOW_CLOSED_BY_PROVIDER: FailureCode = FailureCode::Provider(131_047);

pub(super) fn message_queued(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &MessageQueued,
    changes: &mut Changes,
) -> DbResult<()> {
    let person = people::resolve(tx, recorded.seq, &event.scope, &event.to, recorded.at, changes)?;
    let place = people::thread(tx, recorded.seq, &event.channel, person, recorded.at)?;
    let mut thread = place.thread;
    // An answer stands below what it answers, also when this computer's clock is behind the provider's.
    let at = whole_second(recorded.at).max(whole_second(thread.last_message_at));
    let row = MessageRow {
        home: place.home,
        outbound: true,
        context: event.context.clone(),
        status: Some(MessageStatus::Queued),
        author: Some(recorded.actor.to_text()),
        ..MessageRow::new(MessageId(recorded.seq.0), thread.id, at, recorded.at, event.content.clone())
    };
    outbox::put(tx, &OutboxRow::fresh(row.id, event.channel.clone(), thread.id, recorded.at))?;
    if let Content::Reaction { to, emoji } = &event.content {
        return reactions::reacted(tx, row, to, emoji.as_deref(), changes);
    }
    message::insert(tx, &row)?;
    set_last_message(&mut thread, &row);
    work::begin(&mut thread, row.at);
    // Who is told that nobody is there still waits for somebody.
    if !recorded.actor.is_away_rule() {
        thread.waiting_since = None;
    }
    let closed = !thread.window().is_open(recorded.at);
    outside::mark(tx, row.id, closed)?;
    thread.template_waiting_since = (closed && matches!(event.content, Content::Template(_))).then_some(row.at);
    conversation::update(tx, &thread)?;
    figures::answered(tx, &thread, &row)?;
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

pub(super) fn send_accepted(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &SendAccepted,
    changes: &mut Changes,
) -> DbResult<()> {
    outbox::delete(tx, event.message)?;
    absorb_stranger(tx, event)?;
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
        let scope = log::wish(tx, event.message)?.map(|wish| wish.scope).unwrap_or_default();
        people::learn(tx, recorded.seq, thread.owner, &scope, &event.recipient)?;
        return early::apply(tx, &row, changes);
    }
    Ok(())
}

/// A message that seemed to be another system's is this one: its news came before the provider's answer, and without our
/// mark.
fn absorb_stranger(tx: &WriteTx, event: &SendAccepted) -> DbResult<()> {
    let Some(stranger) = message::outbound_by_provider_id(tx, &event.provider_id)? else { return Ok(()) };
    let Some(row) = message::by_id(tx, event.message)?.filter(|_| stranger.origin == Origin::Elsewhere) else {
        return Ok(());
    };
    message::delete(tx, stranger.id)?;
    let (conversation, at) = (row.conversation, row.at);
    message::update(
        tx,
        &MessageRow {
            status: row.status.max(stranger.status),
            failure: stranger.failure,
            pricing: stranger.pricing,
            sent_at: stranger.sent_at,
            delivered_at: stranger.delivered_at,
            read_at: stranger.read_at,
            played_at: stranger.played_at,
            ..row
        },
    )?;
    figures::changed(tx, conversation, at)
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
    outbox::delete(tx, event.message)?;
    // A reaction that another one replaced has no row any more.
    let Some(row) = message::by_id(tx, event.message)? else { return Ok(()) };
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
    if !row.is_away_reply() {
        thread.waiting_since = None;
    }
    conversation::update(tx, &thread)?;
    outside::mark(tx, row.id, row.content.stands_alone() && !thread.window().is_open(recorded.at))?;
    reactions::retried(tx, &row, changes)?;
    change(tx, row.id, changes, |row| {
        row.status = Some(MessageStatus::Queued);
        row.failure = None;
        // The next attempt gets an id of its own; news of the failed one must not be taken for news of it.
        row.provider_id = None;
    })?;
    figures::changed(tx, thread.id, row.at)
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
    reactions::failed(tx, &row, changes)?;
    figures::changed(tx, thread.id, row.at)?;
    threads::find_who_waits(tx, thread.id)
}

/// Changes a message's row, if there is such a message.
fn change(tx: &WriteTx, message: MessageId, changes: &mut Changes, edit: impl FnOnce(&mut MessageRow)) -> DbResult<()> {
    let Some(mut row) = message::by_id(tx, message)? else { return Ok(()) };
    edit(&mut row);
    message::update(tx, &row)?;
    changes.message(row.conversation, row.id);
    Ok(())
}
