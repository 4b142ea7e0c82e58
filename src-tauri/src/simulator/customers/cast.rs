//! Brings the people together who take part, with what stands unanswered when the doors open.

use chrono::Duration;

use super::content::{self, Wish};
use super::roster::{PRACTICE, Role, SINGLE};
use super::{Customer, Manner, compose};
use crate::simulator::world::World;
use crate::simulator::{Cast, ids};

/// Brings everyone together. What they wrote before is theirs from now on, but is delivered only at the opening.
pub(in crate::simulator) fn gather(world: &World, cast: Cast, answers: bool) {
    let (roles, only_told): (&[Role], bool) = match cast {
        Cast::Practice => (&PRACTICE, false),
        Cast::Single => (&SINGLE, true),
    };
    let now = world.clock.now();
    for role in roles {
        let user_id = user_id(role);
        let id = world.with(|state| state.people.add(customer(role, user_id, only_told && answers)));
        let mut last_id = None;
        for (minutes, kind, text) in role.opening {
            let Some(writer) = world.customer(id) else { continue };
            let Ok(content) = content::make(world, &writer, &wish(kind, text, last_id.as_deref())) else { continue };
            let message = compose(world, id, now - Duration::minutes(*minutes), content);
            last_id = Some(message.id.clone());
            world.with(|state| state.opening.push(message));
        }
    }
}

/// What a line of the roster says. Beside the kinds of message it may name a photograph, or quote the line before.
fn wish(kind: &str, text: &str, before: Option<&str>) -> Wish {
    let text = Some(text).filter(|text| !text.is_empty());
    let wish = match kind {
        "rash" | "mug" | "note" => Wish { photo: Some(kind.to_owned()), ..Wish::of("image", text) },
        "document" => Wish { filename: text.map(str::to_owned), ..Wish::of("document", None) },
        "quote" => Wish::of("text", text),
        _ => Wish::of(kind, text),
    };
    match before {
        Some(before) if matches!(kind, "quote" | "reaction" | "edit" | "revoke") => wish.about(before),
        Some(_) | None => wish,
    }
}

/// The same at every start, as the same person in the same portfolio has it for ever. Made from what else is theirs.
fn user_id(role: &Role) -> String {
    let own = role.phone.or(role.username).unwrap_or(role.name);
    let seed = own.bytes().fold(17, |seed: u64, byte| seed.wrapping_mul(31).wrapping_add(u64::from(byte)));
    ids::user_id(&mut fastrand::Rng::with_seed(seed), role.country)
}

fn customer(role: &Role, user_id: String, answers: bool) -> Customer {
    Customer {
        phone: role.phone.map(str::to_owned),
        user_id,
        username: role.username.map(str::to_owned),
        name: Some(role.name.to_owned()),
        language: role.language.to_owned(),
        trade: role.trade,
        manner: Manner { answers: answers || role.manner.answers, ..role.manner },
        ..Customer::default()
    }
}
