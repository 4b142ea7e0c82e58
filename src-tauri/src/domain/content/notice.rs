//! Lines of WhatsApp's own in a thread.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something that WhatsApp tells of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Notice {
    /// They have a new phone number.
    NumberChanged {
        /// Digits of the old one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// Digits of the new one; a person with a user name may not show it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// They have a new user id, as happens with a new phone number.
    UserIdChanged {
        /// The old one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// The new one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
    },
    /// Their security code changed: they have a new phone, or installed WhatsApp anew.
    IdentityChanged,
    /// They do not want marketing messages any more, or want them again.
    MarketingPreference {
        /// Whether they stopped them.
        stopped: bool,
    },
    /// They opened the chat for the first time.
    Welcome,
    /// Anything else that WhatsApp says in words.
    Words {
        /// The words.
        text: String,
    },
}

impl Notice {
    pub(super) fn words(&self) -> Option<&str> {
        match self {
            Notice::Words { text } => Some(text),
            Notice::NumberChanged { .. }
            | Notice::UserIdChanged { .. }
            | Notice::IdentityChanged
            | Notice::MarketingPreference { .. }
            | Notice::Welcome => None,
        }
    }
}

/// A call over WhatsApp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// Who called whom.
    pub direction: CallDirection,
    /// What became of it, as far as it is known.
    pub outcome: CallOutcome,
    /// How long it lasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<i64>,
}

/// Who called whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CallDirection {
    /// The customer called.
    FromCustomer,
    /// The business called.
    FromBusiness,
}

/// What became of a call. A later state is never undone by an earlier one that arrives late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CallOutcome {
    /// It rings, or nothing else is known.
    Ringing,
    /// It was taken.
    Accepted,
    /// It was not taken.
    Rejected,
    /// It was not taken in time, or could not be made.
    Failed,
    /// It was taken and is over.
    Completed,
}
