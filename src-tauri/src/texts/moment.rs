//! Days and hours as the reader's country writes them.

use chrono::{DateTime, Datelike as _, TimeZone, Timelike as _};
use icu_datetime::fieldsets::{E, T};
use icu_datetime::input::{Date, DateTime as IcuDateTime, Time};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_locale_core::extensions::unicode::value;
use icu_locale_core::preferences::extensions::unicode::keywords::NumberingSystem;

use super::Language;

/// The time on the wall, such as `9:00 AM`, with the day of the week if `with_day` asks for it: `Monday 9:00 AM`. The
/// computer's own variety of the language decides how, as it does on the screen.
pub fn moment<Z: TimeZone>(language: Language, at: &DateTime<Z>, with_day: bool) -> String {
    formatted(language, at, with_day).unwrap_or_else(|| at.naive_local().format("%H:%M").to_string())
}

/// `None` only for what no calendar has.
fn formatted<Z: TimeZone>(language: Language, at: &DateTime<Z>, with_day: bool) -> Option<String> {
    let part = |value: u32| u8::try_from(value).ok();
    let at = IcuDateTime {
        date: Date::try_new_iso(at.year(), part(at.month())?, part(at.day())?).ok()?,
        time: Time::try_new(part(at.hour())?, part(at.minute())?, 0, 0).ok()?,
    };
    let mut how = DateTimeFormatterPreferences::from(&language.variety());
    // The digits of the other texts.
    how.numbering_system = NumberingSystem::try_from(value!("latn")).ok();
    let said = if with_day {
        DateTimeFormatter::try_new(how, E::long().with_time_hm()).ok()?.format(&at).to_string()
    } else {
        DateTimeFormatter::try_new(how, T::hm()).ok()?.format(&at).to_string()
    };
    Some(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(language: Language, with_day: bool) -> String {
        let at: DateTime<chrono::Utc> = "2026-11-23T09:05:00Z".parse().unwrap();
        moment(language, &at, with_day).replace('\u{202f}', " ")
    }

    #[test]
    fn a_time_is_written_as_its_language_writes_it() {
        for (language, with_day, words) in [
            (Language::Spanish, false, "9:05"),
            (Language::Arabic, false, "9:05"),
            (Language::English, true, "Monday"),
            (Language::Portuguese, true, "segunda-feira"),
            (Language::Hindi, true, "सोमवार"),
        ] {
            let said = said(language, with_day);
            assert!(said.contains(words), "{said}");
        }
    }
}
