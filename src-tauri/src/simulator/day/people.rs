//! Who takes part in a day.

use crate::simulator::customers::Customer;
use crate::simulator::ids;
use crate::simulator::world::World;

pub(super) const PEOPLE: usize = 200;
/// Every so many people are known by user id alone.
const NAMELESS_EVERY: usize = 7;

const NAMES: [&str; 10] =
    ["Ana Ruiz", "Bob", "Chidi Okafor", "दीपा", "Émile Zola", "فاطمة", "王伟", "", "Ida 🌷", "Jo O’Neill"];

/// Brings everyone together.
pub(super) fn gather(world: &World) {
    (0..PEOPLE).for_each(|place| join(world, place));
}

fn join(world: &World, place: usize) {
    let nameless = place % NAMELESS_EVERY == NAMELESS_EVERY - 1;
    let name = NAMES.get(place % NAMES.len()).copied().unwrap_or_default();
    let customer = Customer {
        phone: (!nameless).then(|| format!("1650555{place:04}")),
        user_id: world.random(|rng| ids::user_id(rng, "US")),
        username: nameless.then(|| format!("person.{place}")),
        name: Some(name.to_owned()),
        ..Customer::default()
    };
    world.with(|state| state.people.add(customer));
}
