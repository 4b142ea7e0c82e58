//! Scheduled messages go out when they are due: also after the computer slept, and never twice.
//!
//! Looking at the present state, putting the message into the outbox and noting that it was put there are one step of the
//! log. So a program that dies has done all of it or nothing; and should the step be taken again after all, the id of the
//! act of sending is the same, which the log takes for the same message.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::broadcast::{self, error::RecvError};
use tracing::{error, info};
use uuid::Uuid;

use crate::domain::clock::Clock;
use crate::domain::content::{Content, Context, TemplateMessage};
use crate::domain::event::{Actor, Event, NewEvent, ScheduleSettled, Settlement};
use crate::domain::ids::{ChannelId, MessageId, ScheduleId};
use crate::domain::schedule::{IfClosed, ScheduleProblem, client_id, lateness};
use crate::log::{self, Committed, Log, NotAppended};
use crate::outbox::{self, QueueRefusal, Wish};
use crate::store::tables::scheduled::{self, ScheduleState, ScheduledRow};
use crate::store::tables::template;
use crate::store::{DbResult, ReadTx, Store};

/// The practice clock may change its speed while we wait, and a computer may wake, so we look again this often.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);
/// After a failure of the database nothing is lost by waiting.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(2);

/// The scope of each channel in which user ids are unique.
pub type Scopes = BTreeMap<ChannelId, String>;

/// Sends what is due.
pub struct Schedule {
    store: Store,
    log: Arc<dyn Log>,
    clock: Clock,
    scopes: Scopes,
}

impl Schedule {
    /// For these channels.
    pub fn new(store: Store, log: Arc<dyn Log>, clock: Clock, scopes: Scopes) -> Schedule {
        Schedule { store, log, clock, scopes }
    }

    /// Works until it is dropped.
    pub async fn run(self) {
        let mut commits = self.log.follow();
        loop {
            let wait = match self.settle_due().await {
                Ok(next) => next.map(|next| self.clock.real_time_until(next).min(LONGEST_SLEEP)),
                Err(problem) => {
                    error!("Could not look at what is scheduled: {problem}; trying again");
                    Some(PAUSE_AFTER_FAILURE)
                }
            };
            wait_for(wait, &mut commits).await;
        }
    }

    /// Settles everything that is due; tells when the next one is.
    async fn settle_due(&self) -> DbResult<Option<DateTime<Utc>>> {
        let now = self.clock.now();
        for id in self.store.read(move |tx| scheduled::due(tx, now)).await? {
            let scopes = self.scopes.clone();
            let decided = log::append_if::<()>(self.log.as_ref(), move |tx| Ok(Ok(when_due(tx, &scopes, id, now)?)));
            match decided.await {
                Ok(_) | Err(NotAppended::Refused(())) => info!(schedule.id = %id, "Scheduled message {id} was due"),
                Err(NotAppended::Db(problem)) => return Err(problem),
            }
        }
        self.store.read(scheduled::next_due).await
    }
}

