//! What a number's office has agreed on.

use serde::{Deserialize, Serialize};

use crate::domain::ids::ChannelId;
use crate::domain::office::Office;

/// The hours of a number's office and its away reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeSet {
    /// Of which channel.
    pub channel: ChannelId,
    /// As they are from now on.
    pub office: Office,
}
