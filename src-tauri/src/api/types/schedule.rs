//! Messages that are to go out later.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::content::Content;
use crate::domain::ids::{ChannelId, ConversationId, ScheduleId};
use crate::domain::schedule::ScheduleProblem;
use crate::domain::template::Values;

use super::inbox::Contact;

/// A message that is to go out later.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Scheduled {
    /// Our number for it.
    pub id: ScheduleId,
    /// On which number.
    pub channel: ChannelId,
    /// In which thread.
    pub conversation: ConversationId,
    /// To whom.
    pub contact: Contact,
    /// What it will say.
    pub content: Content,
    /// When.
    pub due_at: i64,
    /// The template that goes out instead if the window is closed then, as the customer will see it; `null`: a person is
    /// asked.
    pub if_closed: Option<Content>,
    /// Whether it is dropped as soon as the customer writes.
    pub unless_they_write: bool,
    /// Who scheduled it.
    pub author: Option<String>,
    /// Why it has not gone out though it was due, and a person is asked; `null` while it waits for its time.
    pub problem: Option<ScheduleProblem>,
    /// Whether the window will be closed at that time, unless the customer writes.
    pub needs_template: bool,
}

/// What is to go out.
#[expect(clippy::large_enum_variant, reason = "one for each request, and gone at once")]
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum ScheduleWhat {
    /// A free-form message.
    Content {
        /// What it says.
        content: Content,
    },
    /// A template.
    Template {
        /// Which one, with its values.
        template: TemplateWish,
    },
}

/// A template with the values of its fields.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateWish {
    /// The template's name.
    pub name: String,
    /// The template's language.
    pub language: String,
    /// The value of each field, by `TemplateField.key`.
    pub values: Values,
}

/// Schedule a message.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScheduleMessage {
    /// To whom.
    pub conversation: ConversationId,
    /// What.
    pub what: ScheduleWhat,
    /// When; in the future.
    pub due_at: i64,
    /// What goes out instead if the window is closed then; without it a person is asked.
    #[serde(default)]
    #[ts(optional)]
    pub if_closed: Option<TemplateWish>,
    /// Whether it is dropped as soon as the customer writes.
    #[serde(default)]
    pub unless_they_write: bool,
    /// A UUID made by the screen for this act: the same one twice schedules once.
    #[ts(type = "string")]
    pub client_id: uuid::Uuid,
}

/// Change what is scheduled. What is absent stays as it is.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeSchedule {
    /// Which one.
    pub schedule: ScheduleId,
    /// What it says from now on.
    #[serde(default)]
    #[ts(optional)]
    pub what: Option<ScheduleWhat>,
    /// When from now on; in the future.
    #[serde(default)]
    #[ts(optional)]
    pub due_at: Option<i64>,
    /// What goes out instead if the window is closed then.
    #[serde(default)]
    #[ts(optional)]
    pub if_closed: Option<TemplateWish>,
    /// Whether a person is asked if the window is closed then, so that no template goes out instead any more.
    #[serde(default)]
    #[ts(optional, as = "Option<bool>")]
    pub ask_if_closed: bool,
    /// Whether it is dropped as soon as the customer writes.
    #[serde(default)]
    #[ts(optional)]
    pub unless_they_write: Option<bool>,
}

/// Names one scheduled message.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScheduleRef {
    /// Which one.
    pub schedule: ScheduleId,
}

/// Which scheduled messages to list.
#[derive(Clone, Copy, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ListScheduled {
    /// Of this thread only.
    #[serde(default)]
    #[ts(optional)]
    pub conversation: Option<ConversationId>,
}
