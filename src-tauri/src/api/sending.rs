//! Sending from the screen.

use crate::domain::content::Content;
use crate::domain::ids::{ConversationId, MessageId};
use crate::log::{NotAppended, Topic};
use crate::outbox::{self, QueueRefusal, Wish};
use crate::store::tables::{draft, message};

use super::Api;
use super::templates::fill;
use super::thread;
use super::types::{ApiError, Message, MessageRef, SendTemplate, SendText};
use super::workspace::Workspace;

/// The longest text that WhatsApp takes, in characters (Meta, "Text messages").
pub(super) const LONGEST_TEXT: usize = 4096;

pub(super) async fn send_text(api: &Api, send: SendText) -> Result<Message, ApiError> {
    let workspace = api.workspace()?;
    let text = send.text.trim().to_owned();
    check_text(&text)?;
    let preview_url = text.contains("https://") || text.contains("http://");
    let message = queue(&workspace, send.conversation, Content::Text { text, preview_url }, send.client_id).await?;
    forget_draft(&workspace, send.conversation).await?;
    Ok(message)
}

pub(super) fn check_text(text: &str) -> Result<(), ApiError> {
    match text.chars().count() {
        0 => Err(ApiError::invalid("text", "is empty")),
        length if length > LONGEST_TEXT => Err(ApiError::invalid("text", "is longer than 4096 characters")),
        _ => Ok(()),
    }
}

pub(super) async fn send_template(api: &Api, send: SendTemplate) -> Result<Message, ApiError> {
    let workspace = api.workspace()?;
    let (channel, _) = recipient(&workspace, send.conversation).await?;
    let template = fill(&workspace, &channel, &send.name, &send.language, &send.values).await?;
    queue(&workspace, send.conversation, Content::Template(template), send.client_id).await
}

pub(super) async fn retry_message(api: &Api, which: MessageRef) -> Result<Message, ApiError> {
    let workspace = api.workspace()?;
    let now = workspace.clock.now();
    outbox::request_retry(workspace.log.as_ref(), which.message, workspace.agent(), now).await?;
    read_back(&workspace, which.message).await
}

async fn recipient(
    workspace: &Workspace,
    id: ConversationId,
) -> Result<(crate::domain::ids::ChannelId, crate::domain::person::Identity), ApiError> {
    let found = workspace.store.read(move |tx| outbox::recipient(tx, id)).await?;
    found.ok_or_else(|| ApiError::not_found("conversation"))
}

async fn queue(
    workspace: &Workspace,
    conversation: ConversationId,
    content: Content,
    client_id: uuid::Uuid,
) -> Result<Message, ApiError> {
    let (channel, to) = recipient(workspace, conversation).await?;
    let scope = workspace.connected(&channel)?.channel.scope().to_owned();
    let wish = Wish { channel, scope, to, content, client_id };
    let now = workspace.clock.now();
    let id = outbox::queue_message(workspace.log.as_ref(), wish, workspace.agent(), now).await?;
    read_back(workspace, id).await
}

async fn read_back(workspace: &Workspace, id: MessageId) -> Result<Message, ApiError> {
    let now = workspace.clock.now();
    let read = workspace.store.read(move |tx| match message::by_id(tx, id)? {
        Some(row) => thread::complete(tx, row, now).map(Some),
        None => Ok(None),
    });
    read.await?.ok_or(ApiError::from(NotAppended::Refused(QueueRefusal::NotFound)))
}

async fn forget_draft(workspace: &Workspace, id: ConversationId) -> Result<(), ApiError> {
    let now = workspace.clock.now();
    workspace.store.write(move |tx| draft::save(tx, id, "", now)).await?;
    workspace.log.announce(vec![Topic::Conversation { id, messages: Vec::new() }]);
    Ok(())
}
