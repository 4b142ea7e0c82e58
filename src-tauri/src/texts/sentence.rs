//! One sentence as it stands in the screen's files: plain, or with a form for each plural.

use std::collections::BTreeMap;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use serde::Deserialize;

use super::Language;

/// A sentence with names in braces.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Sentence {
    Plain(String),
    /// A list of one: that is the form of the files.
    Plural([Forms; 1]),
}

/// The forms of a sentence, by plural category.
#[derive(Debug, Deserialize)]
pub(super) struct Forms {
    /// Such as `local countPlural = count: plural`.
    declarations: Vec<String>,
    /// Such as `countPlural=one`.
    #[serde(rename = "match")]
    forms: BTreeMap<String, String>,
}

impl Sentence {
    pub(super) fn say(&self, language: Language, params: &[(&str, String)]) -> String {
        let text = match self {
            Sentence::Plain(text) => text,
            Sentence::Plural([forms]) => forms.choose(language, params).unwrap_or_default(),
        };
        filled(text, params)
    }
}

/// What is put in is not looked at again: a customer may write braces.
fn filled(text: &str, params: &[(&str, String)]) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, open)| Some((before, open.split_once('}')?)))
    {
        said.push_str(before);
        match params.iter().find(|(param, _)| *param == name) {
            Some((_, value)) => said.push_str(value),
            None => said.push_str(&format!("{{{name}}}")),
        }
        rest = after;
    }
    said + rest
}

impl Forms {
    fn choose(&self, language: Language, params: &[(&str, String)]) -> Option<&str> {
        let (selector, name) = self.declarations.iter().find_map(|declaration| {
            let (selector, rest) = declaration.strip_prefix("local ")?.split_once(" = ")?;
            Some((selector, rest.strip_suffix(": plural")?))
        })?;
        let count = params.iter().find(|(param, _)| *param == name)?.1.parse::<u64>().ok()?;
        let form = |category: &str| self.forms.get(&format!("{selector}={category}")).map(String::as_str);
        form(category(language, count)).or_else(|| form("other"))
    }
}

/// The word for the plural category of a count (Unicode, "Language plural rules").
fn category(language: Language, count: u64) -> &'static str {
    let rules = language
        .subtag()
        .parse::<Locale>()
        .ok()
        .and_then(|locale| PluralRules::try_new(locale.into(), PluralRulesOptions::default()).ok());
    match rules.map_or(PluralCategory::Other, |rules| rules.category_for(count)) {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chats() -> Sentence {
        serde_json::from_str(
            r#"[{"declarations": ["input count", "local countPlural = count: plural"], "selectors": ["countPlural"],
                 "match": {"countPlural=one": "{count} chat", "countPlural=few": "{count} (few)",
                           "countPlural=other": "{count} chats"}}]"#,
        )
        .unwrap()
    }

    fn said(language: Language, count: u64) -> String {
        chats().say(language, &[("count", count.to_string())])
    }

    #[test]
    fn a_count_takes_the_form_that_its_language_has_for_it() {
        assert_eq!(said(Language::English, 1), "1 chat");
        assert_eq!(said(Language::English, 3), "3 chats");
        assert_eq!(said(Language::Arabic, 3), "3 (few)");
        assert_eq!(said(Language::Arabic, 2), "2 chats", "a form that is missing is said in the general one");
    }

    #[test]
    fn names_in_braces_stand_for_what_is_given() {
        let sentence: Sentence = serde_json::from_str(r#""{name}: {text}""#).unwrap();
        let params = [("name", "{text}".to_owned()), ("text", "Hi {name".to_owned())];
        assert_eq!(
            sentence.say(Language::English, &params),
            "{text}: Hi {name",
            "a customer's braces stay as they are"
        );
    }
}
