//! Chats that begin on our side.

use crate::domain::event::{ChatStarted, Recorded};
use crate::log::Changes;
use crate::store::{DbResult, WriteTx};

use super::people;

/// The person and the thread are there from now on. The list shows the thread when something has been said in it.
pub(super) fn started(tx: &WriteTx, recorded: &Recorded, event: &ChatStarted, changes: &mut Changes) -> DbResult<()> {
    let person = people::resolve(tx, recorded.seq, &event.scope, &event.with, recorded.at, changes)?;
    let place = people::thread(tx, recorded.seq, &event.channel, person, recorded.at)?;
    changes.conversation(place.thread.id);
    Ok(())
}
