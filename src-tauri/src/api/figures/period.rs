//! Which days are asked for.

use chrono::{Days, NaiveDate};

use crate::api::types::{ApiError, Period};
use crate::domain::calendar::DaySpan;
use crate::domain::problem::Wrong;

/// More than a year at once would be many bars and a long count.
const MOST_DAYS: i64 = 366;

/// The days of a period, as seen from `today`.
pub(super) fn days(period: &Period, today: NaiveDate) -> Result<DaySpan, ApiError> {
    Ok(match period {
        Period::Today => DaySpan::day(today),
        Period::Week => DaySpan { first: today - Days::new(6), last: today },
        Period::Month => DaySpan { last: today, ..DaySpan::month_of(today) },
        Period::LastMonth => DaySpan::month_before(today),
        Period::Days { first, last } => chosen(first, last)?,
    })
}

fn chosen(first: &str, last: &str) -> Result<DaySpan, ApiError> {
    let read = |text: &str| text.parse::<NaiveDate>().map_err(|_| ApiError::invalid("period", Wrong::Malformed));
    let (first, last) = (read(first)?, read(last)?);
    let days = (last - first).num_days() + 1;
    if (1..=MOST_DAYS).contains(&days) && first.format("%Y").to_string().len() == 4 {
        Ok(DaySpan { first, last })
    } else {
        Err(ApiError::invalid("period", Wrong::Outside { from: 1, to: MOST_DAYS }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(period: &Period) -> Result<(String, String), ApiError> {
        days(period, "2026-03-31".parse().unwrap()).map(|days| (days.first.to_string(), days.last.to_string()))
    }

    fn from_to(first: &str, last: &str) -> Period {
        Period::Days { first: first.to_owned(), last: last.to_owned() }
    }

    #[test]
    fn periods_are_whole_days_until_today() {
        let is = |period, first: &str, last: &str| {
            assert_eq!(span(&period).unwrap(), (first.to_owned(), last.to_owned()));
        };
        is(Period::Today, "2026-03-31", "2026-03-31");
        is(Period::Week, "2026-03-25", "2026-03-31");
        is(Period::Month, "2026-03-01", "2026-03-31");
        is(Period::LastMonth, "2026-02-01", "2026-02-28");
        is(from_to("2025-12-30", "2026-01-02"), "2025-12-30", "2026-01-02");
    }

    #[test]
    fn days_that_are_none_or_too_many_are_refused() {
        for (first, last) in [("2026-03-02", "2026-03-01"), ("2024-01-01", "2026-01-01"), ("yesterday", "2026-01-01")] {
            assert!(span(&from_to(first, last)).is_err(), "{first} to {last}");
        }
    }
}
