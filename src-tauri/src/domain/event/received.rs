//! What customers and phones write.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::domain::content::{Call, Content, Context};
use crate::domain::ids::{ChannelId, ConversationId, MessageId};
use crate::domain::person::Identity;
use crate::domain::status::MessageStatus;

/// A customer's message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MessageReceived {
    /// On which channel.
    pub channel: ChannelId,
    /// The provider's id (`wamid`).
    pub provider_id: String,
    /// Who wrote it; at least one id is there.
    pub from: Identity,
    /// The scope in which `from.user_id` is unique: the business portfolio, as far as we know it.
    pub scope: String,
    /// The name in the customer's profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_name: Option<String>,
    /// The customer's user name, without `@`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// The provider's timestamp: seconds precision.
    #[serde(with = "chrono::serde::ts_seconds")]
    pub sent_at: DateTime<Utc>,
    /// What it says.
    pub content: Content,
    /// What it answers, and where it comes from.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub context: Context,
    /// The message as it stood in the webhook.
    pub raw: Box<RawValue>,
}

/// A later version has read a message again and understood more of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MessageReread {
    /// Which message.
    pub message: MessageId,
    /// What it says.
    pub content: Content,
    /// What it answers, and where it comes from.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub context: Context,
}

/// Somebody wrote to a customer on the phone that shares the number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EchoReceived {
    /// On which channel.
    pub channel: ChannelId,
    /// The provider's id (`wamid`).
    pub provider_id: String,
    /// To whom; at least one id is there.
    pub to: Identity,
    /// The scope in which `to.user_id` is unique.
    pub scope: String,
    /// The provider's timestamp: seconds precision.
    #[serde(with = "chrono::serde::ts_seconds")]
    pub sent_at: DateTime<Utc>,
    /// What it says.
    pub content: Content,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub context: Context,
    /// The message as it stood in the webhook.
    pub raw: Box<RawValue>,
}

/// A message of the phone's past. It opens no window, waits for nothing and is announced to nobody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HistoryReceived {
    /// On which channel.
    pub channel: ChannelId,
    /// The provider's id (`wamid`).
    pub provider_id: String,
    /// The customer in whose thread it stands; at least one id is there.
    pub with: Identity,
    /// The scope in which `with.user_id` is unique.
    pub scope: String,
    /// Whether the business wrote it.
    pub outbound: bool,
    /// The phone's timestamp: seconds precision.
    #[serde(with = "chrono::serde::ts_seconds")]
    pub sent_at: DateTime<Utc>,
    /// Where it stands, if the business wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<MessageStatus>,
    /// What it says.
    pub content: Content,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub context: Context,
    /// The message as it stood in the webhook.
    pub raw: Box<RawValue>,
}

/// The phone's past is coming in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryProgressed {
    /// On which channel.
    pub channel: ChannelId,
    /// How much of it has come, in per cent of the whole; `None` when the owner of the phone does not share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
}

/// The phone was asked for its contacts or its past, which works once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneSyncRequested {
    /// On which channel.
    pub channel: ChannelId,
    /// What was asked for.
    pub part: PhonePart,
    /// The provider's id of the request, for its support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

/// What a phone may be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum PhonePart {
    /// The names in its contact book.
    Contacts,
    /// Its messages of the last 180 days.
    History,
}

/// News of a call. Calls are only told of: they cannot be taken here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CallReported {
    /// On which channel.
    pub channel: ChannelId,
    /// The provider's id of the call (`wacid`).
    pub call_id: String,
    /// The customer; at least one id is there.
    pub with: Identity,
    /// The scope in which `with.user_id` is unique.
    pub scope: String,
    /// The provider's timestamp: seconds precision.
    #[serde(with = "chrono::serde::ts_seconds")]
    pub at: DateTime<Utc>,
    /// What is known of it now.
    pub call: Call,
    /// The call as it stood in the webhook.
    pub raw: Box<RawValue>,
}

/// Something that came in by webhook and has no shape of its own yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OtherReceived {
    /// On which channel.
    pub channel: ChannelId,
    /// The webhook's `field`, or `messages` for a message from nobody.
    pub field: String,
    /// The part of the webhook that was not understood.
    pub raw: Box<RawValue>,
}

/// What is said in a voice note, by the service that the owner has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranscriptAdded {
    /// Which message.
    pub message: MessageId,
    /// What is said.
    pub text: String,
}

/// A thread was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationRead {
    /// Which thread.
    pub conversation: ConversationId,
    /// The newest message that was seen.
    pub up_to: MessageId,
}
