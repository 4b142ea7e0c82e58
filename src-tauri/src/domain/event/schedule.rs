//! Messages that are to go out later.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{ChannelId, ConversationId, ScheduleId};
use crate::domain::schedule::{Plan, ScheduleProblem};

/// A message is to go out later. The place of this event in the log is the schedule's id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageScheduled {
    /// On which channel.
    pub channel: ChannelId,
    /// In which thread.
    pub conversation: ConversationId,
    /// What and when.
    pub plan: Plan,
}

/// What, or when, was thought over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScheduleChanged {
    /// Which one.
    pub schedule: ScheduleId,
    /// What and when from now on.
    pub plan: Plan,
}

/// It is not to go out after all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleCancelled {
    /// Which one.
    pub schedule: ScheduleId,
}

/// It was due. Written together with the message that it became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleSettled {
    /// Which one.
    pub schedule: ScheduleId,
    /// What has come of it.
    pub settlement: Settlement,
}

/// What has come of a message that was due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Settlement {
    /// It is in the outbox.
    Queued {
        /// The id of that act of sending, which names the message.
        client_id: String,
    },
    /// A person is asked what to do.
    Asking {
        /// Why.
        problem: ScheduleProblem,
    },
}
