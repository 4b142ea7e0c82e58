//! A thread and its messages.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::content::Content;
use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::status::MessageStatus;

/// A message in a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
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
    /// Whether it came more than ten minutes after it was written.
    pub late: bool,
}

/// Why a message did not go out, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessageError {
    /// The provider's number or a word of ours, such as `131047` or `window_closed`.
    pub code: String,
    /// What happened, in a plain sentence.
    pub text: String,
    /// What to do about it; may be empty.
    pub advice: String,
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
    /// The text; empty forgets the draft.
    pub text: String,
}
