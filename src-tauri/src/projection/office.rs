//! What the numbers' offices have agreed on.

use crate::domain::event::OfficeSet;
use crate::log::Changes;
use crate::store::tables::office;
use crate::store::{DbResult, WriteTx};

pub(super) fn set(tx: &WriteTx, event: &OfficeSet, changes: &mut Changes) -> DbResult<()> {
    changes.channels();
    office::put(tx, &event.channel, &event.office)
}
