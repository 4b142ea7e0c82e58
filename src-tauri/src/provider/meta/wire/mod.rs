//! The shapes of Meta's webhooks. Everything but the skeleton is optional: fields come and go with the version that the
//! app has subscribed to, and what is not understood must survive.

mod cards;
mod fields;
mod message;
mod parts;

use serde::Deserialize;
use serde_json::value::RawValue;

pub use cards::*;
pub use fields::*;
pub use message::*;
pub use parts::*;

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
    /// When: the same for every try to deliver it.
    #[serde(default)]
    pub time: Option<Timestamp>,
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

/// The value of the field `messages`, and of the others that bring messages.
#[derive(Deserialize)]
pub struct MessagesValue<'a> {
    /// Which business number it is about.
    #[serde(default)]
    pub metadata: Metadata,
    /// Who the messages are from; not in the order of the messages.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// Messages of customers.
    #[serde(borrow, default)]
    pub messages: Vec<&'a RawValue>,
    /// News of our messages.
    #[serde(borrow, default)]
    pub statuses: Vec<&'a RawValue>,
    /// Errors of the account or the app, which belong to no message.
    #[serde(default)]
    pub errors: Vec<WebhookError>,
}

/// Which business number a webhook is about.
#[derive(Clone, Default, Deserialize)]
pub struct Metadata {
    /// Digits of the number, or the number as it is written.
    #[serde(default)]
    pub display_phone_number: Option<String>,
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
    /// Their user id over linked portfolios.
    #[serde(default)]
    pub parent_user_id: Option<String>,
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
    /// The customer's phone number in digits.
    #[serde(default)]
    pub recipient_id: Option<String>,
    /// The customer's business-scoped user id.
    #[serde(default)]
    pub recipient_user_id: Option<String>,
    /// The customer's user id over linked portfolios, which Meta's pages give three names.
    #[serde(default, alias = "parent_recipient_user_id", alias = "parent_user_id")]
    pub recipient_parent_user_id: Option<String>,
    /// `group` when the message went to a group.
    #[serde(default)]
    pub recipient_type: Option<String>,
    /// `call` when it is news of a call.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// What we gave along with the message.
    #[serde(default)]
    pub biz_opaque_callback_data: Option<String>,
    /// What it is counted as.
    #[serde(default)]
    pub pricing: Option<Pricing>,
    /// The free entry point that it falls into; before version 24 there are other conversations, too.
    #[serde(default)]
    pub conversation: Option<StatusConversation>,
    /// Why it failed.
    #[serde(default)]
    pub errors: Vec<WebhookError>,
}

/// What a message is counted as.
#[derive(Deserialize)]
pub struct Pricing {
    /// `regular`, `free_customer_service`, `free_entry_point` or a newer word.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// `service`, `utility`, `marketing`, `authentication` or a newer word.
    #[serde(default)]
    pub category: Option<String>,
}

/// What a message is counted into.
#[derive(Deserialize)]
pub struct StatusConversation {
    /// When it ends: told with `sent` only.
    #[serde(default)]
    pub expiration_timestamp: Option<Timestamp>,
    /// How it began.
    #[serde(default)]
    pub origin: Option<StatusOrigin>,
}

/// How what a message is counted into began.
#[derive(Deserialize)]
pub struct StatusOrigin {
    /// `referral_conversion` for a free entry point, or a category.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
}

/// An error, as webhooks write it.
#[derive(Clone, Deserialize)]
pub struct WebhookError {
    /// Meta's number.
    #[serde(default)]
    pub code: i64,
    /// A short title.
    #[serde(default)]
    pub title: Option<String>,
    /// A longer one; often the same.
    #[serde(default)]
    pub message: Option<String>,
    /// More words.
    #[serde(default)]
    pub error_data: Option<WebhookErrorData>,
}

/// More words about an error.
#[derive(Clone, Deserialize)]
pub struct WebhookErrorData {
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

/// A number that Meta writes as a number or as text.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Number {
    /// As a number.
    Plain(f64),
    /// As text.
    Text(String),
}

impl Number {
    /// The number; `None` if the text is none.
    pub fn value(&self) -> Option<f64> {
        let value = match self {
            Number::Plain(value) => *value,
            Number::Text(text) => text.trim().parse().ok()?,
        };
        value.is_finite().then_some(value)
    }

    /// The number without its fraction.
    pub fn whole(&self) -> Option<i64> {
        // A float beyond the range of the target becomes its end, never anything else.
        self.value().map(|value| value as i64)
    }
}
