//! When nothing is announced.

use chrono::{DateTime, Timelike as _, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::problem::{Problem, Wrong};

use super::Settings;

const DAY_MINUTES: u32 = 24 * 60;

/// A part of each day in which nothing is announced, by the clock on this computer's wall. It may go past midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuietHours {
    /// When it begins, in minutes after midnight.
    pub from: u32,
    /// When it ends, in minutes after midnight; the same as `from` is a whole day.
    pub until: u32,
}

impl QuietHours {
    pub(super) fn check(&self) -> Result<(), Problem> {
        if self.from < DAY_MINUTES && self.until < DAY_MINUTES {
            Ok(())
        } else {
            Err(Problem::of("quietHours", Wrong::NotWithinADay))
        }
    }

    fn contain(&self, minute: u32) -> bool {
        if self.from < self.until {
            (self.from..self.until).contains(&minute)
        } else {
            minute >= self.from || minute < self.until
        }
    }
}

impl Settings {
    /// Whether nothing is to be announced now.
    pub fn is_quiet(&self, now: DateTime<Utc>, zone: Tz) -> bool {
        if self.do_not_disturb_until.is_some_and(|until| now.timestamp_millis() < until) {
            return true;
        }
        let shown = now.with_timezone(&zone);
        self.quiet_hours.is_some_and(|quiet| quiet.contain(shown.hour() * 60 + shown.minute()))
    }
}

/// The IANA name of this computer's time zone; UTC where it cannot be found out.
pub fn zone_of_this_computer() -> String {
    iana_time_zone::get_timezone().ok().filter(|name| name.parse::<Tz>().is_ok()).unwrap_or_else(|| "UTC".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(utc: &str) -> DateTime<Utc> {
        utc.parse().unwrap()
    }

    #[test]
    fn quiet_hours_go_past_midnight_by_the_clock_on_the_wall() {
        let quiet = Some(QuietHours { from: 22 * 60, until: 7 * 60 });
        let settings = Settings { quiet_hours: quiet, ..Settings::default() };
        let quiet_at = |utc: &str| settings.is_quiet(at(utc), Tz::Europe__Madrid);
        assert!(quiet_at("2026-11-20T21:00:00Z"), "22:00 in Madrid");
        assert!(quiet_at("2026-11-21T05:59:00Z"), "6:59");
        assert!(!quiet_at("2026-11-21T06:00:00Z"), "7:00");
        assert!(quiet_at("2026-07-20T20:30:00Z"), "22:30 in summer");
    }

    #[test]
    fn do_not_disturb_ends_by_itself() {
        let until = at("2026-11-20T12:00:00Z").timestamp_millis();
        let settings = Settings { do_not_disturb_until: Some(until), ..Settings::default() };
        assert!(settings.is_quiet(at("2026-11-20T11:59:59Z"), Tz::UTC));
        assert!(!settings.is_quiet(at("2026-11-20T12:00:00Z"), Tz::UTC));
    }
}
