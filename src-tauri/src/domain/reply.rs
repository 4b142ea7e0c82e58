//! Answers that are used often.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::content::{Content, Interactive, Media, limits};
use super::fold::folded;
use super::problem::{Problem, Wrong};

/// The longest shortcut, in characters.
pub const SHORTCUT: usize = 40;
/// The longest title, in characters.
pub const TITLE: usize = 80;
/// The most files of one reply.
pub const FILES: usize = 10;

/// An answer that is used often, as somebody wrote it. Blanks in its words, such as `{{contact.first_name}}`, are filled in
/// when it is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Reply {
    /// What is typed after `/` to get it; each once, whatever its capitals and accents.
    pub shortcut: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its words; may be empty when there is something else in it.
    pub text: String,
    /// Its files, named by their SHA-256.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Media>,
    /// Its buttons, list or form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interactive: Option<Interactive>,
    /// Whether it is offered to be sent when a window is about to close and there is no time for a real answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub holding: bool,
}

impl Reply {
    /// Without blanks around its parts.
    pub fn trimmed(mut self) -> Reply {
        self.shortcut = self.shortcut.trim().trim_start_matches('/').to_owned();
        self.title = self.title.map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
        self.text = self.text.trim().to_owned();
        self
    }

    /// The form in which shortcuts are compared.
    pub fn key(&self) -> String {
        folded(&self.shortcut)
    }

    /// Says why it could not be kept.
    ///
    /// # Errors
    /// The first part that is wrong.
    pub fn check(&self) -> Result<(), Problem> {
        if self.key().is_empty() {
            return Err(Problem::of("shortcut", Wrong::Empty));
        }
        if self.shortcut.chars().count() > SHORTCUT
            || self.shortcut.contains(|sign: char| sign.is_whitespace() || sign == '/')
        {
            return Err(Problem::of("shortcut", Wrong::NotOneWord { most: SHORTCUT }));
        }
        if self.title.as_ref().is_some_and(|title| title.chars().count() > TITLE) {
            return Err(Problem::of("title", Wrong::TooLong { most: TITLE }));
        }
        if self.text.chars().count() > limits::TEXT {
            return Err(Problem::of("text", Wrong::TooLong { most: limits::TEXT }));
        }
        if self.text.is_empty() && self.files.is_empty() && self.interactive.is_none() {
            return Err(Problem::of("text", Wrong::Empty));
        }
        if self.files.len() > FILES {
            return Err(Problem::of("files", Wrong::TooMany { most: FILES }));
        }
        self.files.iter().try_for_each(|media| Content::Media(media.clone()).check())?;
        self.interactive.iter().try_for_each(|message| Content::Interactive(message.clone()).check())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(shortcut: &str, text: &str) -> Reply {
        let (shortcut, text) = (shortcut.to_owned(), text.to_owned());
        Reply { shortcut, title: None, text, files: Vec::new(), interactive: None, holding: false }
    }

    #[test]
    fn a_shortcut_is_one_word_and_something_is_said() {
        assert_eq!(reply("/hours ", " We open at 9. ").trimmed(), reply("hours", "We open at 9."));
        assert_eq!(reply("Horário", "x").key(), reply("horario", "x").key());
        for (good, text) in [("hours", "x"), ("où-2", "x"), ("सुबह", "x")] {
            assert_eq!(reply(good, text).check(), Ok(()), "{good}");
        }
        for (bad, text) in [("", "x"), ("two words", "x"), ("a/b", "x"), (&"x".repeat(41), "x"), ("hours", "")] {
            assert!(reply(bad, text).check().is_err(), "{bad:?} {text:?}");
        }
    }
}
