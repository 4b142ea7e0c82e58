//! Ids of our own.
//!
//! Every fact in the log has a number, [`Seq`], given once by the sequencer. A contact, a conversation and a message
//! carry the number of the event that first told of them. So ids are equal on every node that follows the log, survive
//! a rebuild of the projection, and need no generator.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Defines a number that must not be mistaken for another number.
macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "number")]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

number_id!(
    /// The place of an event in the workspace's log, counted from 1. `Seq(0)` is "before the first".
    Seq
);
number_id!(
    /// A person, numbered by the event that first told of them.
    ContactId
);
number_id!(
    /// The one continuous thread of a contact on a channel, numbered by the event that opened it.
    ConversationId
);
number_id!(
    /// A message, numbered by the event that brought it.
    MessageId
);
number_id!(
    /// An answer that is used often, numbered by the event that kept it.
    ReplyId
);
number_id!(
    /// A label, numbered by the event that made it.
    LabelId
);
number_id!(
    /// A saved view of the conversation list, numbered by the event that made it.
    ViewId
);
number_id!(
    /// A message that is to go out later, numbered by the event that scheduled it.
    ScheduleId
);
number_id!(
    /// Something that is kept of people, numbered by the event that began it.
    AttributeId
);
number_id!(
    /// A note about a person, numbered by the event that wrote it.
    NoteId
);
number_id!(
    /// A webhook POST as it was received, numbered by the node that received it.
    DeliveryId
);

/// The name that the owner gives to one business number at one provider, as it stands in the configuration file and
/// in the webhook's path: 1 to 40 of `a-z`, `0-9`, `-` and `_`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct ChannelId(String);

/// A channel name that cannot stand in a webhook's path.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a channel id has 1 to 40 of a-z, 0-9, '-' and '_'")]
pub struct BadChannelId;

impl ChannelId {
    /// Takes a channel's name.
    ///
    /// # Errors
    /// [`BadChannelId`] when it could not stand in a webhook's path.
    pub fn new(name: &str) -> Result<Self, BadChannelId> {
        let fits = (1..=40).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
        if fits { Ok(ChannelId(name.to_owned())) } else { Err(BadChannelId) }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ChannelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for ChannelId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        ChannelId::new(&name).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_id_can_stand_in_a_path() {
        for good in ["main", "clinic-2", "a", "front_desk"] {
            assert!(ChannelId::new(good).is_ok(), "{good}");
        }
        for bad in ["", "Main", "a/b", "..", "a b", "é", &"x".repeat(41)] {
            assert_eq!(ChannelId::new(bad), Err(BadChannelId), "{bad}");
        }
    }
}
