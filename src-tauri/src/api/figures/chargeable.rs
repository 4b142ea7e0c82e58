//! What the provider counts messages as. Its own words and never an amount: what a message costs, only its bill says.

use chrono::{Datelike as _, NaiveDate};

use crate::api::Api;
use crate::api::types::{ApiError, MonthUse, PricedFigures};
use crate::domain::calendar::DaySpan;
use crate::domain::ids::ChannelId;
use crate::store::tables::figures::{self, Priced, Scope};
use crate::store::{DbResult, ReadTx};

use super::offices::Offices;

/// Since October 2026 each number has so many service messages a month free; before, all were (Meta, "Pricing", October
/// 2026).
const FREE_SERVICE: i64 = 1_000;
const FREE_SERVICE_SINCE: (i32, u32) = (2026, 10);

/// What the provider counts the messages of a time as.
pub(super) fn priced(tx: &ReadTx, scope: &Scope) -> DbResult<Vec<PricedFigures>> {
    Ok(figures::priced(tx, scope)?.into_iter().map(shown).collect())
}

fn shown(priced: Priced) -> PricedFigures {
    let Priced { channel, category, kind, count } = priced;
    PricedFigures { channel, category, kind, count }
}

/// What each channel has used of this month.
pub(in crate::api) async fn month_use(api: &Api, (): ()) -> Result<Vec<MonthUse>, ApiError> {
    let workspace = api.workspace()?;
    let now = workspace.clock.now();
    let channels: Vec<ChannelId> = workspace.channels.keys().cloned().collect();
    let read = workspace.store.read(move |tx| {
        let used = channels.into_iter().map(|channel| {
            let calendar = Offices::read(tx, Some(&channel))?.calendar();
            let month = DaySpan::month_of(calendar.day_at(now));
            let scope = Scope { span: calendar.span(month), channel: Some(channel.clone()), author: None };
            Ok(used(channel, month.first, priced(tx, &scope)?))
        });
        used.collect::<DbResult<Vec<_>>>()
    });
    Ok(read.await?)
}

fn used(channel: ChannelId, first: NaiveDate, priced: Vec<PricedFigures>) -> MonthUse {
    // Messages of a free entry point are free apart from the thousand.
    let counts = |one: &&PricedFigures| one.category == "service" && one.kind != "free_entry_point";
    let service = priced.iter().filter(counts).map(|one| one.count).sum();
    let free_service = ((first.year(), first.month()) >= FREE_SERVICE_SINCE).then_some(FREE_SERVICE);
    MonthUse { channel, first: first.to_string(), priced, service, free_service }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_kind(category: &str, kind: &str, count: i64) -> PricedFigures {
        let channel = ChannelId::new("main").unwrap();
        PricedFigures { channel, category: category.to_owned(), kind: kind.to_owned(), count }
    }

    #[test]
    fn service_messages_count_against_the_thousand_since_october_2026() {
        let priced = vec![
            of_kind("service", "free_customer_service", 600),
            of_kind("service", "regular", 40),
            of_kind("service", "free_entry_point", 7),
            of_kind("utility", "regular", 9),
        ];
        let channel = ChannelId::new("main").unwrap();
        let month = |first: &str| used(channel.clone(), first.parse().unwrap(), priced.clone());
        assert_eq!((month("2026-10-01").service, month("2026-10-01").free_service), (640, Some(1_000)));
        assert_eq!(month("2026-09-01").free_service, None);
    }
}
