//! The words of notices.

use crate::domain::content::{Content, MediaKind};

/// More than this many chats are told of in one notice.
pub(super) const MOST_AT_ONCE: usize = 3;
const LONGEST_TEXT: usize = 160;

/// What a message says, in a line: its kind when it has no words of its own.
pub(super) fn in_words(content: &Content) -> String {
    let words = content.text().map(shortened).filter(|words| !words.is_empty());
    let kind = match content {
        Content::Media(media) => match media.media {
            MediaKind::Image => "Photo",
            MediaKind::Video => "Video",
            MediaKind::Audio => "Audio",
            MediaKind::Voice => "Voice message",
            MediaKind::Document => "Document",
            MediaKind::Sticker => "Sticker",
        },
        Content::Reaction { .. } => return format!("Reacted {}", words.unwrap_or_default()),
        Content::Location(_) => "Location",
        Content::Contacts { .. } => "Contact",
        Content::Form(_) => "Form filled in",
        Content::Order(_) => "Order",
        Content::Call(_) => "Call",
        Content::Text { .. } | Content::Choice(_) | Content::Notice(_) | Content::Note { .. } => {
            return words.unwrap_or_default();
        }
        Content::Template(_)
        | Content::Interactive(_)
        | Content::CallPermission { .. }
        | Content::Edit { .. }
        | Content::Revoke { .. }
        | Content::Unsupported { .. }
        | Content::Elsewhere
        | Content::Placeholder
        | Content::Other { .. } => "New message",
    };
    match words {
        Some(words) => format!("{kind}: {words}"),
        None => kind.to_owned(),
    }
}

/// The first words of a text, on one line.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => line.get(..end).map(|start| format!("{start}…")).unwrap_or_default(),
        None => line,
    }
}

/// `1 chat`, `2 chats`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(shortened("two\nlines"), "two lines");
        let long = "مرحبا ".repeat(60);
        assert_eq!(shortened(&long).chars().count(), LONGEST_TEXT + 1);
    }
}
