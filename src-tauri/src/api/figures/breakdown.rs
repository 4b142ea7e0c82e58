//! A period taken apart: by day, by hour of the week, by template, by reason of failure.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};

use crate::api::types::{DayFigures, FailureFigures, TemplateFigures};
use crate::domain::calendar::{Calendar, DaySpan};
use crate::domain::failure::FailureCode;
use crate::domain::status::MessageStatus;
use crate::provider::meta::errors;
use crate::store::tables::figures::{self, Scope};
use crate::store::{DbResult, ReadTx};

use super::facts::Facts;

/// Refusals because of a limit of the provider's: a window that had closed, too many unwanted messages, too fast for a
/// person, too fast for a number, too many calls for an account (Meta, "Error codes").
const LIMITS: [i64; 5] = [131_047, 131_048, 131_056, 130_429, 80_007];
/// An answer within this time is one to the template, and not to something else.
const SOON: Duration = Duration::hours(24);

/// What came and what went on each day.
pub(super) fn by_day(facts: &Facts, calendar: Calendar, days: DaySpan) -> Vec<DayFigures> {
    let mut counts: BTreeMap<NaiveDate, (i64, i64)> = days.days().map(|day| (day, (0, 0))).collect();
    for (at, count) in &facts.received {
        counts.entry(calendar.day_at(*at)).or_default().0 += count;
    }
    for sent in facts.sent.iter().filter(|sent| sent.status.has_left()) {
        counts.entry(calendar.day_at(sent.at)).or_default().1 += sent.count;
    }
    let day = |(day, (received, sent)): (NaiveDate, _)| DayFigures { day: day.to_string(), received, sent };
    counts.into_iter().map(day).collect()
}

/// How many messages customers wrote in each of the 24 hours of each weekday, from Monday.
pub(super) fn by_hour(facts: &Facts, calendar: Calendar) -> Vec<Vec<i64>> {
    let mut week = vec![vec![0; 24]; 7];
    for (at, count) in &facts.received {
        let (day, hour) = calendar.hour_of_week(*at);
        if let Some(cell) = week.get_mut(day).and_then(|day| day.get_mut(hour)) {
            *cell += count;
        }
    }
    week
}

/// What became of each template in each language.
pub(super) fn templates(tx: &ReadTx, scope: &Scope) -> DbResult<Vec<TemplateFigures>> {
    let mut templates = BTreeMap::<(String, String, String), TemplateFigures>::new();
    for used in figures::templates(tx, scope, SOON)? {
        let key = (used.name.clone(), used.language.clone(), used.category.clone());
        let (name, language, category) = key.clone();
        let fresh = || TemplateFigures { name, language, category, ..TemplateFigures::default() };
        let template = templates.entry(key).or_insert_with(fresh);
        if used.status == Some(MessageStatus::Failed) {
            template.failed += used.count;
        }
        if !used.status.is_none_or(MessageStatus::has_left) {
            continue;
        }
        template.sent += used.count;
        template.answered += used.answered;
        template.answered_soon += used.answered_soon;
        template.delivered += if used.status >= Some(MessageStatus::Delivered) { used.count } else { 0 };
        template.read += if used.status >= Some(MessageStatus::Read) { used.count } else { 0 };
    }
    let mut templates: Vec<TemplateFigures> = templates.into_values().collect();
    templates.sort_by_key(|template| std::cmp::Reverse(template.sent));
    Ok(templates)
}

/// Why messages failed. What somebody took back here before it left did not fail.
pub(super) fn failures(tx: &ReadTx, scope: &Scope) -> DbResult<Vec<FailureFigures>> {
    let known = |(code, count): (String, i64)| {
        let reason: FailureCode = code.parse().ok().filter(|reason| *reason != FailureCode::Cancelled)?;
        let limit = matches!(reason, FailureCode::Provider(number) if LIMITS.contains(&number));
        Some(FailureFigures { explanation: errors::explain(reason).key.to_owned(), code, limit, count })
    };
    Ok(figures::failures(tx, scope)?.into_iter().filter_map(known).collect())
}
