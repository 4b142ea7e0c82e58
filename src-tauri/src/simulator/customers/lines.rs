//! What customers say: the phrasebook of `lines.json`, by language and by trade.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Trade;
use crate::simulator::SimulatorError;

/// All lines, by language code.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(in crate::simulator) struct Phrasebook {
    languages: BTreeMap<String, Language>,
}

#[derive(Debug, Deserialize)]
struct Language {
    clinic: Lines,
    shop: Lines,
}

#[derive(Debug, Deserialize)]
struct Lines {
    /// Said after having been written to.
    answers: Vec<String>,
    /// Said unasked.
    writes: Vec<String>,
}

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulator) enum Occasion {
    /// After having been written to.
    Answer,
    /// Unasked.
    Unasked,
}

impl Phrasebook {
    pub fn built_in() -> Result<Self, SimulatorError> {
        serde_json::from_str(include_str!("lines.json"))
            .map_err(|source| SimulatorError::BuiltIn { what: "phrasebook", source })
    }

    /// A fitting line; in English when the language has none.
    pub fn line(&self, rng: &mut fastrand::Rng, language: &str, trade: Trade, occasion: Occasion) -> String {
        let Some(language) = self.languages.get(language).or_else(|| self.languages.get("en")) else {
            return "OK".to_owned();
        };
        let lines = match trade {
            Trade::Clinic => &language.clinic,
            Trade::Shop => &language.shop,
        };
        let lines = match occasion {
            Occasion::Answer => &lines.answers,
            Occasion::Unasked => &lines.writes,
        };
        rng.choice(lines).cloned().unwrap_or_else(|| "OK".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_cast_has_lines_for_both_trades() {
        let book = Phrasebook::built_in().unwrap();
        for code in ["en", "es", "pt_BR", "hi", "ar", "de", "zh"] {
            let language = book.languages.get(code).unwrap_or_else(|| panic!("{code} is missing"));
            for lines in [&language.clinic, &language.shop] {
                assert!(lines.answers.len() >= 4 && lines.writes.len() >= 4, "{code} has too little to say");
            }
        }
    }
}
