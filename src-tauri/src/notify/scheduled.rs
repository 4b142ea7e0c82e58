//! Scheduled messages that were due and need a decision.

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tracing::warn;

use crate::domain::event::{Event, Recorded, ScheduleSettled, Settlement};
use crate::domain::ids::ScheduleId;
use crate::domain::schedule::ScheduleProblem;
use crate::log::Committed;
use crate::store::tables::{contact, conversation, scheduled};
use crate::store::{DbResult, ReadTx};

use super::words::{MOST_AT_ONCE, counted};
use super::{Notice, Notifier};

pub(super) async fn watch(notifier: &Notifier, mut commits: Receiver<Committed>) {
    loop {
        match commits.recv().await {
            Ok(committed) => {
                let asking: Vec<_> = committed.events.iter().filter_map(asks).collect();
                if !asking.is_empty()
                    && let Err(problem) = tell(notifier, asking).await
                {
                    warn!("Could not tell of scheduled messages: {problem}");
                }
            }
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

fn asks(recorded: &Recorded) -> Option<(ScheduleId, ScheduleProblem)> {
    let Event::ScheduleSettled(ScheduleSettled { schedule, settlement }) = &recorded.event else { return None };
    match settlement {
        Settlement::Asking { problem } => Some((*schedule, *problem)),
        Settlement::Queued { .. } => None,
    }
}

async fn tell(notifier: &Notifier, asking: Vec<(ScheduleId, ScheduleProblem)>) -> DbResult<()> {
    if notifier.settings_if_loud().await?.is_none() {
        return Ok(());
    }
    if asking.len() > MOST_AT_ONCE {
        let title = format!("{} not sent", counted(asking.len(), "scheduled message was", "scheduled messages were"));
        notifier.notices.show(Notice { title, text: "Look at what is scheduled.".to_owned(), conversation: None });
        return Ok(());
    }
    for (id, problem) in asking {
        if let Some(notice) = notifier.store.read(move |tx| notice(tx, id, problem)).await? {
            notifier.notices.show(notice);
        }
    }
    Ok(())
}

fn notice(tx: &ReadTx, id: ScheduleId, problem: ScheduleProblem) -> DbResult<Option<Notice>> {
    let Some(row) = scheduled::by_id(tx, id)? else { return Ok(None) };
    let Some(thread) = conversation::by_id(tx, row.conversation)? else { return Ok(None) };
    let Some(person) = contact::by_id(tx, thread.contact)? else { return Ok(None) };
    let title = format!("Not sent to {}: your scheduled message", person.display_name());
    Ok(Some(Notice { title, text: reason(problem).to_owned(), conversation: Some(thread.id) }))
}

fn reason(problem: ScheduleProblem) -> &'static str {
    match problem {
        ScheduleProblem::Late => "This computer was off when it was due. Send it now, or choose another time.",
        ScheduleProblem::WindowClosed => "The 24-hour window has closed. A template can still be sent.",
        ScheduleProblem::Blocked => "You have blocked this customer.",
        ScheduleProblem::MarketingStopped => "The customer does not want marketing messages.",
        ScheduleProblem::TemplateUnsendable => "WhatsApp does not take its template any more.",
        ScheduleProblem::MarketingToUs => "Marketing messages do not reach numbers of the United States.",
        ScheduleProblem::TooManyTemplates => "This customer had enough templates for this hour.",
        ScheduleProblem::PortfolioLimit => "You have written to as many new people today as WhatsApp allows.",
        ScheduleProblem::ChannelGone => "The number is not connected any more.",
        ScheduleProblem::TheyWrote | ScheduleProblem::Refused => "Open the chat to see what is in the way.",
    }
}
