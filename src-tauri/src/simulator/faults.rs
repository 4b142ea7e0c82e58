//! Faults on request: what can go wrong between a business and its provider, so that it can be practised and tested.

use serde::{Deserialize, Serialize};

/// How often a fault happens: `true` until it is cleared, a number for so many times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub(super) enum Times {
    /// So many times more.
    Count(u32),
    /// Always or never.
    Switch(bool),
    /// Not set.
    #[default]
    Never,
}

impl Times {
    /// Whether it happens now; counts down.
    pub fn take(&mut self) -> bool {
        match *self {
            Times::Count(left) => {
                *self = Times::Count(left.saturating_sub(1));
                left > 0
            }
            Times::Switch(on) => on,
            Times::Never => false,
        }
    }

    /// Whether it is on, without counting.
    pub fn is_on(self) -> bool {
        match self {
            Times::Count(left) => left > 0,
            Times::Switch(on) => on,
            Times::Never => false,
        }
    }
}

/// An answer that is given instead of the right one.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HttpFault {
    /// The HTTP status; without one, that of the error code.
    pub status: Option<u16>,
    /// The error code of the envelope. Without one: 130429 for 429, 131016 for others.
    pub code: Option<u32>,
    /// `false` answers with a plain page, as gateways do.
    #[serde(default = "yes")]
    pub envelope: bool,
    /// `true` for every Graph call, not sends alone.
    #[serde(default)]
    pub everywhere: bool,
    #[serde(default = "once")]
    pub times: Times,
}

/// A failure that is told after the message was accepted.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AsyncFault {
    pub code: u32,
    #[serde(default = "once")]
    pub times: Times,
}

/// A slow answer.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Delay {
    pub ms: u64,
    #[serde(default = "once")]
    pub times: Times,
}

/// All faults. Setting some leaves the others as they are.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Faults {
    pub http: Option<HttpFault>,
    pub async_failed: Option<AsyncFault>,
    pub delay: Option<Delay>,
    /// Accept, record, send the statuses later, and close the connection without an answer.
    pub drop_after_accept: Times,
    /// Close the connection without having accepted.
    pub drop_before_accept: Times,
    /// Answer 190 to everything.
    pub token_expired: Times,
    /// Keep statuses until they are released.
    pub hold_statuses: Times,
    /// Post each webhook twice.
    pub duplicate_webhooks: Times,
    /// Post webhooks in any order, and a message's statuses from last to first.
    pub disorder: Times,
    /// Post each webhook so many real seconds after it was due.
    pub late_seconds: Option<f64>,
}

impl Faults {
    /// Takes over what `news` sets.
    pub fn set(&mut self, news: Faults) {
        let all = std::mem::take(self);
        *self = Faults {
            http: news.http.or(all.http),
            async_failed: news.async_failed.or(all.async_failed),
            delay: news.delay.or(all.delay),
            drop_after_accept: newer(news.drop_after_accept, all.drop_after_accept),
            drop_before_accept: newer(news.drop_before_accept, all.drop_before_accept),
            token_expired: newer(news.token_expired, all.token_expired),
            hold_statuses: newer(news.hold_statuses, all.hold_statuses),
            duplicate_webhooks: newer(news.duplicate_webhooks, all.duplicate_webhooks),
            disorder: newer(news.disorder, all.disorder),
            late_seconds: news.late_seconds.or(all.late_seconds),
        };
    }

    /// The answer to give instead of the right one, if any.
    pub fn take_http(&mut self, is_send: bool) -> Option<HttpFault> {
        let fault = self.http.as_mut().filter(|fault| is_send || fault.everywhere)?;
        fault.times.take().then(|| fault.clone())
    }

    pub fn take_async_failure(&mut self) -> Option<u32> {
        let fault = self.async_failed.as_mut()?;
        fault.times.take().then_some(fault.code)
    }

    pub fn take_delay_ms(&mut self) -> Option<u64> {
        let delay = self.delay.as_mut()?;
        delay.times.take().then_some(delay.ms)
    }
}

fn newer(news: Times, old: Times) -> Times {
    if news == Times::Never { old } else { news }
}

fn once() -> Times {
    Times::Count(1)
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_happens_as_often_as_asked_and_others_stay() {
        let mut faults = Faults::default();
        faults
            .set(serde_json::from_str(r#"{"disorder": true, "async_failed": {"code": 131049, "times": 2}}"#).unwrap());
        faults.set(serde_json::from_str(r#"{"drop_after_accept": 1}"#).unwrap());
        let failures: Vec<_> = (0..3).map(|_| faults.take_async_failure()).collect();
        assert_eq!(failures, [Some(131049), Some(131049), None]);
        assert!(faults.drop_after_accept.take() && !faults.drop_after_accept.take());
        assert!(faults.disorder.take() && faults.disorder.take(), "a switch stays on until it is cleared");
    }
}
