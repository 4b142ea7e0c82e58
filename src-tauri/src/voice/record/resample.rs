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
