//! Scheduling from the screen.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::automation;
use crate::domain::content::Content;
use crate::domain::event::{Actor, Event, MessageScheduled, NewEvent, ScheduleCancelled, ScheduleChanged};
use crate::domain::ids::{ChannelId, ConversationId, ScheduleId};
use crate::domain::problem::Wrong;
use crate::domain::schedule::{IfClosed, Plan, ScheduleProblem};
use crate::log::{self, NotAppended};
use crate::outbox;
use crate::store::tables::scheduled::{self, ScheduledRow};
use crate::store::tables::{contact, conversation};
use crate::store::{DbResult, ReadTx};

use super::Api;
use super::sending;
use super::templates::fill;
use super::types::{
    ApiError, ChangeSchedule, Code, ListScheduled, Message, ScheduleMessage, ScheduleRef, ScheduleWhat, Scheduled,
    TemplateWish,
};
use super::workspace::Workspace;
use super::{bubbles, view};

/// Further ahead than this nobody plans; a date that is, is mistyped.
const FURTHEST: chrono::Duration = chrono::Duration::days(366);
/// More than this many on one screen help nobody.
const MOST_LISTED: u32 = 500;

pub(super) async fn schedule_message(api: &Api, wish: ScheduleMessage) -> Result<Scheduled, ApiError> {
    let workspace = api.workspace()?;
    let conversation = wish.conversation;
    let found = workspace.store.read(move |tx| outbox::recipient(tx, conversation)).await?;
    let (channel, _) = found.ok_or_else(|| ApiError::not_found("conversation"))?;
    workspace.connected(&channel)?;
    let plan = Plan {
        content: content_of(&workspace, &channel, wish.what).await?,
        due_at: moment(&workspace, millis_at(wish.due_at)?)?,
        if_closed: fallback(&workspace, &channel, wish.if_closed).await?,
        unless_they_write: wish.unless_they_write,
    };
    let event = MessageScheduled { channel, conversation, plan };
    schedule_as(&workspace, event, wish.client_id, workspace.agent()).await
}

/// Schedules a message in somebody's name. The same `client_id` twice schedules once.
pub(super) async fn schedule_as(
    workspace: &Workspace,
    event: MessageScheduled,
    client_id: Uuid,
    actor: Actor,
) -> Result<Scheduled, ApiError> {
    let event = NewEvent { id: event_id(client_id), actor, at: workspace.clock.now(), event: event.into() };
    let appended = log::append(workspace.log.as_ref(), vec![event]).await?;
    let Some(first) = appended.first() else { return Err(ApiError::not_found("schedule")) };
    read_back(workspace, ScheduleId(first.seq.0)).await
}

/// The id of the event by which a message is scheduled.
pub(super) fn event_id(client_id: Uuid) -> String {
    format!("schedule:{client_id}")
}

pub(super) async fn list_scheduled(api: &Api, list: ListScheduled) -> Result<Vec<Scheduled>, ApiError> {
    pending_of(&*api.workspace()?, list.conversation).await
}

/// What may still go out, of one thread or of all.
pub(super) async fn pending_of(
    workspace: &Workspace,
    conversation: Option<ConversationId>,
) -> Result<Vec<Scheduled>, ApiError> {
    let read = workspace.store.read(move |tx| {
        let rows = scheduled::pending(tx, conversation, MOST_LISTED)?;
        rows.into_iter().filter_map(|row| shown(tx, row).transpose()).collect::<DbResult<Vec<_>>>()
    });
    Ok(read.await?)
}

pub(super) async fn change_schedule(api: &Api, change: ChangeSchedule) -> Result<Scheduled, ApiError> {
    let workspace = api.workspace()?;
    let id = change.schedule;
    let row = pending(&workspace, id).await?;
    let mut plan = row.plan;
    if let Some(what) = change.what {
        plan.content = content_of(&workspace, &row.channel, what).await?;
    }
    if let Some(due_at) = change.due_at {
        plan.due_at = moment(&workspace, millis_at(due_at)?)?;
    }
    if change.if_closed.is_some() || change.ask_if_closed {
        plan.if_closed = fallback(&workspace, &row.channel, change.if_closed).await?;
    }
    plan.unless_they_write = change.unless_they_write.unwrap_or(plan.unless_they_write);
    let event = ScheduleChanged { schedule: id, plan }.into();
    append_if_pending(&workspace, id, event, workspace.agent()).await?;
    read_back(&workspace, id).await
}

pub(super) async fn cancel_schedule(api: &Api, which: ScheduleRef) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    cancel_as(&workspace, which.schedule, workspace.agent()).await
}

/// Cancels a scheduled message in somebody's name.
pub(super) async fn cancel_as(workspace: &Workspace, id: ScheduleId, actor: Actor) -> Result<(), ApiError> {
    append_if_pending(workspace, id, ScheduleCancelled { schedule: id }.into(), actor).await
}

pub(super) async fn send_now(api: &Api, which: ScheduleRef) -> Result<Message, ApiError> {
    let workspace = api.workspace()?;
    let (now, scopes) = (workspace.clock.now(), workspace.scopes());
    match automation::settle_now(workspace.log.as_ref(), scopes, which.schedule, now).await {
        Ok(message) => sending::read_back(&workspace, message).await,
        Err(NotAppended::Db(problem)) => Err(problem.into()),
        Err(NotAppended::Refused(problem)) => Err(refused(problem)),
    }
}

