//! What the provider decided about templates: approved, rejected, paused, moved to another category.

use std::time::Duration;

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tracing::warn;

use crate::domain::event::{Event, Recorded};
use crate::domain::news::{News, NewsTopic};
use crate::log::Committed;
use crate::store::DbResult;
use crate::texts::{Language, say};

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
        if gathered.is_empty() {
            continue;
        }
        let language = match language_if_wanted(notifier).await {
            Ok(Some(language)) => language,
            Ok(None) => continue,
            Err(problem) => {
                warn!("Could not tell of templates: {problem}");
                continue;
            }
        };
        tokio::time::sleep(GATHERING).await;
        while let Ok(committed) = commits.try_recv() {
            gathered.extend(decisions(&committed.events));
        }
        tell(notifier, language, &gathered);
    }
}

/// In which language somebody wants to be told, if they do at the time of the decision.
async fn language_if_wanted(notifier: &Notifier) -> DbResult<Option<Language>> {
    let settings = notifier.settings_if_loud().await?.filter(|settings| settings.notify_templates);
    Ok(settings.map(|settings| settings.spoken()))
}

/// News that say something to whoever sends templates.
fn decisions(events: &[Recorded]) -> Vec<News> {
    let told = events.iter().filter_map(|recorded| {
        let Event::NewsReceived(received) = &recorded.event else { return None };
        notice(Language::English, &received.news).map(|_| received.news.clone())
    });
    told.collect()
}

fn tell(notifier: &Notifier, language: Language, decisions: &[News]) {
    if decisions.len() > MOST_AT_ONCE {
        let title = counted(language, "notice_templates", decisions.len());
        let text = say(language, "notice_templates_text", &[]);
        return notifier.notices.show(Notice { title, text, conversation: None });
    }
    decisions.iter().filter_map(|news| notice(language, news)).for_each(|notice| notifier.notices.show(notice));
}

/// What to say of news; nothing of news that change nothing for whoever sends templates.
fn notice(language: Language, news: &News) -> Option<Notice> {
    let name = news.subject.as_deref()?.replace('_', " ");
    let state = news.state.as_deref().unwrap_or_default();
    let (title, text) = match (news.topic, state) {
        (NewsTopic::TemplateStatus, "APPROVED" | "REINSTATED") => {
            ("notice_template_approved", say(language, "notice_template_approved_text", &[]))
        }
        (NewsTopic::TemplateStatus, "REJECTED") => ("notice_template_rejected", rejection(language, news)),
        (NewsTopic::TemplateStatus, "PAUSED") => {
            ("notice_template_paused", say(language, "notice_template_paused_text", &[]))
        }
        (NewsTopic::TemplateStatus, "DISABLED") => {
            ("notice_template_disabled", say(language, "notice_template_disabled_text", &[]))
        }
        (NewsTopic::TemplateStatus, "FLAGGED") => {
            ("notice_template_flagged", say(language, "notice_template_flagged_text", &[]))
        }
        (NewsTopic::TemplateCategory, category) => ("notice_template_moved", moved(language, news, category)),
        _ => return None,
    };
    Some(Notice { title: say(language, title, &[("name", name)]), text, conversation: None })
}

/// The provider's own sentences, or ours for its word.
fn rejection(language: Language, news: &News) -> String {
    let reasons = said(news, "reason").filter(|reason| reason.contains(' '));
    let sentences: Vec<&str> = reasons.chain(said(news, "recommendation")).collect();
    if !sentences.is_empty() {
        return sentences.join(" ");
    }
    let why = match said(news, "reason").next().unwrap_or_default() {
        "ABUSIVE_CONTENT" => "authoring_why_abusive",
        "INCORRECT_CATEGORY" => "authoring_why_category",
        "INVALID_FORMAT" => "authoring_why_format",
        "PROMOTIONAL" => "authoring_why_promotional",
        "SCAM" => "authoring_why_scam",
        "TAG_CONTENT_MISMATCH" => "authoring_why_mismatch",
        _ => "authoring_why_unknown",
    };
    [say(language, why, &[]), say(language, "notice_template_what_to_do", &[])].join(" ")
}

/// Everything that was told under a name: a word and a sentence may share one.
fn said<'n>(news: &'n News, name: &'static str) -> impl Iterator<Item = &'n str> {
    news.details.iter().filter(move |detail| detail.name == name).map(|detail| detail.value.as_str())
}

fn moved(language: Language, news: &News, category: &str) -> String {
    let soon = news.details.iter().any(|it| it.name == "category_update_timestamp");
    let category = match category {
        "UTILITY" => say(language, "category_utility", &[]),
        "MARKETING" => say(language, "category_marketing", &[]),
        "AUTHENTICATION" => say(language, "category_authentication", &[]),
        other => other.to_lowercase(),
    };
    let sentence = if soon { "notice_template_moved_soon" } else { "notice_template_moved_now" };
    say(language, sentence, &[("category", category)])
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
        notice(Language::English, &news(topic, state, details)).map(|notice| (notice.title, notice.text))
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
        assert_eq!(soon.1, "From tomorrow it counts as: Marketing.");
        assert_eq!(said(NewsTopic::TemplateCategory, "UTILITY", &[]).unwrap().1, "It now counts as: Utility.");
    }

    #[test]
    fn what_changes_nothing_is_not_told() {
        assert_eq!(said(NewsTopic::TemplateStatus, "PENDING", &[]), None);
        assert_eq!(said(NewsTopic::TemplateQuality, "YELLOW", &[]), None);
        assert_eq!(said(NewsTopic::Account, "ACCOUNT_DELETED", &[]), None);
    }
}
