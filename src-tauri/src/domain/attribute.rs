//! What is kept of people besides their names, such as a birthday or who insures them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::fold::folded;
use super::problem::{Problem, Wrong};

/// The longest name of an attribute, in characters.
pub const NAME: usize = 40;
/// The longest value, in characters.
pub const VALUE: usize = 500;
/// The most options of a choice.
pub const OPTIONS: usize = 50;
/// The most attributes: more are not looked through while a patient stands at the desk.
pub const MOST: usize = 40;

/// What an attribute takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum AttributeKind {
    /// Words in one line.
    Text,
    /// A number with a decimal point, such as `12.5`.
    Number,
    /// A day, such as `2026-11-20`.
    Date,
    /// `yes` or `no`.
    YesNo,
    /// One of a few words.
    Choice {
        /// The words, each once.
        options: Vec<String>,
    },
}

/// Something that is kept of people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Attribute {
    /// What it is called; each once, whatever its capitals and accents.
    pub name: String,
    /// What it takes.
    pub takes: AttributeKind,
}

/// Names of columns and blanks that mean something else already.
const TAKEN: [&str; 6] = ["name", "first name", "first_name", "phone", "number", "id"];

impl Attribute {
    /// Without blanks around its parts, and without empty options.
    pub fn trimmed(mut self) -> Attribute {
        self.name = self.name.trim().to_owned();
        if let AttributeKind::Choice { options } = &mut self.takes {
            let mut kept: Vec<String> = Vec::new();
            for option in options.iter().map(|option| option.trim()).filter(|option| !option.is_empty()) {
                if !kept.iter().any(|known| folded(known) == folded(option)) {
                    kept.push(option.to_owned());
                }
            }
            *options = kept;
        }
        self
    }

    /// The form in which names are compared.
    pub fn key(&self) -> String {
        folded(&self.name)
    }

    /// Says why it could not be kept.
    ///
    /// # Errors
    /// The first part that is wrong.
    pub fn check(&self) -> Result<(), Problem> {
        if self.key().is_empty() {
            return Err(Problem::of("name", Wrong::Empty));
        }
        if self.name.chars().count() > NAME {
            return Err(Problem::of("name", Wrong::TooLong { most: NAME }));
        }
        if TAKEN.contains(&self.key().as_str()) || self.name.contains(['{', '}', '\n']) {
            return Err(Problem::of("name", Wrong::Reserved));
        }
        let AttributeKind::Choice { options } = &self.takes else { return Ok(()) };
        if options.len() < 2 {
            return Err(Problem::of("options", Wrong::TooFew { least: 2 }));
        }
        if options.len() > OPTIONS {
            return Err(Problem::of("options", Wrong::TooMany { most: OPTIONS }));
        }
        if options.iter().any(|option| option.chars().count() > NAME) {
            return Err(Problem::of("options", Wrong::TooLong { most: NAME }));
        }
        Ok(())
    }
}

impl AttributeKind {
    /// A value as it is kept, if it fits: numbers with a point, days by year, month and day, options as they are written
    /// here. Days are read with the year first or, with points or slashes, last and the day before the month only where
    /// nothing else is possible.
    pub fn value(&self, typed: &str) -> Option<String> {
        let typed = typed.trim();
        if typed.is_empty() || typed.chars().count() > VALUE || typed.contains(char::is_control) {
            return None;
        }
        match self {
            AttributeKind::Text => Some(typed.to_owned()),
            AttributeKind::Number => number(typed),
            AttributeKind::Date => date(typed),
            AttributeKind::YesNo => yes_no(typed),
            AttributeKind::Choice { options } => options.iter().find(|option| folded(option) == folded(typed)).cloned(),
        }
    }
}

fn number(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|sign| !sign.is_whitespace()).collect();
    let plain = if plain.contains('.') { plain } else { plain.replace(',', ".") };
    let shaped = plain.trim_start_matches('-').chars().all(|sign| sign.is_ascii_digit() || sign == '.');
    (shaped && plain.parse::<f64>().is_ok_and(f64::is_finite)).then_some(plain)
}