async fn wait_for(wait: Option<Duration>, commits: &mut broadcast::Receiver<Committed>) {
    let timer = async {
        match wait {
            Some(wait) => tokio::time::sleep(wait).await,
            None => std::future::pending().await,
        }
    };
    let changed = async {
        loop {
            match commits.recv().await {
                Ok(committed) if !committed.events.iter().any(|event| is_of_schedule(&event.event)) => {}
                Ok(_) | Err(RecvError::Lagged(_)) => break,
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    };
    tokio::select! {
        () = timer => {}
        () = changed => {}
    }
}

fn is_of_schedule(event: &Event) -> bool {
    matches!(event, Event::MessageScheduled(_) | Event::ScheduleChanged(_))
}

/// What happens to a scheduled message that is due: it goes out, or a person is asked.
fn when_due(tx: &ReadTx, scopes: &Scopes, id: ScheduleId, now: DateTime<Utc>) -> DbResult<Vec<NewEvent>> {
    let still_due = |row: &ScheduledRow| row.state == ScheduleState::Waiting && row.plan.due_at <= now;
    let Some(row) = scheduled::by_id(tx, id)?.filter(still_due) else { return Ok(Vec::new()) };
    let outcome = match lateness(row.plan.due_at, now) {
        Ok(()) => send(tx, scopes, &row, now)?,
        Err(problem) => Err(problem),
    };
    Ok(outcome.unwrap_or_else(|problem| {
        let settlement = Settlement::Asking { problem };
        vec![settled(id, settlement, now)]
    }))
}

/// Sends a scheduled message now, because a person says so.
///
/// # Errors
/// Why it cannot go out; [`ScheduleProblem::Refused`] also when nothing can come of it any more.
pub async fn settle_now(
    log: &dyn Log,
    scopes: Scopes,
    id: ScheduleId,
    now: DateTime<Utc>,
) -> Result<MessageId, NotAppended<ScheduleProblem>> {
    let decided = log::append_if(log, move |tx| match scheduled::by_id(tx, id)? {
        Some(row) if row.state.is_pending() => send(tx, &scopes, &row, now),
        Some(_) | None => Ok(Err(ScheduleProblem::Refused)),
    });
    let appended = decided.await?;
    appended.first().map(|queued| MessageId(queued.seq.0)).ok_or(NotAppended::Refused(ScheduleProblem::Refused))
}

/// The events that put a scheduled message into the outbox and note that, or why it may not go there.
fn send(
    tx: &ReadTx,
    scopes: &Scopes,
    row: &ScheduledRow,
    now: DateTime<Utc>,
) -> DbResult<Result<Vec<NewEvent>, ScheduleProblem>> {
    let content = row.plan.content.clone();
    match (queue(tx, scopes, row, content, now)?, &row.plan.if_closed) {
        (Err(ScheduleProblem::WindowClosed), IfClosed::Template(instead)) => {
            queue(tx, scopes, row, Content::Template(instead.clone()), now)
        }
        (outcome, _) => Ok(outcome),
    }
}

fn queue(
    tx: &ReadTx,
    scopes: &Scopes,
    row: &ScheduledRow,
    content: Content,
    now: DateTime<Utc>,
) -> DbResult<Result<Vec<NewEvent>, ScheduleProblem>> {
    let Some((channel, to)) = outbox::recipient(tx, row.conversation)? else {
        return Ok(Err(ScheduleProblem::Refused));
    };
    let Some(scope) = scopes.get(&channel).cloned() else { return Ok(Err(ScheduleProblem::ChannelGone)) };
    if let Content::Template(filled) = &content
        && !can_still_be_sent(tx, &channel, filled)?
    {
        return Ok(Err(ScheduleProblem::TemplateUnsendable));
    }
    let client_id = client_id(row.id, row.made_at);
    let wish = Wish { channel, scope, to, content, context: Context::default(), client_id };
    let queued = outbox::queued(tx, wish, row.author.clone(), now)?;
    let noted = settled(row.id, Settlement::Queued { client_id: client_id.to_string() }, now);
    Ok(queued.map(|queued| vec![queued, noted]).map_err(problem_of))
}

/// Whether a template that was filled in some time ago is still one that the provider takes.
fn can_still_be_sent(tx: &ReadTx, channel: &ChannelId, filled: &TemplateMessage) -> DbResult<bool> {
    let known = template::find(tx, channel, &filled.name, &filled.language)?;
    Ok(known.is_some_and(|template| template.obstacle().is_none()))
}

fn problem_of(refusal: QueueRefusal) -> ScheduleProblem {
    match refusal {
        QueueRefusal::WindowClosed => ScheduleProblem::WindowClosed,
        QueueRefusal::Blocked => ScheduleProblem::Blocked,
        QueueRefusal::MarketingStopped => ScheduleProblem::MarketingStopped,
        QueueRefusal::MarketingToUs => ScheduleProblem::MarketingToUs,
        QueueRefusal::TemplateRefused(_) => ScheduleProblem::TemplateUnsendable,
        QueueRefusal::TooManyTemplates { .. } => ScheduleProblem::TooManyTemplates,
        QueueRefusal::PortfolioLimit { .. } => ScheduleProblem::PortfolioLimit,
        QueueRefusal::NotCancellable
        | QueueRefusal::NotFound
        | QueueRefusal::NotRetryable
        | QueueRefusal::TooManyForOnePerson
        | QueueRefusal::Full => ScheduleProblem::Refused,
    }
}

fn settled(schedule: ScheduleId, settlement: Settlement, at: DateTime<Utc>) -> NewEvent {
    let event = ScheduleSettled { schedule, settlement }.into();
    NewEvent { id: format!("schedule:{}", Uuid::now_v7()), actor: Actor::System, at, event }
}
