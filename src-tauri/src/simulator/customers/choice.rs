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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::net::SocketAddr;
    use std::sync::Arc;

    use chrono::{DateTime, Utc};
    use serde_json::json;

    use super::super::{cast, compose};
    use super::*;
    use crate::domain::clock::Clock;
    use crate::simulator::{Cast, SimulatorConfig};

    fn practice() -> Arc<World> {
        let clock = Clock::scaled(DateTime::<Utc>::from_timestamp(1_795_000_000, 0).unwrap(), 0.0);
        let config = SimulatorConfig { seed: Some(5), ..SimulatorConfig::practice(clock) };
        let world = World::new(&config, SocketAddr::from(([127, 0, 0, 1], 9))).unwrap();
        cast::gather(&world, Cast::Practice, true);
        world
    }

    fn kind(content: &Value) -> String {
        content["type"].as_str().unwrap().to_owned()
    }

    #[test]
    fn people_mostly_write_words_and_send_all_else_now_and_then() {
        let world = practice();
        let emma = world.customer(0).unwrap();
        let said: Vec<String> = (0..400).map(|_| kind(&unasked(&world, &emma))).collect();
        assert!(said.iter().filter(|kind| *kind == "text").count() > 150, "mostly words");
        let kinds: BTreeSet<&str> = said.iter().map(String::as_str).collect();
        let expected = "audio contacts document image location sticker text unsupported";
        assert_eq!(kinds, expected.split(' ').collect());
    }

    #[test]
    fn corrections_are_told_only_where_the_number_is_on_a_telephone() {
        let world = practice();
        let emma = world.customer(0).unwrap();
        compose(&world, 0, world.clock.now(), content::text("at ten"));
        assert_eq!(kind(&correction(&world, &emma).unwrap()), "unsupported");
        let app = crate::simulator::phone::BusinessApp {
            linked_at: world.clock.now(),
            declined: false,
            contacts_asked: false,
            history_asked: false,
        };
        world.with(|state| state.phone.app = Some(app));
        let edit = correction(&world, &emma).unwrap();
        assert_eq!(edit["edit"]["message"]["text"]["body"], "at ten 🙂");
    }

    #[test]
    fn what_is_asked_for_with_a_button_is_mostly_given() {
        let world = practice();
        let emma = world.customer(0).unwrap();
        let answers = |interactive: Value| {
            let mut sent = Sent::foreign("wamid.1", &emma, world.clock.now());
            sent.body = json!({"interactive": interactive});
            let given: Vec<Value> = (0..20).map(|_| answer(&world, &emma, &sent)).collect();
            given.into_iter().filter(|one| one["context"]["id"] == "wamid.1").map(|one| kind(&one)).collect::<Vec<_>>()
        };
        let count = |kinds: &[String], wanted: &str| kinds.iter().filter(|kind| *kind == wanted).count();
        assert!(count(&answers(json!({"type": "location_request_message"})), "location") > 8);
        assert!(count(&answers(json!({"type": "request_contact_info"})), "contacts") > 8);
        let form = json!({"type": "flow", "action": {"parameters": {"flow_token": "t1"}}});
        assert!(count(&answers(form), "interactive") > 8);
    }
}
