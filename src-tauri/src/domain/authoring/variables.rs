//! The variables in a text: where they stand, how they are called, and what is around them.

use serde::Serialize;
use ts_rs::TS;

use super::{DraftButton, DraftHeader, TemplateDraft, VariableStyle};

/// A variable that needs a sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftVariable {
    /// Its key in `TemplateDraft.samples`.
    pub key: String,
    /// What is between its braces.
    pub variable: String,
    /// For a button: its label, of which the sample is the whole address.
    pub button: Option<String>,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Words(&'a str),
    /// The name without its braces.
    Variable(&'a str),
    /// `{{` that nothing closes.
    Open,
}

/// A text in pieces. Empty pieces of words are left out.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        pieces.extend(Some(Piece::Words(before)).filter(|_| !before.is_empty()));
        let Some((name, behind)) = after.split_once("}}") else {
            pieces.push(Piece::Open);
            rest = after;
            continue;
        };
        pieces.push(Piece::Variable(name.trim()));
        rest = behind;
    }
    pieces.extend(Some(Piece::Words(rest)).filter(|_| !rest.is_empty()));
    pieces
}

/// The names of the variables in a text, each once, in their order.
pub(super) fn names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Variable(name) if !names.contains(&name) => names.push(name),
            Piece::Variable(_) | Piece::Words(_) | Piece::Open => {}
        }
    }
    names
}

/// Whether a variable may have this name.
pub(super) fn is_name(name: &str, style: VariableStyle) -> bool {
    match style {
        VariableStyle::Numbered => name.parse::<u16>().is_ok_and(|number| number > 0 && number.to_string() == name),
        VariableStyle::Named => {
            let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            name.chars().all(allowed) && name.starts_with(|c: char| c.is_ascii_lowercase())
        }
    }
}

impl TemplateDraft {
    /// Every variable, in reading order. One that stands twice in a part is there once.
    pub fn all_variables(&self) -> Vec<DraftVariable> {
        let mut all = Vec::new();
        if let Some(DraftHeader::Text { text }) = &self.header {
            add(&mut all, "header", text);
        }
        add(&mut all, "body", &self.body);
        add_buttons(&mut all, "", &self.buttons);
        for (index, card) in self.cards.iter().enumerate() {
            add(&mut all, &format!("card.{index}.body"), &card.body);
            add_buttons(&mut all, &format!("card.{index}."), &card.buttons);
        }
        all
    }
}

fn add(all: &mut Vec<DraftVariable>, part: &str, text: &str) {
    all.extend(names(text).into_iter().map(|name| DraftVariable {
        key: format!("{part}.{name}"),
        variable: name.to_owned(),
        button: None,
    }));
}

fn add_buttons(all: &mut Vec<DraftVariable>, before: &str, buttons: &[DraftButton]) {
    for (index, button) in buttons.iter().enumerate() {
        if let DraftButton::Url { label, url } = button
            && let Some(name) = names(url).first()
        {
            let key = format!("{before}button.{index}");
            all.push(DraftVariable { key, variable: (*name).to_owned(), button: Some(label.clone()) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart() {
        use Piece::{Open, Variable, Words};
        assert_eq!(pieces("a {{1}} b"), [Words("a "), Variable("1"), Words(" b")]);
        assert_eq!(pieces("{{ 1 }}"), [Variable("1")]);
        assert_eq!(pieces("a {{1"), [Words("a "), Open, Words("1")]);
        assert_eq!(names("{{b}} {{a}} {{b}}"), ["b", "a"]);
    }

    #[test]
    fn names_are_small_letters_and_numbers_are_plain() {
        for good in ["1", "12"] {
            assert!(is_name(good, VariableStyle::Numbered), "{good}");
        }
        for bad in ["0", "01", "", "a", "-1", "+1"] {
            assert!(!is_name(bad, VariableStyle::Numbered), "{bad}");
        }
        for good in ["first_name", "day2"] {
            assert!(is_name(good, VariableStyle::Named), "{good}");
        }
        for bad in ["First", "2day", "", "a-b", "año"] {
            assert!(!is_name(bad, VariableStyle::Named), "{bad}");
        }
    }
}
