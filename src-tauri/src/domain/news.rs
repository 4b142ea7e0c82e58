//! News of the account, the number and the templates, as the provider tells them by webhook.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is new. `state` and the details are the provider's own words, which come and go: the screen knows sentences for
/// those that it knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct News {
    /// What it is about.
    pub topic: NewsTopic,
    /// How much it matters.
    pub severity: Severity,
    /// When, in Unix milliseconds.
    #[ts(type = "number")]
    pub at: i64,
    /// Of which template, number or form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// What became of it, such as `PAUSED` or `APPROVED`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Why, and what else was said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<NewsDetail>,
}

/// Something said with news.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewsDetail {
    /// The provider's name for it, such as `reason`.
    pub name: String,
    /// What it says.
    pub value: String,
}

/// What news are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum NewsTopic {
    /// Whether a template may be sent.
    TemplateStatus,
    /// How customers like a template.
    TemplateQuality,
    /// The words of a template.
    TemplateComponents,
    /// The category, and so the price, of a template.
    TemplateCategory,
    /// How much a number may send.
    NumberLimit,
    /// The name that customers see.
    NumberName,
    /// The user name of the business.
    NumberUsername,
    /// The security of the number: its PIN.
    Security,
    /// What became of the account.
    Account,
    /// The review of the account.
    AccountReview,
    /// An alert about the account.
    AccountAlert,
    /// What the account may do.
    Capability,
    /// A form.
    Flow,
    /// An error that belongs to no message.
    Error,
}

/// How much news matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Something works less well than it could.
    Warning,
    /// Something does not work.
    Critical,
}
