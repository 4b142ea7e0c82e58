//! The shapes that cross to the screen. All times are Unix milliseconds in UTC.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::content::Content;
use crate::domain::ids::{ChannelId, ContactId, ConversationId, MessageId, Seq};
use crate::domain::status::MessageStatus;
use crate::log::Topic;
use crate::settings::Settings;

/// What the screen needs before it can show anything.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Bootstrap {
    /// The open workspace; `null` until one is connected or practice begins.
    pub workspace: Option<WorkspaceInfo>,
    /// The clock to count windows by.
    pub clock: ClockInfo,
    /// What the person at this computer prefers.
    pub settings: Settings,
    /// The version of the program.
    pub version: String,
    /// Where a configuration file is looked for, for the page that explains how to connect a number.
    pub config_path: Option<String>,
    /// Why the workspace that the configuration describes could not be opened; `null` when it was, or there is none.
    pub problem: Option<String>,
}

/// The open workspace.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WorkspaceInfo {
    /// Whether the customers are simulated.
    pub practice: bool,
    /// The connected numbers.
    pub channels: Vec<ChannelInfo>,
    /// How many conversations have unread messages.
    pub unread_conversations: i64,
    /// The place in the log up to which everything else in this answer is known; follow the feed from here.
    pub head: Seq,
}

/// The time by the server, and how fast it runs.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClockInfo {
    /// The time now.
    pub now: i64,
    /// Seconds per real second: 1 but for a practice workspace.
    pub factor: f64,
}

/// One connected number.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChannelInfo {
    /// Its name in the configuration.
    pub id: ChannelId,
    /// `meta`.
    pub provider: String,
    /// The number as the provider writes it; `null` until it was read.
    pub display_phone_number: Option<String>,
    /// The name that customers see; `null` until it was read.
    pub verified_name: Option<String>,
    /// `GREEN`, `YELLOW`, `RED` or another word of the provider's; `null` until it was read.
    pub quality: Option<String>,
    /// The name of the account that it belongs to; `null` until it was read.
    pub account_name: Option<String>,
    /// The outcome of the provider's review of the account, such as `APPROVED`; `null` until it was read.
    pub account_review: Option<String>,
    /// Why nothing is sent on this channel at present; `null` when all is well.
    pub paused: Option<MessageError>,
    /// The path on the public listener that the provider must call.
    pub webhook_path: String,
    /// What has come in so far.
    pub received: ReceivedCounts,
}

/// What has come in on a channel since it was connected (refusals: since the program started).
#[derive(Clone, Copy, Debug, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceivedCounts {
    /// Webhooks kept.
    pub deliveries: i64,
    /// Kept webhooks that could not be read.
    pub unreadable: i64,
    /// Webhooks refused for a wrong signature.
    pub refused: i64,
    /// When the last one came.
    pub last_at: Option<i64>,
}

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
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Our number for them.
    pub id: ContactId,
    /// Their name at the provider, or what else is known of them; never empty.
    pub name: String,
    /// `+` and digits; `null` for a person known by user id only.
    pub phone: Option<String>,
    /// The business-scoped user id.
    pub user_id: Option<String>,
    /// The WhatsApp user name without `@`.
    pub username: Option<String>,
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
    /// The 24-hour window.
    pub window: WindowInfo,
    /// What was typed and not sent.
    pub draft: Option<String>,
}

/// The second line of a row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Preview {
    /// Whether we wrote it.
    pub outbound: bool,
    /// The provider's word for the kind of message.
    pub wa_type: String,
    /// Its first words; `null` if it has none.
    pub text: Option<String>,
    /// Where it stands, if we wrote it.
    pub status: Option<MessageStatus>,
}

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

/// A page of conversations.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConversationPage {
    /// In the order asked for.
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
    /// Only those with unread messages.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub unread: bool,
    /// From the end of an earlier page.
    #[serde(default)]
    #[ts(optional)]
    pub cursor: Option<String>,
    /// 1 to 200.
    pub limit: u32,
}

/// Conversations by the state of their window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WindowFilter {
    /// All of them.
    All,
    /// The window is open.
    Open,
    /// The window closes within four hours.
    ClosingSoon,
    /// The window is closed or never opened.
    Closed,
}

/// Orders of the conversation list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ConversationSort {
    /// The newest message first.
    Newest,
    /// The customer who has been waiting longest first; those who wait for nothing are left out.
    LongestWaiting,
    /// The window that closes next first; closed ones are left out.
    ClosingSoonest,
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

/// Names one conversation.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConversationRef {
    /// Which one.
    pub conversation: ConversationId,
}

/// Names some messages.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MessagesById {
    /// Which ones; at most 500. Unknown ones are left out of the answer.
    pub ids: Vec<MessageId>,
}

/// Names some conversations.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConversationsById {
    /// Which ones; at most 500. Unknown ones are left out of the answer.
    pub ids: Vec<ConversationId>,
}

/// Names one message.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MessageRef {
    /// Which one.
    pub message: MessageId,
}

