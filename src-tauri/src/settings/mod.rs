//! Preferences of the person at this computer, and the configuration file of whoever set it up.

pub mod config;
mod quiet;

use std::collections::BTreeMap;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use crate::domain::ids::ChannelId;
use crate::domain::problem::{Problem, Wrong};
use crate::store::tables::setting;
use crate::store::{DbResult, ReadTx, Store};
use crate::texts::Language;

pub use quiet::{QuietHours, zone_of_this_computer};

const NAME: &str = "preferences";

/// What the person at this computer prefers. Kept on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The language of the screen; `null`: the computer's own.
    pub language: Option<Language>,
    /// Light, dark, in high contrast or as the system has it.
    pub theme: Theme,
    /// Whether Enter sends; otherwise Ctrl+Enter does.
    pub enter_sends: bool,
    /// Whether the contact panel is open.
    pub contact_panel: bool,
    /// What customers are shown of our doings, by channel; a channel that is not here has the defaults.
    pub channels: BTreeMap<ChannelId, ChannelSettings>,
    /// Whether a message that a customer deleted is still shown here, marked; otherwise only that there was one.
    pub show_deleted: bool,
    /// The service that writes down what is said in voice notes; nothing is sent anywhere without one.
    pub transcription: Option<Transcription>,
    /// Whether a new message is announced when its chat is not in view.
    pub notify_messages: bool,
    /// Whether the announcement shows the words.
    pub notify_text: bool,
    /// Whether the end of the window of an unanswered chat is announced.
    pub notify_closing: bool,
    /// How many minutes before the end; 1 to 1380.
    pub notify_closing_minutes: u32,
    /// What the owner wants the figures to be.
    pub targets: Targets,
    /// What the person at this computer is called, for `{{agent.name}}` in saved replies; may be empty.
    pub agent_name: String,
    /// How much stands on the screen at once.
    pub density: Density,
    /// The size of the text, in percent of the usual one: 100, 115, 130 or 150.
    pub text_size: u32,
    /// How large everything is, in percent; 50 to 200. Only a window of our own heeds it: a browser has a zoom itself.
    pub zoom: u32,
    /// Whether a sound is made for a customer's message.
    pub sound_incoming: bool,
    /// Whether a sound is made for a message of ours.
    pub sound_sent: bool,
    /// How loud, in percent; 0 to 100.
    pub sound_volume: u32,
    /// Until when neither notice nor sound disturbs, in Unix milliseconds.
    pub do_not_disturb_until: Option<i64>,
    /// Whether closing the window leaves the program at work in the tray. Only for a window of our own.
    pub close_to_tray: bool,
    /// How many templates one person may get within an hour while their window is closed, over all our numbers; 1 to 60.
    pub templates_per_person_per_hour: u32,
    /// Whether it is announced what WhatsApp decides about a template.
    pub notify_templates: bool,
    /// When nothing is announced each day; `null`: never.
    pub quiet_hours: Option<QuietHours>,
    /// The currency in which amounts are put into templates, as ISO 4217 writes it; `null`: none was chosen yet.
    pub currency: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            language: None,
            theme: Theme::System,
            enter_sends: true,
            contact_panel: true,
            channels: BTreeMap::new(),
            show_deleted: true,
            transcription: None,
            notify_messages: true,
            notify_text: true,
            notify_closing: true,
            notify_closing_minutes: 30,
            targets: Targets::default(),
            agent_name: String::new(),
            density: Density::Comfortable,
            text_size: 100,
            zoom: 100,
            sound_incoming: true,
            sound_sent: false,
            sound_volume: 60,
            do_not_disturb_until: None,
            close_to_tray: false,
            templates_per_person_per_hour: 1,
            notify_templates: true,
            quiet_hours: None,
            currency: None,
        }
    }
}

/// How much stands on the screen at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Density {
    /// With room between things.
    Comfortable,
    /// With more rows in view.
    Compact,
}

/// What the owner wants the figures to be; shown beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Targets {
    /// So many of 100 messages arrive, at least.
    pub delivered_percent: u32,
    /// So many of 100 templates are answered, at least.
    pub answered_percent: u32,
    /// A webhook is kept and answered within so many milliseconds: 95 of 100 of them.
    pub webhook_ms: u32,
    /// So many messages of a period fail because of one of the provider's limits, at most.
    pub limit_violations: u32,
}

impl Default for Targets {
    fn default() -> Self {
        Targets { delivered_percent: 95, answered_percent: 40, webhook_ms: 500, limit_violations: 0 }
    }
}

impl Targets {
    fn check(&self) -> Result<(), Problem> {
        if !PERCENT.contains(&self.delivered_percent) || !PERCENT.contains(&self.answered_percent) {
            return Err(outside("targets", &PERCENT));
        }
        if !WEBHOOK_MS.contains(&self.webhook_ms) {
            return Err(outside("webhookMs", &WEBHOOK_MS));
        }
        Ok(())
    }
}

/// What customers are shown of our doings on a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct ChannelSettings {
    /// Whether customers see blue ticks when a chat is opened here.
    pub read_receipts: bool,
    /// Whether customers see that an answer is being typed; shows them the blue ticks too.
    pub typing_indicator: bool,
}

impl Default for ChannelSettings {
    fn default() -> Self {
        ChannelSettings { read_receipts: true, typing_indicator: true }
    }
}

/// A service that writes down what is said: any that speaks OpenAI's `/v1/audio/transcriptions`, for instance one on
/// this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Transcription {
    /// Its whole address, such as `http://127.0.0.1:8000/v1/audio/transcriptions`.
    pub endpoint: String,
    /// The name of the model.
    pub model: String,
    /// The language that is spoken, such as `es`; `null` lets the service find out.
    pub language: Option<String>,
}

