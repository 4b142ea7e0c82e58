//! What a message says: one tagged enum for everything that WhatsApp carries, in and out.
//!
//! It is what the log keeps and what the screen gets. Nothing in it names a place on this computer: files are named by
//! their SHA-256.

mod cards;
mod check;
mod context;
mod interactive;
pub mod limits;
mod media;
mod notice;
mod order;
mod reply;
mod sendable;
mod template;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::blank;

pub use cards::{CardAddress, CardEmail, CardPhone, CardUrl, ContactCard, Location};
pub use context::{AdReferral, Context, Forwarded, ProductReference};
pub use interactive::{Action, Header, Interactive, ListRow, ListSection, ProductSection, ReplyButton};
pub use limits::{FileLimit, Limits};
pub use media::{Media, MediaKind};
pub use notice::{Call, CallDirection, CallOutcome, Notice};
pub use order::{Order, OrderItem};
pub use reply::{Choice, ChoiceSource, FormAnswer, FormField};
pub use sendable::Sendable;
pub use template::{TemplateCard, TemplateMessage, TemplateOffer, TemplateTap};

/// The content of a message, as the screen shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Content {
    /// Plain words, 1 to 4096 characters when we send them (Meta, "Text messages").
    Text {
        /// The words, with WhatsApp's markup as typed.
        text: String,
        /// Whether WhatsApp shows a preview of the first link.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        preview_url: bool,
    },
    /// A template, with its variables filled in: what the customer sees.
    Template(Box<TemplateMessage>),
    /// A picture, a film, a sound, a file or a sticker.
    Media(Media),
    /// A place.
    Location(Location),
    /// Contact cards.
    Contacts {
        /// At least one when we send them; any part of a received one may be missing.
        cards: Vec<ContactCard>,
        /// Whether the customer answered our request for their number with it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        requested: bool,
    },
    /// Words with buttons, a list or a form, written by us.
    Interactive(Interactive),
    /// A button that the customer tapped, or a row of a list.
    Choice(Choice),
    /// A form that the customer filled in.
    Form(FormAnswer),
    /// What the customer ordered from the catalogue.
    Order(Order),
    /// The customer's answer to a request to be called.
    CallPermission {
        /// Whether they agreed.
        allowed: bool,
        /// Until when, in Unix seconds; missing when it does not end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<i64>,
    },
    /// An emoji on an earlier message.
    Reaction {
        /// The provider's id of that message.
        to: String,
        /// The emoji; `None` takes the reaction back.
        emoji: Option<String>,
    },
    /// New words for an earlier message.
    Edit {
        /// The provider's id of that message.
        of: String,
        /// What it says now.
        content: Box<Content>,
    },
    /// An earlier message was deleted by whoever wrote it.
    Revoke {
        /// The provider's id of that message.
        of: String,
    },
    /// A line of WhatsApp's own in the thread.
    Notice(Notice),
    /// What somebody here noted for the team. No provider ever gets it.
    Note {
        /// The words.
        text: String,
    },
    /// A call, which the API can only tell of.
    Call(Call),
    /// A kind of message that WhatsApp does not hand over.
    Unsupported {
        /// What it was, in the provider's word, such as `poll_creation`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        what: Option<String>,
        /// The provider's error number: 131051 for a kind that the API cannot carry, 131060 for one that only the phone
        /// can show.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        code: Option<i64>,
        /// The provider's own words for the reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// A message of ours that another system sent: its statuses came, its words did not.
    Elsewhere,
    /// A message of the phone's history whose file is not here (yet).
    Placeholder,
    /// A kind of message that is newer than this version; its whole payload is kept with the event that brought it.
    Other {
        /// The provider's word for it.
        wa_type: String,
        /// Words that came with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<String>,
    },
}

impl Content {
    /// Plain words without a preview.
    pub fn text_of(text: impl Into<String>) -> Content {
        Content::Text { text: text.into(), preview_url: false }
    }

    /// The provider's word for this kind of message.
    pub fn wa_type(&self) -> &str {
        match self {
            Content::Text { .. } => "text",
            Content::Template(_) => "template",
            Content::Media(media) => media.media.wa_type(),
            Content::Location(_) => "location",
            Content::Contacts { .. } => "contacts",
            Content::Interactive(_) | Content::Form(_) | Content::CallPermission { .. } => "interactive",
            Content::Choice(choice) => choice.source.wa_type(),
            Content::Order(_) => "order",
            Content::Reaction { .. } => "reaction",
            Content::Edit { .. } => "edit",
            Content::Revoke { .. } => "revoke",
            Content::Notice(_) => "system",
            Content::Note { .. } => "note",
            Content::Call(_) => "call",
            Content::Unsupported { .. } => "unsupported",
            Content::Elsewhere => "unknown",
            Content::Placeholder => "media_placeholder",
            Content::Other { wa_type, .. } => wa_type,
        }
    }

