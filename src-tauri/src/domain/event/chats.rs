//! Chats that begin on our side.

use serde::{Deserialize, Serialize};

use crate::domain::ids::ChannelId;
use crate::domain::person::Identity;

/// Somebody here opened a chat with a person who may never have written. Nothing is sent by that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChatStarted {
    /// On which channel.
    pub channel: ChannelId,
    /// The person; at least one id is there.
    pub with: Identity,
    /// The scope in which `with.user_id` is unique.
    pub scope: String,
}
