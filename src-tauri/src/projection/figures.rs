//! The facts behind the owner's figures: how long customers waited, and what became of templates.
//!
//! Both follow from the messages of a thread alone, in their order. As long as a message comes last in its thread, a row is
//! added or changed; when one comes late, fails, or moves to another thread, the rows behind that moment are made anew. So
//! they come out equal in whatever order the news came. What a question and an answer are is said beside
//! [`Turn`](crate::store::tables::message::Turn).

use chrono::{DateTime, Utc};

use crate::domain::content::Content;
use crate::domain::event::Actor;
use crate::domain::ids::ConversationId;
use crate::domain::window::SERVICE_WINDOW;
use crate::store::tables::conversation::{self, ConversationRow};
use crate::store::tables::message::{self, MessageRow, Place};
use crate::store::tables::outreach;
use crate::store::tables::wait::{self, NewWait};
use crate::store::{DbResult, WriteTx};

/// A customer wrote. `newest`: nothing stands behind it in its thread.
pub(super) fn asked(tx: &WriteTx, thread: &ConversationRow, row: &MessageRow, newest: bool) -> DbResult<()> {
    if !newest && wait::goes_on(tx, thread.id, row.at)? {
        return outreach::find_answers(tx, thread.id, row.at);
    }
    if !newest {
        return changed(tx, thread.id, row.at);
    }
    outreach::answered(tx, thread.id, row.place())?;
    ask(tx, thread, row.place())
}

fn ask(tx: &WriteTx, thread: &ConversationRow, place: Place) -> DbResult<()> {
    if wait::ask_again(tx, thread.id, place.at, SERVICE_WINDOW)? {
        return Ok(());
    }
    let (conversation, channel) = (thread.id, thread.channel.clone());
    wait::insert(tx, &NewWait { message: place.id, conversation, channel, asked_at: place.at })
}

/// We wrote, behind everything else in the thread.
pub(super) fn answered(tx: &WriteTx, thread: &ConversationRow, row: &MessageRow) -> DbResult<()> {
    if let Content::Template(template) = &row.content {
        outreach::insert(tx, row, &thread.channel, template)?;
    }
    let author = row.author.as_deref();
    if author.is_some_and(|author| matches!(Actor::from_text(author), Actor::Rule(_))) {
        return Ok(());
    }
    wait::answer(tx, thread.id, row.at, message::answerer(author))
}

/// Something came or went at a moment behind which there may be more: what follows from it is found anew.
pub(super) fn changed(tx: &WriteTx, conversation: ConversationId, since: DateTime<Utc>) -> DbResult<()> {
    let Some(thread) = conversation::by_id(tx, conversation)? else { return Ok(()) };
    let answer = message::last_answer_before(tx, thread.id, since)?;
    wait::delete_behind(tx, thread.id, answer)?;
    for turn in message::turns_behind(tx, thread.id, answer)? {
        match turn.answered_by {
            Some(by) => wait::answer(tx, thread.id, turn.place.at, &by)?,
            None => ask(tx, &thread, turn.place)?,
        }
    }
    outreach::find_answers(tx, thread.id, since)
}

/// Messages of one of these threads are shown in the other one now.
pub(super) fn moved(tx: &WriteTx, threads: [ConversationId; 2]) -> DbResult<()> {
    for thread in threads {
        outreach::follow_messages(tx, thread)?;
    }
    for thread in threads {
        changed(tx, thread, DateTime::UNIX_EPOCH)?;
    }
    Ok(())
}
