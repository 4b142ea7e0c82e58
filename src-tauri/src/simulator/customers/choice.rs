//! What a customer does next: mostly words, and now and then all else that people send.

use serde_json::Value;

use super::content::{self, Wish, taps};
use super::lines::Occasion;
use super::{Customer, Inbound, Trade};
use crate::simulator::world::{Sent, World};

const EDITABLE_MINUTES: i64 = 15;
const EMOJI: [&str; 5] = ["👍", "🙏", "❤️", "😂", "😮"];

/// The answer to a message of the business.
pub(super) fn answer(world: &World, customer: &Customer, sent: &Sent) -> Value {
    let taps = taps::offered(world, customer, sent);
    // Most people tap rather than type.
    let tap = world.random(|rng| if rng.u8(..4) == 0 { None } else { rng.choice(&taps).cloned() });
    if let Some(tap) = tap {
        return content::quoting(world, tap, &sent.id);
    }
    match world.random(|rng| rng.u8(..20)) {
        0 | 1 if sent.kind != "reaction" => emoji(world, customer, &sent.id),
        2 | 3 => content::quoting(world, words(world, customer, Occasion::Answer), &sent.id),
        4 | 5 => made(world, customer, &Wish::of("audio", None)),
        6 => made(world, customer, &Wish::of("sticker", None)),
        7 => made(world, customer, &photo(world, customer, Occasion::Answer)),
        _ => words(world, customer, Occasion::Answer),
    }
}

/// Something said unasked.
pub(super) fn unasked(world: &World, customer: &Customer) -> Value {
    let wish = match world.random(|rng| rng.u8(..20)) {
        0 | 1 => photo(world, customer, Occasion::Unasked),
        2 => Wish::of("audio", None),
        3 => Wish::of("location", None),
        4 => Wish::of("document", None),
        5 => Wish::of("animated_sticker", None),
        6 => Wish::of("forwarded", None),
        7 => Wish::of("contacts", None),
        8 | 9 => return correction(world, customer).unwrap_or_else(|| words(world, customer, Occasion::Unasked)),
        _ => return words(world, customer, Occasion::Unasked),
    };
    made(world, customer, &wish)
}

/// New words for what they wrote just now. Only a number in coexistence is told which; others hear that there was
/// something that the API cannot carry.
fn correction(world: &World, customer: &Customer) -> Option<Value> {
    let since = world.clock.now() - chrono::Duration::minutes(EDITABLE_MINUTES);
    let last = world.with(|state| {
        let editable = |message: &&Inbound| {
            let is_text = message.content.get("type").and_then(Value::as_str) == Some("text");
            message.customer == customer.id && message.at >= since && is_text
        };
        state.inbound.values().filter(editable).max_by_key(|message| message.at).cloned()
    })?;
    if world.with(|state| state.phone.app.is_none()) {
        return Some(made(world, customer, &Wish::of("unsupported", Some("edit"))));
    }
    let before = last.content.pointer("/text/body").and_then(Value::as_str).unwrap_or_default();
    let wish = Wish::of("edit", Some(&format!("{before} 🙂"))).about(&last.id);
    Some(made(world, customer, &wish))
}

fn emoji(world: &World, customer: &Customer, to: &str) -> Value {
    let emoji = world.random(|rng| rng.choice(EMOJI)).unwrap_or("👍");
    made(world, customer, &Wish::of("reaction", Some(emoji)).about(to))
}

fn photo(world: &World, customer: &Customer, occasion: Occasion) -> Wish {
    let photo = match customer.trade {
        Trade::Clinic => world.random(|rng| rng.choice(["rash", "note"])).unwrap_or("note"),
        Trade::Shop => "mug",
    };
    Wish { photo: Some(photo.to_owned()), ..Wish::of("image", Some(&line(world, customer, occasion))) }
}

fn made(world: &World, customer: &Customer, wish: &Wish) -> Value {
    content::make(world, customer, wish).unwrap_or_else(|_| words(world, customer, Occasion::Unasked))
}

fn words(world: &World, customer: &Customer, occasion: Occasion) -> Value {
    content::text(&line(world, customer, occasion))
}

fn line(world: &World, customer: &Customer, occasion: Occasion) -> String {
    world.random(|rng| world.phrases.line(rng, &customer.language, customer.trade, occasion))
}
