//! Where the work on a thread stands: what a person here still wants to do about it.
//!
//! This has nothing to do with the service window. A chat may be resolved while its window is open, and open while only a
//! template can be sent. What is put off comes back by itself: at its time, or because the customer wrote. Only a live
//! message, call or reaction of the customer does that. The phone's past, a line of WhatsApp's own and what we write
//! ourselves, here or on the phone, leave the work where it is.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::window::{ServiceWindow, WindowState};

/// How much of the window is left when a chat that sleeps until its last hour comes back.
pub const LAST_HOUR: Duration = Duration::hours(1);

/// Where the work on a thread stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "status", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Work {
    /// Somebody here has to look at it.
    Open,
    /// It waits for something that is not the customer's answer alone, such as a laboratory.
    Pending,
    /// It is put off, and comes back by itself.
    Snoozed {
        /// Until when.
        until: Snooze,
    },
    /// Nothing is left to do.
    Resolved,
}

/// Until when a thread is put off. The customer's next message ends it in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Snooze {
    /// Until a time.
    Time {
        /// That time: milliseconds precision.
        #[serde(with = "chrono::serde::ts_milliseconds")]
        #[ts(type = "number")]
        at: DateTime<Utc>,
    },
    /// Until the customer writes.
    Answer,
    /// Until the window has one hour left. The time is reckoned from the window as it stands when this is asked for. A
    /// window that ends later by then, without a message that would have woken the chat (a contact was merged into
    /// another one), moves it; one that the provider closed early does not.
    LastHour {
        /// The time, as the window stood then: milliseconds precision.
        #[serde(with = "chrono::serde::ts_milliseconds")]
        #[ts(type = "number")]
        at: DateTime<Utc>,
    },
}

impl Snooze {
    /// Until the last hour of this window; `None` if that has begun, or the window is closed.
    pub fn last_hour(window: ServiceWindow, now: DateTime<Utc>) -> Option<Snooze> {
        match window.state(now) {
            WindowState::Open { closes_at } if closes_at - LAST_HOUR > now => {
                Some(Snooze::LastHour { at: closes_at - LAST_HOUR })
            }
            WindowState::Open { .. } | WindowState::NeverOpened | WindowState::Closed { .. } => None,
        }
    }

    /// When it ends by itself, if it does.
    pub fn ends_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Snooze::Time { at } | Snooze::LastHour { at } => Some(*at),
            Snooze::Answer => None,
        }
    }
}

