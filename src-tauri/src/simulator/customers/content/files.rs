//! Pictures, sound, films, documents and stickers, with real bytes behind them.

use serde_json::{Value, json};

use super::Wish;
use crate::simulator::media::{self, Sample};
use crate::simulator::object::put;
use crate::simulator::world::World;

const LETTER: &str = "referral letter.pdf";

pub(super) fn make(world: &World, kind: &str, wish: &Wish) -> Result<Value, String> {
    let sample = match kind {
        "image" => Sample::photo(wish.photo.as_deref()).ok_or("photo must be mug, rash or note")?,
        "video" => Sample::Clip,
        "audio" => Sample::VoiceNote,
        "music" => Sample::Tune,
        "document" => Sample::Letter,
        "sticker" => Sample::Sticker,
        _ => Sample::Animated,
    };
    let mut part = media::received(world, sample);
    match sample.kind() {
        "audio" => put(&mut part, "voice", Some(sample == Sample::VoiceNote)),
        "sticker" => put(&mut part, "animated", Some(sample == Sample::Animated)),
        "document" => {
            put(&mut part, "filename", Some(wish.filename.as_deref().unwrap_or(LETTER)));
            caption(&mut part, wish);
        }
        _ => caption(&mut part, wish),
    }
    Ok(json!({"type": sample.kind(), sample.kind(): part}))
}

fn caption(part: &mut Value, wish: &Wish) {
    put(part, "caption", wish.caption());
}
