//! Snoozed chats come back when their time has come.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tracing::warn;
use uuid::Uuid;

use crate::domain::clock::Clock;
use crate::domain::event::{Actor, ConversationMarkedUnread, Event, NewEvent, WorkSet};
use crate::domain::work::Work;
use crate::log::Log;
use crate::store::tables::conversation::{self, ConversationRow};
use crate::store::{DbResult, ReadTx};

/// How often the clock is looked at, in real time: also after a sleep of the computer, and for a clock that was set. A
/// practice clock that runs fast is looked at more often.
const LOOK: Duration = Duration::from_secs(5);
const FAST_LOOK: Duration = Duration::from_millis(250);
/// So many come back in one step: whoever comes back from a holiday does not hold up the messages that come in.
const AT_ONCE: u32 = 100;

/// Brings snoozed chats back at their time, for ever.
pub async fn wake_snoozed(log: Arc<dyn Log>, clock: Clock) {
    loop {
        let now = clock.now();
        match log.append(Box::new(move |tx| due(tx, now))).await {
            Ok(woken) if !woken.is_empty() => continue,
            Ok(_) => {}
            Err(problem) => warn!("Could not bring snoozed chats back: {problem}"),
        }
        tokio::time::sleep(if clock.is_system() { LOOK } else { FAST_LOOK }).await;
    }
}

/// What becomes of the chats that are still snoozed and due at `now`.
fn due(tx: &ReadTx, now: DateTime<Utc>) -> DbResult<Vec<NewEvent>> {
    let due = conversation::due(tx, now, AT_ONCE)?;
    Ok(due.iter().flat_map(|thread| woken(thread, now)).collect())
}

/// A chat that comes back looks unread, so that it is seen among those that never went away.
fn woken(thread: &ConversationRow, now: DateTime<Utc>) -> Vec<NewEvent> {
    let Some(work) = thread.work.when_due(thread.window(), now) else { return Vec::new() };
    let conversation = thread.id;
    let event =
        |event: Event| NewEvent { id: format!("wake:{}", Uuid::now_v7()), actor: Actor::System, at: now, event };
    let mut events = vec![event(WorkSet { conversation, work }.into())];
    if work == Work::Open {
        events.push(event(ConversationMarkedUnread { conversation, unread: true }.into()));
    }
    events
}
