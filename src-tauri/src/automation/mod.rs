//! What happens by itself at its time: rules that somebody here has set up, and things that were put off until then.
//!
//! Each of these looks at the workspace's clock, decides on the present state inside the transaction that records the
//! outcome, and can be broken off at any moment: what was not recorded did not happen.

mod away;
mod schedule;
mod snooze;

pub use away::AwayReplies;
pub use schedule::{Schedule, Scopes, settle_now};
pub use snooze::wake_snoozed;
