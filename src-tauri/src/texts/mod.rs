//! Sentences in the languages of the screen, for those who are told something without it: by a notice on the desktop, or
//! by an answer to another program.
//!
//! The sentences stand in the screen's own files, so that a translator finds everything in one place. What a language
//! lacks is said in English; the screen's tests see to it that it lacks nothing.

mod language;
mod moment;
mod sentence;

use std::collections::BTreeMap;
use std::sync::OnceLock;

pub use language::Language;
pub use moment::moment;

use sentence::Sentence;

type Sentences = BTreeMap<String, Sentence>;

/// The files of one language that are spoken from here.
macro_rules! files {
    ($locale:literal) => {
        [
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/messages/", $locale, "/authoring.json")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/messages/", $locale, "/base.json")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/messages/", $locale, "/failures.json")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/messages/", $locale, "/notices.json")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/messages/", $locale, "/schedule.json")),
        ]
    };
}

/// Says the sentence of this name. `params` stand in its braces, by name; a count among them decides between singular and
/// plural.
pub fn say(language: Language, name: &str, params: &[(&str, String)]) -> String {
    let found = sentences(language).get(name).or_else(|| sentences(Language::English).get(name));
    found.map_or_else(|| name.to_owned(), |sentence| sentence.say(language, params))
}

/// Whether a language has a sentence of this name.
pub fn knows(language: Language, name: &str) -> bool {
    sentences(language).contains_key(name)
}

fn sentences(language: Language) -> &'static Sentences {
    static ALL: OnceLock<BTreeMap<Language, Sentences>> = OnceLock::new();
    static NONE: Sentences = BTreeMap::new();
    let all = ALL.get_or_init(|| Language::ALL.into_iter().map(|language| (language, read(language))).collect());
    all.get(&language).unwrap_or(&NONE)
}

fn read(language: Language) -> Sentences {
    let files = match language {
        Language::English => files!("en"),
        Language::Spanish => files!("es"),
        Language::Portuguese => files!("pt-BR"),
        Language::Hindi => files!("hi"),
        Language::Arabic => files!("ar"),
    };
    files.into_iter().flat_map(|text| serde_json::from_str::<Sentences>(text).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        for language in Language::ALL {
            assert!(!read(language).is_empty(), "{language:?}");
        }
    }

    #[test]
    fn a_sentence_of_no_name_says_its_name() {
        assert_eq!(say(Language::English, "no_such_sentence", &[]), "no_such_sentence");
        assert!(!knows(Language::English, "no_such_sentence"));
    }
}
