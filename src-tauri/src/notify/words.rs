//! The words of notices.

use crate::domain::content::{Content, MediaKind};
use crate::texts::{Language, say};

/// More than this many chats are told of in one notice.
pub(super) const MOST_AT_ONCE: usize = 3;
const LONGEST_TEXT: usize = 160;

/// What a message says, in a line: its kind when it has no words of its own.
pub(super) fn in_words(language: Language, content: &Content) -> String {
    let words = content.text().map(shortened).filter(|words| !words.is_empty());
    let kind = match content {
        Content::Media(media) => match media.media {
            MediaKind::Image => "kind_image",
            MediaKind::Video => "kind_video",
            MediaKind::Audio => "kind_audio",
            MediaKind::Voice => "kind_voice",
            MediaKind::Document => "kind_document",
            MediaKind::Sticker => "kind_sticker",
        },
        Content::Reaction { .. } => {
            return match words {
                Some(emoji) => say(language, "preview_reacted_bare", &[("emoji", emoji)]),
                None => say(language, "preview_reaction_gone", &[]),
            };
        }
        Content::Location(_) => "kind_location",
        Content::Contacts { .. } => "kind_contacts",
        Content::Form(_) => "kind_form",
        Content::Order(_) => "kind_order",
        Content::Call(_) => "kind_call",
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
        | Content::Other { .. } => "notice_message",
    };
    let kind = say(language, kind, &[]);
    match words {
        Some(words) => say(language, "notice_kind_words", &[("kind", kind), ("words", words)]),
        None => kind,
    }
}

/// A sentence with a count, which decides between singular and plural.
pub(super) fn counted(language: Language, name: &str, count: usize) -> String {
    say(language, name, &[("count", count.to_string())])
}

/// The first words of a text, on one line.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => line.get(..end).map(|start| format!("{start}…")).unwrap_or_default(),
        None => line,
    }
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

    #[test]
    fn a_count_takes_the_form_that_the_language_has_for_it() {
        let said = |language, count| counted(language, "notice_messages", count);
        assert_eq!(said(Language::English, 1), "1 new message");
        assert_eq!(said(Language::Spanish, 5), "5 mensajes nuevos");
        assert_eq!(said(Language::Arabic, 2), "رسالتان جديدتان", "Arabic has a form for two");
        assert_eq!(said(Language::Arabic, 5), "5 رسائل جديدة", "and one for few");
        assert_eq!(said(Language::Arabic, 40), "40 رسالة جديدة");
    }

    #[test]
    fn what_has_no_words_is_named_by_its_kind() {
        let content = |json: serde_json::Value| serde_json::from_value::<Content>(json).unwrap();
        let voice = content(serde_json::json!({ "kind": "media", "media": "voice" }));
        assert_eq!(in_words(Language::Spanish, &voice), "Mensaje de voz");
        let photo = content(serde_json::json!({ "kind": "media", "media": "image", "caption": "Mi {kind}" }));
        assert_eq!(in_words(Language::Spanish, &photo), "Foto: Mi {kind}");
        let back = content(serde_json::json!({ "kind": "reaction", "to": "w", "emoji": null }));
        assert_eq!(in_words(Language::English, &back), "Took a reaction back");
    }
}
