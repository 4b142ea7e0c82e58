//! Templates that are made here.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::authoring::{DraftLimits, DraftVariable, Problem, TemplateDraft};
use crate::domain::ids::ChannelId;

/// All templates of an account, in every state.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountTemplates {
    /// By name, then language.
    pub templates: Vec<AccountTemplate>,
    /// When they were last read from the provider; `null` if never.
    pub synced_at: Option<i64>,
}

/// A template as its makers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountTemplate {
    /// The provider's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Such as `en_US`.
    pub language: String,
    /// `MARKETING`, `UTILITY`, `AUTHENTICATION` or a newer word.
    pub category: String,
    /// `APPROVED`, `PENDING`, `REJECTED`, `PAUSED` and so on.
    pub status: String,
    /// `GREEN`, `YELLOW`, `RED`; `null` when unknown.
    pub quality: Option<String>,
    /// The words.
    pub body: String,
    /// Why it was rejected.
    pub rejection: Option<Rejection>,
    /// Whether it can be edited now: approved, rejected and paused ones can.
    pub can_edit: bool,
}

/// Why a template was rejected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Rejection {
    /// The provider's word, such as `INVALID_FORMAT`.
    pub code: Option<String>,
    /// The provider's own sentence.
    pub reason: Option<String>,
    /// What the provider says to do.
    pub recommendation: Option<String>,
}

/// A draft as it is kept on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedTemplateDraft {
    /// Its id here.
    #[ts(type = "number")]
    pub id: i64,
    /// Of which channel.
    pub channel: ChannelId,
    /// What was written.
    pub draft: TemplateDraft,
    /// The provider's id of the template that it is to replace; `null` for a new one.
    pub editing: Option<String>,
    /// When it was last saved.
    #[ts(type = "number")]
    pub saved_at: i64,
}

/// Keep a draft.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveTemplateDraft {
    /// Of which channel.
    pub channel: ChannelId,
    /// Which one; a new one without it.
    #[serde(default)]
    #[ts(optional, type = "number")]
    pub id: Option<i64>,
    /// What was written.
    pub draft: TemplateDraft,
}

/// Names one draft.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateDraftRef {
    /// Its id here.
    #[ts(type = "number")]
    pub id: i64,
}

/// What the rules say of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateCheck {
    /// What the provider would refuse, in the order of the fields; empty when it can be handed in.
    pub problems: Vec<Problem>,
    /// What needs a sample, in reading order.
    pub variables: Vec<DraftVariable>,
    /// How long its parts may be.
    pub limits: DraftLimits,
}

/// Names one template at the provider.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TemplateRef {
    /// On which channel.
    pub channel: ChannelId,
    /// The provider's id.
    pub template: String,
}

/// Begin a draft from a template.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DuplicateTemplate {
    /// On which channel.
    pub channel: ChannelId,
    /// The provider's id.
    pub template: String,
    /// The same template in another language; without it, another template in the same language.
    #[serde(default)]
    #[ts(optional)]
    pub language: Option<String>,
}

/// Delete a template at the provider.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeleteTemplate {
    /// On which channel.
    pub channel: ChannelId,
    /// Its name.
    pub name: String,
    /// The provider's id of one language; without it, all languages go.
    #[serde(default)]
    #[ts(optional)]
    pub template: Option<String>,
}

/// Take over one of the provider's own templates, whose words are approved already.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeLibraryTemplate {
    /// On which channel.
    pub channel: ChannelId,
    /// Its name here.
    pub name: String,
    /// Such as `en_US`.
    pub language: String,
    /// Its name in the provider's library.
    pub library_name: String,
    /// Where its first button leads, if it opens a page; `{{1}}` at the end if that varies.
    #[serde(default)]
    #[ts(optional)]
    pub url: Option<String>,
    /// A whole address, if it varies.
    #[serde(default)]
    #[ts(optional)]
    pub url_sample: Option<String>,
    /// The number that its button calls.
    #[serde(default)]
    #[ts(optional)]
    pub phone: Option<String>,
}
