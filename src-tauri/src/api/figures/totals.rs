//! The sums of a period.

use chrono::{DateTime, Utc};

use crate::api::types::{TemplateFigures, Totals};
use crate::domain::status::MessageStatus;
use crate::domain::window::SERVICE_WINDOW;
use crate::store::tables::figures::{self, Scope, Wait};
use crate::store::{DbResult, ReadTx};

use super::spent::Offices;
use super::{breakdown, people};

pub(super) fn of(tx: &ReadTx, scope: &Scope, offices: &Offices, now: DateTime<Utc>) -> DbResult<Totals> {
    let mut totals = Totals {
        first_response: people::first_response(&figures::waits(tx, scope)?, offices),
        resolution: people::resolution(&figures::resolutions(tx, scope)?, offices),
        received: figures::received(tx, scope)?.into_iter().map(|(_, count)| count).sum(),
        ..Totals::default()
    };
    add_windows(&mut totals, &figures::waits(tx, &scope.of_everybody())?, now);
    for sent in figures::sent(tx, scope)? {
        add_sent(&mut totals, sent.status, sent.count);
    }
    for template in breakdown::templates(tx, scope)? {
        add_template(&mut totals, &template);
    }
    for failure in breakdown::failures(tx, scope)? {
        totals.failed += failure.count;
        totals.limit_violations += if failure.limit { failure.count } else { 0 };
    }
    Ok(totals)
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
    if status > MessageStatus::Sending {
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
