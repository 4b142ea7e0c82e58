//! Answers that are used often.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::domain::ids::ReplyId;
use crate::domain::reply::Reply;

/// An answer that is used often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedReply {
    /// Our number for it.
    pub id: ReplyId,
    /// What it says.
    #[serde(flatten)]
    #[ts(flatten)]
    pub reply: Reply,
}

/// Let a reply say something else.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChangeReply {
    /// Which one.
    pub id: ReplyId,
    /// What it is to be.
    pub reply: Reply,
}

/// Names one reply.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReplyRef {
    /// Which one.
    pub id: ReplyId,
}
