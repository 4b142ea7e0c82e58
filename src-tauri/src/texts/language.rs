//! The languages of the screen.

use icu_locale_core::Locale;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A language of the screen, kept as its BCP 47 tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
    /// Portuguese as it is spoken in Brazil.
    #[serde(rename = "pt-BR")]
    Portuguese,
    /// Hindi.
    #[serde(rename = "hi")]
    Hindi,
    /// Arabic.
    #[serde(rename = "ar")]
    Arabic,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 5] =
        [Language::English, Language::Spanish, Language::Portuguese, Language::Hindi, Language::Arabic];

    /// The language without its region, such as `pt`.
    pub(super) fn subtag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
            Language::Portuguese => "pt",
            Language::Hindi => "hi",
            Language::Arabic => "ar",
        }
    }

    /// The first language of this computer that is among them; English if none is.
    pub fn of_computer() -> Language {
        sys_locale::get_locales().find_map(|tag| Self::of_tag(&tag)).unwrap_or(Language::English)
    }

    /// The computer's own variety of the language, such as `es-MX`.
    pub(super) fn variety(self) -> Locale {
        let own = sys_locale::get_locales().find(|tag| Self::of_tag(tag) == Some(self));
        let plain = || Locale::try_from_str(self.subtag()).unwrap_or(Locale::UNKNOWN);
        own.and_then(|tag| Locale::try_from_str(&tag).ok()).unwrap_or_else(plain)
    }

    fn of_tag(tag: &str) -> Option<Language> {
        let subtag = tag.split(['-', '_', '.']).next()?;
        Self::ALL.into_iter().find(|language| language.subtag() == subtag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variety_of_a_language_is_that_language() {
        assert_eq!(Language::of_tag("pt_PT.UTF-8"), Some(Language::Portuguese));
        assert_eq!(Language::of_tag("es-419"), Some(Language::Spanish));
        assert_eq!(Language::of_tag("ar"), Some(Language::Arabic));
        assert_eq!(Language::of_tag("eo"), None);
    }
}
