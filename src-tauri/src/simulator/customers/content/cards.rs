//! Places, contact cards, orders, and words that come from somewhere else: an ad, a product, another chat.

use serde_json::{Value, json};

use super::{Wish, text};
use crate::simulator::customers::{Customer, invented_number};
use crate::simulator::object::put;
use crate::simulator::world::World;

pub(in crate::simulator) const CATALOG: &str = "194836987003835";

/// A place with a name, or without one the writer's own position.
pub(super) fn location(name: Option<&str>) -> Value {
    let mut location = json!({"latitude": 37.4419, "longitude": -122.143});
    put(&mut location, "name", name);
    put(&mut location, "address", name.map(|_| "101 Forest Avenue, Palo Alto"));
    put(&mut location, "url", name.map(|_| "https://market.example.com/"));
    json!({"type": "location", "location": location})
}

pub(super) fn contact(name: &str) -> Value {
    let first = name.split_whitespace().next().unwrap_or(name);
    json!({"type": "contacts", "contacts": [{
        "name": {"formatted_name": name, "first_name": first},
        "phones": [{"phone": "+1 650-555-0111", "type": "CELL", "wa_id": "16505550111"}],
        "origin": "other",
    }]})
}

/// The writer's own number, given on request. Whoever is known by user id alone can be reached by it from now on.
pub(super) fn own_number(world: &World, writer: &Customer) -> Value {
    let hidden = || {
        let number = invented_number(world);
        world.with(|state| state.people.reach(writer.id, &number));
        number
    };
    let number = writer.wa_id.clone().unwrap_or_else(hidden);
    let name = writer.name.as_deref().filter(|name| !name.is_empty()).unwrap_or("Customer");
    let vcard = format!(
        "BEGIN:VCARD\nVERSION:3.0\nN:;{name};;;\nFN:{name}\nTEL;type=CELL;type=VOICE;waid={number}:+{number}\nEND:VCARD"
    );
    json!({"type": "contacts", "contacts": [{
        "name": {"formatted_name": name, "first_name": name},
        "phones": [{"phone": format!("+{number}"), "type": "CELL", "wa_id": number}],
        "vcard": vcard,
        "origin": "contact_request",
    }]})
}

pub(super) fn order(note: &str) -> Value {
    let item = |sku: &str, quantity: u32, price: f64| json!({"product_retailer_id": sku, "quantity": quantity, "item_price": price, "currency": "USD"});
    let items = [item("mug-blue-350", 2, 18.5), item("lid-small", 1, 4.0)];
    json!({"type": "order", "order": {"catalog_id": CATALOG, "text": note, "product_items": items}})
}

/// Words with a note about where they come from.
pub(super) fn text_with(world: &World, kind: &str, wish: &Wish) -> Value {
    let (words, key, origin) = match kind {
        "forwarded" => ("Have you seen this?", "context", json!({"forwarded": true})),
        "frequently_forwarded" => ("Please pass this on!", "context", json!({"frequently_forwarded": true})),
        "referral" => ("Hello! Can I get more info on this?", "referral", ad()),
        _ => ("Is this one still available?", "context", product(world)),
    };
    let mut content = text(wish.text_or(words));
    put(&mut content, key, Some(origin));
    content
}

fn product(world: &World) -> Value {
    json!({
        "from": world.account.display_digits(),
        "id": world.new_wamid(),
        "referred_product": {"catalog_id": CATALOG, "product_retailer_id": "mug-blue-350"},
    })
}

fn ad() -> Value {
    json!({
        "source_url": "https://fb.me/3cr4Wqqkv",
        "source_id": "120226305854810726",
        "source_type": "ad",
        "headline": "Handmade mugs, made to order",
        "body": "Your name on it, ready in five days.",
        "media_type": "image",
        "image_url": "https://store.example.com/ads/mugs.jpg",
        "ctwa_clid": "Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27vDVwFjN80dp4_0NiNhEgpGo0AHemvuSoifXaytfTzcchptiErTKCqTrJ5nW1h7IHYeYymGb5",
        "welcome_message": {"text": "Hi there! Let us know how we can help."},
    })
}
