//! The office: its hours, and which windows close while it is closed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::ids::ChannelId;
use crate::domain::office::Office;

use super::inbox::Conversation;

/// What a number's office has agreed on, and how it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfficeInfo {
    /// The number.
    pub channel: ChannelId,
    /// Its hours and its away reply.
    pub office: Office,
    /// Whether nobody has said so: it is what is assumed. Nothing happens by itself then.
    pub assumed: bool,
    /// When it closes; `null` if it is closed, or does not close within a week.
    pub closes_at: Option<i64>,
    /// When it opens next, from now on; `null` if it does not within a year.
    pub next_opening: Option<i64>,
    /// When it opens first on a Monday from tomorrow on; `null` if it does not within a month.
    pub monday_opening: Option<i64>,
}

/// Set the hours of a number's office and its away reply.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveOffice {
    /// Of which number.
    pub channel: ChannelId,
    /// As they are from now on.
    pub office: Office,
}

/// The time during which a window closes: the office is closed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WhileAway {
    /// When the office closes before that; `null` if it has long been closed.
    pub office_closes_at: Option<i64>,
    /// When it opens after that; `null` if it does not within a year.
    pub office_opens_at: Option<i64>,
}

/// Which windows to look at.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListClosingSoon {
    /// Of this number only.
    #[serde(default)]
    #[ts(optional)]
    pub channel: Option<ChannelId>,
}

/// The unanswered chats whose window is open, by when it closes: those that close while the office is closed, and the rest.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClosingSoon {
    /// The first of those that close while the office is closed.
    pub while_away: Vec<Conversation>,
    /// How many there are.
    pub while_away_count: usize,
    /// When the office opens after them; `null` when that is not the same for all.
    pub back_at: Option<i64>,
    /// The first of those that close while somebody is there.
    pub later: Vec<Conversation>,
    /// How many there are.
    pub later_count: usize,
    /// How many of all close within four hours.
    pub soon_count: usize,
    /// Whether the hours of an office are only assumed.
    pub assumed: bool,
}
