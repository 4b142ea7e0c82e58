//! What a list of conversations can be narrowed to and how it can be ordered, and what chats are marked with.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::LabelId;

/// Conversations by where the work on them stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WorkFilter {
    /// Those that somebody has to look at.
    Open,
    /// Those that wait for something.
    Pending,
    /// Those that are put off.
    Snoozed,
    /// Those that are done.
    Resolved,
    /// All of them.
    #[default]
    All,
}

/// Conversations by the state of their window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum WindowFilter {
    /// All of them.
    #[default]
    All,
    /// The window is open.
    Open,
    /// The window closes within four hours.
    ClosingSoon,
    /// The window is closed or never opened.
    Closed,
}

/// Orders of the conversation list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ConversationSort {
    /// The newest message first; pinned chats stand above the others.
    #[default]
    Newest,
    /// The customer who has been waiting longest first; those who wait for nothing are left out.
    LongestWaiting,
    /// The window that closes next first; closed ones are left out.
    ClosingSoonest,
}

/// What a view of the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListView {
    /// By where the work stands.
    #[serde(default)]
    pub work: WorkFilter,
    /// By the state of the window.
    #[serde(default)]
    pub filter: WindowFilter,
    /// In which order.
    #[serde(default)]
    pub sort: ConversationSort,
    /// Only those with unread messages, and those that were marked as unread.
    #[serde(default)]
    pub unread: bool,
    /// Only those with this label.
    #[serde(default)]
    pub label: Option<LabelId>,
}

/// The colours of labels. How each looks in light and in dark is the screen's concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum LabelColor {
    /// Grey.
    Grey,
    /// Red.
    Red,
    /// Orange.
    Orange,
    /// Yellow.
    Yellow,
    /// Green.
    Green,
    /// Between green and blue.
    Teal,
    /// Blue.
    Blue,
    /// Purple.
    Purple,
    /// Pink.
    Pink,
}

impl LabelColor {
    /// The name under which it is stored.
    pub fn name(self) -> &'static str {
        match self {
            LabelColor::Grey => "grey",
            LabelColor::Red => "red",
            LabelColor::Orange => "orange",
            LabelColor::Yellow => "yellow",
            LabelColor::Green => "green",
            LabelColor::Teal => "teal",
            LabelColor::Blue => "blue",
            LabelColor::Purple => "purple",
            LabelColor::Pink => "pink",
        }
    }

    /// The colour of a stored name; grey for one that is newer than this version.
    pub fn from_name(name: &str) -> LabelColor {
        const ALL: [LabelColor; 8] = [
            LabelColor::Red,
            LabelColor::Orange,
            LabelColor::Yellow,
            LabelColor::Green,
            LabelColor::Teal,
            LabelColor::Blue,
            LabelColor::Purple,
            LabelColor::Pink,
        ];
        ALL.into_iter().find(|color| color.name() == name).unwrap_or(LabelColor::Grey)
    }
}
