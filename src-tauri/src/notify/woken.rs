//! Chats that were put off and have come back.

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tracing::warn;

use crate::domain::event::{Actor, Event, Recorded};
use crate::domain::ids::ConversationId;
use crate::domain::work::Work;
use crate::log::Committed;
use crate::store::DbResult;
use crate::store::tables::conversation_list::{self, ListRow};
use crate::texts::say;

use super::words::{MOST_AT_ONCE, counted};
use super::{Notice, Notifier};

pub(super) async fn watch(notifier: &Notifier, mut commits: Receiver<Committed>) {
    loop {
        let woken: Vec<ConversationId> = match commits.recv().await {
            Ok(committed) => committed.events.iter().filter_map(woken).collect(),
            Err(RecvError::Lagged(_)) => continue,
            Err(RecvError::Closed) => return,
        };
        if woken.is_empty() {
            continue;
        }
        if let Err(problem) = tell(notifier, woken).await {
            warn!("Could not tell of chats that came back: {problem}");
        }
    }
}

/// The chat that an event brings back by itself. Who opens one by hand knows.
fn woken(event: &Recorded) -> Option<ConversationId> {
    if let Event::WorkSet(set) = &event.event
        && set.work == Work::Open
        && event.actor == Actor::System
    {
        Some(set.conversation)
    } else {
        None
    }
}

async fn tell(notifier: &Notifier, woken: Vec<ConversationId>) -> DbResult<()> {
    let Some(settings) = notifier.settings_if_loud().await?.filter(|settings| settings.notify_messages) else {
        return Ok(());
    };
    let language = settings.spoken();
    let rows = notifier.store.read(move |tx| conversation_list::by_ids(tx, &woken)).await?;
    let rows: Vec<ListRow> = rows.into_iter().filter(|row| !notifier.is_in_view(row.conversation.id)).collect();
    if rows.len() > MOST_AT_ONCE {
        let title = counted(language, "notice_back_many", rows.len());
        let text = say(language, "notice_back_many_text", &[]);
        notifier.notices.show(Notice { title, text, conversation: None });
        return Ok(());
    }
    for row in rows {
        let title = say(language, "notice_back", &[("name", row.contact.display_name())]);
        let text = say(language, "notice_back_text", &[]);
        notifier.notices.show(Notice { title, text, conversation: Some(row.conversation.id) });
    }
    Ok(())
}
