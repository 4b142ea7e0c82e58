//! The facts of a workspace's log.
//!
//! Names and shapes are permanent: a log written today is read by every later version. A shape may be given a field that
//! can be absent; one that must change otherwise gets a new number behind its name. A kind that this version does not know is kept and passed on as [`Event::Unknown`].

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::content::{Call, Content, Context};
use super::failure::Failure;
use super::ids::{ChannelId, ContactId, ConversationId, MessageId, Seq};
use super::news::News;
use super::person::Identity;
use super::pricing::Pricing;
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
    /// A later version has read a message again and understood more of it.
    "message_reread.1" => MessageReread,
    /// Somebody wrote to a customer on the phone that shares the number.
    "echo_received.1" => EchoReceived,
    /// A message of the phone's past.
    "history_received.1" => HistoryReceived,
    /// The phone's past is coming in.
    "history_progressed.1" => HistoryProgressed,
    /// The phone was asked for its contacts or its past.
    "phone_sync_requested.1" => PhoneSyncRequested,
    /// News of a call.
    "call_reported.1" => CallReported,
    /// The provider's news of a message that we or another system sent.
    "status_reported.1" => StatusReported,
    /// A person has a new user id.
    "user_id_changed.1" => UserIdChanged,
    /// A person does not want marketing messages any more, or wants them again.
    "marketing_preference_changed.1" => MarketingPreferenceChanged,
    /// News of the account, the number or a template.
    "news_received.1" => NewsReceived,
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
    /// Somebody gave a person a name of their own.
    "contact_saved.1" => ContactSaved,
    /// That name was taken back.
    "contact_unsaved.1" => ContactUnsaved,
    /// Two contacts are one person.
    "contacts_merged.1" => ContactsMerged,
    /// They are not, after all.
    "contacts_split.1" => ContactsSplit,
    /// A person cannot write to a number any more.
    "contact_blocked.1" => ContactBlocked,
    /// A person can write to a number again.
    "contact_unblocked.1" => ContactUnblocked,
    /// What is said in a voice note.
    "transcript_added.1" => TranscriptAdded,
    /// A template is new or has changed.
    "template_changed.1" => TemplateChanged,
    /// A template is gone.
    "template_removed.1" => TemplateRemoved,
    /// Nothing is sent on a channel until somebody has mended it.
    "sending_paused.1" => SendingPaused,
    /// Sending goes on.
    "sending_resumed.1" => SendingResumed,
}

impl Event {
    /// The message as it stood in the webhook that brought it, if this event brings one.
    pub fn raw(&self) -> Option<&RawValue> {
        if let Event::MessageReceived(MessageReceived { raw, .. })
        | Event::EchoReceived(EchoReceived { raw, .. })
        | Event::HistoryReceived(HistoryReceived { raw, .. })
        | Event::CallReported(CallReported { raw, .. }) = self
        {
            Some(raw)
        } else {
            None
        }
    }
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
    /// Whether the WhatsApp Business app on a phone shares the number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_phone: bool,
    /// The provider's word for how many people may be written to in a day outside their windows, such as `TIER_2K`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messaging_limit: Option<String>,
    /// The catalogue that is connected to the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog_id: Option<String>,
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

/// News of the account, the number or a template.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewsReceived {
    /// On which channel.
    pub channel: ChannelId,
    /// What is new.
    pub news: News,
    /// The value as it stood in the webhook.
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
    /// The customer, as far as they are named.
    #[serde(default, skip_serializing_if = "Identity::is_empty")]
    pub recipient: Identity,
    /// The scope in which `recipient.user_id` is unique.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// What the provider counts it as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pricing: Option<Pricing>,
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

/// A thread was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationRead {
    /// Which thread.
    pub conversation: ConversationId,
    /// The newest message that was seen.
    pub up_to: MessageId,
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

/// What is said in a voice note, by the service that the owner has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranscriptAdded {
    /// Which message.
    pub message: MessageId,
    /// What is said.
    pub text: String,
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
