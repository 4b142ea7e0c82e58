//! What a business can send, of all that WhatsApp carries.

use super::{ContactCard, Content, Header, Interactive, Location, Media, TemplateMessage};

/// A message that could be sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sendable<'a> {
    /// Plain words.
    Text {
        /// The words.
        text: &'a str,
        /// Whether WhatsApp shows a preview of the first link.
        preview_url: bool,
    },
    /// A template.
    Template(&'a TemplateMessage),
    /// A file.
    Media(&'a Media),
    /// A place.
    Location(&'a Location),
    /// Contact cards.
    Contacts(&'a [ContactCard]),
    /// An emoji on an earlier message.
    Reaction {
        /// The provider's id of that message.
        to: &'a str,
        /// The emoji; `None` takes the reaction back.
        emoji: Option<&'a str>,
    },
    /// Words with buttons, a list or a form.
    Interactive(&'a Interactive),
}

impl Content {
    /// As what it could be sent; `None` for what only customers and WhatsApp itself write, and for notes.
    pub fn sendable(&self) -> Option<Sendable<'_>> {
        match self {
            Content::Text { text, preview_url } => Some(Sendable::Text { text, preview_url: *preview_url }),
            Content::Template(template) => Some(Sendable::Template(template)),
            Content::Media(media) => Some(Sendable::Media(media)),
            Content::Location(place) => Some(Sendable::Location(place)),
            Content::Contacts { cards, .. } => Some(Sendable::Contacts(cards)),
            Content::Reaction { to, emoji } => Some(Sendable::Reaction { to, emoji: emoji.as_deref() }),
            Content::Interactive(message) => Some(Sendable::Interactive(message)),
            Content::Choice(_)
            | Content::Form(_)
            | Content::Order(_)
            | Content::CallPermission { .. }
            | Content::Edit { .. }
            | Content::Revoke { .. }
            | Content::Notice(_)
            | Content::Note { .. }
            | Content::Call(_)
            | Content::Unsupported { .. }
            | Content::Elsewhere
            | Content::Placeholder
            | Content::Other { .. } => None,
        }
    }
}

impl<'a> Sendable<'a> {
    /// The file in it, if it has one of its own.
    pub fn media(self) -> Option<&'a Media> {
        match self {
            Sendable::Media(media) | Sendable::Interactive(Interactive { header: Some(Header::Media(media)), .. }) => {
                Some(media)
            }
            Sendable::Template(template) => template.header_media.as_ref(),
            Sendable::Text { .. }
            | Sendable::Location(_)
            | Sendable::Contacts(_)
            | Sendable::Reaction { .. }
            | Sendable::Interactive(_) => None,
        }
    }
}
