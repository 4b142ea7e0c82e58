//! Faults on request: what can go wrong between a business and its provider, so that it can be practised and tested.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

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

/// What goes wrong with files.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct MediaFaults {
    /// Refuse uploads.
    pub upload: Option<HttpFault>,
    /// Refuse to tell the link of a file.
    pub lookup: Option<HttpFault>,
    /// Refuse the file itself.
    pub download: Option<HttpFault>,
    /// Let an upload wait before it is read.
    pub upload_delay: Option<Delay>,
    /// Tell links that have run out already.
    pub expired_link: Times,
    /// Answer a download with the address of another link.
    pub redirect: Times,
    /// Give a file that differs from its check sum in one byte.
    pub wrong_bytes: Times,
    /// Break the connection in the middle of the file.
    pub cut: Times,
    /// Give the file in sixteen pieces, each so many real milliseconds after the one before.
    pub trickle: Option<Delay>,
    /// Leave the link out of webhooks.
    pub without_url: Times,
    /// Tell the size of a file as a text.
    pub size_as_text: Times,
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
    /// Tell `read` without having told `delivered`, as of a chat that is open.
    pub skip_delivered: Times,
    pub media: MediaFaults,
}

impl Faults {
    /// Takes over what `news` names, and leaves the rest; null ends a fault. Says what cannot be read.
    pub fn set(&mut self, news: &Value) -> Result<(), serde_json::Error> {
        let mut all = serde_json::to_value(&*self)?;
        for (name, fault) in news.as_object().into_iter().flatten() {
            let known = all.get_mut(name).and_then(Value::as_object_mut);
            match (name.as_str(), known, fault.as_object()) {
                ("media", Some(known), Some(news)) => known.extend(news.clone()),
                _ => all.as_object_mut().into_iter().for_each(|all: &mut Map<_, _>| {
                    all.insert(name.clone(), fault.clone());
                }),
            }
        }
        *self = serde_json::from_value(all)?;
        Ok(())
    }

    /// The answer to give instead of the right one, if any.
    pub fn take_http(&mut self, is_send: bool) -> Option<HttpFault> {
        take(self.http.as_mut().filter(|fault| is_send || fault.everywhere))
    }

    pub fn take_async_failure(&mut self) -> Option<u32> {
        let fault = self.async_failed.as_mut()?;
        fault.times.take().then_some(fault.code)
    }

    pub fn take_delay_ms(&mut self) -> Option<u64> {
        take_ms(self.delay.as_mut())
    }
}

/// The refusal, if it is to happen now.
pub(super) fn take(fault: Option<&mut HttpFault>) -> Option<HttpFault> {
    let fault = fault?;
    fault.times.take().then(|| fault.clone())
}

/// The delay, if it is to happen now.
pub(super) fn take_ms(delay: Option<&mut Delay>) -> Option<u64> {
    let delay = delay?;
    delay.times.take().then_some(delay.ms)
}

fn once() -> Times {
    Times::Count(1)
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_fault_happens_as_often_as_asked_and_others_stay() {
        let mut faults = Faults::default();
        faults.set(&json!({"disorder": true, "async_failed": {"code": 131049, "times": 2}})).unwrap();
        faults.set(&json!({"drop_after_accept": 1, "media": {"cut": 2}})).unwrap();
        faults.set(&json!({"media": {"wrong_bytes": 1}})).unwrap();
        assert!(faults.set(&json!({"meteor": true})).is_err() && faults.set(&json!({"media": {"meteor": 1}})).is_err());
        assert_eq!(faults.media.cut, Times::Count(2), "a fault of files leaves the other faults of files");
        let failures: Vec<_> = (0..3).map(|_| faults.take_async_failure()).collect();
        assert_eq!(failures, [Some(131049), Some(131049), None]);
        assert!(faults.drop_after_accept.take() && !faults.drop_after_accept.take());
        assert!(faults.disorder.take() && faults.disorder.take(), "a switch stays on until it is cleared");
    }
}
