//! What the WhatsApp Business app on the owner's telephone does with the same number: it writes, and it keeps contacts.

use serde_json::{Value, json};

use super::{Wish, framed};
use crate::simulator::customers::Customer;
use crate::simulator::customers::content;
use crate::simulator::object::put;
use crate::simulator::world::World;

/// A message that the owner wrote on the telephone: any kind of message as `event`, among them `edit` and `revoke` of an
/// earlier one.
pub(super) fn echo(world: &World, customer: &Customer, wish: &Wish) -> Result<Value, String> {
    let kind = content::Wish {
        kind: wish.event.clone(),
        text: wish.text.clone(),
        about: wish.about.clone(),
        ..content::Wish::default()
    };
    let mut echo = content::make(world, customer, &kind)?;
    put(&mut echo, "from", Some(world.account.display_digits()));
    put(&mut echo, "to", customer.wa_id.as_deref());
    put(&mut echo, "to_user_id", Some(customer.user_id.as_str()));
    put(&mut echo, "id", Some(world.new_wamid()));
    put(&mut echo, "timestamp", Some(world.clock.now().timestamp().to_string()));
    Ok(framed(world, vec![("message_echoes", json!([echo]))]))
}

/// A contact that was saved (`add`, also for a changed one) or deleted (`remove`).
pub(super) fn contact(world: &World, customer: &Customer, wish: &Wish) -> Value {
    let entry = entry(world, customer, wish.event_or("add"), wish.text.as_deref());
    framed(world, vec![("state_sync", json!([entry]))])
}

/// All contacts of the telephone at once: those with a number.
pub(in crate::simulator) fn contacts_of_everyone(world: &World) -> Value {
    let everyone = world.with(|state| state.people.all().to_vec());
    let numbered = everyone.iter().filter(|customer| customer.wa_id.is_some());
    let entries: Vec<Value> = numbered.map(|customer| entry(world, customer, "add", None)).collect();
    framed(world, vec![("state_sync", json!(entries))])
}

fn entry(world: &World, customer: &Customer, action: &str, name: Option<&str>) -> Value {
    let mut contact = json!({"phone_number": customer.wa_id.as_deref().unwrap_or_default()});
    let name = name.or(customer.name.as_deref()).filter(|name| action == "add" && !name.is_empty());
    if let Some(name) = name {
        put(&mut contact, "full_name", Some(name));
        put(&mut contact, "first_name", name.split_whitespace().next());
    }
    let at = world.clock.now().timestamp().to_string();
    json!({"type": "contact", "contact": contact, "action": action, "metadata": {"timestamp": at}})
}