/// Names one channel.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelRef {
    /// Which one.
    pub channel: ChannelId,
}

/// Send free-form words.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendText {
    /// To whom.
    pub conversation: ConversationId,
    /// 1 to 4096 characters.
    pub text: String,
    /// A UUID made by the screen for this act of sending: the same one twice sends once.
    #[ts(type = "string")]
    pub client_id: uuid::Uuid,
}

/// Send a template.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendTemplate {
    /// To whom.
    pub conversation: ConversationId,
    /// The template's name.
    pub name: String,
    /// The template's language.
    pub language: String,
    /// The value of each field, by `TemplateField.key`.
    pub values: BTreeMap<String, String>,
    /// A UUID made by the screen for this act of sending: the same one twice sends once.
    #[ts(type = "string")]
    pub client_id: uuid::Uuid,
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

/// What the person is looking at, so that no notification is shown for it.
#[derive(Clone, Copy, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetView {
    /// The open conversation.
    pub conversation: Option<ConversationId>,
    /// Whether the window has the focus.
    pub focused: bool,
}

/// Look something up.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Search {
    /// Words as typed; the last one may be unfinished.
    pub query: String,
    /// 1 to 200 of each kind.
    pub limit: u32,
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

/// The templates of a channel.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateList {
    /// By name, then language.
    pub templates: Vec<TemplateInfo>,
    /// When they were last read from the provider; `null` if never.
    pub synced_at: Option<i64>,
}

/// A template as the picker shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateInfo {
    /// Its name at the provider; underscores for spaces.
    pub name: String,
    /// Such as `en_US`.
    pub language: String,
    /// `MARKETING`, `UTILITY` or `AUTHENTICATION`.
    pub category: String,
    /// `GREEN`, `YELLOW`, `RED`; `null` when unknown.
    pub quality: Option<String>,
    /// The header: `text`, `image`, `video`, `document`, `location` or another word of the provider's.
    pub header_format: Option<String>,
    /// The header's text with `{{…}}` for variables, if it is one.
    pub header: Option<String>,
    /// The body's text with `{{…}}` for variables.
    pub body: String,
    /// The footer's text.
    pub footer: Option<String>,
    /// The buttons.
    pub buttons: Vec<TemplateButton>,
    /// What must be filled in, in reading order.
    pub fields: Vec<TemplateField>,
    /// Why it cannot be sent; `null` if it can.
    pub unsendable: Option<Unsendable>,
}

/// A button of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateButton {
    /// The provider's word, such as `QUICK_REPLY`, `URL` or `PHONE_NUMBER`.
    pub kind: String,
    /// Its label.
    pub text: String,
    /// Where it leads, with `{{1}}` for a variable end.
    pub url: Option<String>,
}

/// A variable of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateField {
    /// What to call it in `SendTemplate.values`, such as `body.1`, `header.name` or `button.0`.
    pub key: String,
    /// `header`, `body` or `button`.
    pub part: String,
    /// The variable as it stands between the braces: `1` or `first_name`.
    pub variable: String,
    /// The provider's sample value.
    pub example: Option<String>,
}

/// Why a template cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unsendable {
    /// `pending`, `rejected`, `paused`, `disabled`, `state` (another state), `header`, `button`, `component` or
    /// `authentication`.
    pub code: String,
    /// The provider's word that explains it, such as a rejection reason or the kind of header.
    pub detail: Option<String>,
}

/// Set the speed of the practice clock.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PracticeSpeed {
    /// Seconds per real second: 1 to 3600.
    pub factor: f64,
}

/// A hint that something changed, so that the screen reads it again. Never the news itself.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeedItem {
    /// The place in the log up to which the topics are known.
    pub seq: Seq,
    /// What changed.
    pub topics: Vec<Topic>,
}

/// What went wrong with a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApiError {
    /// Told apart because the screen treats them differently.
    pub code: Code,
    /// What to put into the sentence, by name.
    pub params: BTreeMap<String, String>,
    /// For the log and the curious; not for the sentence.
    pub detail: Option<String>,
}

/// The kinds of errors that the screen treats differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// No such conversation, message, channel or template.
    NotFound,
    /// The request itself is wrong; `params.field` names the field, `params.problem` says what about it.
    Invalid,
    /// The 24-hour window is closed: send a template.
    WindowClosed,
    /// The template cannot be sent; `params.reason` has the code of `Unsendable`.
    TemplateUnsendable,
    /// A template field is empty or has characters that WhatsApp refuses; `params.field` has its key.
    TemplateField,
    /// The message is not in a state in which it can be sent again.
    NotRetryable,
    /// Too many messages wait to be sent; `params.scope` is `person` or `all`.
    TooManyWaiting,
    /// No workspace is open.
    NoWorkspace,
    /// The provider refused; `params.text` and `params.advice` say why in words.
    ProviderRefused,
    /// The provider cannot be reached.
    Offline,
    /// A mistake of ours; `params.id` finds it in the log.
    Internal,
}
