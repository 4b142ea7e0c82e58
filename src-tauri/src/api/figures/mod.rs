//! The owner's figures, counted from the tables when they are asked for: nothing here is kept.
//!
//! What customers do (their messages, the hours, the windows) belongs to nobody at the desk and is the same whoever is asked
//! for; what was sent, answered and ended is that of whoever did it.

mod breakdown;
mod chargeable;
mod facts;
mod offices;
mod people;
mod period;
mod spent;
mod totals;

use crate::domain::calendar::Span;
use crate::domain::ids::ChannelId;
use crate::store::tables::figures::Scope;
use crate::webhook::Handling;

use super::Api;
use super::types::{ApiError, AskFigures, Figures, WebhookFigures};
use facts::Facts;
use offices::Offices;

pub(super) use chargeable::month_use;

pub(super) async fn figures(api: &Api, ask: AskFigures) -> Result<Figures, ApiError> {
    let workspace = api.workspace()?;
    if let Some(channel) = &ask.channel {
        workspace.connected(channel)?;
    }
    let now = workspace.clock.now();
    let channels: Vec<ChannelId> = workspace.channels.keys().cloned().collect();
    let webhooks = webhooks(workspace.receiver.handling());
    let read = workspace.store.read(move |tx| {
        let offices = Offices::read(tx, ask.channel.as_ref())?;
        let calendar = offices.calendar();
        let days = match period::days(&ask.period, calendar.day_at(now)) {
            Ok(days) => days,
            Err(problem) => return Ok(Err(problem)),
        };
        let scope = Scope { span: calendar.span(days), channel: ask.channel, author: ask.agent };
        let (facts, before) =
            (Facts::read(tx, &scope)?, Facts::read(tx, &scope.in_time(calendar.span(days.before())))?);
        let begin = facts.begin().into_iter().chain(before.begin()).min().unwrap_or(scope.span.from);
        let working = offices.working(Span { from: begin, to: now });
        Ok(Ok(Figures {
            zone: calendar.zone().to_owned(),
            first: days.first.to_string(),
            last: days.last.to_string(),
            counted: offices.counted(channels.into_iter().filter(|id| scope.is_of(id))),
            totals: totals::of(&facts, &working, now),
            before: totals::of(&before, &working, now),
            days: breakdown::by_day(&facts, calendar, days),
            hours: breakdown::by_hour(&facts, calendar),
            agents: people::agents(tx, &scope, &facts, &working)?,
            priced: chargeable::priced(tx, &scope)?,
            templates: facts.templates,
            failures: facts.failures,
            webhooks,
        }))
    });
    read.await?
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
