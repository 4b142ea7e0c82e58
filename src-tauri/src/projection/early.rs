//! News that came before the message that it speaks of.

use crate::domain::content::Content;
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
    let (content, at, outbound) = match &recorded.event {
        Event::StatusReported(event) if event.provider_id == provider_id => {
            return statuses::apply_to_known(tx, event, changes);
        }
        Event::HistoryReceived(event) if event.provider_id == provider_id => {
            phone::history_received(tx, recorded, event, changes)?;
            return Ok(true);
        }
        Event::MessageReceived(event) => (&event.content, event.sent_at, false),
        Event::EchoReceived(event) => (&event.content, event.sent_at, true),
        _ => return Ok(false),
    };
    match content {
        Content::Edit { of, content } if of == provider_id => {
            edits::edited(tx, recorded.seq, of, content, outbound, at, changes)?;
        }
        Content::Revoke { of } if of == provider_id => {
            edits::revoked(tx, recorded.seq, of, outbound, at, changes)?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}
