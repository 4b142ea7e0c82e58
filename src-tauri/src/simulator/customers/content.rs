//! Messages of every kind that customers send, as the provider would hand them on.

use serde_json::{Value, json};

use crate::simulator::media::{self, Sample};
use crate::simulator::world::World;

/// A kind of message that can be asked for by name.
pub(in crate::simulator) const KINDS: [&str; 11] = [
    "text",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "reaction",
    "unsupported",
    "deleted",
];

pub(in crate::simulator) fn text(body: &str) -> Value {
    json!({"type": "text", "text": {"body": body}})
}

/// A message of the named kind. `body` is its caption, emoji or name; `about` the message that it refers to.
pub(in crate::simulator) fn of_kind(
    world: &World,
    kind: &str,
    body: Option<&str>,
    about: Option<&str>,
) -> Option<Value> {
    let content = match kind {
        "text" => text(body.unwrap_or("Hello")),
        "image" => captioned(world, Sample::Photo, body),
        "video" => captioned(world, Sample::Video, body),
        "document" => document(world, body),
        "audio" => with_media(world, Sample::VoiceNote, &json!({"voice": true})),
        "sticker" => with_media(world, Sample::Sticker, &json!({"animated": false})),
        "location" => location(body),
        "contacts" => contact_card(body.unwrap_or("Ana Ruiz")),
        "reaction" => json!({"type": "reaction", "reaction": {"message_id": about?, "emoji": body.unwrap_or("👍")}}),
        "unsupported" => unsupported("poll_creation"),
        "deleted" => unsupported("edit"),
        _ => return None,
    };
    Some(content)
}

/// A tap on a quick reply of a template.
pub(in crate::simulator) fn button(text: &str, payload: &str) -> Value {
    json!({"type": "button", "button": {"text": text, "payload": payload}})
}

/// The same message as an answer to one of the business, in whose name the number stands.
pub(in crate::simulator) fn quoting(world: &World, mut content: Value, quoted: &str) -> Value {
    if let Some(fields) = content.as_object_mut() {
        fields.insert("context".to_owned(), json!({"from": world.account.display_digits(), "id": quoted}));
    }
    content
}

fn captioned(world: &World, sample: Sample, caption: Option<&str>) -> Value {
    let more = caption.map_or_else(|| json!({}), |caption| json!({"caption": caption}));
    with_media(world, sample, &more)
}

fn document(world: &World, caption: Option<&str>) -> Value {
    let mut more = json!({"filename": "referral letter.txt"});
    if let (Some(fields), Some(caption)) = (more.as_object_mut(), caption) {
        fields.insert("caption".to_owned(), json!(caption));
    }
    with_media(world, Sample::Document, &more)
}

fn with_media(world: &World, sample: Sample, more: &Value) -> Value {
    let kind = sample.kind();
    let mut part = media::received(world, sample);
    if let (Some(fields), Some(more)) = (part.as_object_mut(), more.as_object()) {
        fields.extend(more.clone());
    }
    json!({"type": kind, kind: part})
}

fn location(name: Option<&str>) -> Value {
    let mut location = json!({"latitude": 37.4419, "longitude": -122.143});
    if let (Some(fields), Some(name)) = (location.as_object_mut(), name) {
        fields.insert("name".to_owned(), json!(name));
        fields.insert("address".to_owned(), json!("101 Forest Avenue, Palo Alto"));
    }
    json!({"type": "location", "location": location})
}

fn contact_card(name: &str) -> Value {
    let first = name.split_whitespace().next().unwrap_or(name);
    json!({"type": "contacts", "contacts": [{
        "name": {"formatted_name": name, "first_name": first},
        "phones": [{"phone": "+1 650-555-0111", "type": "CELL", "wa_id": "16505550111"}],
        "origin": "other",
    }]})
}

fn unsupported(what: &str) -> Value {
    json!({
        "type": "unsupported",
        "errors": [{
            "code": 131051,
            "title": "Message type unknown",
            "message": "Message type unknown",
            "error_data": {"details": "Message type is currently not supported."},
        }],
        "unsupported": {"type": what},
    })
}
