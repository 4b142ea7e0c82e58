//! Hints of what changed.

use serde::Serialize;
use ts_rs::TS;

use crate::domain::ids::Seq;
use crate::log::Topic;

/// A hint that something changed, so that the screen reads it again. Never the news itself.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FeedItem {
    /// The place in the log up to which the topics are known.
    pub seq: Seq,
    /// What changed.
    pub topics: Vec<Topic>,
}
