//! The phone that shares the number: what was written on it, and its past.

use chrono::{DateTime, Utc};

use crate::domain::content::{Content, Context};
use crate::domain::event::{EchoReceived, HistoryProgressed, HistoryReceived, PhoneSyncRequested, Recorded};
use crate::domain::ids::MessageId;
use crate::domain::status::MessageStatus;
use crate::log::Changes;
use crate::store::tables::message::{self, MessageRow, Origin};
use crate::store::tables::{channel, conversation, early_news};
use crate::store::{DbResult, WriteTx};

use super::threads::{self, set_last_message};
use super::{early, edits, figures, people, reactions, work};

/// Somebody wrote to a customer on the phone. It answers the customer, and opens no window.
pub(super) fn echo_received(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &EchoReceived,
    changes: &mut Changes,
) -> DbResult<()> {
    if edits::apply(tx, recorded.seq, &event.content, true, event.sent_at, changes)? {
        return Ok(());
    }
    if let Some(known) = message::outbound_by_provider_id(tx, &event.provider_id)? {
        return fill_in(tx, known, &event.content, &event.context, event.sent_at, Origin::Phone, changes);
    }
    let person = people::resolve(tx, recorded.seq, &event.scope, &event.to, event.sent_at, changes)?;
    let place = people::thread(tx, recorded.seq, &event.channel, person, event.sent_at)?;
    let mut thread = place.thread;
    let id = MessageId(recorded.seq.0);
    let row = MessageRow {
        home: place.home,
        outbound: true,
        origin: Origin::Phone,
        context: event.context.clone(),
        provider_id: Some(event.provider_id.clone()),
        status: Some(MessageStatus::Sent),
        ..MessageRow::new(id, thread.id, event.sent_at, recorded.at, event.content.clone())
    };
    if let Content::Reaction { to, emoji } = &event.content {
        return reactions::reacted(tx, row, to, emoji.as_deref(), changes);
    }
    message::insert(tx, &row)?;
    set_last_message(&mut thread, &row);
    work::begin(&mut thread, row.at);
    thread.waiting_since = message::unanswered_since(tx, thread.id)?;
    conversation::update(tx, &thread)?;
    figures::changed(tx, thread.id, row.at)?;
    changes.message(thread.id, row.id);
    early::apply(tx, &row, changes)
}

/// The words of a message of which only statuses had come.
fn fill_in(
    tx: &WriteTx,
    known: MessageRow,
    content: &Content,
    context: &Context,
    at: DateTime<Utc>,
    origin: Origin,
    changes: &mut Changes,
) -> DbResult<()> {
    if known.origin != Origin::Elsewhere {
        return Ok(());
    }
    let row = MessageRow { content: content.clone(), context: context.clone(), origin, at, ..known };
    message::update_content(tx, &row)?;
    threads::recount(tx, row.conversation)?;
    figures::changed(tx, row.conversation, row.at)?;
    changes.message(row.conversation, row.id);
    early::apply(tx, &row, changes)
}

/// A message of the phone's past. It opens no window, waits for nothing, is not unread and is announced to nobody.
pub(super) fn history_received(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &HistoryReceived,
    changes: &mut Changes,
) -> DbResult<()> {
    if let Some(known) = message::by_provider_id(tx, &event.provider_id)? {
        return complete(tx, known, event, changes);
    }
    if event.with.is_empty() {
        // A file for a message whose place in the past has not come yet.
        return early_news::insert(tx, recorded.seq, &event.provider_id);
    }
    let person = people::resolve(tx, recorded.seq, &event.scope, &event.with, event.sent_at, changes)?;
    let place = people::thread(tx, recorded.seq, &event.channel, person, event.sent_at)?;
    let mut thread = place.thread;
    let id = MessageId(recorded.seq.0);
    let row = MessageRow {
        home: place.home,
        outbound: event.outbound,
        origin: Origin::History,
        context: event.context.clone(),
        provider_id: Some(event.provider_id.clone()),
        status: event.status.filter(|_| event.outbound).or(event.outbound.then_some(MessageStatus::Sent)),
        ..MessageRow::new(id, thread.id, event.sent_at, recorded.at, event.content.clone())
    };
    if let Content::Reaction { to, emoji } = &event.content {
        return reactions::reacted(tx, row, to, emoji.as_deref(), changes);
    }
    message::insert(tx, &row)?;
    work::came_from_the_past(&mut thread);
    set_last_message(&mut thread, &row);
    conversation::update(tx, &thread)?;
    changes.message(thread.id, row.id);
    early::apply(tx, &row, changes)
}

/// The past tells of a message that is here: its file may have come, or how far it got.
fn complete(tx: &WriteTx, known: MessageRow, event: &HistoryReceived, changes: &mut Changes) -> DbResult<()> {
    if known.origin == Origin::Elsewhere {
        return fill_in(tx, known, &event.content, &event.context, event.sent_at, Origin::History, changes);
    }
    let mut row = known;
    let status = row.status.zip(event.status).map(|(status, told)| status.after_report(told));
    row.status = status.or(row.status);
    if row.content == Content::Placeholder && event.content != Content::Placeholder {
        row.content = event.content.clone();
    }
    message::update_content(tx, &row)?;
    changes.message(row.conversation, row.id);
    Ok(())
}

pub(super) fn history_progressed(tx: &WriteTx, event: &HistoryProgressed, changes: &mut Changes) -> DbResult<()> {
    changes.channels();
    channel::set_history(tx, &event.channel, event.percent)
}

pub(super) fn sync_requested(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &PhoneSyncRequested,
    changes: &mut Changes,
) -> DbResult<()> {
    changes.channels();
    channel::set_requested(tx, &event.channel, event.part, recorded.at)
}
