//! What the provider decided about templates: approved, rejected, paused, moved to another category.

use std::time::Duration;

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tracing::warn;

use crate::domain::event::{Event, Recorded};
use crate::domain::news::{News, NewsTopic};
use crate::log::Committed;
use crate::settings;

use super::words::{MOST_AT_ONCE, counted};
use super::{Notice, Notifier};

/// Decisions that come within this time are told of together.
const GATHERING: Duration = Duration::from_millis(700);

pub(super) async fn watch(notifier: &Notifier, mut commits: Receiver<Committed>) {
    loop {
        let mut gathered = match commits.recv().await {
            Ok(committed) => decisions(&committed.events),
            Err(RecvError::Lagged(_)) => continue,
            Err(RecvError::Closed) => return,
        };
        if gathered.is_empty() || !is_on(notifier).await {
            continue;
        }
        tokio::time::sleep(GATHERING).await;
        while let Ok(committed) = commits.try_recv() {
            gathered.extend(decisions(&committed.events));
        }
        tell(notifier, gathered);
    }
}

/// Whether somebody wants to be told, at the time of the decision.
async fn is_on(notifier: &Notifier) -> bool {
    match notifier.store.read(settings::load).await {
        Ok(settings) => settings.notify_templates,
        Err(problem) => {
            warn!("Could not tell of templates: {problem}");
            false
        }
    }
}

fn decisions(events: &[Recorded]) -> Vec<Notice> {
    let of_template = events.iter().filter_map(|recorded| {
        let Event::NewsReceived(received) = &recorded.event else { return None };
        notice(&received.news)
    });
    of_template.collect()
}

fn tell(notifier: &Notifier, notices: Vec<Notice>) {
    if notices.len() > MOST_AT_ONCE {
        let title = format!("WhatsApp decided about {}", counted(notices.len(), "template", "templates"));
        let text = "Templates shows what became of each.".to_owned();
        return notifier.notices.show(Notice { title, text, conversation: None });
    }
    notices.into_iter().for_each(|notice| notifier.notices.show(notice));
}

/// What to say of news; nothing of news that change nothing for whoever sends templates.
fn notice(news: &News) -> Option<Notice> {
    let name = news.subject.as_deref()?.replace('_', " ");
    let state = news.state.as_deref().unwrap_or_default();
    let (what, text) = match (news.topic, state) {
        (NewsTopic::TemplateStatus, "APPROVED" | "REINSTATED") => ("is approved", "It can be sent now.".to_owned()),
        (NewsTopic::TemplateStatus, "REJECTED") => ("was rejected", rejection(news)),
        (NewsTopic::TemplateStatus, "PAUSED") => {
            ("is paused", "Customers rated it low. Choose another one for now.".to_owned())
        }
        (NewsTopic::TemplateStatus, "DISABLED") => ("is disabled", "It cannot be sent any more.".to_owned()),
        (NewsTopic::TemplateStatus, "FLAGGED") => {
            ("is at risk", "It may be paused soon: customers rate it low.".to_owned())
        }
        (NewsTopic::TemplateCategory, category) => ("has another category", moved(news, category)),
        _ => return None,
    };
    Some(Notice { title: format!("Template {name} {what}"), text, conversation: None })
}

/// The provider's own sentences, or ours for its word.
fn rejection(news: &News) -> String {
    let reasons = said(news, "reason").filter(|reason| reason.contains(' '));
    let sentences: Vec<&str> = reasons.chain(said(news, "recommendation")).collect();
    if !sentences.is_empty() {
        return sentences.join(" ");
    }
    let why = match said(news, "reason").next().unwrap_or_default() {
        "ABUSIVE_CONTENT" => "Its words were found offensive.",
        "INCORRECT_CATEGORY" => "It belongs to another category.",
        "INVALID_FORMAT" => "Its variables or its layout are not as they must be.",
        "PROMOTIONAL" => "It advertises something, which its category does not allow.",
        "SCAM" => "It looks like an attempt to deceive people.",
        "TAG_CONTENT_MISMATCH" => "Its words are in another language than it says, or do not fit its category.",
        _ => "WhatsApp gave no reason.",
    };
    format!("{why} Templates shows what to do.")
}

/// Everything that was told under a name: a word and a sentence may share one.
fn said<'n>(news: &'n News, name: &'static str) -> impl Iterator<Item = &'n str> {
    news.details.iter().filter(move |detail| detail.name == name).map(|detail| detail.value.as_str())
}

fn moved(news: &News, category: &str) -> String {
    let soon = news.details.iter().any(|it| it.name == "category_update_timestamp");
    let category = category.to_lowercase();
    if soon { format!("It will be {category} from tomorrow.") } else { format!("It is {category} now.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::news::{NewsDetail, Severity};

    fn news(topic: NewsTopic, state: &str, details: &[(&str, &str)]) -> News {
        let detail = |(name, value): &(&str, &str)| NewsDetail { name: (*name).into(), value: (*value).into() };
        News {
            topic,
            severity: Severity::Info,
            at: 0,
            subject: Some("visit_reminder".into()),
            state: Some(state.into()),
            details: details.iter().map(detail).collect(),
        }
    }

    fn said(topic: NewsTopic, state: &str, details: &[(&str, &str)]) -> Option<(String, String)> {
        notice(&news(topic, state, details)).map(|notice| (notice.title, notice.text))
    }

    #[test]
    fn a_rejection_is_told_with_the_providers_own_sentences() {
        let details =
            [("reason", "INVALID_FORMAT"), ("reason", "Words are missing."), ("recommendation", "Write some.")];
        let (title, text) = said(NewsTopic::TemplateStatus, "REJECTED", &details).unwrap();
        assert_eq!(title, "Template visit reminder was rejected");
        assert_eq!(text, "Words are missing. Write some.");
        let (_, text) = said(NewsTopic::TemplateStatus, "REJECTED", &[("reason", "SCAM")]).unwrap();
        assert_eq!(text, "It looks like an attempt to deceive people. Templates shows what to do.");
    }

    #[test]
    fn a_category_is_told_before_it_changes_and_when_it_has_changed() {
        let soon = said(NewsTopic::TemplateCategory, "MARKETING", &[("category_update_timestamp", "1")]).unwrap();
        assert_eq!(soon.1, "It will be marketing from tomorrow.");
        assert_eq!(said(NewsTopic::TemplateCategory, "UTILITY", &[]).unwrap().1, "It is utility now.");
    }

    #[test]
    fn what_changes_nothing_is_not_told() {
        assert_eq!(said(NewsTopic::TemplateStatus, "PENDING", &[]), None);
        assert_eq!(said(NewsTopic::TemplateQuality, "YELLOW", &[]), None);
        assert_eq!(said(NewsTopic::Account, "ACCOUNT_DELETED", &[]), None);
    }
}
