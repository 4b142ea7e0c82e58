//! The facts of a workspace's log.
//!
//! Names and shapes are permanent: a log written today is read by every later version. A shape that must change gets a
//! new number behind its name. A kind that this version does not know is kept and passed on as [`Event::Unknown`].

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::content::Content;
use super::failure::Failure;
use super::ids::{ChannelId, ConversationId, MessageId, Seq};
use super::person::Identity;
use super::status::MessageStatus;
use super::template::Template;

/// Who caused an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person at a screen, by name.
    Agent(String),
    /// Another program, through the local API, by the name of its token.
    Api(String),
    /// The customer.
    Customer,
    /// The provider.
    Provider,
    /// Frontdesk itself.
    System,
}

impl Actor {
    /// The form in which it is stored.
    pub fn to_text(&self) -> String {
        match self {
            Actor::Agent(name) => format!("agent:{name}"),
            Actor::Api(name) => format!("api:{name}"),
            Actor::Customer => "customer".to_owned(),
            Actor::Provider => "provider".to_owned(),
            Actor::System => "system".to_owned(),
        }
    }

    /// Reads the stored form; a word that is newer than this version counts as the system.
    pub fn from_text(text: &str) -> Actor {
        match text.split_once(':') {
            Some(("agent", name)) => Actor::Agent(name.to_owned()),
            Some(("api", name)) => Actor::Api(name.to_owned()),
            _ if text == "customer" => Actor::Customer,
            _ if text == "provider" => Actor::Provider,
            _ => Actor::System,
        }
    }
}

/// An event that has no place in the log yet.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// Made by its author. The same id twice is the same event: the second one changes nothing.
    pub id: String,
    /// Who caused it.
    pub actor: Actor,
    /// When the author wrote it.
    pub at: DateTime<Utc>,
    /// What happened.
    pub event: Event,
}

/// An event with its place in the log.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Its place.
    pub seq: Seq,
    /// Who caused it.
    pub actor: Actor,
    /// When the author wrote it.
    pub at: DateTime<Utc>,
    /// What happened.
    pub event: Event,
}

/// Defines the kinds of events with the names under which they are kept.
macro_rules! events {
    ($($(#[$doc:meta])* $kind:literal => $variant:ident),+ $(,)?) => {
        /// What happened.
        #[derive(Clone, Debug)]
        pub enum Event {
            $($(#[$doc])* $variant($variant),)+
            /// A kind that is newer than this version.
            Unknown {
                /// Its name.
                kind: String,
                /// Its body, as JSON.
                body: String,
            },
        }

        $(impl From<$variant> for Event {
            fn from(event: $variant) -> Event {
                Event::$variant(event)
            }
        })+

        impl Event {
            /// The name under which it is kept.
            pub fn kind(&self) -> &str {
                match self {
                    $(Event::$variant(_) => $kind,)+
                    Event::Unknown { kind, .. } => kind,
                }
            }

            /// Its body as JSON.
            ///
            /// # Errors
            /// When the body cannot be written as JSON, which no value of these types brings about.
            pub fn to_json(&self) -> serde_json::Result<String> {
                match self {
                    $(Event::$variant(event) => serde_json::to_string(event),)+
                    Event::Unknown { body, .. } => Ok(body.clone()),
                }
            }

            /// Reads an event back.
            ///
            /// # Errors
            /// When a kind that this version knows has a body that it cannot read: the log is damaged.
            pub fn from_json(kind: &str, body: &str) -> serde_json::Result<Event> {
                match kind {
                    $($kind => serde_json::from_str(body).map(Event::$variant),)+
                    _ => Ok(Event::Unknown { kind: kind.to_owned(), body: body.to_owned() }),
                }
            }
        }
    };
}

events! {
    /// What is known of a connected number.
    "channel_described.1" => ChannelDescribed,
    /// A customer's message.
    "message_received.1" => MessageReceived,
    /// The provider's news of a message that we or another system sent.
    "status_reported.1" => StatusReported,
    /// Something else that came in by webhook.
    "other_received.1" => OtherReceived,
    /// Somebody here wants a message sent.
    "message_queued.1" => MessageQueued,
    /// A message is being handed to the provider.
    "send_started.1" => SendStarted,
    /// The provider has taken a message.
    "send_accepted.1" => SendAccepted,
    /// A message will be tried again.
    "send_deferred.1" => SendDeferred,
    /// A message will not go out.
    "send_failed.1" => SendFailed,
    /// The provider's answer was lost.
    "send_uncertain.1" => SendUncertain,
    /// Somebody here wants a failed message tried again.
    "retry_requested.1" => RetryRequested,
    /// A thread was seen.
    "conversation_read.1" => ConversationRead,
    /// A template is new or has changed.
    "template_changed.1" => TemplateChanged,
    /// A template is gone.
    "template_removed.1" => TemplateRemoved,
    /// Nothing is sent on a channel until somebody has mended it.
    "sending_paused.1" => SendingPaused,
    /// Sending goes on.
    "sending_resumed.1" => SendingResumed,
}

/// What is known of a connected number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelDescribed {
    /// Which channel.
    pub channel: ChannelId,
    /// The number as the provider writes it.
    #[serde(default)]
    pub display_phone_number: Option<String>,
    /// The name that customers see.
    #[serde(default)]
    pub verified_name: Option<String>,
    /// `GREEN`, `YELLOW`, `RED` or another word of the provider's.
    #[serde(default)]
    pub quality: Option<String>,
    /// The name of the account that the number belongs to.
    #[serde(default)]
    pub account_name: Option<String>,
    /// The outcome of the provider's review of the account, such as `APPROVED`.
    #[serde(default)]
    pub account_review: Option<String>,
}

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
    /// The message as it stood in the webhook.
    pub raw: Box<RawValue>,
}

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
    /// The status as it stood in the webhook.
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

/// Somebody here wants a message sent. The place of this event in the log is the message's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// A thread was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationRead {
    /// Which thread.
    pub conversation: ConversationId,
    /// The newest message that was seen.
    pub up_to: MessageId,
}

/// A template is new or has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateChanged {
    /// On which channel.
    pub channel: ChannelId,
    /// The template as it is now.
    pub template: Template,
}

/// A template is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateRemoved {
    /// On which channel.
    pub channel: ChannelId,
    /// The provider's id of it.
    pub template_id: String,
}

/// Nothing is sent on a channel until somebody has mended it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendingPaused {
    /// Which channel.
    pub channel: ChannelId,
    /// What the provider said.
    pub failure: Failure,
}

/// Sending goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendingResumed {
    /// Which channel.
    pub channel: ChannelId,
}
