//! Chats that begin on our side: found, or opened with somebody who never wrote.

use uuid::Uuid;

use crate::domain::event::{Actor, ChatStarted, NewEvent};
use crate::domain::ids::{ChannelId, ConversationId};
use crate::domain::person::{E164, Identity};
use crate::domain::phone;
use crate::domain::problem::Wrong;
use crate::projection;
use crate::store::tables::{contact, conversation};
use crate::store::{DbResult, ReadTx};

use super::types::{ApiError, ChatWithNumber, Conversation, ConversationsById, OpenChat, OpenedChat, StartChat};
use super::workspace::Workspace;
use super::{Api, inbox};

/// The shortest number with its country.
const FEWEST_DIGITS: usize = 5;

pub(super) async fn chat_with_number(api: &Api, wanted: ChatWithNumber) -> Result<Option<Conversation>, ApiError> {
    let workspace = api.workspace()?;
    let who = Identity::by_phone(&phone::digits(&wanted.phone));
    let found = workspace.store.read(move |tx| match projection::find_contact(tx, "", &who)? {
        Some(person) => Ok(conversation::newest_of_contact(tx, person)?.map(|thread| thread.id)),
        None => Ok(None),
    });
    match found.await? {
        Some(id) => row(api, id).await,
        None => Ok(None),
    }
}

/// Opens a chat with a number, or finds the one that is there. Nothing is sent.
pub(super) async fn start_chat(api: &Api, start: StartChat) -> Result<Conversation, ApiError> {
    let with = Identity::by_phone(number(&start.phone)?.as_str());
    let workspace = api.workspace()?;
    let id = open(&workspace, start.channel, with, workspace.agent()).await?;
    row(api, id).await?.ok_or_else(|| ApiError::not_found("conversation"))
}

/// Opens a chat with a contact, or finds the one that is there. Nothing is sent.
pub(super) async fn open_chat(api: &Api, wanted: OpenChat) -> Result<OpenedChat, ApiError> {
    let workspace = api.workspace()?;
    let id = wanted.contact;
    let found = workspace.store.read(move |tx| contact::by_id(tx, contact::standing(tx, id)?));
    let person = found.await?.ok_or_else(|| ApiError::not_found("contact"))?;
    let with = Identity { wa_id: person.wa_id, user_id: person.user_id, parent_user_id: None };
    Ok(OpenedChat { conversation: open(&workspace, wanted.channel, with, workspace.agent()).await? })
}

/// Opens a chat in somebody's name, or finds the one that is there. Nothing is sent.
pub(super) async fn open(
    workspace: &Workspace,
    channel: ChannelId,
    with: Identity,
    actor: Actor,
) -> Result<ConversationId, ApiError> {
    let scope = workspace.connected(&channel)?.channel.scope().to_owned();
    let event = NewEvent {
        id: format!("chat:{}", Uuid::now_v7()),
        actor,
        at: workspace.clock.now(),
        event: ChatStarted { channel: channel.clone(), with: with.clone(), scope: scope.clone() }.into(),
    };
    // Decided where the log is written, so that two windows do not start one chat twice.
    let (find_scope, find_with, find_channel) = (scope.clone(), with.clone(), channel.clone());
    let decide = move |tx: &ReadTx| {
        let known = thread(tx, &find_scope, &find_with, &find_channel)?;
        Ok(if known.is_some() { Vec::new() } else { vec![event] })
    };
    workspace.log.append(Box::new(decide)).await?;
    let id = workspace.store.read(move |tx| thread(tx, &scope, &with, &channel)).await?;
    id.ok_or_else(|| ApiError::not_found("conversation"))
}

fn thread(tx: &ReadTx, scope: &str, with: &Identity, channel: &ChannelId) -> DbResult<Option<ConversationId>> {
    let Some(person) = projection::find_contact(tx, scope, with)? else { return Ok(None) };
    Ok(conversation::of_contact(tx, person, channel)?.map(|thread| thread.id))
}

fn number(text: &str) -> Result<E164, ApiError> {
    let digits = phone::digits(text);
    let long_enough = digits.len() >= FEWEST_DIGITS;
    E164::new(&format!("+{digits}"))
        .ok()
        .filter(|_| long_enough)
        .ok_or_else(|| ApiError::invalid("phone", Wrong::NotAPhoneNumber))
}

async fn row(api: &Api, id: ConversationId) -> Result<Option<Conversation>, ApiError> {
    Ok(inbox::conversations(api, ConversationsById { ids: vec![id] }).await?.into_iter().next())
}
