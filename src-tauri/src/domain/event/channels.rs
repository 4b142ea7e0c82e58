//! What is known of numbers and templates.

use crate::domain::failure::Failure;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::domain::ids::ChannelId;
use crate::domain::news::News;
use crate::domain::template::Template;

/// What is known of a connected number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelDescribed {
    /// Which channel.
    pub channel: ChannelId,
    /// The number as the provider writes it.
    #[serde(default)]
    pub display_phone_number: Option<String>,
    /// The name that customers see.
    #[serde(default)]
    pub verified_name: Option<String>,
    /// `GREEN`, `YELLOW`, `RED` or another word of the provider's.
    #[serde(default)]
    pub quality: Option<String>,
    /// The name of the account that the number belongs to.
    #[serde(default)]
    pub account_name: Option<String>,
    /// The outcome of the provider's review of the account, such as `APPROVED`.
    #[serde(default)]
    pub account_review: Option<String>,
    /// Whether the WhatsApp Business app on a phone shares the number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_phone: bool,
    /// The provider's word for how many people may be written to in a day outside their windows, such as `TIER_2K`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messaging_limit: Option<String>,
    /// The catalogue that is connected to the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalog_id: Option<String>,
}

/// News of the account, the number or a template.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewsReceived {
    /// On which channel.
    pub channel: ChannelId,
    /// What is new.
    pub news: News,
    /// The value as it stood in the webhook.
    pub raw: Box<RawValue>,
}

/// A template is new or has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateChanged {
    /// On which channel.
    pub channel: ChannelId,
    /// The template as it is now.
    pub template: Template,
}

/// A template is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateRemoved {
    /// On which channel.
    pub channel: ChannelId,
    /// The provider's id of it.
    pub template_id: String,
}

/// Nothing is sent on a channel until somebody has mended it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendingPaused {
    /// Which channel.
    pub channel: ChannelId,
    /// What the provider said.
    pub failure: Failure,
}

/// Sending goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendingResumed {
    /// Which channel.
    pub channel: ChannelId,
}
