//! Answers that are used often.

use uuid::Uuid;

use crate::domain::event::{Event, NewEvent, ReplyChanged, ReplyCreated, ReplyDeleted};
use crate::domain::ids::ReplyId;
use crate::domain::problem::Wrong;
use crate::domain::reply::Reply;
use crate::log;
use crate::store::DbError;
use crate::store::tables::saved_reply;

use super::Api;
use super::types::{ApiError, ChangeReply, ReplyRef, SavedReply};
use super::workspace::Workspace;

/// More replies than this are not kept by an office, and could not be looked through.
pub(super) const MOST_REPLIES: usize = 2_000;

pub(super) async fn list_replies(api: &Api, (): ()) -> Result<Vec<SavedReply>, ApiError> {
    let all = api.workspace()?.store.read(saved_reply::all).await?;
    Ok(all.into_iter().map(|(id, reply)| SavedReply { id, reply }).collect())
}

pub(super) async fn create_reply(api: &Api, reply: Reply) -> Result<SavedReply, ApiError> {
    let workspace = api.workspace()?;
    let reply = checked(reply)?;
    let (key, event) = (reply.key(), new_event(&workspace, ReplyCreated { reply: reply.clone() }.into()));
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        if saved_reply::by_key(tx, &key)?.is_some() {
            return Ok(Err(taken()));
        }
        if saved_reply::all(tx)?.len() >= MOST_REPLIES {
            return Ok(Err(ApiError::invalid("replies", Wrong::TooMany { most: MOST_REPLIES })));
        }
        Ok(Ok(vec![event]))
    });
    let appended = decided.await.map_err(ApiError::from)?;
    let first = appended.first().ok_or_else(|| ApiError::not_found("reply"))?;
    Ok(SavedReply { id: ReplyId(first.seq.0), reply })
}

pub(super) async fn change_reply(api: &Api, change: ChangeReply) -> Result<SavedReply, ApiError> {
    let workspace = api.workspace()?;
    let (id, reply) = (change.id, checked(change.reply)?);
    let (key, event) = (reply.key(), new_event(&workspace, ReplyChanged { id, reply: reply.clone() }.into()));
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        if saved_reply::by_id(tx, id)?.is_none() {
            return Ok(Err(ApiError::not_found("reply")));
        }
        if saved_reply::by_key(tx, &key)?.is_some_and(|other| other != id) {
            return Ok(Err(taken()));
        }
        Ok(Ok(vec![event]))
    });
    decided.await.map_err(ApiError::from)?;
    Ok(SavedReply { id, reply })
}

pub(super) async fn delete_reply(api: &Api, which: ReplyRef) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    let event = new_event(&workspace, ReplyDeleted { id: which.id }.into());
    let decided = log::append_if(workspace.log.as_ref(), move |tx| {
        let known = saved_reply::by_id(tx, which.id)?.is_some();
        Ok::<_, DbError>(if known { Ok(vec![event]) } else { Err(ApiError::not_found("reply")) })
    });
    decided.await.map(drop).map_err(ApiError::from)
}

fn checked(reply: Reply) -> Result<Reply, ApiError> {
    let reply = reply.trimmed();
    reply.check()?;
    Ok(reply)
}

fn taken() -> ApiError {
    ApiError::invalid("shortcut", Wrong::Taken)
}

pub(super) fn new_event(workspace: &Workspace, event: Event) -> NewEvent {
    NewEvent { id: format!("reply:{}", Uuid::now_v7()), actor: workspace.agent(), at: workspace.clock.now(), event }
}
