//! Where an outgoing message stands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The states of an outgoing message, in the order in which they may be replaced: a later one is never undone by an
/// earlier one that arrives late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MessageStatus {
    /// Kept by us, not yet handed to the provider.
    Queued,
    /// On its way to the provider.
    Sending,
    /// The provider's answer was lost: the message may or may not have been taken. Never sent again by itself.
    Unknown,
    /// The provider has taken it, or holds it back for a quality check.
    Accepted,
    /// On its way to the customer: one tick.
    Sent,
    /// It will not arrive.
    Failed,
    /// On the customer's phone: two ticks.
    Delivered,
    /// Opened by the customer, who allows us to know: two blue ticks.
    Read,
    /// A voice note that the customer has listened to.
    Played,
}

impl MessageStatus {
    /// The state after news from the provider. Webhooks come in any order and more than once: a state only moves
    /// forward, and a message that was delivered cannot fail any more.
    #[must_use]
    pub fn after_report(self, reported: MessageStatus) -> MessageStatus {
        self.max(reported)
    }

    /// Whether it went out and did not fail, as far as we know.
    pub fn has_left(self) -> bool {
        self > MessageStatus::Sending && self != MessageStatus::Failed
    }

    /// The name under which it is stored and shown by the local API.
    pub fn as_str(self) -> &'static str {
        match self {
            MessageStatus::Queued => "queued",
            MessageStatus::Sending => "sending",
            MessageStatus::Unknown => "unknown",
            MessageStatus::Accepted => "accepted",
            MessageStatus::Sent => "sent",
            MessageStatus::Failed => "failed",
            MessageStatus::Delivered => "delivered",
            MessageStatus::Read => "read",
            MessageStatus::Played => "played",
        }
    }

    /// The state with this name; `None` for a name that no version of ours has written.
    pub fn from_name(name: &str) -> Option<MessageStatus> {
        [
            MessageStatus::Queued,
            MessageStatus::Sending,
            MessageStatus::Unknown,
            MessageStatus::Accepted,
            MessageStatus::Sent,
            MessageStatus::Failed,
            MessageStatus::Delivered,
            MessageStatus::Read,
            MessageStatus::Played,
        ]
        .into_iter()
        .find(|status| status.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_report() -> impl Strategy<Value = MessageStatus> {
        prop::sample::select(vec![
            MessageStatus::Sent,
            MessageStatus::Delivered,
            MessageStatus::Read,
            MessageStatus::Played,
            MessageStatus::Failed,
        ])
    }

    proptest! {
        #[test]
        fn reports_in_any_order_end_in_the_same_state(mut reports in prop::collection::vec(any_report(), 1..8)) {
            let fold = |reports: &[MessageStatus]| reports.iter().fold(MessageStatus::Accepted, |s, r| s.after_report(*r));
            let as_came = fold(&reports);
            reports.sort();
            prop_assert_eq!(as_came, fold(&reports));
        }
    }

    #[test]
    fn a_delivered_message_does_not_fail_any_more() {
        assert_eq!(MessageStatus::Delivered.after_report(MessageStatus::Failed), MessageStatus::Delivered);
        assert_eq!(MessageStatus::Sent.after_report(MessageStatus::Failed), MessageStatus::Failed);
        assert_eq!(MessageStatus::Read.after_report(MessageStatus::Delivered), MessageStatus::Read);
    }

    #[test]
    fn a_status_settles_what_was_unknown() {
        assert_eq!(MessageStatus::Unknown.after_report(MessageStatus::Sent), MessageStatus::Sent);
    }
}
