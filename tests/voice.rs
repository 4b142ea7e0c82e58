//! The sound of voice notes, checked with tools that are not ours, and recorded without any sound hardware.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use frontdesk::voice::{BARS, DecodeError, Encoder, LONGEST_SOUND, Pcm, RATE, VoiceNote, decode};
use proptest::prelude::*;

use crate::common::hub::BINARY;

/// A second of 440 Hz in every form that is read, written by FFmpeg.
const SOUNDS: [&str; 6] = ["tone-opus.ogg", "tone-vorbis.ogg", "tone.mp3", "tone.m4a", "tone.aac", "tone.wav"];

fn tone(hz: f32, seconds: f32) -> Vec<f32> {
    let length = (seconds * RATE as f32) as usize;
    (0..length).map(|n| 0.4 * (std::f32::consts::TAU * hz * n as f32 / RATE as f32).sin()).collect()
}

/// A voice of 140 Hz with its overtones, four syllables a second, and a pause in each second.
fn speech(seconds: f32) -> Vec<f32> {
    let length = (seconds * RATE as f32) as usize;
    let sample = |n: usize| {
        let time = n as f32 / RATE as f32;
        let voice: f32 = (1..12).map(|k| (std::f32::consts::TAU * 140.0 * k as f32 * time).sin() / k as f32).sum();
        let syllable = (std::f32::consts::PI * 4.0 * time).sin().abs();
        if time.fract() < 0.75 { 0.3 * syllable * voice } else { 0.0 }
    };
    (0..length).map(sample).collect()
}

/// Samples handed over in pieces of no particular length, as a device does.
fn encode(samples: &[f32]) -> VoiceNote {
    let mut encoder = Encoder::new().unwrap();
    for piece in samples.chunks(1331) {
        encoder.push(piece).unwrap();
    }
    encoder.finish().unwrap()
}

fn sound(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sounds").join(name)).unwrap()
}

/// Of a pure tone: how often a second it rises through zero, away from the ends.
fn frequency(sound: &Pcm) -> f64 {
    let tenth = sound.samples.len() / 10;
    let middle = &sound.samples[tenth..sound.samples.len() - tenth];
    let rises = middle.windows(2).filter(|pair| pair[0] < 0 && pair[1] >= 0).count();
    rises as f64 * f64::from(sound.rate) / middle.len() as f64
}

fn energy(samples: impl ExactSizeIterator<Item = f32>) -> f32 {
    let length = samples.len() as f32;
    samples.map(|sample| sample * sample).sum::<f32>() / length
}

/// What Xiph's own tool says of a note, which must have no warnings.
fn opusinfo(bytes: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let output = Command::new("opusinfo").arg(file.path()).output().expect("opusinfo is there (make setup-test)");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && !text.contains("WARNING") && !text.contains("ERROR"), "{text}");
    text
}

/// A note decoded by Xiph's own tool.
fn opusdec(bytes: &[u8]) -> Pcm {
    let directory = tempfile::tempdir().unwrap();
    let (note, wav) = (directory.path().join("note.ogg"), directory.path().join("note.wav"));
    std::fs::write(&note, bytes).unwrap();
    let output = Command::new("opusdec").args(["--quiet", "--rate", "48000"]).arg(note).arg(&wav).output();
    assert!(output.expect("opusdec is there (make setup-test)").status.success());
    decode(&std::fs::read(wav).unwrap()).unwrap()
}

#[test]
fn a_note_is_valid_opus_in_mono_of_the_right_length() {
    let note = encode(&speech(3.25));
    let info = opusinfo(&note.bytes);
    for line in
        ["type opus", "Channels: 1", "Original sample rate: 48000 Hz", "Playback length: 0m:03.250s", "20.0ms (max)"]
    {
        assert!(info.contains(line), "{line} is missing:\n{info}");
    }
    assert_eq!(note.duration_ms, 3250);
}

