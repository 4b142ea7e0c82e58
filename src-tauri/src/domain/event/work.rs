//! Where the work on threads stands, how they are marked, and what is noted beside them.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{ConversationId, LabelId, ViewId};
use crate::domain::list::{LabelColor, ListView};
use crate::domain::work::Work;

/// The work on a thread stands somewhere else from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkSet {
    /// Which thread.
    pub conversation: ConversationId,
    /// Where it stands.
    pub work: Work,
}

/// A thread stands above the others from now on, or does not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationPinned {
    /// Which thread.
    pub conversation: ConversationId,
    /// Whether it is pinned.
    pub pinned: bool,
}

/// Somebody wants a thread to look unread, or has taken that back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationMarkedUnread {
    /// Which thread.
    pub conversation: ConversationId,
    /// Whether it is marked.
    pub unread: bool,
}

/// There is a new label, numbered by this event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelCreated {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub color: LabelColor,
}

/// A label has another name or colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelChanged {
    /// Which label.
    pub label: LabelId,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub color: LabelColor,
}

/// A label is gone, from every thread that bore it. Views that showed nothing but its threads go with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelDeleted {
    /// Which label.
    pub label: LabelId,
}

/// A thread bears a label from now on, or does not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationLabelled {
    /// Which thread.
    pub conversation: ConversationId,
    /// Which label.
    pub label: LabelId,
    /// Whether it bears it.
    pub on: bool,
}

/// A view of the list was given a name; it is numbered by this event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewSaved {
    /// Its name.
    pub name: String,
    /// What it shows.
    pub view: ListView,
}

/// A saved view has another name or shows something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewChanged {
    /// Which one.
    pub id: ViewId,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub view: ListView,
}

/// A saved view is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewDeleted {
    /// Which one.
    pub id: ViewId,
}

/// Somebody noted something in a thread for the team. It is never sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteWritten {
    /// In which thread.
    pub conversation: ConversationId,
    /// The words.
    pub text: String,
}
