//! Calls: one line in the thread for each, whatever the order in which their news comes.

use crate::domain::content::{Call, CallDirection, Content};
use crate::domain::event::{CallReported, Recorded};
use crate::domain::ids::MessageId;
use crate::log::Changes;
use crate::store::tables::conversation;
use crate::store::tables::message::{self, MessageRow};
use crate::store::{DbResult, WriteTx};

use super::threads::{self, set_last_message};
use super::{people, work};

pub(super) fn call_reported(
    tx: &WriteTx,
    recorded: &Recorded,
    event: &CallReported,
    changes: &mut Changes,
) -> DbResult<()> {
    if let Some(known) = message::by_provider_id(tx, &event.call_id)? {
        return more_is_known(tx, known, event, changes);
    }
    let person = people::resolve(tx, recorded.seq, &event.scope, &event.with, event.at, changes)?;
    let place = people::thread(tx, recorded.seq, &event.channel, person, event.at)?;
    let mut thread = place.thread;
    let from_customer = event.call.direction == CallDirection::FromCustomer;
    let row = MessageRow {
        home: place.home,
        outbound: !from_customer,
        from_customer,
        provider_id: Some(event.call_id.clone()),
        ..MessageRow::new(MessageId(recorded.seq.0), thread.id, event.at, recorded.at, Content::Call(event.call))
    };
    message::insert(tx, &row)?;
    set_last_message(&mut thread, &row);
    // A call of the customer opens the window as a message does (Meta, "Customer service windows").
    if from_customer {
        thread.write_to(&event.with, event.at);
        work::customer_came(&mut thread, event.at);
        thread.last_customer_message_at = thread.window().after_customer_message(event.at).last_customer_message_at;
    }
    conversation::update(tx, &thread)?;
    threads::recount(tx, thread.id)?;
    changes.message(thread.id, row.id);
    Ok(())
}

fn more_is_known(tx: &WriteTx, known: MessageRow, event: &CallReported, changes: &mut Changes) -> DbResult<()> {
    let Content::Call(before) = known.content else { return Ok(()) };
    let call = Call {
        outcome: before.outcome.max(event.call.outcome),
        seconds: before.seconds.or(event.call.seconds),
        ..before
    };
    // The line stands where the call began.
    let row = MessageRow { content: Content::Call(call), at: known.at.min(event.at), ..known };
    message::update_content(tx, &row)?;
    threads::recount(tx, row.conversation)?;
    changes.message(row.conversation, row.id);
    Ok(())
}
