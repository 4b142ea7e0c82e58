//! New messages in chats that are not in view.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tracing::warn;

use crate::domain::content::CallDirection;
use crate::domain::event::{Event, Recorded};
use crate::domain::ids::{ConversationId, MessageId};
use crate::log::Committed;
use crate::store::DbResult;
use crate::store::tables::message::MessageRow;
use crate::store::tables::{contact, conversation, message};
use crate::texts::say;

use super::words::{MOST_AT_ONCE, counted, in_words};
use super::{Notice, Notifier};

/// Messages that come within this time are told of together.
const GATHERING: Duration = Duration::from_millis(700);

pub(super) async fn watch(notifier: &Notifier, mut commits: Receiver<Committed>) {
    loop {
        let mut gathered: Vec<MessageId> = Vec::new();
        match commits.recv().await {
            Ok(committed) => gathered.extend(received(&committed.events)),
            Err(RecvError::Lagged(_)) => continue,
            Err(RecvError::Closed) => return,
        }
        if gathered.is_empty() {
            continue;
        }
        tokio::time::sleep(GATHERING).await;
        while let Ok(committed) = commits.try_recv() {
            gathered.extend(received(&committed.events));
        }
        if let Err(problem) = tell(notifier, gathered).await {
            warn!("Could not tell of new messages: {problem}");
        }
    }
}

fn received(events: &[Recorded]) -> impl Iterator<Item = MessageId> {
    let asks_for_attention = |event: &&Recorded| {
        let wrote = matches!(&event.event, Event::MessageReceived(it) if it.content.is_from_customer());
        let called =
            matches!(&event.event, Event::CallReported(it) if it.call.direction == CallDirection::FromCustomer);
        wrote || called
    };
    events.iter().filter(asks_for_attention).map(|event| MessageId(event.seq.0))
}

async fn tell(notifier: &Notifier, ids: Vec<MessageId>) -> DbResult<()> {
    let Some(settings) = notifier.settings_if_loud().await?.filter(|settings| settings.notify_messages) else {
        return Ok(());
    };
    let language = settings.spoken();
    let messages = notifier.store.read(move |tx| unseen(tx, &ids)).await?;
    let mut chats: BTreeMap<ConversationId, Vec<(String, MessageRow)>> = BTreeMap::new();
    for (who, message) in messages {
        if !notifier.is_in_view(message.conversation) {
            chats.entry(message.conversation).or_default().push((who, message));
        }
    }
    if chats.len() > MOST_AT_ONCE {
        let count: usize = chats.values().map(Vec::len).sum();
        let title = counted(language, "notice_messages", count);
        let text = counted(language, "notice_in_chats", chats.len());
        notifier.notices.show(Notice { title, text, conversation: None });
        return Ok(());
    }
    for (conversation, messages) in chats {
        let Some((who, newest)) = messages.last() else { continue };
        let title = match messages.len() {
            1 => who.clone(),
            count => say(language, "notice_messages_of", &[("name", who.clone()), ("count", count.to_string())]),
        };
        let text = if settings.notify_text {
            in_words(language, &newest.content)
        } else {
            say(language, "notice_message", &[])
        };
        notifier.notices.show(Notice { title, text, conversation: Some(conversation) });
    }
    Ok(())
}

/// The messages that were not seen meanwhile, on another screen perhaps.
fn unseen(tx: &crate::store::ReadTx, ids: &[MessageId]) -> DbResult<Vec<(String, MessageRow)>> {
    let mut messages = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(row) = message::by_id(tx, *id)? else { continue };
        let Some(thread) = conversation::by_id(tx, row.conversation)? else { continue };
        let Some(person) = contact::by_id(tx, thread.contact)? else { continue };
        if thread.read_up_to < Some(*id) {
            messages.push((person.display_name(), row));
        }
    }
    Ok(messages)
}
