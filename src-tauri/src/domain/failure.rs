//! Why a message did not go out, as a fact; the words for it are looked up when it is shown.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a message did not go out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What kind of failure it was.
    pub code: FailureCode,
    /// The provider's short title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The provider's own details (`error_data.details`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
    /// The provider's trace id (`fbtrace_id`), which its support asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<String>,
}

impl Failure {
    /// A failure of which only the kind is known.
    pub fn of(code: FailureCode) -> Self {
        Failure { code, title: None, details: None, trace: None }
    }
}

/// The kinds of failure. Written as the provider's number or a word of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FailureCode {
    /// A number from the provider's list of errors.
    Provider(i64),
    /// The provider answered with this HTTP status and without an error that we can read.
    Http(u16),
    /// Our own check found the service window closed at the moment of sending.
    WindowClosed,
    /// The channel is not in the configuration any more.
    ChannelGone,
    /// Somebody here took it back before it went out.
    Cancelled,
    /// Its file is not on this computer any more.
    FileMissing,
    /// The customer does not want marketing messages.
    MarketingStopped,
    /// The customer was blocked here.
    Blocked,
    /// Marketing templates do not reach numbers of the United States.
    MarketingToUs,
    /// The provider does not send the template at present.
    TemplateRefused,
    /// The customer had as many templates within an hour as the settings allow.
    TooManyTemplates,
    /// As many people were written to within a day as the provider allows.
    PortfolioLimit,
}

/// The words under which our own kinds are kept.
const WORDS: [(FailureCode, &str); 10] = [
    (FailureCode::WindowClosed, "window_closed"),
    (FailureCode::ChannelGone, "channel_gone"),
    (FailureCode::Cancelled, "cancelled"),
    (FailureCode::FileMissing, "file_missing"),
    (FailureCode::MarketingStopped, "marketing_stopped"),
    (FailureCode::Blocked, "blocked"),
    (FailureCode::MarketingToUs, "marketing_to_us"),
    (FailureCode::TemplateRefused, "template_refused"),
    (FailureCode::TooManyTemplates, "too_many_templates"),
    (FailureCode::PortfolioLimit, "portfolio_limit"),
];

impl fmt::Display for FailureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FailureCode::Provider(number) => write!(f, "{number}"),
            FailureCode::Http(status) => write!(f, "http_{status}"),
            FailureCode::WindowClosed
            | FailureCode::ChannelGone
            | FailureCode::Cancelled
            | FailureCode::FileMissing
            | FailureCode::MarketingStopped
            | FailureCode::Blocked
            | FailureCode::MarketingToUs
            | FailureCode::TemplateRefused
            | FailureCode::TooManyTemplates
            | FailureCode::PortfolioLimit => {
                let word = WORDS.iter().find(|(code, _)| code == self).map_or("", |(_, word)| word);
                f.write_str(word)
            }
        }
    }
}

impl std::str::FromStr for FailureCode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || format!("unknown failure code {text:?}");
        if let Some((code, _)) = WORDS.iter().find(|(_, word)| *word == text) {
            return Ok(*code);
        }
        match text.strip_prefix("http_") {
            Some(status) => status.parse().map(FailureCode::Http).map_err(|_| unknown()),
            None => text.parse().map(FailureCode::Provider).map_err(|_| unknown()),
        }
    }
}

impl Serialize for FailureCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FailureCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_survive_being_written_and_read() {
        for code in [
            FailureCode::Provider(131_047),
            FailureCode::Http(503),
            FailureCode::WindowClosed,
            FailureCode::ChannelGone,
        ] {
            assert_eq!(code.to_string().parse(), Ok(code));
        }
        assert!("nonsense".parse::<FailureCode>().is_err());
    }
}
