//! Reads again what an earlier version did not understand. Nothing is lost in the meantime: the log has it as it stood.

use chrono::Utc;
use tracing::info;

use crate::domain::content::Content;
use crate::domain::event::{Actor, Event, MessageReceived, MessageReread, NewEvent, Recorded};
use crate::domain::ids::{MessageId, Seq};
use crate::log::{self, Log};
use crate::provider::meta::wire;
use crate::store::tables::{log as log_table, progress};
use crate::store::{DbResult, Store};

use super::meta::{self, events_of_value};

/// Raised when this version understands more than the one before.
const VERSION: i64 = 2;
/// Under which name the version is kept that has read everything.
const NAME: &str = "reread_by_version";
const BATCH: u32 = 500;

/// Reads everything again that was not understood, unless this version has done so before. Tells how many events came
/// of it. `scope_of` gives the portfolio of a channel.
///
/// # Errors
/// What the database objects to; it goes on from the beginning the next time, and what is there already changes nothing.
pub async fn reread_once(store: &Store, log: &dyn Log, scope_of: &(dyn Fn(&str) -> String + Sync)) -> DbResult<usize> {
    if store.read(|tx| progress::of(tx, NAME)).await? >= Seq(VERSION) {
        return Ok(0);
    }
    reread(store, log, scope_of).await
}

/// Reads everything again that was not understood.
///
/// # Errors
/// As [`reread_once`].
pub async fn reread(store: &Store, log: &dyn Log, scope_of: &(dyn Fn(&str) -> String + Sync)) -> DbResult<usize> {
    let mut after = Seq(0);
    let mut count = 0;
    loop {
        let page = store
            .read(move |tx| {
                let places = log_table::not_understood(tx, after, BATCH)?;
                let recorded = places.iter().filter_map(|seq| log_table::event(tx, *seq).transpose());
                recorded.collect::<DbResult<Vec<Recorded>>>()
            })
            .await?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        let events: Vec<NewEvent> = page.iter().flat_map(|recorded| understood_now(recorded, scope_of)).collect();
        count += log::append(log, events).await?.iter().filter(|appended| appended.fresh).count();
    }
    store.write(|tx| progress::set(tx, NAME, Seq(VERSION))).await?;
    if count > 0 {
        info!(events = count, "Understood {count} things that an earlier version had kept as they were");
    }
    Ok(count)
}

fn understood_now(recorded: &Recorded, scope_of: &(dyn Fn(&str) -> String + Sync)) -> Vec<NewEvent> {
    if let Event::MessageReceived(message) = &recorded.event {
        return message_now(recorded.seq, message).into_iter().collect();
    }
    let Event::OtherReceived(other) = &recorded.event else { return Vec::new() };
    let scope = scope_of(other.channel.as_str());
    let events = events_of_value(&other.channel, &scope, recorded.at, &other.field, &other.raw);
    events.into_iter().filter(|event| !matches!(event.event, Event::OtherReceived(_))).collect()
}

fn message_now(seq: Seq, message: &MessageReceived) -> Option<NewEvent> {
    let wire = serde_json::from_str::<wire::Message>(message.raw.get()).ok()?;
    let content = meta::read_content(wire.kind.as_deref(), &message.raw, &[]);
    if content == message.content || matches!(content, Content::Other { .. }) {
        return None;
    }
    let event = MessageReread { message: MessageId(seq.0), content, context: meta::context_of(&wire) };
    Some(NewEvent { id: format!("reread:{seq}:{VERSION}"), actor: Actor::System, at: Utc::now(), event: event.into() })
}
