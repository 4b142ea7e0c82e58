//! One recording: from what the microphone gives to the note.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot::error::TryRecvError;
use tokio::sync::{oneshot, watch};

use super::resample::Resampler;
use super::{Progress, RecordError, Recorder, SHORTEST_NOTE};
use crate::voice::{EncodeError, Encoder, RATE, VoiceNote, waveform};

/// How often we look whether the recording was stopped while the microphone gives nothing.
const GLANCE: Duration = Duration::from_millis(50);
/// A microphone that gives nothing for so long is gone. A wireless one takes two seconds to wake up.
const PATIENCE: Duration = Duration::from_secs(6);

/// How many pieces may wait when this program is slower than the microphone: several seconds of most devices.
pub(super) const WAITING_PIECES: usize = 256;

/// What comes from the microphone.
pub(super) enum Heard {
    /// Mono, at the device's rate.
    Samples(Vec<f32>),
    /// Nothing more comes.
    Lost,
}

/// The recording thread's end of a [`Recorder`].
pub(super) struct Session {
    longest: usize,
    patience: Duration,
    stopped: oneshot::Receiver<()>,
    outcome: oneshot::Sender<Result<VoiceNote, RecordError>>,
    progress: watch::Sender<Progress>,
}

/// Why a recording is over.
enum Over {
    Stopped,
    Cancelled,
    Lost,
}

impl Session {
    pub(super) fn new(longest: Duration) -> (Session, Recorder) {
        let (stop, stopped) = oneshot::channel();
        let (outcome, comes_out) = oneshot::channel();
        let (progress, shown) = watch::channel(Progress::default());
        let longest = (longest.as_secs_f64() * f64::from(RATE)) as usize;
        let session = Session { longest, patience: PATIENCE, stopped, outcome, progress };
        (session, Recorder { stop, outcome: comes_out, progress: shown })
    }

    /// Records until somebody stops it, it is long enough, or the microphone is lost.
    pub(super) fn run(mut self, heard: Receiver<Heard>, rate: u32) {
        let result = self.record(&heard, rate);
        // Before anybody learns that it is over, so that the device can be closed whatever they do.
        drop(heard);
        if let Some(result) = result.transpose() {
            let _ = self.outcome.send(result);
        }
    }

    /// `None` when nobody wants it.
    fn record(&mut self, heard: &Receiver<Heard>, rate: u32) -> Result<Option<VoiceNote>, RecordError> {
        let mut take = Take::new(rate, self.longest)?;
        let over = loop {
            match self.listen(heard, &mut take)? {
                ControlFlow::Continue(()) => {}
                ControlFlow::Break(over) => break over,
            }
        };
        match over {
            Over::Cancelled => Ok(None),
            Over::Stopped => {
                take.last_words(heard)?;
                take.finish()?.ok_or(RecordError::TooShort).map(Some)
            }
            Over::Lost => Err(RecordError::DeviceLost { kept: take.finish()? }),
        }
    }

    /// Takes the next piece.
    fn listen(&mut self, heard: &Receiver<Heard>, take: &mut Take) -> Result<ControlFlow<Over>, RecordError> {
        match heard.recv_timeout(GLANCE) {
            Ok(Heard::Samples(samples)) => {
                let level = take.push(samples)?;
                self.progress.send_replace(Progress { elapsed_ms: take.encoder.duration_ms(), level });
            }
            Err(RecvTimeoutError::Timeout) if take.heard_at.elapsed() < self.patience => {}
            Ok(Heard::Lost) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                return Ok(ControlFlow::Break(Over::Lost));
            }
        }
        if take.room == 0 {
            return Ok(ControlFlow::Break(Over::Stopped));
        }
        Ok(match self.stopped.try_recv() {
            Ok(()) => ControlFlow::Break(Over::Stopped),
            Err(TryRecvError::Closed) => ControlFlow::Break(Over::Cancelled),
            Err(TryRecvError::Empty) => ControlFlow::Continue(()),
        })
    }
}

/// What has been recorded so far.
struct Take {
    resampler: Resampler,
    encoder: Encoder,
    /// How many samples it may still take.
    room: usize,
    heard_at: Instant,
}

impl Take {
    fn new(rate: u32, longest: usize) -> Result<Take, RecordError> {
        let resampler = Resampler::new(rate).map_err(RecordError::CannotOpen)?;
        Ok(Take { resampler, encoder: Encoder::new()?, room: longest, heard_at: Instant::now() })
    }

    /// Gives the level of what it takes.
    fn push(&mut self, samples: Vec<f32>) -> Result<u8, EncodeError> {
        self.heard_at = Instant::now();
        let level = waveform::level(waveform::mean_square(samples.iter().copied()));
        let ready = self.resampler.push(samples);
        self.write(ready)?;
        Ok(level)
    }

