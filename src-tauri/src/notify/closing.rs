//! Windows that are about to close on an unanswered customer. Each is told of once.

use tracing::warn;

use crate::domain::window::{SERVICE_WINDOW, WindowState};
use crate::store::DbResult;
use crate::store::tables::conversation_list::ListRow;
use crate::store::tables::{closing_notice, conversation_list};
use crate::texts::{Language, say};

use super::words::{MOST_AT_ONCE, counted};
use super::{Notice, Notifier};

pub(super) async fn watch(notifier: &Notifier) {
    loop {
        if let Err(problem) = tell(notifier).await {
            warn!("Could not tell of closing windows: {problem}");
        }
        notifier.wait_for_next_look().await;
    }
}

async fn tell(notifier: &Notifier) -> DbResult<()> {
    let now = notifier.clock.now();
    // What is not told in quiet hours is told after them, if it is still open then.
    let Some(settings) = notifier.settings_if_loud().await?.filter(|settings| settings.notify_closing) else {
        return Ok(());
    };
    let language = settings.spoken();
    let closed_before = now - SERVICE_WINDOW;
    let opened_before = closed_before + chrono::Duration::minutes(i64::from(settings.notify_closing_minutes));
    let rows =
        notifier.store.read(move |tx| conversation_list::unanswered_closing(tx, closed_before, opened_before)).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let unclaimed = notifier.store.write(move |tx| {
        let mut unclaimed = Vec::new();
        for row in rows {
            if let WindowState::Open { closes_at } = row.conversation.window().state(now)
                && closing_notice::claim(tx, row.conversation.id, closes_at)?
            {
                unclaimed.push((row, closes_at));
            }
        }
        Ok(unclaimed)
    });
    let unclaimed = unclaimed.await?;
    if unclaimed.len() > MOST_AT_ONCE {
        let title = counted(language, "notice_closing_many", unclaimed.len());
        let text = say(language, "notice_closing_many_text", &[]);
        notifier.notices.show(Notice { title, text, conversation: None });
        return Ok(());
    }
    for (row, closes_at) in unclaimed {
        notifier.notices.show(notice(language, &row, closes_at - now));
    }
    Ok(())
}

fn notice(language: Language, row: &ListRow, left: chrono::Duration) -> Notice {
    let minutes = left.num_minutes().max(1).to_string();
    Notice {
        title: say(language, "notice_closing", &[("name", row.contact.display_name()), ("count", minutes)]),
        text: say(language, "notice_closing_text", &[]),
        conversation: Some(row.conversation.id),
    }
}
