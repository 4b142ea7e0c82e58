//! The words of notices.

/// More than this many chats are told of in one notice.
pub(super) const MOST_AT_ONCE: usize = 3;
const LONGEST_TEXT: usize = 160;

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
