//! The emoji on messages: the newest of each side counts.

use crate::domain::content::Content;
use crate::domain::status::MessageStatus;
use crate::log::Changes;
use crate::store::tables::message::{self, MessageRow};
use crate::store::tables::reaction::{self, ReactionRow};
use crate::store::{DbResult, WriteTx};

use super::{figures, threads};

/// Puts an emoji on a message, or takes it back. `row` is the reaction as a message of its own: it has no bubble as long
/// as the message that it is on is here, but it is what the list says of the chat.
pub(super) fn reacted(
    tx: &WriteTx,
    row: MessageRow,
    to: &str,
    emoji: Option<&str>,
    changes: &mut Changes,
) -> DbResult<()> {
    let sides = reaction::on_message(tx, to)?;
    let earlier = sides.into_iter().find(|side| side.outbound == row.outbound);
    if earlier.as_ref().is_some_and(|earlier| (earlier.at, earlier.message) > (row.at, row.id)) {
        return Ok(());
    }
    if let Some(earlier) = &earlier {
        message::delete(tx, earlier.message)?;
    }
    reaction::put(
        tx,
        &ReactionRow {
            provider_id: to.to_owned(),
            outbound: row.outbound,
            emoji: emoji.map(str::to_owned),
            at: row.at,
            message: row.id,
        },
    )?;
    let target = message::by_provider_id(tx, to)?;
    // Ours is a message also when it takes one back: it may be refused, and then has a line that says why.
    if emoji.is_some() || row.outbound {
        message::insert(tx, &MessageRow { shown: target.is_none() && emoji.is_some(), ..row.clone() })?;
    }
    threads::recount(tx, row.conversation)?;
    figures::changed(tx, row.conversation, earlier.map_or(row.at, |earlier| earlier.at.min(row.at)))?;
    changes.message(row.conversation, target.map_or(row.id, |target| target.id));
    Ok(())
}

/// Shows the reactions that came before their message on it, now that it is here.
pub(super) fn came_before(tx: &WriteTx, target: &MessageRow, changes: &mut Changes) -> DbResult<()> {
    let Some(provider_id) = &target.provider_id else { return Ok(()) };
    for side in reaction::on_message(tx, provider_id)? {
        if let Some(row) = message::by_id(tx, side.message)?.filter(|row| row.shown && !is_failed(row)) {
            message::update_content(tx, &MessageRow { shown: false, ..row })?;
            changes.message(target.conversation, side.message);
        }
    }
    Ok(())
}

/// Our own reaction did not go out: it comes off the message and has a line of its own that says why.
pub(super) fn failed(tx: &WriteTx, row: &MessageRow, changes: &mut Changes) -> DbResult<()> {
    let Content::Reaction { to, .. } = &row.content else { return Ok(()) };
    let sides = reaction::on_message(tx, to)?;
    for side in sides.into_iter().filter(|side| side.message == row.id) {
        reaction::put(tx, &ReactionRow { emoji: None, ..side })?;
    }
    message::update(tx, &MessageRow { shown: true, ..row.clone() })?;
    if let Some(target) = message::by_provider_id(tx, to)? {
        changes.message(target.conversation, target.id);
    }
    Ok(())
}

/// Our own reaction is on its way again.
pub(super) fn retried(tx: &WriteTx, row: &MessageRow, changes: &mut Changes) -> DbResult<()> {
    let Content::Reaction { to, emoji } = &row.content else { return Ok(()) };
    reaction::put(
        tx,
        &ReactionRow { provider_id: to.clone(), outbound: true, emoji: emoji.clone(), at: row.at, message: row.id },
    )?;
    if let Some(target) = message::by_provider_id(tx, to)? {
        message::update(tx, &MessageRow { shown: false, ..row.clone() })?;
        changes.message(target.conversation, target.id);
    }
    Ok(())
}

fn is_failed(row: &MessageRow) -> bool {
    row.status == Some(MessageStatus::Failed)
}
