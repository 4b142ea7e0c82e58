//! Answers that are used often.

use serde::{Deserialize, Serialize};

use crate::domain::ids::ReplyId;
use crate::domain::reply::Reply;

/// Somebody kept an answer to use it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyCreated {
    /// The answer.
    pub reply: Reply,
}

/// An answer says something else from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyChanged {
    /// Which one.
    pub id: ReplyId,
    /// What it is now.
    pub reply: Reply,
}

/// An answer is not used any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyDeleted {
    /// Which one.
    pub id: ReplyId,
}
