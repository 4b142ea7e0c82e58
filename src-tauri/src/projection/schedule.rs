//! Messages that are to go out later.

use chrono::{DateTime, Utc};

use crate::domain::event::{
    MessageScheduled, Recorded, ScheduleCancelled, ScheduleChanged, ScheduleSettled, Settlement,
};
use crate::domain::ids::{ConversationId, MessageId, ScheduleId};
use crate::domain::schedule::ScheduleProblem;
use crate::log::Changes;
use crate::store::tables::log;
use crate::store::tables::scheduled::{self, ScheduleState, ScheduledRow};
use crate::store::{DbResult, WriteTx};

use super::queued_event_id;

/// More than this many for one person are a mistake of a program; those behind them are not dropped when the person writes.
const MOST_OF_ONE_THREAD: u32 = 1_000;

pub(super) fn scheduled(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &MessageScheduled,
    changes: &mut Changes,
) -> DbResult<()> {
    let row = ScheduledRow {
        id: ScheduleId(recorded.seq.0),
        channel: event.channel.clone(),
        conversation: event.conversation,
        author: recorded.actor.clone(),
        made_at: recorded.at,
        plan: event.plan.clone(),
        state: ScheduleState::Waiting,
        problem: None,
        message: None,
    };
    put(tx, &row, changes)
}

pub(super) fn changed(tx: &WriteTx, event: &ScheduleChanged, changes: &mut Changes) -> DbResult<()> {
    let Some(row) = pending(tx, event.schedule)? else { return Ok(()) };
    let row = ScheduledRow { plan: event.plan.clone(), state: ScheduleState::Waiting, problem: None, ..row };
    put(tx, &row, changes)
}

pub(super) fn cancelled(tx: &WriteTx, event: &ScheduleCancelled, changes: &mut Changes) -> DbResult<()> {
    let Some(row) = pending(tx, event.schedule)? else { return Ok(()) };
    put(tx, &ScheduledRow { state: ScheduleState::Cancelled, problem: None, ..row }, changes)
}

pub(super) fn settled(tx: &WriteTx, event: &ScheduleSettled, changes: &mut Changes) -> DbResult<()> {
    let Some(row) = pending(tx, event.schedule)? else { return Ok(()) };
    let row = match &event.settlement {
        Settlement::Queued { client_id } => {
            let message = log::find(tx, &queued_event_id(client_id))?.map(|seq| MessageId(seq.0));
            ScheduledRow { state: ScheduleState::Sent, problem: None, message, ..row }
        }
        Settlement::Asking { problem } => ScheduledRow { state: ScheduleState::Asking, problem: Some(*problem), ..row },
    };
    put(tx, &row, changes)
}

/// The customer has written: what was to go out only if they did not is dropped.
pub(super) fn they_wrote(
    tx: &WriteTx,
    conversation: ConversationId,
    wrote_at: DateTime<Utc>,
    changes: &mut Changes,
) -> DbResult<()> {
    for row in scheduled::pending(tx, Some(conversation), MOST_OF_ONE_THREAD)? {
        // The provider dates to the second. What arrives late was known to be missing, or was written before.
        if row.plan.unless_they_write && wrote_at.timestamp() >= row.made_at.timestamp() {
            let (state, problem) = (ScheduleState::Cancelled, Some(ScheduleProblem::TheyWrote));
            put(tx, &ScheduledRow { state, problem, ..row }, changes)?;
        }
    }
    Ok(())
}

fn pending(tx: &WriteTx, id: ScheduleId) -> DbResult<Option<ScheduledRow>> {
    Ok(scheduled::by_id(tx, id)?.filter(|row| row.state.is_pending()))
}

fn put(tx: &WriteTx, row: &ScheduledRow, changes: &mut Changes) -> DbResult<()> {
    changes.scheduled();
    changes.conversation(row.conversation);
    scheduled::put(tx, row)
}
