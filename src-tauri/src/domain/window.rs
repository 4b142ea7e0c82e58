//! The 24-hour customer service window of WhatsApp.
//!
//! The window opens, or starts anew, when the customer writes, and is counted from the provider's timestamp of that
//! message: never from the arrival of a webhook, which may be hours late. A template that we send does not open it, and
//! neither do our replies. The provider has the last word: after its "re-engagement" error (131047) the window counts as
//! closed until the customer writes again.

use chrono::{DateTime, Duration, Utc};

/// How long free-form messages are allowed after the customer's last message.
pub const SERVICE_WINDOW: Duration = Duration::hours(24);

/// The facts that a window rests on, for one contact on one channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServiceWindow {
    /// The provider's timestamp of the customer's last message, if they ever wrote.
    pub last_customer_message_at: Option<DateTime<Utc>>,
    /// When the provider last told us that the window is closed, whatever our clock says.
    pub refused_at: Option<DateTime<Utc>>,
}

/// A time in which nothing could come in: this computer was off or asleep, or its clock was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The last moment before it at which something could.
    pub began_at: DateTime<Utc>,
    /// The first moment after it.
    pub ended_at: DateTime<Utc>,
}

/// Whether free-form messages are allowed at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowState {
    /// The customer never wrote: only a template can start the talk.
    NeverOpened,
    /// Free-form messages are allowed until `closes_at`.
    Open {
        /// The first moment at which they are not allowed any more.
        closes_at: DateTime<Utc>,
    },
    /// Only templates are allowed.
    Closed {
        /// Since when.
        closed_at: DateTime<Utc>,
        /// Whether the provider said so before our clock did.
        by_provider: bool,
    },
}

impl ServiceWindow {
    /// The state at `now`.
    pub fn state(&self, now: DateTime<Utc>) -> WindowState {
        let Some(opened_at) = self.last_customer_message_at else { return WindowState::NeverOpened };
        let closes_at = opened_at + SERVICE_WINDOW;
        // Times are whole seconds. A message of the same second as the refusal came after it: had it come before, the
        // provider would not have refused.
        if let Some(refused_at) = self.refused_at.filter(|refused_at| *refused_at > opened_at) {
            let by_provider = refused_at < closes_at;
            return WindowState::Closed { closed_at: refused_at.min(closes_at), by_provider };
        }
        if now < closes_at {
            WindowState::Open { closes_at }
        } else {
            WindowState::Closed { closed_at: closes_at, by_provider: false }
        }
    }

    /// Whether a free-form message may leave at `now`.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        matches!(self.state(now), WindowState::Open { .. })
    }

    /// Whether a message that we know nothing of may hold the window open at `now`: one that was written during an absence
    /// and is still on its way. Said only of talks that were going on, where the window was open at some time of the
    /// absence, or a template waited (`awaited`) for its answer: anybody may have written, but of everybody it would be
    /// no news. What the customer wrote afterwards, and a refusal of the provider's, leave nothing to doubt.
    pub fn may_be_missing(&self, absence: Absence, awaited: bool, now: DateTime<Utc>) -> bool {
        let Absence { began_at, ended_at } = absence;
        let last = self.last_customer_message_at;
        let talking = awaited || last.is_some_and(|wrote| wrote + SERVICE_WINDOW > began_at);
        let settled = last.is_some_and(|wrote| wrote >= ended_at) || self.refused_at >= Some(ended_at);
        talking && !settled && now < ended_at + SERVICE_WINDOW
    }

    /// The window after a customer's message that the provider dated `sent_at`. Late and repeated news is harmless.
    #[must_use]
    pub fn after_customer_message(self, sent_at: DateTime<Utc>) -> Self {
        ServiceWindow { last_customer_message_at: self.last_customer_message_at.max(Some(sent_at)), ..self }
    }

    /// The window after the provider refused a free-form message at `refused_at` for being outside the window.
    #[must_use]
    pub fn after_refusal(self, refused_at: DateTime<Utc>) -> Self {
        ServiceWindow { refused_at: self.refused_at.max(Some(refused_at)), ..self }
    }
}

#[cfg(test)]
mod tests;
