//! Templates, as the picker shows them.

use serde::Serialize;
use ts_rs::TS;

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
