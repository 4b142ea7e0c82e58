//! The sums of a period.

use chrono::{DateTime, Utc};

use crate::api::types::{TemplateFigures, Totals};
use crate::domain::status::MessageStatus;
use crate::domain::window::SERVICE_WINDOW;
use crate::store::tables::figures::Wait;

use super::facts::Facts;
use super::offices::Working;
use super::people;

pub(super) fn of(facts: &Facts, working: &Working, now: DateTime<Utc>) -> Totals {
    let mut totals = Totals {
        first_response: people::first_response(facts, working),
        resolution: people::resolution(facts, working),
        received: facts.received.iter().map(|(_, count)| count).sum(),
        ..Totals::default()
    };
    add_windows(&mut totals, &facts.waits, now);
    for sent in &facts.sent {
        add_sent(&mut totals, sent.status, sent.count);
    }
    for template in &facts.templates {
        add_template(&mut totals, template);
    }
    for failure in &facts.failures {
        totals.failed += failure.count;
        totals.limit_violations += if failure.limit { failure.count } else { 0 };
    }
    totals
}

/// Whether the answer came while it could be given freely: within 24 hours of the customer's last message.
fn add_windows(totals: &mut Totals, waits: &[Wait], now: DateTime<Utc>) {
    for wait in waits {
        let closes_at = wait.last_asked_at + SERVICE_WINDOW;
        match &wait.answered {
            Some((at, _)) if *at <= closes_at => totals.windows_answered += 1,
            None if now < closes_at => totals.windows_open += 1,
            Some(_) | None => totals.windows_missed += 1,
        }
    }
}

fn add_sent(totals: &mut Totals, status: MessageStatus, count: i64) {
    // Why messages failed is counted apart.
    if status == MessageStatus::Failed {
        return;
    }
    if status.has_left() {
        totals.sent += count;
    }
    if status >= MessageStatus::Delivered {
        totals.delivered += count;
    }
    if status >= MessageStatus::Read {
        totals.read += count;
    }
}

fn add_template(totals: &mut Totals, template: &TemplateFigures) {
    totals.templates_sent += template.sent;
    totals.templates_answered += template.answered;
    totals.templates_answered_soon += template.answered_soon;
}
