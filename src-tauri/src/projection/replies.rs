//! Answers that are used often.

use crate::domain::event::{ReplyChanged, ReplyCreated, ReplyDeleted};
use crate::domain::ids::{ReplyId, Seq};
use crate::log::Changes;
use crate::store::tables::saved_reply;
use crate::store::{DbResult, WriteTx};

pub(super) fn created(tx: &WriteTx, seq: Seq, event: &ReplyCreated, changes: &mut Changes) -> DbResult<()> {
    changes.replies();
    saved_reply::put(tx, ReplyId(seq.0), &event.reply)
}

pub(super) fn changed(tx: &WriteTx, event: &ReplyChanged, changes: &mut Changes) -> DbResult<()> {
    // Somebody else may have deleted it meanwhile: then it stays so.
    if saved_reply::by_id(tx, event.id)?.is_some() {
        changes.replies();
        saved_reply::put(tx, event.id, &event.reply)?;
    }
    Ok(())
}

pub(super) fn deleted(tx: &WriteTx, event: &ReplyDeleted, changes: &mut Changes) -> DbResult<()> {
    changes.replies();
    saved_reply::delete(tx, event.id)
}
