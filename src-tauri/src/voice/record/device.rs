//! The default microphone, whatever samples it gives.

use std::sync::mpsc::{SyncSender, sync_channel};

use cpal::traits::{DeviceTrait as _, HostTrait as _, StreamTrait as _};
use cpal::{
    Device, Error, ErrorKind, FromSample, Sample, SampleFormat, SizedSample, Stream, StreamConfig,
    SupportedStreamConfig,
};
use tokio::sync::oneshot;

use super::RecordError;
use super::session::{Heard, Session, WAITING_PIECES};

/// The microphone and the form in which it likes to give its samples.
pub(super) fn find() -> Result<(Device, SupportedStreamConfig), RecordError> {
    let device = cpal::default_host().default_input_device().ok_or(RecordError::NoMicrophone)?;
    let config = device.default_input_config().map_err(cannot_open)?;
    Ok((device, config))
}

/// Opens the microphone, says whether that went well, and records until the session is over.
pub(super) fn run(session: Session, opened: oneshot::Sender<Result<(), RecordError>>) {
    let (say, heard) = sync_channel(WAITING_PIECES);
    match open(say) {
        Ok((stream, rate)) => {
            if opened.send(Ok(())).is_ok() {
                // Takes the listening end with it: the device's thread never waits for us while it is being closed.
                session.run(heard, rate);
            }
            // Last, since a broken driver may hang here. Nobody waits for this any more.
            drop(stream);
        }
        Err(error) => {
            let _ = opened.send(Err(error));
        }
    }
}

/// Gives the running stream and its samples per second.
fn open(say: SyncSender<Heard>) -> Result<(Stream, u32), RecordError> {
    let (device, supported) = find()?;
    let config = supported.config();
    let stream = match supported.sample_format() {
        SampleFormat::I8 => listen::<i8>(&device, config, say),
        SampleFormat::I16 => listen::<i16>(&device, config, say),
        SampleFormat::I24 => listen::<cpal::I24>(&device, config, say),
        SampleFormat::I32 => listen::<i32>(&device, config, say),
        SampleFormat::I64 => listen::<i64>(&device, config, say),
        SampleFormat::U8 => listen::<u8>(&device, config, say),
        SampleFormat::U16 => listen::<u16>(&device, config, say),
        SampleFormat::U24 => listen::<cpal::U24>(&device, config, say),
        SampleFormat::U32 => listen::<u32>(&device, config, say),
        SampleFormat::U64 => listen::<u64>(&device, config, say),
        SampleFormat::F32 => listen::<f32>(&device, config, say),
        SampleFormat::F64 => listen::<f64>(&device, config, say),
        SampleFormat::DsdU8 | SampleFormat::DsdU16 | SampleFormat::DsdU32 | _ => {
            Err(Error::new(ErrorKind::UnsupportedConfig))
        }
    };
    let stream = stream.map_err(cannot_open)?;
    stream.play().map_err(cannot_open)?;
    Ok((stream, config.sample_rate))
}

fn listen<T>(device: &Device, config: StreamConfig, say: SyncSender<Heard>) -> Result<Stream, Error>
where
    T: SizedSample,
    f32: FromSample<T>,
{
    let channels = usize::from(config.channels.max(1));
    let say_lost = say.clone();
    device.build_input_stream(
        config,
        // Waits when we are far behind, so that memory has a bound; fails when the session is over, which is fine.
        move |samples: &[T], _| drop(say.send(Heard::Samples(mono(samples, channels)))),
        move |error| {
            if is_the_end(&error) {
                let _ = say_lost.try_send(Heard::Lost);
            }
        },
        None,
    )
}

/// All channels into one, by their mean.
fn mono<T: Sample>(samples: &[T], channels: usize) -> Vec<f32>
where
    f32: FromSample<T>,
{
    let mean = |frame: &[T]| frame.iter().map(|sample| sample.to_sample::<f32>()).sum::<f32>() / channels as f32;
    samples.chunks_exact(channels).map(mean).collect()
}

/// Whether nothing more comes from the stream. A lost moment, or another default device, is no end.
fn is_the_end(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::DeviceNotAvailable
        | ErrorKind::HostUnavailable
        | ErrorKind::PermissionDenied
        | ErrorKind::StreamInvalidated => true,
        ErrorKind::DeviceBusy
        | ErrorKind::DeviceChanged
        | ErrorKind::InvalidInput
        | ErrorKind::RealtimeDenied
        | ErrorKind::ResourceExhausted
        | ErrorKind::UnsupportedConfig
        | ErrorKind::UnsupportedOperation
        | ErrorKind::Xrun
        | ErrorKind::BackendError
        | ErrorKind::Other
        | _ => false,
    }
}

fn cannot_open(error: Error) -> RecordError {
    match error.kind() {
        ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable | ErrorKind::UnsupportedOperation => {
            RecordError::NoMicrophone
        }
        ErrorKind::DeviceBusy
        | ErrorKind::DeviceChanged
        | ErrorKind::InvalidInput
        | ErrorKind::PermissionDenied
        | ErrorKind::RealtimeDenied
        | ErrorKind::ResourceExhausted
        | ErrorKind::StreamInvalidated
        | ErrorKind::UnsupportedConfig
        | ErrorKind::Xrun
        | ErrorKind::BackendError
        | ErrorKind::Other
        | _ => RecordError::CannotOpen(error.to_string()),
    }
}
