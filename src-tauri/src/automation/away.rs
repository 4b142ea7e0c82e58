//! The closed office answers customers who write: once for each conversation and each time that it is closed.
//!
//! It answers what a customer writes now, and nothing else: not what was written on the phone that shares the number, not
//! the past, not notices of WhatsApp's own, not what arrived late (they wrote when somebody may have been there), and not a
//! lone reaction, which asks nothing. It says nothing to whom somebody has answered since the office closed, nor to people
//! who are blocked.
//!
//! Two machines that answer each other cannot go round in circles: the id of the answer is made of the conversation and
//! the beginning of the closed period, so that a second answer is the first one. The customer goes on waiting for a person:
//! the fold takes the words of `rule:away` for no answer.

use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tracing::{info, warn};
use uuid::Uuid;

use crate::domain::clock::Clock;
use crate::domain::content::{Content, Context};
use crate::domain::event::{Actor, Event, MessageReceived, NewEvent, Recorded};
use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::office::AWAY_RULE;
use crate::log::{self, Committed, Log, NotAppended};
use crate::outbox::{self, Wish};
use crate::store::tables::{conversation, message, office};
use crate::store::{DbResult, ReadTx, Store};

use super::Scopes;

/// What was written longer ago than this when it came in was written to somebody who may have been there.
const LATE: Duration = Duration::minutes(10);

/// Answers while the office is closed.
pub struct AwayReplies {
    store: Store,
    log: Arc<dyn Log>,
    clock: Clock,
    scopes: Scopes,
}

impl AwayReplies {
    /// For these channels.
    pub fn new(store: Store, log: Arc<dyn Log>, clock: Clock, scopes: Scopes) -> AwayReplies {
        AwayReplies { store, log, clock, scopes }
    }

    /// Works until it is dropped. It follows the log from this call on.
    pub fn run(self) -> impl Future<Output = ()> {
        let commits = self.log.follow();
        async move { self.follow(commits).await }
    }

    async fn follow(&self, mut commits: Receiver<Committed>) {
        loop {
            match commits.recv().await {
                Ok(committed) => {
                    for event in committed.events.iter().filter(|event| asks_for_an_answer(event, self.clock.now())) {
                        self.answer(MessageId(event.seq.0)).await;
                    }
                }
                // Whoever wrote meanwhile writes again, or finds a person: better than an answer in a flood.
                Err(RecvError::Lagged(missed)) => warn!(missed, "Missed {missed} commits; no away replies for them"),
                Err(RecvError::Closed) => return,
            }
        }
    }

    async fn answer(&self, to: MessageId) {
        let (now, scopes) = (self.clock.now(), self.scopes.clone());
        // Nearly always there is nothing to say: no need to go through the writer for that.
        let look_first = scopes.clone();
        match self.store.read(move |tx| away_reply(tx, &look_first, to, now)).await {
            Ok(Some(_)) => {}
            Ok(None) => return,
            Err(problem) => return warn!("Could not look whether the office is closed: {problem}"),
        }
        let decided = log::append_if::<()>(self.log.as_ref(), move |tx| {
            Ok(Ok(away_reply(tx, &scopes, to, now)?.into_iter().collect()))
        });
        match decided.await {
            Ok(_) | Err(NotAppended::Refused(())) => {
                info!(message.id = %to, "Answered message {to}: the office is closed")
            }
            Err(NotAppended::Db(problem)) => warn!("Could not answer for the closed office: {problem}"),
        }
    }
}

/// Whether a customer says something now.
fn asks_for_an_answer(recorded: &Recorded, now: DateTime<Utc>) -> bool {
    let Event::MessageReceived(MessageReceived { content, sent_at, .. }) = &recorded.event else { return false };
    let speaks = content.is_from_customer() && !matches!(content, Content::Reaction { .. });
    speaks && now - *sent_at < LATE
}

/// The answer to a message, if there is one to give.
fn away_reply(tx: &ReadTx, scopes: &Scopes, to: MessageId, now: DateTime<Utc>) -> DbResult<Option<NewEvent>> {
    let Some(row) = message::by_id(tx, to)? else { return Ok(None) };
    let Some(thread) = conversation::by_id(tx, row.conversation)? else { return Ok(None) };
    let Some(office) = office::of_channel(tx, &thread.channel)?.filter(|office| office.away.on) else {
        return Ok(None);
    };
    let Some(closed) = office.hours.closed_period(now) else { return Ok(None) };
    let since = closed.since.unwrap_or_default();
    if message::said_by_us_since(tx, thread.id, since)? {
        return Ok(None);
    }
    let Some((channel, address)) = outbox::recipient(tx, thread.id)? else { return Ok(None) };
    let Some(scope) = scopes.get(&channel).cloned() else { return Ok(None) };
    let content = Content::Text { text: office.away.text.trim().to_owned(), preview_url: false };
    let client_id = client_id(thread.id, since);
    let wish = Wish { channel, scope, to: address, content, context: Context::default(), client_id };
    // Whatever forbids it (a block, a window that the provider has closed) forbids it: an away reply is never urgent.
    Ok(outbox::queued(tx, wish, Actor::Rule(AWAY_RULE.to_owned()), now)?.ok())
}

/// The id of the one answer to a conversation in a closed period.
fn client_id(conversation: ConversationId, since: DateTime<Utc>) -> Uuid {
    let name = format!("frontdesk:away:{conversation}:{}", since.timestamp_millis());
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
}
