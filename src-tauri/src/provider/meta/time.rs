//! What the provider's clock shows beside ours: its answers say when they were written.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Duration, Utc};
use reqwest::Response;
use reqwest::header::DATE;

use crate::domain::clock::Clock;

/// How far the provider's clock was ahead of this computer's, as of its last answer.
#[derive(Default)]
pub(super) struct ProviderClock {
    ahead: Mutex<Option<Duration>>,
}

impl ProviderClock {
    pub(super) fn ahead(&self) -> Option<Duration> {
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the time of an answer (RFC 9110, "Date": to the second). It is compared with the computer's own clock, before
    /// any correction: else a correction would seem to have mended it.
    pub(super) fn note(&self, response: &Response) {
        let date = response.headers().get(DATE).and_then(|date| date.to_str().ok());
        if let Some(ahead) = date.and_then(|date| ahead_of(date, Clock::system().now())) {
            *self.ahead.lock().unwrap_or_else(PoisonError::into_inner) = Some(ahead);
        }
    }
}

fn ahead_of(date: &str, here: DateTime<Utc>) -> Option<Duration> {
    let there = DateTime::parse_from_rfc2822(date).ok()?;
    Some(there.to_utc() - here)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_difference_is_read_from_the_date_of_an_answer() {
        let here = "2026-11-20T12:00:00Z".parse().unwrap();
        assert_eq!(ahead_of("Fri, 20 Nov 2026 12:05:00 GMT", here), Some(Duration::minutes(5)));
        assert_eq!(ahead_of("Fri, 20 Nov 2026 10:00:00 GMT", here), Some(Duration::hours(-2)));
        assert_eq!(ahead_of("yesterday", here), None);
    }

    proptest! {
        /// Pain 3: windows must not be computed from a clock that is wrong.
        #[test]
        fn however_wrong_this_computer_is_what_it_counts_by_is_the_providers_time_to_the_second(
            there_ms in 0..2_000_000_000_000_i64,
            wrong_by_ms in -10_000_000_000..10_000_000_000_i64,
        ) {
            let there = DateTime::from_timestamp_millis(there_ms).unwrap();
            let here = there + Duration::milliseconds(wrong_by_ms);
            let date = there.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
            let counted_by = here + ahead_of(&date, here).unwrap();
            // The header has whole seconds.
            prop_assert!(counted_by <= there && there - counted_by < Duration::seconds(1), "{} {}", counted_by, there);
        }
    }
}
