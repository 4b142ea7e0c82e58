//! What we write, and what becomes of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::domain::content::{Content, Context};
use crate::domain::failure::Failure;
use crate::domain::ids::{ChannelId, MessageId};
use crate::domain::person::Identity;
use crate::domain::pricing::Pricing;
use crate::domain::status::MessageStatus;

/// The provider's news of an outgoing message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StatusReported {
    /// On which channel.
    pub channel: ChannelId,
    /// The provider's id of the message.
    pub provider_id: String,
    /// Our own id of the act of sending, which the provider echoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// Where the message stands; `None` for a word that is newer than this version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<MessageStatus>,
    /// The provider's timestamp: seconds precision.
    #[serde(with = "chrono::serde::ts_seconds")]
    pub reported_at: DateTime<Utc>,
    /// Why it failed, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// The customer, as far as they are named.
    #[serde(default, skip_serializing_if = "Identity::is_empty")]
    pub recipient: Identity,
    /// The scope in which `recipient.user_id` is unique.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// What the provider counts it as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pricing: Option<Pricing>,
    /// Until when the provider charges nothing for what is sent to the customer, who came by way of an advertisement
    /// (Meta, "Pricing", "Free entry points"). It allows no message that the 24-hour window does not.
    #[serde(default, with = "chrono::serde::ts_seconds_option", skip_serializing_if = "Option::is_none")]
    pub free_until: Option<DateTime<Utc>>,
    /// The status as it stood in the webhook.
    pub raw: Box<RawValue>,
}

/// Somebody here wants a message sent. The place of this event in the log is the message's id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageQueued {
    /// On which channel.
    pub channel: ChannelId,
    /// To whom.
    pub to: Identity,
    /// The scope in which `to.user_id` is unique.
    pub scope: String,
    /// Travels with the message (`biz_opaque_callback_data`) and comes back with each of its statuses.
    pub client_id: String,
    /// What to say.
    pub content: Content,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub context: Context,
}

/// A message is being handed to the provider. Written before the network is touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendStarted {
    /// Which message.
    pub message: MessageId,
    /// The number of this attempt over the message's life, from 1.
    pub attempt: u32,
}

/// The provider has taken a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendAccepted {
    /// Which message.
    pub message: MessageId,
    /// The provider's id for it.
    pub provider_id: String,
    /// The recipient as the provider names them, which may differ from what was dialled.
    pub recipient: Identity,
}

/// A message will be tried again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendDeferred {
    /// Which message.
    pub message: MessageId,
    /// What the provider objected to; `None` when it could not be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<Failure>,
    /// When; `None`: when sending on the channel is resumed.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "chrono::serde::ts_milliseconds_option")]
    pub retry_at: Option<DateTime<Utc>>,
    /// Whether the provider counts this as a try: it does not when it was never reached.
    pub counts: bool,
}

/// A message will not go out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendFailed {
    /// Which message.
    pub message: MessageId,
    /// Why.
    pub failure: Failure,
}

/// The provider's answer was lost: the message may or may not have been taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendUncertain {
    /// Which message.
    pub message: MessageId,
}

/// Somebody here wants a failed message tried again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetryRequested {
    /// Which message.
    pub message: MessageId,
}
