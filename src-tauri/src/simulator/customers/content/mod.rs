//! Messages of every kind that customers send, as the provider would hand them on.

mod cards;
mod changes;
mod files;
mod notices;
pub(in crate::simulator) mod taps;

pub(in crate::simulator) use cards::CATALOG;
pub(in crate::simulator) use changes::fresh_user_id;

use serde::Deserialize;
use serde_json::{Value, json};

use super::Customer;
use crate::simulator::object::put;
use crate::simulator::world::World;

/// The kinds of message that can be asked for by name.
pub(in crate::simulator) const KINDS: [&str; 34] = [
    "text",
    "image",
    "video",
    "audio",
    "music",
    "document",
    "sticker",
    "animated_sticker",
    "location",
    "contacts",
    "contact_request",
    "reaction",
    "reaction_removed",
    "button",
    "button_reply",
    "list_reply",
    "flow_reply",
    "call_permission_reply",
    "order",
    "product_question",
    "forwarded",
    "frequently_forwarded",
    "referral",
    "edit",
    "revoke",
    "user_changed_number",
    "user_changed_user_id",
    "customer_identity_changed",
    "request_welcome",
    "unsupported",
    "deleted",
    "unavailable",
    "too_large",
    "interactive_missing",
];

/// What somebody is to write. Only the kind decides which of the rest is looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(in crate::simulator) struct Wish {
    /// One of [`KINDS`]; `text` without one.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The words: the body, a caption, an emoji, a name, a label, a new number, the type that is not supported.
    pub text: Option<String>,
    /// The message that is quoted, edited, withdrawn or reacted to.
    pub about: Option<String>,
    /// Quotes a message that nobody knows.
    pub quoting_unknown: bool,
    pub caption: Option<String>,
    pub filename: Option<String>,
    /// Which photograph: `mug`, `rash` or `note`.
    pub photo: Option<String>,
    /// The payload of a button, the id of a row, the new user id.
    pub id: Option<String>,
    /// The answers of a form, or `accept` and `reject`.
    pub response: Option<Value>,
    /// Leaves the token out of a form's answer, as some telephones do.
    pub without_flow_token: bool,
    /// A message object to send as it is; only what is absent of id, sender and time is added.
    pub message: Option<Value>,
    /// How long ago it was written.
    pub seconds_ago: Option<i64>,
}

impl Wish {
    pub fn of(kind: &str, text: Option<&str>) -> Self {
        Wish { kind: Some(kind.to_owned()), text: text.map(str::to_owned), ..Wish::default() }
    }

    pub fn about(self, id: &str) -> Self {
        Wish { about: Some(id.to_owned()), ..self }
    }

    fn text_or<'a>(&'a self, otherwise: &'a str) -> &'a str {
        self.text.as_deref().unwrap_or(otherwise)
    }

    fn caption(&self) -> Option<&str> {
        self.caption.as_deref().or(self.text.as_deref())
    }
}

pub(in crate::simulator) fn text(body: &str) -> Value {
    json!({"type": "text", "text": {"body": body}})
}

/// The message that is wished for, or why it cannot be. A change of number or user id is made as well.
pub(in crate::simulator) fn make(world: &World, writer: &Customer, wish: &Wish) -> Result<Value, String> {
    if let Some(message) = &wish.message {
        let is_object = message.is_object();
        return if is_object { Ok(message.clone()) } else { Err("message must be an object".to_owned()) };
    }
    let kind = wish.kind.as_deref().unwrap_or("text");
    let about = || wish.about.as_deref().ok_or_else(|| format!("{kind} needs about: the id of a message"));
    let content = match kind {
        "reaction" => return Ok(reaction(about()?, Some(wish.text_or("👍")))),
        "reaction_removed" => return Ok(reaction(about()?, None)),
        "edit" => return Ok(changes::edit(world, about()?, wish.text_or("Sorry, I meant something else"))),
        "revoke" => return Ok(changes::revoke(about()?)),
        "user_changed_number" => return changes::number(world, writer, wish.text.as_deref()),
        "user_changed_user_id" => return changes::user_id(world, writer, wish.id.as_deref()),
        "customer_identity_changed" => return Ok(changes::identity(world, writer)),
        "text" => text(wish.text_or("Hello")),
        "image" | "video" | "audio" | "music" | "document" | "sticker" | "animated_sticker" => {
            files::make(world, kind, wish)?
        }
        "location" => cards::location(wish.text.as_deref()),
        "contacts" => cards::contact(wish.text_or("Ana Ruiz")),
        "contact_request" => cards::own_number(world, writer),
        "order" => cards::order(wish.text_or("")),
        "product_question" | "forwarded" | "frequently_forwarded" | "referral" => cards::text_with(world, kind, wish),
        "button" | "button_reply" | "list_reply" | "flow_reply" | "call_permission_reply" => {
            taps::make(world, writer, kind, wish)
        }
        "request_welcome" => json!({"type": "request_welcome"}),
        "interactive_missing" => json!({"type": "interactive"}),
        "unsupported" => notices::unsupported(wish.text_or("poll_creation")),
        "deleted" => notices::unsupported("edit"),
        "unavailable" => notices::unavailable(),
        "too_large" => notices::too_large(),
        _ => return Err(format!("type must be one of {KINDS:?}")),
    };
    Ok(in_context(world, content, wish))
}

fn reaction(to: &str, emoji: Option<&str>) -> Value {
    let mut reaction = json!({"message_id": to});
    put(&mut reaction, "emoji", emoji);
    json!({"type": "reaction", "reaction": reaction})
}

fn in_context(world: &World, content: Value, wish: &Wish) -> Value {
    let unknown = wish.quoting_unknown.then(|| world.new_wamid());
    match unknown.as_deref().or(wish.about.as_deref()) {
        Some(quoted) => quoting(world, content, quoted),
        None => content,
    }
}

/// The same message as an answer to another. What else its context says stays.
pub(in crate::simulator) fn quoting(world: &World, mut content: Value, quoted: &str) -> Value {
    let theirs = world.with(|state| {
        let writer = state.inbound.get(quoted)?.customer;
        state.people.get(writer)?.wa_id.clone()
    });
    let from = theirs.unwrap_or_else(|| world.account.display_digits());
    let mut context = content.get("context").cloned().unwrap_or_else(|| json!({}));
    put(&mut context, "from", Some(from));
    put(&mut context, "id", Some(quoted));
    put(&mut content, "context", Some(context));
    content
}
