//! Every other form: MP3, AAC, MP4, WAV, Vorbis in Ogg.

use std::io::Cursor;

use symphonia::core::audio::GenericAudioBufferRef;
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::{FormatReader, Track, TrackType};
use symphonia::core::io::MediaSourceStream;

use super::{DecodeError, Gathered};
use crate::voice::Pcm;

pub(super) fn decode(bytes: &[u8]) -> Result<Pcm, DecodeError> {
    let source = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let probe = symphonia::default::get_probe();
    let mut format = probe
        .probe(&Default::default(), source, Default::default(), Default::default())
        .map_err(|_| DecodeError::Unsupported("no known form of sound".to_owned()))?;
    let track = format.default_track(TrackType::Audio);
    let track = track.ok_or_else(|| DecodeError::Broken("there is no sound in it".to_owned()))?;
    let (id, decoder) = (track.id, decoder_for(track)?);
    decode_track(format.as_mut(), id, decoder)
}

fn decoder_for(track: &Track) -> Result<Box<dyn AudioDecoder>, DecodeError> {
    let parameters = track.codec_params.as_ref().and_then(|parameters| parameters.audio());
    let parameters = parameters.ok_or_else(|| DecodeError::Unsupported("an unknown codec".to_owned()))?;
    symphonia::default::get_codecs()
        .make_audio_decoder(parameters, &AudioDecoderOptions::default())
        .map_err(|error| DecodeError::Unsupported(error.to_string()))
}

/// Decodes until the end, or until damage that the container cannot be read behind.
fn decode_track(
    format: &mut dyn FormatReader,
    id: u32,
    mut decoder: Box<dyn AudioDecoder>,
) -> Result<Pcm, DecodeError> {
    let mut gathered: Option<Gathered> = None;
    let mut interleaved = Vec::new();
    while let Ok(Some(packet)) = format.next_packet() {
        if packet.track_id != id {
            continue;
        }
        match decoder.decode(&packet) {
            Ok(buffer) => {
                let rate = buffer.spec().rate();
                let gathered = gathered.get_or_insert_with(|| Gathered::at(rate));
                // A sound has one rate; what claims another in its middle is not followed.
                if gathered.sound.rate == rate {
                    mix(&buffer, &mut interleaved, gathered)?;
                }
            }
            Err(Error::DecodeError(_)) => {}
            Err(_) => break,
        }
    }
    gathered
        .map(|gathered| gathered.sound)
        .ok_or_else(|| DecodeError::Broken("nothing in it can be decoded".to_owned()))
}

/// All channels into one, by their mean.
fn mix(
    buffer: &GenericAudioBufferRef<'_>,
    interleaved: &mut Vec<i16>,
    gathered: &mut Gathered,
) -> Result<(), DecodeError> {
    let channels = buffer.num_planes().max(1);
    buffer.copy_to_vec_interleaved(interleaved);
    let mean = |frame: &[i16]| {
        let sum: i64 = frame.iter().map(|sample| i64::from(*sample)).sum();
        i16::try_from(sum / channels as i64).unwrap_or_default()
    };
    gathered.extend(interleaved.chunks_exact(channels).map(mean))
}
