//! A thread and its messages.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::content::{AdReferral, Content, Forwarded, ProductReference};
use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::pricing::Pricing;
use crate::domain::status::MessageStatus;

use super::files::FileInfo;

/// A message in a thread.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Our number for it.
    pub id: MessageId,
    /// The thread it belongs to.
    pub conversation: ConversationId,
    /// The provider's id; `null` until the provider has taken it.
    pub provider_id: Option<String>,
    /// Whether we wrote it.
    pub outbound: bool,
    /// When it was written. Messages of a thread are ordered by this, then by `id`.
    pub at: i64,
    /// What it says.
    pub content: Content,
    /// Where it stands, if we wrote it.
    pub status: Option<MessageStatus>,
    /// When it is tried again, if it waits for that.
    pub retry_at: Option<i64>,
    /// Who wrote it, if we did: `You` or the name of a program.
    pub author: Option<String>,
    /// The rule by which it was sent, such as `away`; absent if a person or a program wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rule: Option<String>,
    /// Why it failed, or why it waits.
    pub error: Option<MessageError>,
    /// What the person may do about it.
    pub can_retry: bool,
    /// When the provider sent it on.
    pub sent_at: Option<i64>,
    /// When it reached the customer's phone.
    pub delivered_at: Option<i64>,
    /// When the customer opened it.
    pub read_at: Option<i64>,
    /// When the customer first listened to it.
    pub played_at: Option<i64>,
    /// What the provider counts it as, once it has said so.
    pub pricing: Option<Pricing>,
    /// The file in `content`, as far as it is here; `null` for content without one.
    pub file: Option<FileInfo>,
    /// What is said in a voice note, if a service was set that writes it down.
    pub transcript: Option<String>,
    /// The message that it answers.
    pub quote: Option<Quote>,
    /// Whether it was forwarded.
    pub forwarded: Option<Forwarded>,
    /// The product that it asks about.
    pub product: Option<ProductReference>,
    /// The advertisement that led to it.
    pub ad: Option<AdReferral>,
    /// The emoji on it: at most one of each side.
    pub reactions: Vec<Reaction>,
    /// What it said before it was edited, oldest first; empty for most.
    pub earlier: Vec<EarlierText>,
    /// When its writer deleted it. With the setting `showDeleted` off its content is kept from the screen.
    pub deleted_at: Option<i64>,
    /// Whether it was written on the phone that shares the number.
    pub from_phone: bool,
    /// Whether it may be taken back: it has not been handed over yet.
    pub can_cancel: bool,
    /// Whether it came more than ten minutes after it was written.
    pub late: bool,
}

/// The message that another one answers.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Quote {
    /// Our number for it; `null` for a message that we have never seen.
    pub message: Option<MessageId>,
    /// Whether we wrote it.
    pub outbound: bool,
    /// What it says; `null` for a message that we have never seen, or that is kept from the screen.
    pub content: Option<Content>,
    /// The file in it.
    pub file: Option<FileInfo>,
}

/// An emoji on a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reaction {
    /// The emoji.
    pub emoji: String,
    /// Whether it is ours.
    pub outbound: bool,
    /// When it was put there.
    pub at: i64,
}

/// What an edited message said before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EarlierText {
    /// The words.
    pub text: String,
    /// Since when it said so.
    pub at: i64,
}

/// Why a message did not go out, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessageError {
    /// The provider's number or a word of ours, such as `131047` or `window_closed`.
    pub code: String,
    /// The name of the sentences that say what happened and what to do about it: `failure_…` and `failure_…_advice` of
    /// the screen's texts.
    pub explanation: String,
    /// What the provider's support needs to know.
    pub detail: Option<String>,
    /// Whether a template would go out where this did not.
    pub use_template: bool,
}

/// A page of a thread.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessagePage {
    /// Oldest first.
    pub items: Vec<Message>,
    /// Give this as `before` for older ones; `null` at the beginning of the thread.
    pub older: Option<String>,
    /// Give this as `after` for newer ones; `null` at the end of the thread.
    pub newer: Option<String>,
}

/// Which part of a thread to read. With none of `before`, `after` and `around`: its end.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListMessages {
    /// The thread.
    pub conversation: ConversationId,
    /// Only messages before this cursor.
    #[serde(default)]
    #[ts(optional)]
    pub before: Option<String>,
    /// Only messages after this cursor.
    #[serde(default)]
    #[ts(optional)]
    pub after: Option<String>,
    /// The messages around this one.
    #[serde(default)]
    #[ts(optional)]
    pub around: Option<MessageId>,
    /// 1 to 200.
    pub limit: u32,
}

/// Names some messages.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MessagesById {
    /// Which ones; at most 500. Unknown ones are left out of the answer.
    pub ids: Vec<MessageId>,
}

/// Names one message.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MessageRef {
    /// Which one.
    pub message: MessageId,
}

/// Mark a thread as read.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MarkRead {
    /// Which thread.
    pub conversation: ConversationId,
    /// The newest message that was seen.
    pub up_to: MessageId,
}

/// Keep what was typed.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveDraft {
    /// For which conversation.
    pub conversation: ConversationId,
    /// What was typed and chosen; an empty one forgets the draft.
    pub draft: Draft,
}

/// What was typed and chosen for a conversation and not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Draft {
    /// The words.
    pub text: String,
    /// The files, in order.
    pub files: Vec<DraftFile>,
    /// The message that it answers.
    pub reply_to: Option<MessageId>,
    /// The words of a note for the team. They are kept apart from those for the customer.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub note: String,
    /// Whether a note was being written and no answer.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub noting: bool,
}

/// A file of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftFile {
    /// The file's `Attachment.key`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// How it is to be shown.
    pub media: crate::domain::content::MediaKind,
    /// The words below it.
    pub caption: String,
}
