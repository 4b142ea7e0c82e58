//! What can be tapped.

use url::Url;

use super::check::no_variables;
use super::problem::{Problem, ProblemCode, length};
use super::variables::names;
use super::{DraftButton, TemplateDraft, limits};

pub(super) fn check(draft: &TemplateDraft, problems: &mut Vec<Problem>) {
    if draft.buttons.len() > limits::BUTTONS {
        problems.push(Problem::new("buttons", ProblemCode::TooMany).limit(limits::BUTTONS));
    }
    if replies_are_apart(&draft.buttons) {
        problems.push(Problem::new("buttons", ProblemCode::RepliesApart));
    }
    check_each(draft, "", &draft.buttons, problems);
}

/// The rules for each button; `before` is the beginning of its place and of its sample's key.
pub(super) fn check_each(draft: &TemplateDraft, before: &str, buttons: &[DraftButton], problems: &mut Vec<Problem>) {
    for (index, button) in buttons.iter().enumerate() {
        let key = format!("{before}button.{index}");
        if let Some(most) = most_of(button) {
            let same = |other: &&DraftButton| std::mem::discriminant(*other) == std::mem::discriminant(button);
            // Told once, at the first that is too many.
            if buttons.iter().take(index + 1).filter(same).count() == most + 1 {
                problems.push(Problem::new(&key, ProblemCode::TooMany).limit(most));
            }
        }
        if let Some(label) = button.label() {
            check_label(problems, &key, label);
        }
        check_target(draft, &key, button, problems);
    }
}

/// How many of a kind there may be; `None` where only the whole number is limited.
fn most_of(button: &DraftButton) -> Option<usize> {
    match button {
        DraftButton::QuickReply { .. } => None,
        DraftButton::Url { .. } => Some(limits::URLS),
        DraftButton::Phone { .. }
        | DraftButton::CopyCode { .. }
        | DraftButton::Flow { .. }
        | DraftButton::Catalog { .. }
        | DraftButton::VoiceCall { .. }
        | DraftButton::ContactRequest => Some(1),
    }
}

fn check_label(problems: &mut Vec<Problem>, key: &str, label: &str) {
    if label.trim().is_empty() {
        problems.push(Problem::new(key, ProblemCode::Empty));
    }
    length(problems, key, label, limits::LABEL);
    no_variables(problems, key, label);
}

fn check_target(draft: &TemplateDraft, key: &str, button: &DraftButton, problems: &mut Vec<Problem>) {
    let field = format!("{key}.target");
    match button {
        DraftButton::Url { url, .. } => {
            check_url(problems, &field, url);
            check_url_sample(problems, key, url, draft.samples.get(key).map(String::as_str).unwrap_or_default());
        }
        DraftButton::Phone { phone, .. } => {
            length(problems, &field, phone, limits::PHONE);
            if !is_phone(phone) {
                problems.push(Problem::new(field, ProblemCode::Phone));
            }
        }
        DraftButton::CopyCode { code } => {
            if code.trim().is_empty() {
                problems.push(Problem::new(&field, ProblemCode::Empty));
            }
            length(problems, &field, code, limits::CODE);
        }
        DraftButton::Flow { flow_id, .. } if flow_id.is_empty() => {
            problems.push(Problem::new(field, ProblemCode::Empty));
        }
        DraftButton::QuickReply { .. }
        | DraftButton::Flow { .. }
        | DraftButton::Catalog { .. }
        | DraftButton::VoiceCall { .. }
        | DraftButton::ContactRequest => {}
    }
}

fn check_url(problems: &mut Vec<Problem>, field: &str, url: &str) {
    length(problems, field, url, limits::URL);
    if names(url).is_empty() {
        if !is_address(url) {
            problems.push(Problem::new(field, ProblemCode::Address));
        }
        return;
    }
    let Some(fixed) = url.strip_suffix("{{1}}").filter(|fixed| !fixed.contains("{{")) else {
        problems.push(Problem::new(field, ProblemCode::AddressVariable));
        return;
    };
    if !is_address(fixed) {
        problems.push(Problem::new(field, ProblemCode::Address));
    }
}

/// The sample is the whole address, as a customer would open it.
fn check_url_sample(problems: &mut Vec<Problem>, key: &str, url: &str, sample: &str) {
    let Some((fixed, _)) = url.split_once("{{") else { return };
    let whole = |sample: &str| {
        let end = sample.strip_prefix(fixed).unwrap_or_default();
        !end.is_empty() && !end.contains("{{") && is_address(sample)
    };
    // That it is empty is told with all other samples.
    if !whole(sample) && !sample.trim().is_empty() {
        problems.push(Problem::new(format!("sample.{key}"), ProblemCode::AddressSample));
    }
}

fn is_address(text: &str) -> bool {
    let url = Url::parse(text);
    !text.contains(char::is_whitespace)
        && url.is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.has_host())
}

fn is_phone(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')');
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.trim().strip_prefix('+').is_some_and(|rest| rest.chars().all(allowed)) && (6..=16).contains(&digits)
}

/// Quick replies stand together, before or behind all others.
fn replies_are_apart(buttons: &[DraftButton]) -> bool {
    let mut groups = 0;
    let mut before = false;
    for button in buttons {
        let reply = matches!(button, DraftButton::QuickReply { .. });
        groups += usize::from(reply && !before);
        before = reply;
    }
    groups > 1
}