fn date(typed: &str) -> Option<String> {
    let day = NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok().or_else(|| last_year(typed))?;
    (1800..=2200).contains(&chrono::Datelike::year(&day)).then(|| day.format("%Y-%m-%d").to_string())
}

/// A day with the year last. `3/4/2026` is March in one country and April in another: nobody knows, and it is refused.
fn last_year(typed: &str) -> Option<NaiveDate> {
    if let Ok(day) = NaiveDate::parse_from_str(typed, "%d.%m.%Y") {
        return Some(day);
    }
    let days = ["%d/%m/%Y", "%m/%d/%Y"].map(|shape| NaiveDate::parse_from_str(typed, shape).ok());
    match days {
        [Some(one), Some(other)] if one != other => None,
        [one, other] => one.or(other),
    }
}

fn yes_no(typed: &str) -> Option<String> {
    const YES: [&str; 13] = ["yes", "y", "true", "1", "x", "✓", "si", "s", "sim", "हाँ", "हां", "हा", "نعم"];
    const NO: [&str; 8] = ["no", "n", "false", "0", "nao", "नहीं", "नही", "لا"];
    let typed = folded(typed);
    let is = |words: &[&str]| words.iter().any(|word| folded(word) == typed);
    if is(&YES) {
        Some("yes".to_owned())
    } else if is(&NO) {
        Some("no".to_owned())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_checked_by_what_the_attribute_takes() {
        let choice = AttributeKind::Choice { options: vec!["Públic".into(), "Private".into()] };
        for (kind, typed, kept) in [
            (&AttributeKind::Text, " Dr. Núñez ", Some("Dr. Núñez")),
            (&AttributeKind::Text, "  ", None),
            (&AttributeKind::Text, "a\nb", None),
            (&AttributeKind::Number, "12,5", Some("12.5")),
            (&AttributeKind::Number, "-3", Some("-3")),
            (&AttributeKind::Number, "1 200", Some("1200")),
            (&AttributeKind::Number, "12 kg", None),
            (&AttributeKind::Number, "inf", None),
            (&AttributeKind::Date, "1990-02-28", Some("1990-02-28")),
            (&AttributeKind::Date, "28.2.1990", Some("1990-02-28")),
            (&AttributeKind::Date, "28/02/1990", Some("1990-02-28")),
            (&AttributeKind::Date, "02/28/1990", Some("1990-02-28")),
            (&AttributeKind::Date, "05/05/1990", Some("1990-05-05")),
            (&AttributeKind::Date, "03/04/1990", None),
            (&AttributeKind::Date, "1990-02-30", None),
            (&AttributeKind::YesNo, "Sí", Some("yes")),
            (&AttributeKind::YesNo, "não", Some("no")),
            (&AttributeKind::YesNo, "nao", Some("no")),
            (&AttributeKind::YesNo, "na\u{303}o", Some("no")),
            (&AttributeKind::YesNo, "हां", Some("yes")),
            (&AttributeKind::YesNo, "हाँ", Some("yes")),
            (&AttributeKind::YesNo, "नहीं", Some("no")),
            (&AttributeKind::YesNo, "نعم", Some("yes")),
            (&AttributeKind::YesNo, "perhaps", None),
            (&choice, "public", Some("Públic")),
            (&choice, "other", None),
        ] {
            assert_eq!(kind.value(typed).as_deref(), kept, "{kind:?} {typed:?}");
        }
    }

    #[test]
    fn an_attribute_has_a_name_of_its_own_and_a_choice_something_to_choose_from() {
        let of = |name: &str, takes| Attribute { name: name.into(), takes }.trimmed();
        let choice =
            |options: &[&str]| AttributeKind::Choice { options: options.iter().map(|o| (*o).to_owned()).collect() };
        assert_eq!(of(" Insurance ", choice(&["a", " A ", "", "b"])), of("Insurance", choice(&["a", "b"])));
        assert_eq!(of("Insurance", choice(&["a", "b"])).check(), Ok(()));
        for bad in [of("", AttributeKind::Text), of("Phone", AttributeKind::Text), of("x{{y}}", AttributeKind::Date)] {
            assert!(bad.check().is_err(), "{bad:?}");
        }
        assert!(of("Insurance", choice(&["one"])).check().is_err());
    }
}