/// The colours of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system has it.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// Black, white and lines: nothing is told by a shade.
    HighContrast,
}

/// The shortest and the longest warning before a window closes, in minutes.
const CLOSING_MINUTES: std::ops::RangeInclusive<u32> = 1..=1380;
/// The sizes that text can have, in percent.
const TEXT_SIZES: [u32; 4] = [100, 115, 130, 150];
/// The smallest and the largest zoom, in percent.
const ZOOM: std::ops::RangeInclusive<u32> = 50..=200;
/// From the first that can be measured to what nobody would call quick.
const WEBHOOK_MS: std::ops::RangeInclusive<u32> = 1..=60_000;
/// The fewest and the most templates per person and hour.
const TEMPLATES_PER_HOUR: std::ops::RangeInclusive<u32> = 1..=60;
/// Any part of a whole.
const PERCENT: std::ops::RangeInclusive<u32> = 0..=100;

fn outside(field: &str, range: &std::ops::RangeInclusive<u32>) -> Problem {
    Problem::of(field, Wrong::Outside { from: i64::from(*range.start()), to: i64::from(*range.end()) })
}

impl Settings {
    /// The language in which this person is told things.
    pub fn spoken(&self) -> Language {
        self.language.unwrap_or_else(Language::of_computer)
    }

    /// Says which preference has a value that it cannot have.
    ///
    /// # Errors
    /// The first preference that is wrong.
    pub fn check(&self) -> Result<(), Problem> {
        if !CLOSING_MINUTES.contains(&self.notify_closing_minutes) {
            return Err(outside("notifyClosingMinutes", &CLOSING_MINUTES));
        }
        if !TEXT_SIZES.contains(&self.text_size) {
            return Err(Problem::of("textSize", Wrong::NotOffered));
        }
        if !ZOOM.contains(&self.zoom) {
            return Err(outside("zoom", &ZOOM));
        }
        if !PERCENT.contains(&self.sound_volume) {
            return Err(outside("soundVolume", &PERCENT));
        }
        self.targets.check()?;
        if !TEMPLATES_PER_HOUR.contains(&self.templates_per_person_per_hour) {
            return Err(outside("templatesPerPersonPerHour", &TEMPLATES_PER_HOUR));
        }
        if self.currency.as_deref().is_some_and(|currency| !is_currency(currency)) {
            return Err(Problem::of("currency", Wrong::NotOffered));
        }
        self.quiet_hours.as_ref().map_or(Ok(()), QuietHours::check)?;
        self.transcription.as_ref().map_or(Ok(()), Transcription::check)
    }
}

/// Whether it has the shape of a code of ISO 4217.
fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase())
}

impl Transcription {
    fn check(&self) -> Result<(), Problem> {
        let Ok(url) = Url::parse(&self.endpoint) else {
            return Err(Problem::of("endpoint", Wrong::NotAWebAddress));
        };
        let here = match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        if url.scheme() != "https" && !(url.scheme() == "http" && here) {
            return Err(Problem::of("endpoint", Wrong::NotSecure));
        }
        if self.model.trim().is_empty() {
            return Err(Problem::of("model", Wrong::Empty));
        }
        Ok(())
    }
}

/// Under which name the key of the service that writes down voice notes is kept.
const TRANSCRIPTION_KEY: &str = "transcription_key";

/// Keeps the key of the service that writes down voice notes; an empty one forgets it.
///
/// # Errors
/// What the database objects to.
pub async fn save_transcription_key(store: &Store, key: &str) -> DbResult<()> {
    let key = key.trim().to_owned();
    store.write(move |tx| setting::save(tx, TRANSCRIPTION_KEY, &key)).await
}

/// The key of the service that writes down voice notes.
///
/// # Errors
/// What the database objects to.
pub fn transcription_key(tx: &ReadTx) -> DbResult<Option<SecretString>> {
    let kept = setting::value(tx, TRANSCRIPTION_KEY)?.filter(|key| !key.is_empty());
    Ok(kept.map(SecretString::from))
}

/// The preferences that were kept, or the ones to begin with. One that this version cannot read is begun anew.
///
/// # Errors
/// What the database objects to.
pub fn load(tx: &ReadTx) -> DbResult<Settings> {
    let kept = setting::value(tx, NAME)?;
    Ok(kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
}

/// Keeps preferences.
///
/// # Errors
/// What the database objects to.
pub async fn save(store: &Store, settings: &Settings) -> DbResult<()> {
    let json = serde_json::to_string(settings)?;
    store.write(move |tx| setting::save(tx, NAME, &json)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_that_cannot_be_are_named() {
        let usual = Settings::default();
        assert_eq!(usual.check(), Ok(()));
        for (field, wrong) in [
            ("notifyClosingMinutes", Settings { notify_closing_minutes: 0, ..usual.clone() }),
            ("textSize", Settings { text_size: 101, ..usual.clone() }),
            ("zoom", Settings { zoom: 49, ..usual.clone() }),
            ("soundVolume", Settings { sound_volume: 101, ..usual.clone() }),
            ("currency", Settings { currency: Some("euro".to_owned()), ..usual }),
        ] {
            assert_eq!(wrong.check().unwrap_err().field, field);
        }
    }

    #[test]
    fn preferences_of_an_earlier_version_keep_what_they_say() {
        let earlier = r#"{ "theme": "dark", "enterSends": false }"#;
        let read: Settings = serde_json::from_str(earlier).unwrap();
        assert_eq!(read, Settings { theme: Theme::Dark, enter_sends: false, ..Settings::default() });
    }
}
