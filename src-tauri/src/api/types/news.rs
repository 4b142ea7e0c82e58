//! News from WhatsApp about the account, its numbers and templates.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::event::PhonePart;
use crate::domain::ids::{ChannelId, Seq};
use crate::domain::news::News;

/// Which news to read.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListNews {
    /// Behind this cursor.
    #[serde(default)]
    #[ts(optional)]
    pub cursor: Option<String>,
    /// 1 to 200.
    pub limit: u32,
}

/// A part of the news.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsPage {
    /// Newest first.
    pub items: Vec<NewsItem>,
    /// Where the next part begins; `null` at the end.
    pub next_cursor: Option<String>,
}

/// A piece of news.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsItem {
    /// Its place in the log.
    pub id: Seq,
    /// Of which channel.
    pub channel: ChannelId,
    /// What is new.
    pub news: News,
}

/// Ask the phone that shares a number for its contacts or its past. Each works once.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RequestPhoneSync {
    /// On which channel.
    pub channel: ChannelId,
    /// What to ask for.
    pub part: PhonePart,
}

/// The phone that shares a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PhoneInfo {
    /// When its contacts were asked for.
    pub contacts_requested_at: Option<i64>,
    /// When its past was asked for.
    pub history_requested_at: Option<i64>,
    /// How much of its past has come, in per cent; `null` before the first part.
    pub history_percent: Option<u8>,
    /// Whether its owner does not share its past.
    pub history_declined: bool,
}
