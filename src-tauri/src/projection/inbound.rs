//! What customers write, and what was seen of it.

use crate::domain::event::{ConversationRead, MessageReceived, Recorded};
use crate::domain::ids::MessageId;
use crate::log::Changes;
use crate::store::tables::conversation::{self, ConversationRow};
use crate::store::tables::message::{self, MessageRow};
use crate::store::{DbResult, WriteTx};

use super::people;

pub(super) fn message_received(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &MessageReceived,
    changes: &mut Changes,
) -> DbResult<()> {
    let contact = people::resolve(tx, recorded.seq, &event.scope, &event.from, event.sent_at)?;
    people::rename(tx, contact, event.profile_name.as_deref(), event.username.as_deref())?;
    let mut thread = people::thread(tx, recorded.seq, &event.channel, contact, event.sent_at)?;
    let row = MessageRow {
        id: MessageId(recorded.seq.0),
        conversation: thread.id,
        outbound: false,
        at: event.sent_at,
        received_at: recorded.at,
        content: event.content.clone(),
        provider_id: Some(event.provider_id.clone()),
        status: None,
        author: None,
        failure: None,
        sent_at: None,
        delivered_at: None,
        read_at: None,
    };
    message::insert(tx, &row)?;
    let newest = set_last_message(&mut thread, &row);
    if event.content.is_from_customer() {
        note_customer_message(&mut thread, event);
        thread.waiting_since = match newest {
            true => Some(thread.waiting_since.unwrap_or(event.sent_at)),
            // A late one may have been written before our last answer.
            false => message::unanswered_since(tx, thread.id)?,
        };
    }
    let unread = thread.unread + 1;
    set_unread(tx, &mut thread, unread)?;
    conversation::update(tx, &thread)?;
    changes.message(thread.id, row.id);
    Ok(())
}

fn note_customer_message(thread: &mut ConversationRow, event: &MessageReceived) {
    thread.last_customer_message_at = thread.window().after_customer_message(event.sent_at).last_customer_message_at;
    if thread.template_waiting_since.is_some_and(|sent| sent <= event.sent_at) {
        thread.template_waiting_since = None;
    }
}

pub(super) fn conversation_read(tx: &WriteTx, event: &ConversationRead, changes: &mut Changes) -> DbResult<()> {
    let Some(mut thread) = conversation::by_id(tx, event.conversation)? else { return Ok(()) };
    if thread.read_up_to >= Some(event.up_to) {
        return Ok(());
    }
    thread.read_up_to = Some(event.up_to);
    let unread = message::count_inbound_after(tx, thread.id, event.up_to)?;
    set_unread(tx, &mut thread, unread)?;
    conversation::update(tx, &thread)?;
    changes.conversation(thread.id);
    Ok(())
}

/// Shows a message as the thread's newest, unless it is older than that one. Tells whether it is.
pub(super) fn set_last_message(thread: &mut ConversationRow, row: &MessageRow) -> bool {
    let newest = thread.last_message.is_none_or(|last| (row.at, row.id) >= (thread.last_message_at, last));
    if newest {
        thread.last_message = Some(row.id);
        thread.last_message_at = row.at;
    }
    newest
}

fn set_unread(tx: &WriteTx, thread: &mut ConversationRow, unread: i64) -> DbResult<()> {
    match (thread.unread > 0, unread > 0) {
        (false, true) => conversation::add_unread_conversations(tx, 1)?,
        (true, false) => conversation::add_unread_conversations(tx, -1)?,
        (true, true) | (false, false) => {}
    }
    thread.unread = unread;
    Ok(())
}
