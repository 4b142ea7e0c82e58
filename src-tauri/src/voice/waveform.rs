//! How loud a sound is over its length: the bars under a voice note, and the level while one is recorded.

/// How many bars are drawn under a voice note, as in WhatsApp.
pub const BARS: usize = 64;

/// Below this mean square (-60 dB of full scale) there is nothing to hear: noise must not be drawn as speech.
const SILENCE: f32 = 1e-6;

/// The mean square of samples between -1 and 1; what is compared and averaged where loudness is meant.
pub(super) fn mean_square(samples: impl ExactSizeIterator<Item = f32>) -> f32 {
    let count = samples.len().max(1);
    samples.map(|sample| sample * sample).sum::<f32>() / count as f32
}

/// [`BARS`] bars between 0 and 100 from the mean squares of equally long, short pieces of a sound. The loudest bar is
/// 100, so that a quiet note has a shape, too.
pub(super) fn bars(pieces: &[f32]) -> Vec<u8> {
    let means: Vec<f32> = (0..BARS).map(|bar| mean_of_bar(pieces, bar)).collect();
    let loudest = means.iter().copied().fold(0.0, f32::max);
    if loudest < SILENCE {
        return vec![0; BARS];
    }
    means.into_iter().map(|mean| percent((mean / loudest).sqrt())).collect()
}

/// A bar covers at least one piece, so that neighbours of a very short sound share one.
fn mean_of_bar(pieces: &[f32], bar: usize) -> f32 {
    let start = bar * pieces.len() / BARS;
    let end = ((bar + 1) * pieces.len() / BARS).max(start + 1);
    let covered = pieces.get(start..end).unwrap_or_default();
    covered.iter().sum::<f32>() / covered.len().max(1) as f32
}

/// A level meter's reading between 0 and 100. Ears hear in decibels, and so it shows them: 0 is -60 dB, 100 full scale.
pub(super) fn level(mean_square: f32) -> u8 {
    let decibels = 10.0 * mean_square.max(SILENCE).log10();
    percent(1.0 + decibels / 60.0)
}

fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_follow_the_loudness_and_the_loudest_is_a_hundred() {
        let quiet_then_loud: Vec<f32> = (0..640).map(|piece| if piece < 320 { 0.0025 } else { 0.01 }).collect();
        let bars = bars(&quiet_then_loud);
        assert_eq!(bars.len(), BARS);
        assert_eq!((bars[0], bars[31], bars[32], bars[63]), (50, 50, 100, 100), "half the amplitude is half as high");
    }

    #[test]
    fn silence_noise_and_nothing_at_all_have_flat_bars() {
        for pieces in [vec![], vec![0.0; 100], vec![1e-8; 100]] {
            assert_eq!(bars(&pieces), vec![0; BARS]);
        }
    }

    #[test]
    fn a_sound_shorter_than_the_bars_fills_them_all() {
        assert_eq!(bars(&[0.1; 10]), vec![100; BARS]);
    }

    #[test]
    fn the_level_is_in_decibels() {
        assert_eq!([1.0, 1e-3, 1e-6, 0.0].map(level), [100, 50, 0, 0]);
    }
}
