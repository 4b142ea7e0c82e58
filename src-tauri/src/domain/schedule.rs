//! Messages that are to go out later.
//!
//! Decided when one is due, by [`lateness`] and the window as it is then:
//! - the office's computer was asleep or off: what is late by less than [`LATEST`] goes out, what is later asks a person,
//!   since "see you in an hour" is wrong three hours on;
//! - the window has closed meanwhile: the template that was chosen for this goes out, or a person is asked;
//! - whatever else stands in the way asks a person. Nothing is dropped in silence.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use super::content::{Content, TemplateMessage};
use super::ids::ScheduleId;

/// A message that is late by more than this is not sent before a person has said so.
pub const LATEST: Duration = Duration::hours(2);

/// What is to go out, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// What to say. A template has its variables filled in already.
    pub content: Content,
    /// When.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub due_at: DateTime<Utc>,
    /// What to do if the window is closed then.
    pub if_closed: IfClosed,
    /// Whether it is dropped as soon as the customer writes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unless_they_write: bool,
}

/// What to do when the window is closed at the time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum IfClosed {
    /// Ask a person.
    Ask,
    /// Send this template instead.
    Template(Box<TemplateMessage>),
}

/// Why a message that was due has not gone out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleProblem {
    /// This computer was asleep or off for too long.
    Late,
    /// The 24-hour window is closed.
    WindowClosed,
    /// The customer is blocked.
    Blocked,
    /// The customer does not want marketing messages.
    MarketingStopped,
    /// The template was paused, rejected or removed meanwhile.
    TemplateUnsendable,
    /// The customer has a number of the United States, which marketing does not reach.
    MarketingToUs,
    /// The customer had enough templates within an hour.
    TooManyTemplates,
    /// As many people were written to within a day as the provider allows.
    PortfolioLimit,
    /// The number is not connected any more.
    ChannelGone,
    /// The customer has written, and it was to be dropped in that case.
    TheyWrote,
    /// Something else stands in the way.
    #[serde(other)]
    Refused,
}

/// Whether a message that was due may still go out by itself.
///
/// # Errors
/// [`ScheduleProblem::Late`] when it may not.
pub fn lateness(due_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), ScheduleProblem> {
    if now - due_at < LATEST { Ok(()) } else { Err(ScheduleProblem::Late) }
}

/// The id of the one act of sending that a scheduled message leads to: the same one however often it is tried, so that it
/// can never go out twice. `made_at` tells it from one with the same number in a workspace that was restored.
pub fn client_id(schedule: ScheduleId, made_at: DateTime<Utc>) -> Uuid {
    let name = format!("frontdesk:schedule:{schedule}:{}", made_at.timestamp_millis());
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_hours_late_is_too_late() {
        let due = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        assert_eq!(lateness(due, due + LATEST - Duration::seconds(1)), Ok(()));
        assert_eq!(lateness(due, due + LATEST), Err(ScheduleProblem::Late));
        assert_eq!(lateness(due, due - Duration::hours(1)), Ok(()), "a clock that went back makes nothing late");
    }

    #[test]
    fn one_scheduled_message_is_one_act_of_sending() {
        let made = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        assert_eq!(client_id(ScheduleId(7), made), client_id(ScheduleId(7), made));
        assert_ne!(client_id(ScheduleId(7), made), client_id(ScheduleId(8), made));
    }
}
