//! What a customer is shown of our doings: blue ticks, and that an answer is being written.

use std::sync::Arc;

use tracing::info;

use crate::domain::event::{ConversationRead, NewEvent};
use crate::domain::ids::{ConversationId, MessageId};
use crate::log;
use crate::settings;
use crate::store::tables::{conversation, message};

use super::Api;
use super::types::{ApiError, ConversationRef, MarkRead};
use super::workspace::Workspace;

pub(super) async fn mark_read(api: &Api, read: MarkRead) -> Result<(), ApiError> {
    let workspace = api.workspace()?;
    let event = NewEvent {
        id: format!("read:{}:{}", read.conversation, read.up_to),
        actor: workspace.agent(),
        at: workspace.clock.now(),
        event: ConversationRead { conversation: read.conversation, up_to: read.up_to }.into(),
    };
    let appended = log::append(workspace.log.as_ref(), vec![event]).await?;
    if appended.iter().any(|appended| appended.fresh) {
        tell_provider(workspace, read.conversation, Courtesy::Read { up_to: read.up_to }).await?;
    }
    Ok(())
}

pub(super) async fn show_typing(api: &Api, typing: ConversationRef) -> Result<(), ApiError> {
    tell_provider(api.workspace()?, typing.conversation, Courtesy::Typing).await
}

/// What a customer may be shown of our doings.
#[derive(Clone, Copy)]
enum Courtesy {
    /// That their messages were read.
    Read { up_to: MessageId },
    /// That an answer is being written, and so that their messages were read.
    Typing,
}

/// Shows the customer the blue ticks, or that an answer is being written, if the settings allow it. A courtesy: it is not
/// waited for, and when it does not succeed nothing is lost.
async fn tell_provider(workspace: Arc<Workspace>, id: ConversationId, courtesy: Courtesy) -> Result<(), ApiError> {
    let now = workspace.clock.now();
    let read = workspace.store.read(move |tx| {
        let settings = settings::load(tx)?;
        let Some(thread) = conversation::by_id(tx, id)? else { return Ok(None) };
        let shown = settings.channels.get(&thread.channel).copied().unwrap_or_default();
        let (allowed, up_to) = match courtesy {
            Courtesy::Read { up_to } => (shown.read_receipts, Some(up_to)),
            Courtesy::Typing => (shown.typing_indicator && thread.window().is_open(now), None),
        };
        let newest = message::newest_inbound(tx, id, up_to)?.filter(|_| allowed);
        Ok(newest.and_then(|row| row.provider_id).map(|provider_id| (thread.channel, provider_id)))
    });
    let Some((channel, provider_id)) = read.await? else { return Ok(()) };
    let Some(connected) = workspace.channels.get(&channel) else { return Ok(()) };
    let provider = connected.provider.clone();
    tokio::spawn(async move {
        let typing = matches!(courtesy, Courtesy::Typing);
        if let Err(problem) = provider.mark_read(provider_id, typing).await {
            info!(conversation.id = %id, "Could not show the customer of conversation {id} that it was read: {problem}");
        }
    });
    Ok(())
}
