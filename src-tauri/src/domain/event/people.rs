//! Who people are.

use crate::domain::ids::{ChannelId, ContactId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::person::Identity;

/// A person has a new user id, as happens with a new phone number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct UserIdChanged {
    /// On which channel.
    pub channel: ChannelId,
    /// The scope in which the ids are unique.
    pub scope: String,
    /// The person as they were known.
    pub previous: Identity,
    /// The person as they are known from now on.
    pub current: Identity,
    /// The provider's timestamp: seconds precision.
    #[serde(with = "chrono::serde::ts_seconds")]
    pub at: DateTime<Utc>,
}

/// A person does not want marketing messages of this number any more, or wants them again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MarketingPreferenceChanged {
    /// On which channel.
    pub channel: ChannelId,
    /// The person; at least one id is there.
    pub who: Identity,
    /// The scope in which `who.user_id` is unique.
    pub scope: String,
    /// Whether they stopped them.
    pub stopped: bool,
    /// The provider's timestamp: seconds precision.
    #[serde(with = "chrono::serde::ts_seconds")]
    pub at: DateTime<Utc>,
}

/// Somebody gave a person a name of their own: a person here, or the phone's contact book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactSaved {
    /// The person; at least one id is there.
    pub who: Identity,
    /// The scope in which `who.user_id` is unique.
    pub scope: String,
    /// What to call them.
    pub name: String,
    /// As of when: milliseconds precision.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
}

/// The name that somebody gave to a person was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactUnsaved {
    /// The person; at least one id is there.
    pub who: Identity,
    /// The scope in which `who.user_id` is unique.
    pub scope: String,
    /// As of when: milliseconds precision.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
}

/// Two contacts are one person, as somebody here says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactsMerged {
    /// The contact that goes.
    pub from: ContactId,
    /// The contact that stays.
    pub into: ContactId,
}

/// A contact that was merged into another stands for itself again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactsSplit {
    /// The contact that comes back.
    pub contact: ContactId,
}

/// A person cannot write to a number any more, nor it to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactBlocked {
    /// On which channel.
    pub channel: ChannelId,
    /// Who.
    pub contact: ContactId,
}

/// A person can write to a number again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactUnblocked {
    /// On which channel.
    pub channel: ChannelId,
    /// Who.
    pub contact: ContactId,
}
