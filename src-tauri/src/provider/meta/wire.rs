//! The shapes of Meta's webhooks. Everything but the skeleton is optional: fields come and go with the version that the
//! app has subscribed to, and what is not understood must survive.

use serde::Deserialize;
use serde_json::value::RawValue;

/// A webhook's body. Every list may have more than one element.
#[derive(Deserialize)]
pub struct Delivery<'a> {
    /// One element per account.
    #[serde(borrow)]
    pub entry: Vec<Entry<'a>>,
}

/// What happened on one account.
#[derive(Deserialize)]
pub struct Entry<'a> {
    /// The changes, in no particular order.
    #[serde(borrow, default)]
    pub changes: Vec<&'a RawValue>,
}

/// One change: a field that the app has subscribed to, and its value.
#[derive(Deserialize)]
pub struct Change<'a> {
    /// Such as `messages`.
    #[serde(default)]
    pub field: String,
    /// Its shape depends on the field.
    #[serde(borrow, default)]
    pub value: Option<&'a RawValue>,
}

/// The value of the field `messages`.
#[derive(Deserialize)]
pub struct MessagesValue<'a> {
    /// Who the messages are from; not in the order of the messages.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// Messages of customers.
    #[serde(borrow, default)]
    pub messages: Vec<&'a RawValue>,
    /// News of our messages.
    #[serde(borrow, default)]
    pub statuses: Vec<&'a RawValue>,
}

/// A person, as described beside messages and statuses.
#[derive(Clone, Deserialize)]
pub struct Contact {
    /// Their phone number in digits; missing for people who hide it behind a user name.
    #[serde(default)]
    pub wa_id: Option<String>,
    /// Their business-scoped user id.
    #[serde(default)]
    pub user_id: Option<String>,
    /// What they call themselves.
    #[serde(default)]
    pub profile: Option<Profile>,
}

/// What a person calls themselves.
#[derive(Clone, Deserialize)]
pub struct Profile {
    /// May be empty.
    #[serde(default)]
    pub name: Option<String>,
    /// Written with an `@` in Meta's examples.
    #[serde(default)]
    pub username: Option<String>,
}

/// The parts of a message that every type has.
#[derive(Deserialize)]
pub struct Message {
    /// Unique for ever.
    #[serde(default)]
    pub id: Option<String>,
    /// The sender's phone number in digits.
    #[serde(default)]
    pub from: Option<String>,
    /// The sender's business-scoped user id.
    #[serde(default)]
    pub from_user_id: Option<String>,
    /// Unix seconds.
    #[serde(default)]
    pub timestamp: Option<Timestamp>,
    /// Such as `text`.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
}

/// The words in a message, wherever its type keeps them.
#[derive(Deserialize)]
pub struct Words {
    /// Of a text.
    #[serde(default)]
    pub text: Option<TextBody>,
    /// Of a template's quick reply.
    #[serde(default)]
    pub button: Option<ButtonReply>,
    /// Of a reply button, a list or a form.
    #[serde(default)]
    pub interactive: Option<Interactive>,
    /// Of a picture.
    #[serde(default)]
    pub image: Option<Media>,
    /// Of a film.
    #[serde(default)]
    pub video: Option<Media>,
    /// Of a file.
    #[serde(default)]
    pub document: Option<Media>,
    /// Of a place.
    #[serde(default)]
    pub location: Option<Location>,
    /// Of a reaction.
    #[serde(default)]
    pub reaction: Option<Reaction>,
    /// Of a notice of WhatsApp's own.
    #[serde(default)]
    pub system: Option<TextBody>,
    /// Of an order: the customer's note.
    #[serde(default)]
    pub order: Option<OrderNote>,
    /// Of something that the API cannot carry.
    #[serde(default)]
    pub unsupported: Option<Unsupported>,
}

/// Words.
#[derive(Deserialize)]
pub struct TextBody {
    /// The words.
    #[serde(default)]
    pub body: Option<String>,
}

/// A tapped quick reply of a template.
#[derive(Deserialize)]
pub struct ButtonReply {
    /// Its label.
    #[serde(default)]
    pub text: Option<String>,
}