    /// What was said right before the stop has been heard, and waits.
    fn last_words(&mut self, heard: &Receiver<Heard>) -> Result<(), EncodeError> {
        for said in heard.try_iter().take(WAITING_PIECES) {
            if let Heard::Samples(samples) = said {
                self.push(samples)?;
            }
        }
        Ok(())
    }

    fn write(&mut self, mut samples: Vec<f32>) -> Result<(), EncodeError> {
        samples.truncate(self.room);
        self.room -= samples.len();
        self.encoder.push(&samples)
    }

    /// Nothing if it is too short to keep.
    fn finish(mut self) -> Result<Option<VoiceNote>, EncodeError> {
        let rest = self.resampler.finish();
        self.write(rest)?;
        let note = self.encoder.finish()?;
        Ok(Some(note).filter(|note| u128::from(note.duration_ms) >= SHORTEST_NOTE.as_millis()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Sender, channel};

    use super::*;

    /// A microphone at 44.1 kHz in the test's hand, and the recording of it.
    fn recording(longest: Duration) -> (Sender<Heard>, Recorder) {
        let (session, recorder) = Session::new(longest);
        let (say, heard) = channel();
        std::thread::spawn(move || session.run(heard, 44_100));
        (say, recorder)
    }

    fn say_seconds(say: &Sender<Heard>, seconds: usize) {
        for _ in 0..seconds * 100 {
            // Nobody listens to what comes after the end.
            let _ = say.send(Heard::Samples(vec![0.5; 441]));
        }
    }

    async fn recorded(recorder: &Recorder, milliseconds: u64) -> Progress {
        *recorder.progress().wait_for(|progress| progress.elapsed_ms >= milliseconds).await.unwrap()
    }

    /// Waits for the recording to end by itself.
    async fn end(recorder: &Recorder) {
        let mut progress = recorder.progress();
        while progress.changed().await.is_ok() {}
    }

    #[tokio::test]
    async fn what_was_said_until_the_stop_is_in_the_note() {
        let (say, recorder) = recording(Duration::from_secs(60));
        say_seconds(&say, 2);
        assert_eq!(recorded(&recorder, 1950).await.level, 90, "-6 dB");
        let note = recorder.stop().await.unwrap();
        assert!((1990..=2010).contains(&note.duration_ms), "{} ms", note.duration_ms);
    }

    #[tokio::test]
    async fn a_recording_ends_by_itself_at_its_longest() {
        let (say, recorder) = recording(Duration::from_secs(1));
        say_seconds(&say, 3);
        end(&recorder).await;
        assert_eq!(recorder.stop().await.unwrap().duration_ms, 1000);
    }

    #[tokio::test]
    async fn a_slip_of_the_finger_is_no_note() {
        let (say, recorder) = recording(Duration::from_secs(60));
        say.send(Heard::Samples(vec![0.5; 10_000])).unwrap();
        recorded(&recorder, 1).await;
        assert!(matches!(recorder.stop().await, Err(RecordError::TooShort)));
    }

    #[tokio::test]
    async fn what_was_said_before_the_microphone_was_lost_is_kept() {
        for unplug in [|say: Sender<Heard>| say.send(Heard::Lost).unwrap(), drop::<Sender<Heard>>] {
            let (say, recorder) = recording(Duration::from_secs(60));
            say_seconds(&say, 2);
            unplug(say);
            end(&recorder).await;
            let Err(RecordError::DeviceLost { kept: Some(note) }) = recorder.stop().await else {
                panic!("lost it all")
            };
            assert!((1990..=2010).contains(&note.duration_ms), "{} ms", note.duration_ms);
        }
    }

    #[tokio::test]
    async fn a_microphone_that_is_there_and_gives_nothing_is_lost() {
        let (session, recorder) = Session::new(Duration::from_secs(60));
        let (_say, heard) = channel();
        std::thread::spawn(move || Session { patience: Duration::ZERO, ..session }.run(heard, 44_100));
        end(&recorder).await;
        assert!(matches!(recorder.stop().await, Err(RecordError::DeviceLost { kept: None })));
    }

    #[tokio::test]
    async fn a_cancelled_recording_listens_no_longer() {
        let (say, recorder) = recording(Duration::from_secs(60));
        say_seconds(&say, 1);
        let mut progress = recorder.progress();
        recorder.cancel();
        while progress.changed().await.is_ok() {}
        assert!(say.send(Heard::Lost).is_err(), "nobody hears the microphone any more");
    }
}
