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
use crate::texts::{Language, say};

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
    let Some(language) = notifier.settings_if_loud().await?.map(|settings| settings.spoken()) else {
        return Ok(());
    };
    if asking.len() > MOST_AT_ONCE {
        let title = counted(language, "notice_not_sent_many", asking.len());
        let text = say(language, "notice_not_sent_many_text", &[]);
        notifier.notices.show(Notice { title, text, conversation: None });
        return Ok(());
    }
    for (id, problem) in asking {
        if let Some(notice) = notifier.store.read(move |tx| notice(tx, language, id, problem)).await? {
            notifier.notices.show(notice);
        }
    }
    Ok(())
}

fn notice(tx: &ReadTx, language: Language, id: ScheduleId, problem: ScheduleProblem) -> DbResult<Option<Notice>> {
    let Some(row) = scheduled::by_id(tx, id)? else { return Ok(None) };
    let Some(thread) = conversation::by_id(tx, row.conversation)? else { return Ok(None) };
    let Some(person) = contact::by_id(tx, thread.contact)? else { return Ok(None) };
    let title = say(language, "notice_not_sent", &[("name", person.display_name())]);
    Ok(Some(Notice { title, text: say(language, reason(problem), &[]), conversation: Some(thread.id) }))
}

/// The name of the sentence that says what stands in the way.
fn reason(problem: ScheduleProblem) -> &'static str {
    match problem {
        ScheduleProblem::Late => "scheduled_late",
        ScheduleProblem::WindowClosed => "scheduled_window_closed",
        ScheduleProblem::Blocked => "scheduled_blocked",
        ScheduleProblem::MarketingStopped => "scheduled_marketing",
        ScheduleProblem::TemplateUnsendable => "scheduled_template",
        ScheduleProblem::MarketingToUs => "failure_marketing_to_us",
        ScheduleProblem::TooManyTemplates => "failure_too_many_templates",
        ScheduleProblem::PortfolioLimit => "failure_portfolio_limit",
        ScheduleProblem::ChannelGone => "scheduled_gone",
        ScheduleProblem::TheyWrote | ScheduleProblem::Refused => "scheduled_refused",
    }
}
