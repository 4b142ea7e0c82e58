//! What customers write, and what was seen of it.

use chrono::{DateTime, Utc};

use crate::domain::content::{Content, Notice};
use crate::domain::event::Event;
use crate::domain::event::{ConversationRead, MessageReceived, MessageReread, Recorded, TranscriptAdded};
use crate::domain::ids::{ChannelId, ContactId, MessageId, Seq};
use crate::domain::person::Identity;
use crate::log::Changes;
use crate::store::tables::conversation::{self, ConversationRow};
use crate::store::tables::log;
use crate::store::tables::message::{self, MessageRow, Origin};
use crate::store::{DbResult, WriteTx};

use super::threads::{self, mark_unread, set_last_message, set_unread};
use super::{early, edits, figures, people, reactions, schedule, work};

pub(super) fn message_received(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &MessageReceived,
    changes: &mut Changes,
) -> DbResult<()> {
    if edits::apply(tx, recorded.seq, &event.content, false, event.sent_at, changes)? {
        return Ok(());
    }
    let person = people::resolve(tx, recorded.seq, &event.scope, &event.from, event.sent_at, changes)?;
    let (name, username) = (event.profile_name.as_deref(), event.username.as_deref());
    people::rename(tx, person.standing, name, username, event.sent_at)?;
    let place = people::thread(tx, recorded.seq, &event.channel, person, event.sent_at)?;
    let mut thread = place.thread;
    if let Content::Reaction { to, emoji } = &event.content {
        note_customer_message(&mut thread, event);
        conversation::update(tx, &thread)?;
        let row = MessageRow { home: place.home, from_customer: true, ..row_of(recorded, event, &thread) };
        return reactions::reacted(tx, row, to, emoji.as_deref(), changes);
    }
    let from_customer = event.content.is_from_customer();
    let row = MessageRow { home: place.home, from_customer, ..row_of(recorded, event, &thread) };
    if let Some(known) = message::by_provider_id(tx, &event.provider_id)? {
        return came_after_all(tx, known, &row, thread, event, changes);
    }
    message::insert(tx, &row)?;
    let newest = set_last_message(&mut thread, &row);
    if from_customer {
        note_customer_message(&mut thread, event);
        thread.waiting_since = match newest {
            true => Some(thread.waiting_since.unwrap_or(event.sent_at)),
            // A late one may have been written before our last answer.
            false => message::unanswered_since(tx, thread.id)?,
        };
        let unread = thread.unread + 1;
        set_unread(tx, &mut thread, unread)?;
        schedule::they_wrote(tx, thread.id, event.sent_at, changes)?;
    }
    conversation::update(tx, &thread)?;
    if from_customer {
        figures::asked(tx, &thread, &row, newest)?;
    }
    changes.message(thread.id, row.id);
    if let Content::Notice(notice) = &event.content {
        follow_notice(tx, recorded.seq, event, person.own, notice, changes)?;
    }
    early::apply(tx, &row, changes)
}

fn row_of(recorded: &Recorded, event: &MessageReceived, thread: &ConversationRow) -> MessageRow {
    let id = MessageId(recorded.seq.0);
    MessageRow {
        context: event.context.clone(),
        provider_id: Some(event.provider_id.clone()),
        ..MessageRow::new(id, thread.id, event.sent_at, recorded.at, event.content.clone())
    }
}

/// A message of the phone's past that is also received now: from now on it counts as what it is.
fn came_after_all(
    tx: &WriteTx,
    known: MessageRow,
    received: &MessageRow,
    mut thread: ConversationRow,
    event: &MessageReceived,
    changes: &mut Changes,
) -> DbResult<()> {
    if known.origin != Origin::History || known.outbound {
        return Ok(());
    }
    let row = MessageRow {
        content: received.content.clone(),
        context: received.context.clone(),
        from_customer: received.from_customer,
        origin: Origin::Live,
        ..known
    };
    message::update_content(tx, &row)?;
    note_customer_message(&mut thread, event);
    conversation::update(tx, &thread)?;
    threads::recount(tx, thread.id)?;
    figures::changed(tx, thread.id, row.at)?;
    changes.message(thread.id, row.id);
    Ok(())
}

