//! Chats by the number of the person.

use serde::Deserialize;
use ts_rs::TS;

use crate::domain::ids::ChannelId;

/// Find the chat with a number.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChatWithNumber {
    /// The number in any spelling, with its country.
    pub phone: String,
}

/// Open a chat with a number, which may never have written.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StartChat {
    /// On which channel.
    pub channel: ChannelId,
    /// The number in any spelling, with its country: `+`, then 5 to 15 digits, the first not 0.
    pub phone: String,
}
