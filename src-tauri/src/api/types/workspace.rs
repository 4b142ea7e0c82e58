//! The workspace as a whole: its numbers, its clock, its speed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::content::Limits;
use crate::domain::ids::{ChannelId, ConversationId, Seq};
use crate::settings::Settings;

use super::news::PhoneInfo;
use super::thread::MessageError;

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
    /// What WhatsApp takes at most.
    pub limits: Limits,
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
    /// How much news from WhatsApp nobody has looked at.
    pub unseen_news: i64,
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
    /// How many seconds this computer's own clock is behind the provider's (negative: ahead of it), when that is more than
    /// a minute. `now` is right all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub behind_s: Option<i64>,
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
    /// The phone that shares the number; `null` if none does.
    pub phone: Option<PhoneInfo>,
    /// The provider's word for how many people may be written to in a day outside their windows, such as `TIER_2K`.
    pub messaging_limit: Option<String>,
    /// The catalogue that is connected to the account; `null` if none is.
    pub catalog_id: Option<String>,
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

/// Names one channel.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelRef {
    /// Which one.
    pub channel: ChannelId,
}

/// Set the speed of the practice clock.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PracticeSpeed {
    /// Seconds per real second: 1 to 3600.
    pub factor: f64,
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

/// The key with which the service that writes down voice notes lets us in. It is kept and never shown again.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TranscriptionKey {
    /// The key; empty forgets it.
    pub key: String,
}