    /// Its words, for previews and the local API.
    pub fn text(&self) -> Option<&str> {
        match self {
            Content::Text { text, .. } | Content::Note { text } => Some(text),
            Content::Template(template) => Some(&template.body),
            Content::Media(media) => media.words(),
            Content::Location(place) => place.words(),
            Content::Contacts { cards, .. } => cards.first().map(ContactCard::name),
            Content::Interactive(message) => message.words(),
            Content::Choice(choice) => Some(&choice.title),
            Content::Form(form) => form.body.as_deref(),
            Content::Order(order) => order.text.as_deref(),
            Content::Reaction { emoji, .. } => emoji.as_deref(),
            Content::Edit { content, .. } => content.text(),
            Content::Notice(notice) => notice.words(),
            Content::Other { caption, .. } => caption.as_deref(),
            Content::CallPermission { .. }
            | Content::Revoke { .. }
            | Content::Call(_)
            | Content::Unsupported { .. }
            | Content::Elsewhere
            | Content::Placeholder => None,
        }
    }

    /// The names of the blanks in the words that we write, which nobody has filled in; see [`blank`].
    pub fn blanks(&self) -> Vec<String> {
        match self.sendable() {
            Some(Sendable::Text { text, .. }) => blank::names(text),
            Some(Sendable::Media(media)) => blank::names(media.caption.as_deref().unwrap_or_default()),
            Some(Sendable::Interactive(message)) => {
                let parts = [message.body.as_deref(), message.footer.as_deref()];
                blank::names(&parts.into_iter().flatten().collect::<Vec<_>>().join("\n"))
            }
            // A template's blanks are filled in by its own rules, and what is not sent says what it says.
            Some(Sendable::Template(_) | Sendable::Location(_) | Sendable::Contacts(_) | Sendable::Reaction { .. })
            | None => Vec::new(),
        }
    }

    /// Every word by which somebody may look for it: captions, file names, names on cards, titles of buttons, answers
    /// in forms.
    pub fn search_words(&self) -> String {
        let mut words: Vec<&str> = Vec::new();
        match self {
            Content::Template(template) => template.add_words(&mut words),
            Content::Media(media) => {
                words.extend(media.caption.as_deref().into_iter().chain(media.filename.as_deref()))
            }
            Content::Location(place) => words.extend(place.name.as_deref().into_iter().chain(place.address.as_deref())),
            Content::Contacts { cards, .. } => cards.iter().for_each(|card| card.add_words(&mut words)),
            Content::Interactive(message) => message.add_words(&mut words),
            Content::Choice(choice) => {
                words.extend([choice.title.as_str()].into_iter().chain(choice.description.as_deref()))
            }
            Content::Form(form) => form.add_words(&mut words),
            Content::Order(order) => order.add_words(&mut words),
            Content::Edit { content, .. } => return content.search_words(),
            Content::Text { .. } | Content::Notice(_) | Content::Note { .. } | Content::Other { .. } => {
                words.extend(self.text());
            }
            Content::Reaction { .. }
            | Content::CallPermission { .. }
            | Content::Revoke { .. }
            | Content::Call(_)
            | Content::Unsupported { .. }
            | Content::Elsewhere
            | Content::Placeholder => {}
        }
        words.join("\n")
    }

    /// The file in it, if it has one of its own.
    pub fn media(&self) -> Option<&Media> {
        self.sendable()?.media()
    }

    /// All files in it: those on the cards of a template as well.
    pub fn files(&self) -> Vec<&Media> {
        if let Content::Template(template) = self {
            template.files().collect()
        } else {
            self.media().into_iter().collect()
        }
    }

    /// Whether the customer wrote it, which opens the service window and asks for an answer. Notices of WhatsApp's own
    /// and news of earlier messages do neither. (Meta is silent on reactions; they count as messages in its wording.)
    pub fn is_from_customer(&self) -> bool {
        match self {
            Content::Edit { .. }
            | Content::Revoke { .. }
            | Content::Notice(_)
            | Content::Note { .. }
            | Content::Elsewhere => false,
            Content::Unsupported { what, .. } => !matches!(what.as_deref(), Some("edit" | "revoke")),
            Content::Other { wa_type, .. } => {
                !matches!(wa_type.as_str(), "system" | "edit" | "revoke" | "request_welcome")
            }
            // A call that we made is no word of theirs.
            Content::Call(call) => call.direction == CallDirection::FromCustomer,
            Content::Text { .. }
            | Content::Template(_)
            | Content::Media(_)
            | Content::Location(_)
            | Content::Contacts { .. }
            | Content::Interactive(_)
            | Content::Choice(_)
            | Content::Form(_)
            | Content::Order(_)
            | Content::CallPermission { .. }
            | Content::Reaction { .. }
            | Content::Placeholder => true,
        }
    }

    /// Whether it may be sent only while the service window is open.
    pub fn needs_open_window(&self) -> bool {
        !matches!(self, Content::Template(_))
    }

    /// Whether it has a bubble or a line of its own in the thread; the others change an earlier message.
    pub fn stands_alone(&self) -> bool {
        !matches!(self, Content::Reaction { .. } | Content::Edit { .. } | Content::Revoke { .. })
    }

    /// The earlier message that it changes, by the provider's id.
    pub fn about(&self) -> Option<&str> {
        if let Content::Reaction { to: id, .. } | Content::Edit { of: id, .. } | Content::Revoke { of: id } = self {
            Some(id)
        } else {
            None
        }
    }
}