/// The window begins anew, answers go to where this one came from, and somebody has to look at it.
fn note_customer_message(thread: &mut ConversationRow, event: &MessageReceived) {
    if !event.content.is_from_customer() {
        return;
    }
    thread.write_to(&event.from, event.sent_at);
    // Who takes an emoji back wants nothing of us.
    if !matches!(event.content, Content::Reaction { emoji: None, .. }) {
        work::customer_came(thread, event.sent_at);
    }
    thread.last_customer_message_at = thread.window().after_customer_message(event.sent_at).last_customer_message_at;
    if thread.template_waiting_since.is_some_and(|sent| sent <= event.sent_at) {
        thread.template_waiting_since = None;
    }
}

/// A person has another number or user id from now on.
fn follow_notice(
    tx: &WriteTx,
    seq: Seq,
    event: &MessageReceived,
    person: ContactId,
    notice: &Notice,
    changes: &mut Changes,
) -> DbResult<()> {
    let new = match notice {
        Notice::NumberChanged { to, .. } => Identity { wa_id: to.clone(), ..Identity::default() },
        Notice::UserIdChanged { to, .. } => Identity { user_id: to.clone(), ..Identity::default() },
        Notice::IdentityChanged | Notice::MarketingPreference { .. } | Notice::Welcome | Notice::Words { .. } => {
            return Ok(());
        }
    };
    people::repoint(tx, seq, person, &event.scope, &new, event.sent_at, changes)
}

/// A later version understands more of a message: it is taken out and put in again as what it is.
pub(super) fn message_reread(tx: &WriteTx, event: &MessageReread, changes: &mut Changes) -> DbResult<()> {
    let Some(seen) = message::by_id(tx, event.message)? else { return Ok(()) };
    let Some(mut recorded) = log::event(tx, Seq(event.message.0))? else { return Ok(()) };
    let Event::MessageReceived(received) = &mut recorded.event else { return Ok(()) };
    received.content = event.content.clone();
    received.context = event.context.clone();
    let received = received.clone();
    let before = conversation::by_id(tx, seen.conversation)?;
    message::delete(tx, seen.id)?;
    threads::recount(tx, seen.conversation)?;
    figures::changed(tx, seen.conversation, seen.at)?;
    message_received(tx, &recorded, &received, changes)?;
    if let (Some(before), Some(thread)) = (before, conversation::by_id(tx, seen.conversation)?) {
        // It was read when it came: that more of it is understood today is nobody's new work.
        conversation::update(tx, &ConversationRow { work: before.work, opened_at: before.opened_at, ..thread })?;
    }
    threads::recount(tx, seen.conversation)?;
    changes.message(seen.conversation, seen.id);
    Ok(())
}

pub(super) fn transcript_added(tx: &WriteTx, event: &TranscriptAdded, changes: &mut Changes) -> DbResult<()> {
    let Some(mut row) = message::by_id(tx, event.message)? else { return Ok(()) };
    row.transcript = Some(event.text.clone());
    message::update_content(tx, &row)?;
    changes.message(row.conversation, row.id);
    Ok(())
}

pub(super) fn conversation_read(tx: &WriteTx, event: &ConversationRead, changes: &mut Changes) -> DbResult<()> {
    let Some(thread) = conversation::by_id(tx, event.conversation)? else { return Ok(()) };
    let mut thread = conversation::shown(tx, thread)?;
    if thread.read_up_to >= Some(event.up_to) && !thread.marked_unread {
        return Ok(());
    }
    let up_to = thread.read_up_to.map_or(event.up_to, |read| read.max(event.up_to));
    thread.read_up_to = Some(up_to);
    let unread = message::count_inbound_after(tx, thread.id, up_to)?;
    set_unread(tx, &mut thread, unread)?;
    mark_unread(tx, &mut thread, false)?;
    conversation::update(tx, &thread)?;
    changes.conversation(thread.id);
    Ok(())
}

/// Adds a line of WhatsApp's own to a person's thread on a channel. It does not bring the thread into the list.
pub(super) fn add_notice(
    tx: &WriteTx,
    recorded: &Recorded,
    channel: &ChannelId,
    person: people::Person,
    at: DateTime<Utc>,
    notice: Notice,
    changes: &mut Changes,
) -> DbResult<()> {
    let place = people::thread(tx, recorded.seq, channel, person, at)?;
    let (id, thread) = (MessageId(recorded.seq.0), place.thread.id);
    let row = MessageRow { home: place.home, ..MessageRow::new(id, thread, at, recorded.at, Content::Notice(notice)) };
    message::insert(tx, &row)?;
    changes.message(thread, row.id);
    Ok(())
}
