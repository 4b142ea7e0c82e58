//! What a thread's row in the list says of its messages.

use chrono::{DateTime, Utc};

use crate::domain::content::Content;
use crate::domain::ids::{ConversationId, MessageId};
use crate::store::tables::conversation::{self, ConversationRow};
use crate::store::tables::message::{self, MessageRow};
use crate::store::{DbResult, WriteTx};

/// Shows a message as the thread's newest, unless it is older than that one. Tells whether it is.
pub(super) fn set_last_message(thread: &mut ConversationRow, row: &MessageRow) -> bool {
    let newest = row.origin.is_spoken()
        && thread.last_message.is_none_or(|last| (row.at, row.id) >= (thread.last_message_at, last));
    if newest {
        thread.last_message = Some(row.id);
        thread.last_message_at = row.at;
    }
    newest
}

/// Sets how many messages were not seen, and keeps the count of unread threads.
pub(super) fn set_unread(tx: &WriteTx, thread: &mut ConversationRow, unread: i64) -> DbResult<()> {
    let before = thread.is_unread();
    thread.unread = unread;
    count_unread(tx, before, thread.is_unread())
}

/// Lets a thread look unread because somebody wants it to, or not any more, and keeps the count of unread threads.
pub(super) fn mark_unread(tx: &WriteTx, thread: &mut ConversationRow, marked: bool) -> DbResult<()> {
    let before = thread.is_unread();
    thread.marked_unread = marked;
    count_unread(tx, before, thread.is_unread())
}

fn count_unread(tx: &WriteTx, before: bool, now: bool) -> DbResult<()> {
    match (before, now) {
        (false, true) => conversation::add_unread_conversations(tx, 1)?,
        (true, false) => conversation::add_unread_conversations(tx, -1)?,
        (true, true) | (false, false) => {}
    }
    Ok(())
}

/// Sets anew since when the customer has been waiting, after one of our messages failed or arrived after all.
pub(super) fn find_who_waits(tx: &WriteTx, id: ConversationId) -> DbResult<()> {
    let Some(mut thread) = conversation::by_id(tx, id)? else { return Ok(()) };
    thread.waiting_since = message::unanswered_since(tx, id)?;
    conversation::update(tx, &thread)
}

/// Counts a thread anew from its messages, after some have come or gone in its middle. A window that was open stays open:
/// that somebody took back what they wrote does not close it.
pub(super) fn recount(tx: &WriteTx, id: ConversationId) -> DbResult<()> {
    let Some(mut thread) = conversation::by_id(tx, id)? else { return Ok(()) };
    let newest = message::newest(tx, id)?;
    thread.last_message = newest.as_ref().map(|row| row.id);
    if let Some(newest) = &newest {
        thread.last_message_at = newest.at;
    }
    if let Some(written) = message::newest_of_customer(tx, id)? {
        thread.last_customer_message_at = thread.last_customer_message_at.max(Some(written.at));
    }
    thread.waiting_since = message::unanswered_since(tx, id)?;
    let ours = newest.filter(|row| matches!(row.content, Content::Template(_)));
    thread.template_waiting_since = thread.template_waiting_since.filter(|_| ours.is_some());
    let unread = message::count_inbound_after(tx, id, thread.read_up_to.unwrap_or(MessageId(0)))?;
    set_unread(tx, &mut thread, unread)?;
    conversation::update(tx, &thread)
}

/// Takes a thread out of the list: its messages are shown in another one.
pub(super) fn hide(tx: &WriteTx, thread: &mut ConversationRow, shown_in: ConversationId) -> DbResult<()> {
    conversation::show_in(tx, thread, Some(shown_in))?;
    thread.last_message = None;
    thread.waiting_since = None;
    set_unread(tx, thread, 0)?;
    mark_unread(tx, thread, false)?;
    conversation::update(tx, thread)
}

/// The provider dates messages to the second; ours are cut to the same, and within a second the log's order counts.
pub(super) fn whole_second(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at)
}
