//! Where the work on conversations stands, labels, saved views and notes.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::ids::{ConversationId, LabelId, ViewId};
use crate::domain::list::{LabelColor, ListView};

/// Say where the work on some conversations stands.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetWork {
    /// Which ones; at most 500.
    pub conversations: Vec<ConversationId>,
    /// Where it stands.
    pub work: WorkWish,
}

/// Where the work is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "status", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum WorkWish {
    /// Somebody has to look at it.
    Open,
    /// It waits for something.
    Pending,
    /// It is put off until a time.
    SnoozedUntil {
        /// That time, which has not come yet.
        #[serde(with = "chrono::serde::ts_milliseconds")]
        #[ts(type = "number")]
        at: DateTime<Utc>,
    },
    /// It is put off until the customer writes.
    SnoozedUntilAnswer,
    /// It is put off until the window has one hour left. A conversation without so long a window stays as it is.
    SnoozedUntilLastHour,
    /// Nothing is left to do.
    Resolved,
}

/// Pin conversations above the others, or take the pins out.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pin {
    /// Which ones; at most 500.
    pub conversations: Vec<ConversationId>,
    /// Whether they are to be pinned; at most 100 are at once.
    pub pinned: bool,
}

/// Let conversations look unread, or count everything in them as read without showing the customer blue ticks: nobody
/// has opened them.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MarkUnread {
    /// Which ones; at most 500.
    pub conversations: Vec<ConversationId>,
    /// Whether they are to look unread.
    pub unread: bool,
}

/// Put a label on conversations, or take it off.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetLabel {
    /// Which ones; at most 500.
    pub conversations: Vec<ConversationId>,
    /// Which label.
    pub label: LabelId,
    /// Whether they are to bear it.
    pub on: bool,
}

/// A label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Label {
    /// Our number for it.
    pub id: LabelId,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub color: LabelColor,
}

/// Make a label, or change one.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveLabel {
    /// Which one; without it a new one is made.
    #[serde(default)]
    #[ts(optional)]
    pub label: Option<LabelId>,
    /// Its name, 1 to 40 characters; no two labels have the same.
    pub name: String,
    /// Its colour.
    pub color: LabelColor,
}

/// Names one label.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LabelRef {
    /// Which one.
    pub label: LabelId,
}

/// A view of the list that somebody gave a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    /// Our number for it.
    pub id: ViewId,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub view: ListView,
}

/// Give a view of the list a name, or change one.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveView {
    /// Which one; without it a new one is kept.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<ViewId>,
    /// Its name, 1 to 40 characters.
    pub name: String,
    /// What it shows.
    pub view: ListView,
}

/// Names one saved view.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ViewRef {
    /// Which one.
    pub id: ViewId,
}

/// Note something for the team. The customer never sees it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WriteNote {
    /// In which conversation.
    pub conversation: ConversationId,
    /// The words, 1 to 4096 characters.
    pub text: String,
    /// A UUID made by the screen for this note: the same one twice is one note.
    #[ts(type = "string")]
    pub client_id: uuid::Uuid,
}