impl Work {
    /// The name under which it is stored, and which programs know.
    pub fn name(&self) -> &'static str {
        match self {
            Work::Open => "open",
            Work::Pending => "pending",
            Work::Snoozed { .. } => "snoozed",
            Work::Resolved => "resolved",
        }
    }

    /// When a snoozed thread comes back by itself, if it does.
    pub fn wakes_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Work::Snoozed { until } => until.ends_at(),
            Work::Open | Work::Pending | Work::Resolved => None,
        }
    }

    /// What becomes of a snoozed thread by the clock alone; `None` if nothing does yet.
    pub fn when_due(&self, window: ServiceWindow, now: DateTime<Utc>) -> Option<Work> {
        let Work::Snoozed { until } = self else { return None };
        until.ends_at().filter(|at| *at <= now)?;
        match until {
            Snooze::Time { .. } | Snooze::Answer => Some(Work::Open),
            Snooze::LastHour { .. } => {
                Some(Snooze::last_hour(window, now).map_or(Work::Open, |until| Work::Snoozed { until }))
            }
        }
    }

    /// Of two threads that become one, the one that needs a person sooner.
    #[must_use]
    pub fn more_urgent(self, other: Work) -> Work {
        if other.urgency() < self.urgency() { other } else { self }
    }

    fn urgency(&self) -> (u8, i64) {
        let wakes_at = self.wakes_at().map_or(i64::MAX, |at| at.timestamp_millis());
        match self {
            Work::Open => (0, 0),
            Work::Pending => (1, 0),
            Work::Snoozed { .. } => (2, wakes_at),
            Work::Resolved => (3, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn wrote(seconds: i64) -> ServiceWindow {
        ServiceWindow::default().after_customer_message(at(seconds))
    }

    const HOUR: i64 = 3600;

    fn any_work() -> impl Strategy<Value = Work> {
        let until = prop_oneof![
            (0..48 * HOUR).prop_map(|seconds| Snooze::Time { at: at(seconds) }),
            (0..48 * HOUR).prop_map(|seconds| Snooze::LastHour { at: at(seconds) }),
            Just(Snooze::Answer),
        ];
        let snoozed = until.prop_map(|until| Work::Snoozed { until });
        prop_oneof![Just(Work::Open), Just(Work::Pending), Just(Work::Resolved), snoozed]
    }

    #[test]
    fn the_last_hour_is_asked_for_only_while_there_is_one_ahead() {
        assert_eq!(Snooze::last_hour(wrote(0), at(HOUR)), Some(Snooze::LastHour { at: at(23 * HOUR) }));
        assert_eq!(Snooze::last_hour(wrote(0), at(23 * HOUR)), None, "it has begun");
        assert_eq!(Snooze::last_hour(wrote(0), at(25 * HOUR)), None, "the window is closed");
        assert_eq!(Snooze::last_hour(ServiceWindow::default(), at(0)), None, "there never was one");
    }

    #[test]
    fn a_window_that_ends_later_moves_the_last_hour_and_one_that_was_refused_does_not() {
        let asleep = Work::Snoozed { until: Snooze::LastHour { at: at(23 * HOUR) } };
        let moved = Work::Snoozed { until: Snooze::LastHour { at: at(25 * HOUR) } };
        assert_eq!(asleep.when_due(wrote(2 * HOUR), at(23 * HOUR)), Some(moved));
        let refused = wrote(0).after_refusal(at(5 * HOUR));
        assert_eq!(asleep.when_due(refused, at(23 * HOUR)), Some(Work::Open), "somebody has to send a template");
        assert_eq!(asleep.when_due(wrote(0), at(23 * HOUR)), Some(Work::Open));
    }

    #[test]
    fn until_the_customer_answers_no_clock_ends_it() {
        let asleep = Work::Snoozed { until: Snooze::Answer };
        assert_eq!(asleep.when_due(wrote(0), at(1000 * HOUR)), None);
    }

    proptest! {
        #[test]
        fn nothing_wakes_before_its_time_and_everything_after_it(until in 0..96 * HOUR, now in 0..96 * HOUR) {
            let asleep = Work::Snoozed { until: Snooze::Time { at: at(until) } };
            let woken = asleep.when_due(wrote(0), at(now));
            prop_assert_eq!(woken, (now >= until).then_some(Work::Open));
        }

        #[test]
        fn what_sleeps_until_the_last_hour_wakes_with_an_hour_left_however_often_it_is_looked_at(
            asked in 0..23 * HOUR - 1,
            looks in prop::collection::vec(0..48 * HOUR, 1..20),
        ) {
            let window = wrote(0);
            let mut work = Work::Snoozed { until: Snooze::last_hour(window, at(asked)).unwrap() };
            let mut looks = looks;
            looks.sort_unstable();
            for now in looks {
                work = work.when_due(window, at(now)).unwrap_or(work);
                prop_assert_eq!(work == Work::Open, work.wakes_at().is_none());
                prop_assert_eq!(work == Work::Open, now >= 23 * HOUR);
                if work == Work::Open {
                    break;
                }
            }
        }

        #[test]
        fn which_of_two_threads_is_merged_into_the_other_does_not_matter(a in any_work(), b in any_work()) {
            prop_assert_eq!(a.more_urgent(b).urgency(), b.more_urgent(a).urgency());
        }
    }
}
