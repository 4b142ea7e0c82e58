//! Measured durations, and what is said of them.

use std::time::Duration;

/// Durations of the same thing, done many times.
#[derive(Clone, Default)]
pub struct Samples {
    durations: Vec<Duration>,
}

impl Samples {
    /// Adds one.
    pub fn add(&mut self, duration: Duration) {
        self.durations.push(duration);
    }

    /// Adds all of `other`.
    pub fn extend(&mut self, other: Samples) {
        self.durations.extend(other.durations);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.durations.len()
    }

    /// The duration in milliseconds that this share of them does not exceed.
    pub fn percentile_ms(&self, share: f64) -> f64 {
        let mut sorted = self.durations.clone();
        sorted.sort_unstable();
        let place = (share * sorted.len() as f64).ceil() as usize;
        sorted.get(place.saturating_sub(1)).map_or(0.0, |duration| millis(*duration))
    }

    /// The middle one, in milliseconds.
    pub fn median_ms(&self) -> f64 {
        self.percentile_ms(0.5)
    }
}

/// A duration in milliseconds.
pub fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// The middle one of some figures.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(0.0)
}
