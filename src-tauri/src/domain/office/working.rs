//! How long an office was open between two moments.

use chrono::{DateTime, Duration, Utc};

use crate::domain::calendar::Span;

/// When an office was open, in their order and without overlap, ready to be asked often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingTime {
    /// Each time that it was open, with how long it had been open before in all.
    open: Vec<(Span, Duration)>,
}

impl WorkingTime {
    /// From the times at which it was open, in their order and without overlap.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> WorkingTime {
        let mut before = Duration::zero();
        let open = spans.into_iter().map(|span| {
            let entry = (span, before);
            before += span.to - span.from;
            entry
        });
        WorkingTime { open: open.collect() }
    }

    /// How long it was open between two moments.
    pub fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Duration {
        (self.until(until) - self.until(from)).max(Duration::zero())
    }

    /// How long it was open in all up to a moment.
    fn until(&self, at: DateTime<Utc>) -> Duration {
        let begun = self.open.partition_point(|(span, _)| span.from <= at);
        let Some((span, before)) = begun.checked_sub(1).and_then(|last| self.open.get(last)) else {
            return Duration::zero();
        };
        *before + (at.min(span.to) - span.from)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000 + minutes * 60, 0).unwrap()
    }

    fn spans() -> impl Strategy<Value = Vec<Span>> {
        prop::collection::vec((1..600_i64, 1..600_i64), 0..12).prop_map(|lengths| {
            let mut now = 0;
            let span = |(closed, open): (i64, i64)| {
                let from = now + closed;
                now = from + open;
                Span { from: at(from), to: at(now) }
            };
            lengths.into_iter().map(span).collect()
        })
    }

    proptest! {
        #[test]
        fn it_is_the_sum_of_what_lies_between(spans in spans(), from in -100..8_000_i64, length in 0..8_000_i64) {
            let (from, until) = (at(from), at(from + length));
            let overlap = |span: &Span| (span.to.min(until) - span.from.max(from)).max(Duration::zero());
            let expected: Duration = spans.iter().map(overlap).sum();
            prop_assert_eq!(WorkingTime::new(spans).between(from, until), expected);
        }
    }
}
