//! What programs may send later.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use chrono::DateTime;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::api::types::Scheduled;
use crate::api::workspace::{Api, Workspace};
use crate::api::{chats, schedule, templates};
use crate::domain::content::Content;
use crate::domain::event::{Actor, Event, MessageScheduled};
use crate::domain::ids::ScheduleId;
use crate::domain::person::Identity;
use crate::domain::schedule::{IfClosed, Plan};
use crate::projection::queued_event_id;
use crate::store::tables::log;

use super::answer::{Refusal, Success, time};
use super::send::{AUTHOR, Variables, Wish, key_is_taken};

/// The template that goes out if the window is closed by then.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Instead {
    template: String,
    language: String,
    #[serde(default)]
    variables: Option<Variables>,
}

/// When something is to go out, and on which conditions.
pub(super) struct Later {
    send_at: String,
    if_closed: Option<Instead>,
    unless_they_write: bool,
}

impl Later {
    /// What was said of the time; `None` when it is now.
    pub(super) fn of(
        send_at: Option<String>,
        if_closed: Option<Instead>,
        unless_they_write: bool,
    ) -> Result<Option<Later>, Refusal> {
        match send_at {
            Some(send_at) => Ok(Some(Later { send_at, if_closed, unless_they_write })),
            None if if_closed.is_some() => Err(Refusal::field("ifClosed", "goes with sendAt only")),
            None if unless_they_write => Err(Refusal::field("unlessTheyWrite", "goes with sendAt only")),
            None => Ok(None),
        }
    }
}

/// Schedules a message.
pub(super) async fn schedule(workspace: &Workspace, wish: Wish, later: Later) -> Result<Success, Refusal> {
    let Wish { channel, to, content, client_id } = wish;
    // To the millisecond, as it is kept.
    let due_at = DateTime::parse_from_rfc3339(&later.send_at).ok();
    let due_at = due_at.and_then(|at| DateTime::from_timestamp_millis(at.timestamp_millis()));
    let due_at = due_at.ok_or_else(|| Refusal::field("sendAt", "is a time such as 2026-11-30T09:00:00Z"))?;
    let if_closed = match later.if_closed {
        None => IfClosed::Ask,
        Some(Instead { template, language, variables }) => {
            let values = variables.map(Variables::into_values).unwrap_or_default();
            let filled = templates::fill(workspace, &channel, &template, &language, &values).await?;
            IfClosed::Template(Box::new(filled))
        }
    };
    let actor = || Actor::Api(AUTHOR.to_owned());
    let plan = Plan { content, due_at, if_closed, unless_they_write: later.unless_they_write };
    let earlier = earlier(workspace, client_id).await?;
    if earlier.is_none() {
        schedule::moment(workspace, due_at)
            .map_err(|_| Refusal::field("sendAt", "is in the future, and within a year"))?;
    }
    let conversation = chats::open(workspace, channel.clone(), Identity::by_phone(to.as_str()), actor()).await?;
    let event = MessageScheduled { channel, conversation, plan };
    if earlier.is_some_and(|earlier| earlier != event) {
        return Err(key_is_taken());
    }
    let scheduled = schedule::schedule_as(workspace, event, client_id, actor()).await?;
    Ok(Success {
        status: StatusCode::ACCEPTED,
        message: "Kept, and sent at its time",
        data: scheduled_json(&scheduled),
    })
}

/// What was scheduled with the same key before.
async fn earlier(workspace: &Workspace, client_id: Uuid) -> Result<Option<MessageScheduled>, Refusal> {
    let (sent, later) = (queued_event_id(&client_id.to_string()), schedule::event_id(client_id));
    let found = workspace.store.read(move |tx| {
        let earlier = log::find(tx, &later)?.map(|seq| log::event(tx, seq)).transpose()?.flatten();
        Ok((earlier, log::find(tx, &sent)?.is_some()))
    });
    match found.await? {
        (_, true) => Err(key_is_taken()),
        (Some(recorded), false) => {
            let Event::MessageScheduled(event) = recorded.event else { return Err(key_is_taken()) };
            Ok(Some(event))
        }
        (None, false) => Ok(None),
    }
}

/// `GET /whatsapp/scheduled`: what needs a decision first, then what goes out next.
pub(super) async fn list(State(api): State<Arc<Api>>) -> Result<Success, Refusal> {
    let pending = schedule::pending_of(&*api.workspace()?, None).await?;
    let items: Vec<Value> = pending.iter().map(scheduled_json).collect();
    Ok(Success::ok("Scheduled messages", json!({ "items": items })))
}

/// `DELETE /whatsapp/scheduled/{id}`.
pub(super) async fn cancel(State(api): State<Arc<Api>>, Path(id): Path<String>) -> Result<Success, Refusal> {
    let id = id.parse().map(ScheduleId).map_err(|_| Refusal::field("id", "is a number"))?;
    schedule::cancel_as(&*api.workspace()?, id, Actor::Api(AUTHOR.to_owned())).await?;
    Ok(Success::ok("Cancelled", json!({ "id": id, "status": "cancelled" })))
}

fn scheduled_json(scheduled: &Scheduled) -> Value {
    let status = if scheduled.problem.is_some() { "asking" } else { "scheduled" };
    json!({
        "id": scheduled.id,
        "status": status,
        "sendAt": DateTime::from_timestamp_millis(scheduled.due_at).map(time),
        "channel": scheduled.channel,
        "phone": scheduled.contact.phone,
        "userId": scheduled.contact.user_id,
        "name": scheduled.contact.name,
        "type": scheduled.content.wa_type(),
        "text": scheduled.content.text(),
        "ifClosed": scheduled.if_closed.as_ref().and_then(Content::text),
        "unlessTheyWrite": scheduled.unless_they_write,
        "windowWillBeClosed": scheduled.needs_template,
        "problem": scheduled.problem,
        "author": scheduled.author,
    })
}