fn refused(problem: ScheduleProblem) -> ApiError {
    match problem {
        ScheduleProblem::WindowClosed => ApiError::of(Code::WindowClosed),
        ScheduleProblem::Blocked => ApiError::of(Code::Blocked),
        ScheduleProblem::MarketingStopped => ApiError::of(Code::MarketingStopped),
        ScheduleProblem::TemplateUnsendable => ApiError::of(Code::TemplateUnsendable).with("reason", "state"),
        ScheduleProblem::MarketingToUs => ApiError::of(Code::MarketingToUs),
        ScheduleProblem::TooManyTemplates => ApiError::of(Code::TooManyTemplates),
        ScheduleProblem::PortfolioLimit => ApiError::of(Code::PortfolioLimit),
        ScheduleProblem::Late
        | ScheduleProblem::ChannelGone
        | ScheduleProblem::TheyWrote
        | ScheduleProblem::Refused => ApiError::not_found("schedule"),
    }
}

async fn content_of(workspace: &Workspace, channel: &ChannelId, what: ScheduleWhat) -> Result<Content, ApiError> {
    match what {
        ScheduleWhat::Content { content } => {
            let content = sending::trimmed(content);
            sending::check(&content)?;
            Ok(content)
        }
        ScheduleWhat::Template { template } => {
            template_of(workspace, channel, template).await.map(|template| Content::Template(Box::new(template)))
        }
    }
}

async fn fallback(
    workspace: &Workspace,
    channel: &ChannelId,
    instead: Option<TemplateWish>,
) -> Result<IfClosed, ApiError> {
    match instead {
        Some(template) => template_of(workspace, channel, template).await.map(Box::new).map(IfClosed::Template),
        None => Ok(IfClosed::Ask),
    }
}

async fn template_of(
    workspace: &Workspace,
    channel: &ChannelId,
    wish: TemplateWish,
) -> Result<crate::domain::content::TemplateMessage, ApiError> {
    fill(workspace, channel, &wish.name, &wish.language, &wish.values).await
}

fn millis_at(millis: i64) -> Result<DateTime<Utc>, ApiError> {
    DateTime::from_timestamp_millis(millis).ok_or_else(|| ApiError::invalid("dueAt", Wrong::TooFar))
}

/// A moment for which something may be scheduled.
pub(super) fn moment(workspace: &Workspace, due_at: DateTime<Utc>) -> Result<DateTime<Utc>, ApiError> {
    let now = workspace.clock.now();
    if due_at - now > FURTHEST {
        return Err(ApiError::invalid("dueAt", Wrong::TooFar));
    }
    if due_at <= now {
        return Err(ApiError::invalid("dueAt", Wrong::Past));
    }
    Ok(due_at)
}

async fn pending(workspace: &Workspace, id: ScheduleId) -> Result<ScheduledRow, ApiError> {
    let row = workspace.store.read(move |tx| scheduled::by_id(tx, id)).await?;
    row.filter(|row| row.state.is_pending()).ok_or_else(|| ApiError::not_found("schedule"))
}

/// Appends what concerns a scheduled message, unless it has gone out or was dropped meanwhile.
async fn append_if_pending(workspace: &Workspace, id: ScheduleId, event: Event, actor: Actor) -> Result<(), ApiError> {
    let event = NewEvent { id: event_id(Uuid::now_v7()), actor, at: workspace.clock.now(), event };
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        let row = scheduled::by_id(tx, id)?.filter(|row| row.state.is_pending());
        Ok(row.map(|_| vec![event]).ok_or(()))
    });
    match decided.await {
        Ok(_) => Ok(()),
        Err(NotAppended::Refused(())) => Err(ApiError::not_found("schedule")),
        Err(NotAppended::Db(problem)) => Err(problem.into()),
    }
}

async fn read_back(workspace: &Workspace, id: ScheduleId) -> Result<Scheduled, ApiError> {
    let read = workspace.store.read(move |tx| match scheduled::by_id(tx, id)? {
        Some(row) => shown(tx, row),
        None => Ok(None),
    });
    read.await?.ok_or_else(|| ApiError::not_found("schedule"))
}

fn shown(tx: &ReadTx, row: ScheduledRow) -> DbResult<Option<Scheduled>> {
    let Some(thread) = conversation::by_id(tx, row.conversation)? else { return Ok(None) };
    let thread = conversation::shown(tx, thread)?;
    let Some(person) = contact::by_id(tx, thread.contact)? else { return Ok(None) };
    let ScheduledRow { id, channel, plan, author, problem, .. } = row;
    let if_closed = match plan.if_closed {
        IfClosed::Ask => None,
        IfClosed::Template(template) => Some(bubbles::without_components(Content::Template(template))),
    };
    Ok(Some(Scheduled {
        id,
        channel,
        conversation: ConversationId(thread.id.0),
        contact: view::contact(&person),
        needs_template: plan.content.needs_open_window() && !thread.window().is_open(plan.due_at),
        content: bubbles::without_components(plan.content),
        due_at: plan.due_at.timestamp_millis(),
        if_closed,
        unless_they_write: plan.unless_they_write,
        author: name_of(author),
        problem,
    }))
}

fn name_of(author: Actor) -> Option<String> {
    match author {
        Actor::Agent(name) | Actor::Api(name) => Some(name),
        Actor::Customer | Actor::Provider | Actor::Rule(_) | Actor::System => None,
    }
}