#[test]
fn notes_of_every_length_are_valid() {
    // Around a packet's length, where the last samples may need a packet more; and a page's.
    for samples in [0, 1, 647, 648, 649, 959, 960, 961, 1607, 1608, 1609, 47_688, 48_000, 48_001, 100_000] {
        let note = encode(&tone(440.0, 3.0)[..samples]);
        opusinfo(&note.bytes);
        assert_eq!(note.duration_ms, samples as u64 / 48);
        if samples > 0 {
            assert_eq!(decode(&note.bytes).unwrap().samples.len(), samples, "to the sample");
            assert_eq!(opusdec(&note.bytes).samples.len(), samples, "to the sample, for others, too");
        }
    }
}

#[test]
fn nearly_three_minutes_of_speech_stay_below_the_size_that_whatsapp_plays_at_once() {
    let note = encode(&speech(165.0));
    assert!(note.bytes.len() < 512 * 1024, "{} bytes", note.bytes.len());
}

#[test]
fn what_is_written_is_read_again_with_its_loudness() {
    let spoken = speech(2.5);
    let note = encode(&spoken);
    let read = decode(&note.bytes).unwrap();
    assert_eq!((read.rate, read.duration_ms()), (RATE, 2500));
    let (before, after) =
        (energy(spoken.iter().copied()), energy(read.samples.iter().map(|sample| f32::from(*sample) / 32_768.0)));
    assert!((after / before - 1.0).abs() < 0.1, "energy {before} became {after}");
    let differ = note.waveform.iter().zip(read.waveform()).filter(|(ours, read)| ours.abs_diff(*read) > 10).count();
    assert_eq!((note.waveform.len(), differ), (BARS, 0), "{:?}\n{:?}", note.waveform, read.waveform());
    assert!(note.waveform.contains(&0) && note.waveform.contains(&100), "pauses and speech can be told apart");
}

#[test]
fn a_tone_in_every_form_that_customers_send_is_heard() {
    for name in SOUNDS {
        let read = decode(&sound(name)).unwrap();
        assert!((frequency(&read) - 440.0).abs() < 3.0, "{name}: {} Hz", frequency(&read));
        // AAC and MP3 may keep the silence that their encoders put around a sound.
        assert!((1000..1080).contains(&read.duration_ms()), "{name}: {} ms", read.duration_ms());
    }
}

#[test]
fn a_wav_of_ours_is_read_by_others_as_it_was() {
    let read = decode(&sound("tone.mp3")).unwrap();
    assert_eq!(decode(&read.to_wav()).unwrap(), read);
}

#[test]
fn what_cannot_be_decoded_is_told_apart() {
    assert_eq!(decode(b"#!AMR\n\x3c\x91\x17"), Err(DecodeError::Unsupported("AMR".to_owned())));
    for no_sound in [b"".as_slice(), b"%PDF-1.7 and so on", &[0xff; 4096]] {
        assert!(matches!(decode(no_sound), Err(DecodeError::Unsupported(_) | DecodeError::Broken(_))));
    }
    let only_headers = &encode(&[]).bytes[..120];
    assert!(matches!(decode(only_headers), Err(DecodeError::Broken(_))));
}

#[test]
fn a_note_that_breaks_off_is_heard_up_to_there() {
    let bytes = encode(&speech(10.0)).bytes;
    let read = decode(&bytes[..bytes.len() / 2]).unwrap();
    assert!((3000..7000).contains(&read.duration_ms()), "{} ms", read.duration_ms());
}

#[test]
fn a_small_file_that_plays_for_ever_is_refused() {
    assert_eq!(decode(&endless_opus()), Err(DecodeError::TooLong));
}

/// Packets of two bytes that say six frames of 20 ms each: an hour and half a minute in 90 KB.
fn endless_opus() -> Vec<u8> {
    let mut writer = ogg::PacketWriter::new(Vec::new());
    let mut head = b"OpusHead\x01\x01\0\0".to_vec();
    head.extend(RATE.to_le_bytes());
    head.extend([0, 0, 0]);
    writer.write_packet(head, 1, ogg::PacketWriteEndInfo::EndPage, 0).unwrap();
    writer.write_packet(b"OpusTags\0\0\0\0\0\0\0\0".to_vec(), 1, ogg::PacketWriteEndInfo::EndPage, 0).unwrap();
    for packet in 1..=LONGEST_SOUND.as_millis() as u64 / 120 + 255 {
        writer.write_packet(vec![0x0b, 6], 1, ogg::PacketWriteEndInfo::NormalPacket, packet * 5760).unwrap();
    }
    writer.into_inner()
}

