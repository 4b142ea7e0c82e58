//! The facts of a workspace's log.
//!
//! Names and shapes are permanent: a log written today is read by every later version. A shape may be given a field that
//! can be absent; one that must change otherwise gets a new number behind its name. A kind that this version does not know
//! is kept and passed on as [`Event::Unknown`].

mod channels;
mod chats;
mod contacts;
mod people;
mod received;
mod replies;
mod office;
mod schedule;
mod sending;
mod work;

use chrono::{DateTime, Utc};
use serde_json::value::RawValue;

use super::ids::Seq;
use super::office::AWAY_RULE;

pub use channels::{ChannelDescribed, NewsReceived, SendingPaused, SendingResumed, TemplateChanged, TemplateRemoved};
pub use chats::ChatStarted;
pub use contacts::{
    AttributeChanged, AttributeCreated, AttributeDeleted, ContactAttributeSet, ContactImported, ContactNoteChanged,
    ContactNoteDeleted, ContactNoteWritten, ContactsToldApart, ImportedValue,
};
pub use office::OfficeSet;
pub use people::{
    ContactBlocked, ContactSaved, ContactUnblocked, ContactUnsaved, ContactsMerged, ContactsSplit,
    MarketingPreferenceChanged, UserIdChanged,
};
pub use received::{
    CallReported, ConversationRead, EchoReceived, HistoryProgressed, HistoryReceived, MessageReceived, MessageReread,
    OtherReceived, PhonePart, PhoneSyncRequested, TranscriptAdded,
};
pub use replies::{ReplyChanged, ReplyCreated, ReplyDeleted};
pub use schedule::{MessageScheduled, ScheduleCancelled, ScheduleChanged, ScheduleSettled, Settlement};
pub use sending::{
    MessageQueued, RetryRequested, SendAccepted, SendDeferred, SendFailed, SendStarted, SendUncertain, StatusReported,
};
pub use work::{
    ConversationLabelled, ConversationMarkedUnread, ConversationPinned, LabelChanged, LabelCreated, LabelDeleted,
    NoteWritten, ViewChanged, ViewDeleted, ViewSaved, WorkSet,
};

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
    /// A rule that somebody here has set up, by its name, such as `away`.
    Rule(String),
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
            Actor::Rule(name) => format!("rule:{name}"),
            Actor::System => "system".to_owned(),
        }
    }

    /// Whether this is the rule that answers while the office is closed. Its words are no answer: the customer still waits
    /// for a person.
    pub fn is_away_rule(&self) -> bool {
        matches!(self, Actor::Rule(name) if name == AWAY_RULE)
    }

    /// Reads the stored form; a word that is newer than this version counts as the system.
    pub fn from_text(text: &str) -> Actor {
        match text.split_once(':') {
            Some(("agent", name)) => Actor::Agent(name.to_owned()),
            Some(("api", name)) => Actor::Api(name.to_owned()),
            Some(("rule", name)) => Actor::Rule(name.to_owned()),
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
    /// Somebody kept an answer to use it again.
    "reply_created.1" => ReplyCreated,
    /// An answer that is used often says something else.
    "reply_changed.1" => ReplyChanged,
    /// An answer is not used any more.
    "reply_deleted.1" => ReplyDeleted,
    /// The work on a thread stands somewhere else.
    "work_set.1" => WorkSet,
    /// A thread was pinned, or is not any more.
    "conversation_pinned.1" => ConversationPinned,
    /// A thread was marked as unread, or that was taken back.
    "conversation_marked_unread.1" => ConversationMarkedUnread,
    /// There is a new label.
    "label_created.1" => LabelCreated,
    /// A label has another name or colour.
    "label_changed.1" => LabelChanged,
    /// A label is gone.
    "label_deleted.1" => LabelDeleted,
    /// A thread bears a label, or does not any more.
    "conversation_labelled.1" => ConversationLabelled,
    /// A view of the list was given a name.
    "view_saved.1" => ViewSaved,
    /// A saved view has changed.
    "view_changed.1" => ViewChanged,
    /// A saved view is gone.
    "view_deleted.1" => ViewDeleted,
    /// Somebody noted something for the team.
    "note_written.1" => NoteWritten,
    /// Somebody here opened a chat with a person who may never have written.
    "chat_started.1" => ChatStarted,
    /// The hours of a number's office and its away reply.
    "office_set.1" => OfficeSet,
    /// A message is to go out later.
    "message_scheduled.1" => MessageScheduled,
    /// What, or when, was thought over.
    "schedule_changed.1" => ScheduleChanged,
    /// It is not to go out after all.
    "schedule_cancelled.1" => ScheduleCancelled,
    /// It was due: it is in the outbox, or a person is asked.
    "schedule_settled.1" => ScheduleSettled,
    /// Something more is kept of people.
    "attribute_created.1" => AttributeCreated,
    /// An attribute has another name or other options.
    "attribute_changed.1" => AttributeChanged,
    /// An attribute is not kept any more.
    "attribute_deleted.1" => AttributeDeleted,
    /// What an attribute is for somebody.
    "contact_attribute_set.1" => ContactAttributeSet,
    /// Somebody noted something about a person.
    "contact_note_written.1" => ContactNoteWritten,
    /// A note says something else.
    "contact_note_changed.1" => ContactNoteChanged,
    /// A note was taken away.
    "contact_note_deleted.1" => ContactNoteDeleted,
    /// A line of a table of contacts was taken in.
    "contact_imported.1" => ContactImported,
    /// Two contacts that look alike are two people.
    "contacts_told_apart.1" => ContactsToldApart,
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
