//! Sending from the screen.

use crate::domain::content::{Content, Context};
use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::problem::Wrong;
use crate::log::{NotAppended, Topic};
use crate::outbox::{self, QueueRefusal, Wish};
use crate::store::tables::{draft, message};

use super::templates::fill;
use super::types::{ApiError, Draft, Message, MessageRef, React, SendMessage, SendTemplate};
use super::view::Seen;
use super::workspace::Workspace;
use super::{Api, bubbles};

pub(super) async fn send_message(api: &Api, send: SendMessage) -> Result<Message, ApiError> {
    let workspace = api.workspace()?;
    let content = trimmed(send.content);
    check(&content)?;
    let context = quoting(&workspace, send.conversation, send.reply_to).await?;
    let message = queue(&workspace, send.conversation, content, context, send.client_id).await?;
    forget_draft(&workspace, send.conversation).await?;
    Ok(message)
}

/// Blanks around words are nobody's wish.
pub(super) fn trimmed(mut content: Content) -> Content {
    if let Content::Text { text, .. } = &mut content {
        *text = text.trim().to_owned();
    }
    if let Content::Media(media) = &mut content {
        let caption = media.caption.take().map(|caption| caption.trim().to_owned());
        media.caption = caption.filter(|caption| !caption.is_empty());
    }
    content
}

/// Whether it may leave: WhatsApp would take it, and every blank in it is filled in.
pub(super) fn check(content: &Content) -> Result<(), ApiError> {
    content.check()?;
    match content.blanks().first() {
        Some(name) => Err(ApiError::invalid("text", Wrong::Blank { name: format!("{{{{{name}}}}}") })),
        None => Ok(()),
    }
}

/// What a message answers, if that one is in the same thread and known to the provider.
async fn quoting(
    workspace: &Workspace,
    conversation: ConversationId,
    reply_to: Option<MessageId>,
) -> Result<Context, ApiError> {
    let Some(id) = reply_to else { return Ok(Context::default()) };
    let quoted = workspace.store.read(move |tx| message::by_id(tx, id)).await?;
    let quoted = quoted.filter(|row| row.conversation == conversation).and_then(|row| row.provider_id);
    quoted.map(Context::reply).ok_or_else(|| ApiError::invalid("replyTo", Wrong::NotAnswerable))
}

/// Puts our emoji on a message, or takes it back.
pub(super) async fn react(api: &Api, react: React) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    let id = react.message;
    let row = workspace.store.read(move |tx| message::by_id(tx, id)).await?;
    let row = row.ok_or_else(|| ApiError::not_found("message"))?;
    let to = row.provider_id.ok_or_else(|| ApiError::invalid("message", Wrong::NotThereYet))?;
    let content = Content::Reaction { to, emoji: react.emoji };
    check(&content)?;
    queue_wish(&workspace, row.conversation, content, Context::default(), react.client_id).await.map(drop)
}

pub(super) async fn cancel_message(api: &Api, which: MessageRef) -> Result<Message, ApiError> {
    let workspace = api.workspace()?;
    let now = workspace.clock.now();
    outbox::cancel(workspace.log.as_ref(), which.message, workspace.agent(), now).await?;
    read_back(&workspace, which.message).await
}

pub(super) async fn send_template(api: &Api, send: SendTemplate) -> Result<Message, ApiError> {
    let workspace = api.workspace()?;
    let (channel, _) = recipient(&workspace, send.conversation).await?;
    let template = fill(&workspace, &channel, &send.name, &send.language, &send.values).await?;
    queue(&workspace, send.conversation, Content::Template(Box::new(template)), Context::default(), send.client_id)
        .await
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
    context: Context,
    client_id: uuid::Uuid,
) -> Result<Message, ApiError> {
    let id = queue_wish(workspace, conversation, content, context, client_id).await?;
    read_back(workspace, id).await
}

async fn queue_wish(
    workspace: &Workspace,
    conversation: ConversationId,
    content: Content,
    context: Context,
    client_id: uuid::Uuid,
) -> Result<MessageId, ApiError> {
    let (channel, to) = recipient(workspace, conversation).await?;
    let scope = workspace.connected(&channel)?.channel.scope().to_owned();
    let wish = Wish { channel, scope, to, content, context, client_id };
    let now = workspace.clock.now();
    Ok(outbox::queue_message(workspace.log.as_ref(), wish, workspace.agent(), now).await?)
}

pub(super) async fn read_back(workspace: &Workspace, id: MessageId) -> Result<Message, ApiError> {
    let now = workspace.clock.now();
    let read = workspace.store.read(move |tx| match message::by_id(tx, id)? {
        Some(row) => bubbles::one(tx, row, Seen::at(tx, now)?).map(Some),
        None => Ok(None),
    });
    read.await?.ok_or(ApiError::from(NotAppended::Refused(QueueRefusal::NotFound)))
}

/// What was typed for the customer has left. A note that was begun has not, and stays.
async fn forget_draft(workspace: &Workspace, id: ConversationId) -> Result<(), ApiError> {
    let now = workspace.clock.now();
    let write = workspace.store.write(move |tx| {
        let kept = draft::body(tx, id)?.and_then(|json| serde_json::from_str::<Draft>(&json).ok());
        let note = kept.map(|kept| Draft { note: kept.note, noting: kept.noting, ..Draft::default() });
        let note = note.filter(|note| *note != Draft::default());
        draft::save(tx, id, note.as_ref().map(serde_json::to_string).transpose()?.as_deref(), now)
    });
    write.await?;
    workspace.log.announce(vec![Topic::Conversation { id, messages: Vec::new() }]);
    Ok(())
}