#[test]
fn a_decoder_that_stumbles_makes_an_error_and_not_a_crash() {
    let mut wav = sound("tone.wav");
    wav[22..24].fill(0xff); // 65,535 channels: in a debug build, Symphonia's arithmetic overflows here
    assert!(matches!(decode(&wav), Err(DecodeError::Broken(_) | DecodeError::Unsupported(_))));
}

/// A real sound with some bytes changed, and cut somewhere.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12);
    (prop::sample::select(&SOUNDS), changes, any::<prop::sample::Index>()).prop_map(|(name, changes, end)| {
        let mut bytes = sound(name);
        for (place, byte) in changes {
            *place.get_mut(&mut bytes) = byte;
        }
        bytes.truncate(end.index(bytes.len() * 2));
        bytes
    })
}

const BEGINNINGS: [&[u8]; 7] =
    [b"", b"OggS", b"ID3\x04", b"\xff\xfb\x90", b"\xff\xf1\x50", b"RIFF\0\x10\0\0WAVEfmt ", b"\0\0\0\x20ftypM4A "];

/// Nothing, behind the beginning of something.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    (prop::sample::select(&BEGINNINGS), prop::collection::vec(any::<u8>(), 0..2048))
        .prop_map(|(beginning, rest)| [beginning, &rest].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn whatever_strangers_send_ends_in_a_sound_or_an_error(bytes in prop_oneof![damaged(), noise()]) {
        if let Ok(sound) = decode(&bytes) {
            prop_assert!(sound.duration_ms() <= LONGEST_SOUND.as_millis() as u64);
            prop_assert_eq!(sound.waveform().len(), BARS);
        }
    }
}

/// Has the hub record from the microphone that this ALSA configuration describes. The configuration is read when ALSA is
/// first used, so it takes a process of its own.
#[cfg(target_os = "linux")]
fn record(directory: &Path, alsa: &str, out: &Path) -> Output {
    let config = directory.join("asound.conf");
    std::fs::write(&config, alsa).unwrap();
    let mut hub = Command::new(BINARY);
    hub.args(["record", "--seconds", "2", "--out"]).arg(out).env("ALSA_CONFIG_PATH", config).output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_note_is_recorded_from_the_default_microphone() {
    let directory = tempfile::tempdir().unwrap();
    let (heard, out) = (directory.path().join("heard.raw"), directory.path().join("note.ogg"));
    // A microphone that hears what is in a file, in the form that is asked of it first: two channels of 32-bit floats.
    let stereo = tone(440.0, 5.0).into_iter().flat_map(|sample| [sample.to_ne_bytes(), sample.to_ne_bytes()]);
    std::fs::write(&heard, stereo.flatten().collect::<Vec<u8>>()).unwrap();
    let alsa = format!(
        "pcm.!default {{ type file  slave.pcm {{ type null }}  file /dev/null  infile \"{}\"  format raw }}",
        heard.display()
    );
    let output = record(directory.path(), &alsa, &out);
    assert!(output.status.success(), "{output:?}");
    let note = std::fs::read(out).unwrap();
    let info = opusinfo(&note);
    assert!(info.contains("Playback length: 0m:02.000s") && info.contains("Channels: 1"), "{info}");
    let hz = frequency(&opusdec(&note));
    assert!((hz - 440.0).abs() < 1.0, "{hz} Hz");
}

#[cfg(target_os = "linux")]
#[test]
fn a_computer_without_a_microphone_says_so_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let out = directory.path().join("note.ogg");
    let output = record(directory.path(), "# nothing", &out);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("there is no microphone"), "{said}");
    assert!(!out.exists(), "nothing is written");
}
