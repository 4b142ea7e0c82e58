//! Two contacts that are one person: merged, and split again.
//!
//! A merged contact keeps its ids and its threads, and each message keeps the thread in which it came (`home`), so that
//! everything can be taken apart again. Only where it is shown changes.

use crate::domain::event::{ContactsMerged, ContactsSplit};
use crate::domain::ids::{ContactId, ConversationId};
use crate::log::Changes;
use crate::store::tables::conversation::{self, ConversationRow};
use crate::store::tables::{contact, message};
use crate::store::{DbResult, WriteTx};

use super::{figures, threads, work};

pub(super) fn contacts_merged(tx: &WriteTx, event: &ContactsMerged, changes: &mut Changes) -> DbResult<()> {
    merge(tx, event.from, event.into, true, changes)
}

pub(super) fn contacts_split(tx: &WriteTx, event: &ContactsSplit, changes: &mut Changes) -> DbResult<()> {
    let Some(row) = contact::by_id(tx, event.contact)? else { return Ok(()) };
    let Some(into) = row.merged_into else { return Ok(()) };
    changes.contacts();
    contact::set_merged(tx, row.id, None, false)?;
    contact::index(tx, row.id)?;
    contact::index(tx, into)?;
    for id in contact::family(tx, row.id)? {
        for mut thread in conversation::all_of_owner(tx, id)? {
            conversation::give_to(tx, &mut thread, row.id)?;
            if id == row.id
                && let Some(shown_in) = thread.merged_into
            {
                conversation::show_in(tx, &mut thread, None)?;
                show_family(tx, thread.id, thread.id)?;
                figures::moved(tx, [shown_in, thread.id])?;
                let shown_in = conversation::by_id(tx, shown_in)?;
                if let Some(rest) = shown_in.map(|rest| conversation::shown(tx, rest)).transpose()? {
                    threads::recount(tx, rest.id)?;
                    changes.conversation(rest.id);
                }
                threads::recount(tx, thread.id)?;
            }
            changes.conversation(thread.id);
        }
    }
    Ok(())
}

/// Makes `from` a part of `into`.
pub(super) fn merge(
    tx: &WriteTx,
    from: ContactId,
    into: ContactId,
    by_hand: bool,
    changes: &mut Changes,
) -> DbResult<()> {
    let (from, into) = (contact::standing(tx, from)?, contact::standing(tx, into)?);
    if from == into || contact::by_id(tx, from)?.is_none() || contact::by_id(tx, into)?.is_none() {
        return Ok(());
    }
    changes.contacts();
    contact::set_merged(tx, from, Some(into), by_hand)?;
    contact::adopt(tx, from, into)?;
    contact::unindex(tx, from);
    contact::index(tx, into)?;
    for mut thread in conversation::all_of_contact(tx, from)? {
        let target = conversation::of_contact(tx, into, &thread.channel)?;
        conversation::give_to(tx, &mut thread, into)?;
        match target.filter(|_| thread.merged_into.is_none()) {
            None => {}
            Some(target) => {
                let unread = thread.marked_unread;
                threads::hide(tx, &mut thread, target.id)?;
                show_family(tx, thread.id, target.id)?;
                figures::moved(tx, [thread.id, target.id])?;
                adopt(tx, target, &thread, unread)?;
            }
        }
        changes.conversation(thread.id);
        if let Some(shown) = conversation::of_contact(tx, into, &thread.channel)? {
            changes.conversation(shown.id);
        }
    }
    Ok(())
}

/// Gives a thread what the other one knows of the person: who wrote last from where, what was seen, and what is still to
/// do. `unread` is whether the other one was marked as unread.
fn adopt(tx: &WriteTx, mut target: ConversationRow, other: &ConversationRow, unread: bool) -> DbResult<()> {
    target.write_to_number(other.to.wa_id.as_ref(), other.to_wa_at);
    target.write_to_user(other.to.user_id.as_ref(), other.to_user_at);
    target.last_customer_message_at = target.last_customer_message_at.max(other.last_customer_message_at);
    target.window_refused_at = target.window_refused_at.max(other.window_refused_at);
    target.template_waiting_since = target.template_waiting_since.max(other.template_waiting_since);
    target.free_until = target.free_until.max(other.free_until);
    target.read_up_to = target.read_up_to.max(other.read_up_to);
    work::adopt(tx, &mut target, other, unread)?;
    conversation::update(tx, &target)?;
    threads::recount(tx, target.id)
}

/// Shows the messages of a thread, and of those that are merged into it, in `conversation`.
fn show_family(tx: &WriteTx, thread: ConversationId, conversation: ConversationId) -> DbResult<()> {
    let mut family = vec![thread];
    while let Some(member) = family.pop() {
        message::show_in(tx, member, conversation)?;
        family.extend(conversation::merged_into(tx, member)?);
    }
    Ok(())
}
