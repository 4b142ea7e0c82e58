//! News that came before the message that it speaks of.

use crate::domain::event::{Event, Recorded};
use crate::log::Changes;
use crate::store::tables::message::MessageRow;
use crate::store::tables::{early_news, log};
use crate::store::{DbResult, WriteTx};

use super::{edits, phone, reactions, statuses};

/// Applies to a message that is here now what came before it: reactions, statuses, edits, deletions, its file.
pub(super) fn apply(tx: &WriteTx, row: &MessageRow, changes: &mut Changes) -> DbResult<()> {
    let Some(provider_id) = &row.provider_id else { return Ok(()) };
    reactions::came_before(tx, row, changes)?;
    for seq in early_news::of_message(tx, provider_id)? {
        let Some(recorded) = log::event(tx, seq)? else { continue };
        if apply_one(tx, &recorded, provider_id, changes)? {
            early_news::delete(tx, seq)?;
        }
    }
    Ok(())
}

/// Tells whether the event speaks of this message.
fn apply_one(tx: &WriteTx, recorded: &Recorded, provider_id: &str, changes: &mut Changes) -> DbResult<bool> {
    if let Event::StatusReported(event) = &recorded.event {
        return Ok(event.provider_id == provider_id && statuses::apply_to_known(tx, event, changes)?);
    }
    if let Event::HistoryReceived(event) = &recorded.event {
        if event.provider_id != provider_id {
            return Ok(false);
        }
        return phone::history_received(tx, recorded, event, changes).map(|()| true);
    }
    let (content, at, outbound) = if let Event::MessageReceived(event) = &recorded.event {
        (&event.content, event.sent_at, false)
    } else if let Event::EchoReceived(event) = &recorded.event {
        (&event.content, event.sent_at, true)
    } else {
        return Ok(false);
    };
    if content.about() != Some(provider_id) {
        return Ok(false);
    }
    edits::apply(tx, recorded.seq, content, outbound, at, changes)
}
