//! When a number's office is open, and what it answers while it is closed.
//!
//! Hours are said in the office's own wall-clock time and counted in UTC, so that a change to summer time moves no window
//! and no reminder by accident. Everything here is pure: the moment is handed in.

mod hours;
mod spans;
mod working;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::problem::{Problem, Wrong};

pub use hours::{ClosedPeriod, Holiday, OfficeHours, TimeRange};
pub use working::WorkingTime;

/// The name of the rule that answers while the office is closed: its messages are written by `rule:away`.
pub const AWAY_RULE: &str = "away";
/// The longest text of a message, in characters (Meta, "Text messages").
const LONGEST_TEXT: usize = 4096;

/// What a number's office has agreed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Office {
    /// When somebody is there.
    pub hours: OfficeHours,
    /// What is answered while nobody is.
    pub away: AwayReply,
}

/// What customers are answered while the office is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AwayReply {
    /// Whether anything is.
    pub on: bool,
    /// The words.
    pub text: String,
}

impl Office {
    /// What is assumed of an office that has said nothing: Monday to Friday from 9 to 18, and no away reply.
    pub fn assumed(zone: &str) -> Office {
        Office { hours: OfficeHours::assumed(zone), away: AwayReply::default() }
    }

    /// Says which part cannot be as it is.
    ///
    /// # Errors
    /// The first part that is wrong.
    pub fn check(&self) -> Result<(), Problem> {
        self.hours.check()?;
        if self.away.on && self.away.text.trim().is_empty() {
            return Err(Problem::of("away", Wrong::Empty));
        }
        if self.away.text.chars().count() > LONGEST_TEXT {
            return Err(Problem::of("away", Wrong::TooLong { most: LONGEST_TEXT }));
        }
        Ok(())
    }
}
