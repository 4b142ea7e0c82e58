//! What programs may say about the work on a conversation.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::labels::same;
use crate::api::types::{SetLabel, SetWork, WorkWish};
use crate::api::work::{set_label_as, set_work_as};
use crate::api::workspace::{Api, Workspace};
use crate::domain::event::Actor;
use crate::domain::ids::{ConversationId, LabelId};
use crate::domain::window::ServiceWindow;
use crate::domain::work::Snooze;
use crate::store::tables::conversation_list::{self, ListRow};
use crate::store::tables::label::{self, LabelRow};

use super::answer::{Refusal, Success};
use super::listings::{self, Page, find_thread};
use super::send::{AUTHOR, parse};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Work {
    status: String,
    #[serde(default)]
    until: Option<String>,
}

/// `POST /whatsapp/conversations/{phone or userId}/work`.
pub(super) async fn set_work(
    State(api): State<Arc<Api>>,
    Path(person): Path<String>,
    Query(page): Query<Page>,
    body: Bytes,
) -> Result<Success, Refusal> {
    let wanted: Work = parse(&body)?;
    let workspace = api.workspace()?;
    let thread = find_thread(&workspace, person, page.channel(&workspace)?).await?;
    let wish = wish(&wanted, thread.window(), workspace.clock.now())?;
    let set = SetWork { conversations: vec![thread.id], work: wish };
    set_work_as(&workspace, set, Actor::Api(AUTHOR.to_owned())).await?;
    shown(&workspace, thread.id, "Noted").await
}

fn wish(wanted: &Work, window: ServiceWindow, now: DateTime<Utc>) -> Result<WorkWish, Refusal> {
    match (wanted.status.as_str(), wanted.until.as_deref()) {
        ("open", None) => Ok(WorkWish::Open),
        ("pending", None) => Ok(WorkWish::Pending),
        ("resolved", None) => Ok(WorkWish::Resolved),
        ("open" | "pending" | "resolved", Some(_)) => Err(Refusal::field("until", "goes with the status snoozed only")),
        ("snoozed", Some("answer")) => Ok(WorkWish::SnoozedUntilAnswer),
        ("snoozed", Some("lastHour")) => match Snooze::last_hour(window, now) {
            Some(_) => Ok(WorkWish::SnoozedUntilLastHour),
            None => {
                Err(Refusal::new(StatusCode::CONFLICT, "no_last_hour", "The window has no more than an hour left."))
            }
        },
        ("snoozed", until) => {
            let at = until.and_then(|until| DateTime::parse_from_rfc3339(until).ok());
            let at = at
                .ok_or_else(|| Refusal::field("until", "is a time such as 2026-11-30T09:00:00Z, answer or lastHour"))?;
            Ok(WorkWish::SnoozedUntil { at: at.to_utc() })
        }
        _ => Err(Refusal::field("status", "is open, pending, snoozed or resolved")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    #[serde(default)]
    add: Vec<String>,
    #[serde(default)]
    remove: Vec<String>,
}

/// `POST /whatsapp/conversations/{phone or userId}/labels`: all of them, or none if one is not known.
pub(super) async fn set_labels(
    State(api): State<Arc<Api>>,
    Path(person): Path<String>,
    Query(page): Query<Page>,
    body: Bytes,
) -> Result<Success, Refusal> {
    let wanted: Labels = parse(&body)?;
    let workspace = api.workspace()?;
    let thread = find_thread(&workspace, person, page.channel(&workspace)?).await?.id;
    let known = workspace.store.read(label::all).await?;
    let add = named(&known, &wanted.add, "add")?;
    let remove = named(&known, &wanted.remove, "remove")?;
    for (label, on) in add.into_iter().map(|id| (id, true)).chain(remove.into_iter().map(|id| (id, false))) {
        let set = SetLabel { conversations: vec![thread], label, on };
        set_label_as(&workspace, set, Actor::Api(AUTHOR.to_owned())).await?;
    }
    shown(&workspace, thread, "Labelled").await
}

fn named(known: &[LabelRow], names: &[String], field: &str) -> Result<Vec<LabelId>, Refusal> {
    let find = |name: &String| known.iter().find(|label| same(&label.name, name)).map(|label| label.id);
    let unknown = || Refusal::field(field, "has a label that does not exist");
    names.iter().map(|name| find(name).ok_or_else(unknown)).collect()
}

/// `GET /whatsapp/labels`.
pub(super) async fn labels(State(api): State<Arc<Api>>) -> Result<Success, Refusal> {
    let known = api.workspace()?.store.read(label::all).await?;
    let items: Vec<Value> = known.iter().map(|it| json!({ "name": it.name, "color": it.color.name() })).collect();
    Ok(Success::ok("Labels", json!({ "items": items })))
}

async fn shown(workspace: &Workspace, id: ConversationId, message: &'static str) -> Result<Success, Refusal> {
    let now = workspace.clock.now();
    let read = workspace.store.read(move |tx| Ok((conversation_list::by_ids(tx, &[id])?, label::all(tx)?)));
    let (rows, labels): (Vec<ListRow>, _) = read.await?;
    let row = rows.first().map(|row| listings::conversation_json(row, &labels, now));
    Ok(Success::ok(message, row.unwrap_or_default()))
}