/// An answer to an interactive message.
#[derive(Deserialize)]
pub struct Interactive {
    /// A tapped button.
    #[serde(default)]
    pub button_reply: Option<Titled>,
    /// A chosen row.
    #[serde(default)]
    pub list_reply: Option<Titled>,
    /// A filled-in form.
    #[serde(default)]
    pub nfm_reply: Option<TextBody>,
}

/// Something with a title.
#[derive(Deserialize)]
pub struct Titled {
    /// The title.
    #[serde(default)]
    pub title: Option<String>,
}

/// A file with its words.
#[derive(Deserialize)]
pub struct Media {
    /// The words beside it.
    #[serde(default)]
    pub caption: Option<String>,
    /// The file's name.
    #[serde(default)]
    pub filename: Option<String>,
}

/// A place.
#[derive(Deserialize)]
pub struct Location {
    /// Its name.
    #[serde(default)]
    pub name: Option<String>,
    /// Its address.
    #[serde(default)]
    pub address: Option<String>,
}

/// A reaction to an earlier message.
#[derive(Deserialize)]
pub struct Reaction {
    /// Missing or empty when the reaction was taken back.
    #[serde(default)]
    pub emoji: Option<String>,
}

/// An order's note.
#[derive(Deserialize)]
pub struct OrderNote {
    /// What the customer wrote with it.
    #[serde(default)]
    pub text: Option<String>,
}

/// What an unsupported message was.
#[derive(Deserialize)]
pub struct Unsupported {
    /// Meta's word for it.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
}

/// News of an outgoing message.
#[derive(Deserialize)]
pub struct Status {
    /// The message.
    #[serde(default)]
    pub id: Option<String>,
    /// `sent`, `delivered`, `read`, `played`, `failed`, or a word that is newer than this program.
    #[serde(default)]
    pub status: Option<String>,
    /// Unix seconds.
    #[serde(default)]
    pub timestamp: Option<Timestamp>,
    /// What we gave along with the message.
    #[serde(default)]
    pub biz_opaque_callback_data: Option<String>,
    /// Why it failed.
    #[serde(default)]
    pub errors: Vec<StatusError>,
}

/// Why a message failed.
#[derive(Deserialize)]
pub struct StatusError {
    /// Meta's number.
    #[serde(default)]
    pub code: i64,
    /// A short title.
    #[serde(default)]
    pub title: Option<String>,
    /// More words.
    #[serde(default)]
    pub error_data: Option<StatusErrorData>,
}

/// More words about why a message failed.
#[derive(Deserialize)]
pub struct StatusErrorData {
    /// The words.
    #[serde(default)]
    pub details: Option<String>,
}

/// A time as Meta writes it: text or a number, of seconds; milliseconds are recognised by their size.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Timestamp {
    /// As a number.
    Number(i64),
    /// As text.
    Text(String),
}

impl Timestamp {
    /// The time; `None` if it is no number or no calendar has it.
    pub fn time(&self) -> Option<chrono::DateTime<chrono::Utc>> {
        /// Seconds beyond this are after the year 5138, and so are milliseconds.
        const LARGEST_SECONDS: i64 = 100_000_000_000;
        let number = match self {
            Timestamp::Number(number) => *number,
            Timestamp::Text(text) => text.trim().parse().ok()?,
        };
        let seconds = if number > LARGEST_SECONDS { number / 1000 } else { number };
        chrono::DateTime::from_timestamp(seconds, 0).filter(|_| seconds > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_spelling() {
        let read =
            |json: &str| serde_json::from_str::<Timestamp>(json).ok().and_then(|t| t.time()).map(|t| t.timestamp());
        assert_eq!(read("\"1749416383\""), Some(1_749_416_383));
        assert_eq!(read("1749416383"), Some(1_749_416_383));
        assert_eq!(read("1749416383123"), Some(1_749_416_383));
        assert_eq!(read("\"soon\""), None);
        assert_eq!(read("-5"), None);
    }
}
