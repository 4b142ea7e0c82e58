//! The conversation list and search.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::content::MediaKind;
use crate::domain::ids::{ChannelId, ContactId, ConversationId, LabelId, MessageId};
use crate::domain::list::{ConversationSort, WindowFilter, WorkFilter};
use crate::domain::status::MessageStatus;
use crate::domain::work::Work;

use super::office::WhileAway;
use super::thread::{Draft, Message};

/// The state of the 24-hour window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WindowPhase {
    /// The customer never wrote.
    NeverOpened,
    /// Free-form messages are allowed.
    Open,
    /// Only templates are allowed.
    Closed,
}

/// The 24-hour window of a conversation. The screen turns `open` into closed by itself when `closes_at` passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WindowInfo {
    /// The state when this was read.
    pub phase: WindowPhase,
    /// When it closes or closed; `null` if it never opened.
    pub closes_at: Option<i64>,
    /// The provider's timestamp of the customer's last message.
    pub last_customer_message_at: Option<i64>,
    /// Whether the provider said "closed" before our clock did.
    pub closed_by_provider: bool,
    /// When the template was sent whose answer is awaited, if that was the last thing that happened.
    pub template_waiting_since: Option<i64>,
    /// The time around its end in which the office is closed; absent if somebody will be there, or it is not open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub while_away: Option<WhileAway>,
    /// Until when the provider charges nothing, templates included; absent if it does. It allows no message that the window
    /// does not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub free_until: Option<i64>,
    /// A time in which nothing could come in, so that a message which would hold the window open may still be on its way;
    /// absent if there is no doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unheard: Option<Unheard>,
}

/// A time in which nothing could come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unheard {
    /// The last moment before it at which something could.
    pub from: i64,
    /// The first moment after it.
    pub to: i64,
    /// When a message of that time would no longer hold the window open.
    pub matters_until: i64,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Our number for them.
    pub id: ContactId,
    /// What we call them, or their name at the provider, or what else is known of them; never empty.
    pub name: String,
    /// `+` and digits; `null` for a person known by user id only.
    pub phone: Option<String>,
    /// The business-scoped user id.
    pub user_id: Option<String>,
    /// The WhatsApp user name without `@`.
    pub username: Option<String>,
    /// The name in their profile, when `name` is another one that we gave them.
    pub profile_name: Option<String>,
    /// When we first heard of them.
    pub first_seen_at: i64,
}

/// A row of the conversation list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Conversation {
    /// Our number for it.
    pub id: ConversationId,
    /// The business number it runs on.
    pub channel: ChannelId,
    /// The person.
    pub contact: Contact,
    /// The newest message.
    pub last_message: Option<Preview>,
    /// Its time, by which the list is sorted.
    pub last_message_at: i64,
    /// How many messages of the customer have not been seen.
    pub unread: i64,
    /// The newest message that has been seen: the unread divider stands after it.
    pub read_up_to: Option<MessageId>,
    /// Since when the customer has been waiting for an answer.
    pub waiting_since: Option<i64>,
    /// When the next message to them is to go out, or was and a person is asked; absent if none is scheduled.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub scheduled_at: Option<i64>,
    /// The 24-hour window.
    pub window: WindowInfo,
    /// What was typed and chosen and not sent.
    pub draft: Option<Draft>,
    /// Whether the person is blocked on this channel.
    pub blocked: bool,
    /// Since when the person does not want marketing messages.
    pub marketing_stopped_at: Option<i64>,
    /// Where the work on it stands.
    pub work: Work,
    /// The labels that it bears, in the order in which they were made.
    pub labels: Vec<LabelId>,
    /// Whether it stands above the others.
    pub pinned: bool,
    /// Whether somebody wants it to look unread.
    pub marked_unread: bool,
}

/// The second line of a row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// Whether we wrote it.
    pub outbound: bool,
    /// The provider's word for the kind of message.
    pub wa_type: String,
    /// How it is shown, if it is a file.
    pub media: Option<MediaKind>,
    /// Its first words; `null` if it has none.
    pub text: Option<String>,
    /// The first words of the message that a reaction is on; `null` if it is not here or has none.
    pub about: Option<String>,
    /// Whether it was deleted.
    pub deleted: bool,
    /// Where it stands, if we wrote it.
    pub status: Option<MessageStatus>,
}

/// A page of conversations.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConversationPage {
    /// In the order asked for. With the newest first, the first page begins with all that are pinned.
    pub items: Vec<Conversation>,
    /// Where the next page begins; `null` at the end.
    pub next_cursor: Option<String>,
}

/// Which conversations to list.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListConversations {
    /// By the state of the window.
    pub filter: WindowFilter,
    /// In which order.
    pub sort: ConversationSort,
    /// By where the work stands; without it, wherever it does.
    #[serde(default)]
    #[ts(optional, as = "Option<WorkFilter>")]
    pub work: WorkFilter,
    /// Only those with unread messages, and those that were marked as unread.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub unread: bool,
    /// Only those with this label.
    #[serde(default)]
    #[ts(optional)]
    pub label: Option<LabelId>,
    /// From the end of an earlier page.
    #[serde(default)]
    #[ts(optional)]
    pub cursor: Option<String>,
    /// 1 to 200.
    pub limit: u32,
}

/// Names one conversation.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConversationRef {
    /// Which one.
    pub conversation: ConversationId,
}

/// Names some conversations.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConversationsById {
    /// Which ones; at most 500. Unknown ones are left out of the answer.
    pub ids: Vec<ConversationId>,
}

/// Look something up.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Search {
    /// Words as typed; the last one may be unfinished.
    pub query: String,
    /// 1 to 200 of each kind.
    pub limit: u32,
    /// Only messages of this kind; people are left out then. With a filter the words may be empty.
    #[serde(default)]
    #[ts(optional)]
    pub kind: Option<SearchKind>,
    /// Only messages of ours (`true`) or of customers (`false`).
    #[serde(default)]
    #[ts(optional)]
    pub outbound: Option<bool>,
    /// Only messages written then or later.
    #[serde(default)]
    #[ts(optional)]
    pub since: Option<i64>,
    /// Only messages written before then.
    #[serde(default)]
    #[ts(optional)]
    pub until: Option<i64>,
    /// Only messages of this thread.
    #[serde(default)]
    #[ts(optional)]
    pub conversation: Option<ConversationId>,
}

/// Kinds of messages to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SearchKind {
    /// Pictures and films.
    Media,
    /// Documents.
    Documents,
    /// Voice notes and other sounds.
    Sounds,
    /// Messages with a web address in them.
    Links,
}

/// What was found, newest first.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchResults {
    /// Conversations with people whose name, user name or number fits.
    pub people: Vec<Conversation>,
    /// Messages whose words fit.
    pub messages: Vec<MessageHit>,
}

/// A message that was found.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MessageHit {
    /// The message.
    pub message: Message,
    /// The person in whose thread it stands.
    pub contact: Contact,
}
