//! Preferences of the person at this computer, and the configuration file of whoever set it up.

pub mod config;
mod quiet;

use std::collections::BTreeMap;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

use crate::domain::ids::ChannelId;
use crate::store::tables::setting;
use crate::store::{DbResult, ReadTx, Store};

pub use quiet::{QuietHours, zone_of_this_computer};

const NAME: &str = "preferences";

/// What the person at this computer prefers. Kept on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Light, dark or as the system has it.
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
    /// When nothing is announced each day; `null`: never.
    pub quiet_hours: Option<QuietHours>,
    /// Until when nothing is announced, in Unix milliseconds; `null`: all is.
    pub do_not_disturb_until: Option<i64>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
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
            quiet_hours: None,
            do_not_disturb_until: None,
        }
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
}

/// The shortest and the longest warning before a window closes, in minutes.
const CLOSING_MINUTES: std::ops::RangeInclusive<u32> = 1..=1380;

impl Settings {
    /// Says which preference has a value that it cannot have.
    ///
    /// # Errors
    /// The name of the preference and what is wrong with it.
    pub fn check(&self) -> Result<(), (&'static str, &'static str)> {
        if !CLOSING_MINUTES.contains(&self.notify_closing_minutes) {
            return Err(("notifyClosingMinutes", "must be from 1 to 1380"));
        }
        self.quiet_hours.as_ref().map_or(Ok(()), QuietHours::check)?;
        self.transcription.as_ref().map_or(Ok(()), Transcription::check)
    }
}

impl Transcription {
    fn check(&self) -> Result<(), (&'static str, &'static str)> {
        let Ok(url) = Url::parse(&self.endpoint) else {
            return Err(("endpoint", "is not a web address such as http://127.0.0.1:8000/v1/audio/transcriptions"));
        };
        let here = match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        if url.scheme() != "https" && !(url.scheme() == "http" && here) {
            return Err(("endpoint", "must begin with https, unless the service runs on this computer"));
        }
        if self.model.trim().is_empty() {
            return Err(("model", "is empty"));
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
