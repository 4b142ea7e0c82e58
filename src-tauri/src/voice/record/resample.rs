//! Samples at a device's rate into samples at ours, as they come.

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Async, FixedAsync, Indexing, Resampler as _, SincInterpolationParameters, WindowFunction};

use crate::voice::RATE;

/// How many samples go through the filter at once: 20 ms or so.
const PIECE: usize = 1024;
/// The length of the filter. Longer would be better than what is left of the sound at 24 kbit/s.
const FILTER: usize = 64;

/// Brings one sound to 48 kHz.
pub(super) struct Resampler {
    /// Not there for a sound that is at 48 kHz already.
    filter: Option<Async<f32>>,
    waiting: Vec<f32>,
}

impl Resampler {
    /// For samples at `rate` per second. Says why not, if that is no rate.
    pub(super) fn new(rate: u32) -> Result<Resampler, String> {
        let filter = if rate == RATE { None } else { Some(filter(rate)?) };
        Ok(Resampler { filter, waiting: Vec::new() })
    }

    /// Takes samples and gives those that are ready.
    pub(super) fn push(&mut self, samples: Vec<f32>) -> Vec<f32> {
        let Some(filter) = &mut self.filter else { return samples };
        self.waiting.extend(samples);
        let pieces = self.waiting.chunks_exact(PIECE);
        let rest = pieces.remainder().to_vec();
        let ready = pieces.flat_map(|piece| pass(filter, piece)).collect();
        self.waiting = rest;
        ready
    }

    /// Gives what is left at the end.
    pub(super) fn finish(&mut self) -> Vec<f32> {
        match &mut self.filter {
            Some(filter) if !self.waiting.is_empty() => {
                // The filter takes full pieces; what it makes of the silence behind the end is cut off.
                let ready = (self.waiting.len() as f64 * filter.resample_ratio()).round() as usize;
                self.waiting.resize(PIECE, 0.0);
                pass(filter, &self.waiting).into_iter().take(ready).collect()
            }
            Some(_) | None => Vec::new(),
        }
    }
}

fn filter(rate: u32) -> Result<Async<f32>, String> {
    let ratio = f64::from(RATE) / f64::from(rate);
    let parameters = SincInterpolationParameters::new(FILTER, WindowFunction::BlackmanHarris2);
    Async::new_sinc(ratio, 1.0, &parameters, PIECE, 1, FixedAsync::Input).map_err(|error| error.to_string())
}

/// Fails only for pieces of the wrong length, of which there are none.
fn pass(filter: &mut Async<f32>, piece: &[f32]) -> Vec<f32> {
    let Ok(input) = InterleavedSlice::new(piece, 1, piece.len()) else { return Vec::new() };
    filter.process(&input, None::<&Indexing>).map(|output| output.take_data()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tone(rate: u32) -> Vec<f32> {
        (0..rate).map(|n| (std::f32::consts::TAU * 440.0 * n as f32 / rate as f32).sin()).collect()
    }

    fn resampled(rate: u32, piece: usize) -> Vec<f32> {
        let mut resampler = Resampler::new(rate).unwrap();
        let mut ready: Vec<f32> = tone(rate).chunks(piece).flat_map(|piece| resampler.push(piece.to_vec())).collect();
        ready.extend(resampler.finish());
        ready
    }

    #[test]
    fn a_second_at_any_rate_is_a_second_at_ours_with_the_same_pitch() {
        for rate in [8_000, 16_000, 44_100, 48_000, 96_000, 192_000] {
            let ready = resampled(rate, 441);
            assert!(ready.len().abs_diff(RATE as usize) < 480, "{rate} Hz: {} samples", ready.len());
            // Away from the ends, where the filter rings.
            let middle = &ready[4_800..43_200];
            let rises = middle.windows(2).filter(|pair| pair[0] < 0.0 && pair[1] >= 0.0).count();
            assert!(rises.abs_diff(352) <= 1, "{rate} Hz: {rises} waves in 0.8 s");
            let loudest = middle.iter().copied().fold(0.0, f32::max);
            assert!((0.95..1.05).contains(&loudest), "{rate} Hz: {loudest}");
        }
    }

    #[test]
    fn how_a_sound_is_cut_into_pieces_changes_nothing() {
        assert_eq!(resampled(44_100, 10), resampled(44_100, 44_100));
    }

    #[test]
    fn a_rate_that_is_none_is_refused() {
        assert!(Resampler::new(0).is_err());
    }
}
