//! Meta's error codes as data: what each means at a reception desk, what to do about it, and what may be tried again.
//!
//! From Meta's page of error codes (September 2026). A code that is not listed is shown with Meta's own words and never
//! tried again by itself.

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::domain::failure::FailureCode;
use crate::provider::{Explanation, Retry};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// One line of the table: a code or a range of them.
struct Line {
    codes: RangeInclusive<i64>,
    text: &'static str,
    advice: &'static str,
    retry: Retry,
}

const fn line(code: i64, text: &'static str, advice: &'static str, retry: Retry) -> Line {
    Line { codes: code..=code, text, advice, retry }
}

const fn after(seconds: u64) -> Retry {
    Retry::After(Duration::from_secs(seconds))
}

const RECONNECT: &str = "Ask whoever set up Frontdesk for a new access token.";
const PERMISSIONS: &str = "Ask whoever set up Frontdesk to check the permissions of the access token.";
const SUPPORT: &str = "Contact Meta Business Support; the details help them.";
const TEMPLATE_CHANGED: &str = "The template changed; check it again.";
const NOTHING: &str = "";

/// Sorted by code.
static LINES: &[Line] = &[
    line(0, "WhatsApp access has expired or was withdrawn.", RECONNECT, Retry::Channel),
    line(
        1,
        "WhatsApp had a hiccup or refused the request.",
        "Try again; if it stays, contact support.",
        Retry::Backoff,
    ),
    line(2, "WhatsApp is temporarily down.", NOTHING, Retry::Backoff),
    line(3, "This connection lacks a permission.", PERMISSIONS, Retry::Channel),
    line(4, "Too many requests to WhatsApp, slowing down.", NOTHING, after(5 * MINUTE)),
    line(10, "This connection lacks a permission.", PERMISSIONS, Retry::Channel),
    line(
        33,
        "This business number no longer exists at WhatsApp.",
        "Check the phone number id in the settings.",
        Retry::Channel,
    ),
    line(100, "WhatsApp did not accept this message.", "The details say which part of it.", Retry::Never),
    line(104, "The connection to WhatsApp is not set up completely.", RECONNECT, Retry::Channel),
    line(190, "Please reconnect WhatsApp: the access token has expired.", RECONNECT, Retry::Channel),
    Line {
        codes: 200..=299,
        text: "This login may not use this WhatsApp account.",
        advice: PERMISSIONS,
        retry: Retry::Channel,
    },
    line(368, "Meta has restricted this account for a while.", SUPPORT, Retry::Channel),
    line(613, "Too many requests to WhatsApp, slowing down.", NOTHING, Retry::Backoff),
    line(80_007, "The account's request limit is reached, slowing down.", NOTHING, after(5 * MINUTE)),
    line(80_008, "The account's request limit is reached, slowing down.", NOTHING, after(5 * MINUTE)),
    line(130_403, "You have blocked this customer.", "Unblock them to write.", Retry::Person),
    line(130_429, "Sending too fast; waiting a moment.", NOTHING, Retry::Backoff),
    line(
        130_472,
        "Meta did not deliver this marketing message: the customer is in a test group.",
        "Reach them another way.",
        Retry::Never,
    ),
    line(130_497, "Your business may not message people in this country.", NOTHING, Retry::Never),
    line(130_501, "Groups take only text, media and templates.", NOTHING, Retry::Never),
    line(131_000, "WhatsApp reported an unknown error.", "Try again; if it stays, contact support.", Retry::Backoff),
    line(131_005, "This login may not use this WhatsApp account.", PERMISSIONS, Retry::Channel),
    line(131_008, "WhatsApp did not accept this message: something is missing.", "The details say what.", Retry::Never),
    line(131_009, "Part of this message is not allowed.", "The details say which part.", Retry::Never),
    line(131_016, "WhatsApp is busy.", NOTHING, Retry::Backoff),
    line(131_020, "This group has only one member.", NOTHING, Retry::Never),
    line(131_021, "You cannot write to your own number.", NOTHING, Retry::Never),
    line(
        131_026,
        "WhatsApp cannot deliver to this person.",
        "They may not have WhatsApp, use an old version, or have not accepted its terms. Reach them another way.",
        Retry::Never,
    ),
    line(
        131_030,
        "A test number can write only to people on its list.",
        "Add this person to the list at Meta first.",
        Retry::Person,
    ),
    line(131_031, "Meta has locked this account.", SUPPORT, Retry::Channel),
    line(131_037, "The display name of this number must be approved first.", NOTHING, Retry::Person),
    line(131_042, "Meta cannot charge your account.", "Check the payment method in WhatsApp Manager.", Retry::Channel),
    line(131_044, "Meta cannot charge your account.", "Check the payment method in WhatsApp Manager.", Retry::Channel),
    line(131_045, "This business number is not registered.", "Finish its registration at Meta.", Retry::Channel),
    line(131_047, "More than 24 hours have passed since the customer last wrote.", "Send a template.", Retry::Template),
    line(
        131_048,
        "Sending is restricted: too many people blocked or reported messages.",
        "Wait until tomorrow, and write only to people who expect it.",
        Retry::Never,
    ),
    line(
        131_049,
        "WhatsApp limited marketing to this person.",
        "Wait at least a day before the next marketing message.",
        after(24 * HOUR),
    ),
    line(
        131_050,
        "This customer has turned off marketing messages from you.",
        "Respect it; other messages still arrive.",
        Retry::Never,
    ),
    line(131_051, "This kind of message is not supported.", NOTHING, Retry::Never),
    line(
        131_052,
        "The customer's file could not be fetched.",
        "Ask them to send it again, smaller than 100 MB.",
        Retry::Never,
    ),
    line(131_053, "Your file could not be sent.", "Its type or size does not suit WhatsApp.", Retry::Never),
    line(131_055, "This message must be sent another way.", NOTHING, Retry::Never),
    line(131_056, "Too many messages to this one person; waiting.", NOTHING, Retry::SlowPair),
    line(131_057, "This number is being upgraded, which takes about a minute.", NOTHING, after(2 * MINUTE)),
    line(131_060, "This message cannot be shown here.", "Open WhatsApp on the phone to read it.", Retry::Never),
    line(131_061, "This template must be sent as a marketing message with a price limit.", NOTHING, Retry::Never),
    line(131_062, "A phone number is needed for this message.", "Ask the customer for it.", Retry::Never),
    line(
        131_063,
        "Marketing templates are switched off for this account.",
        "Switch them on in WhatsApp Manager.",
        Retry::Person,
    ),
    line(
        131_064,
        "Meta has limited this account for a while because of misclassified templates.",
        NOTHING,
        after(24 * HOUR),
    ),
    line(132_000, "Not all fields of the template are filled in.", TEMPLATE_CHANGED, Retry::Never),
    line(132_001, "The template is missing in this language or not approved.", TEMPLATE_CHANGED, Retry::Never),
    line(132_005, "The filled-in text of the template is too long.", "Shorten it.", Retry::Never),
    line(132_007, "The template's content breaks WhatsApp's policy.", NOTHING, Retry::Never),
    line(132_008, "A field of the template has the wrong kind of value.", NOTHING, Retry::Never),
    line(132_012, "A field of the template has the wrong kind of value.", TEMPLATE_CHANGED, Retry::Never),
    line(
        132_015,
        "The template is paused because customers rated it low.",
        "Choose another one, or wait some hours.",
        after(3 * HOUR),
    ),
    line(132_016, "The template is disabled for good.", "Choose another one.", Retry::Never),
    line(132_018, "WhatsApp did not accept the template's fields.", TEMPLATE_CHANGED, Retry::Never),
    line(132_068, "The form in this message is blocked.", NOTHING, Retry::Person),
    line(132_069, "The form in this message is limited at present.", "Try again in an hour.", after(HOUR)),
    line(133_000, "The number's registration is incomplete.", "Register it again at Meta.", Retry::Channel),
    line(133_004, "WhatsApp is temporarily unavailable.", NOTHING, Retry::Backoff),
    line(133_005, "The PIN of this number is wrong.", "Reset it at Meta.", Retry::Channel),
    line(133_006, "This number must be verified again.", "Verify it at Meta.", Retry::Channel),
    line(133_008, "Too many wrong PINs.", "Wait as long as the details say.", after(24 * HOUR)),
    line(133_009, "The PIN was entered too fast.", "Wait as long as the details say.", after(HOUR)),
    line(133_010, "This business number is not registered.", "Finish its registration at Meta.", Retry::Channel),
    line(133_015, "This number was just deleted.", "Wait five minutes.", after(5 * MINUTE)),
    line(133_016, "This number was registered too often.", "Wait three days.", after(72 * HOUR)),
    line(134_011, "WhatsApp's payment terms are not accepted yet.", "Accept them in WhatsApp Manager.", Retry::Person),
    line(134_100, "Only marketing templates can be sent this way.", NOTHING, Retry::Never),
    line(134_101, "The template is still being prepared by Meta.", "Try again in ten minutes.", after(10 * MINUTE)),
    line(134_102, "The template is not available.", "Choose another one.", Retry::Person),
    line(135_000, "WhatsApp did not accept this message.", "The details say why.", Retry::Never),
    line(137_000, "The customer's security code has changed.", "Make sure that it is still them.", Retry::Person),
];

const UNLISTED: Explanation =
    Explanation { text: "WhatsApp did not accept this message.", advice: "The details say why.", retry: Retry::Never };

/// What a failure means.
pub fn explain(code: FailureCode) -> Explanation {
    match code {
        FailureCode::Provider(number) => explain_number(number),
        FailureCode::Http(429) => {
            Explanation { text: "Sending too fast; waiting a moment.", advice: NOTHING, retry: Retry::Backoff }
        }
        FailureCode::Http(401) => Explanation {
            text: "WhatsApp access has expired or was withdrawn.",
            advice: RECONNECT,
            retry: Retry::Channel,
        },
        FailureCode::Http(500..) => {
            Explanation { text: "WhatsApp is temporarily down.", advice: NOTHING, retry: Retry::Backoff }
        }
        FailureCode::Http(_) => UNLISTED,
        FailureCode::WindowClosed => Explanation {
            text: "The 24-hour window closed before this message could be sent.",
            advice: "Send a template.",
            retry: Retry::Template,
        },
        FailureCode::ChannelGone => Explanation {
            text: "The number that this message was to be sent from is not connected any more.",
            advice: "Connect it again.",
            retry: Retry::Person,
        },
        FailureCode::Cancelled => Explanation {
            text: "You took this message back before it was sent.",
            advice: NOTHING,
            retry: Retry::Person,
        },
        FailureCode::FileMissing => Explanation {
            text: "The file of this message is not on this computer any more.",
            advice: "Attach it again.",
            retry: Retry::Never,
        },
        FailureCode::MarketingStopped => Explanation {
            text: "This customer does not want marketing messages.",
            advice: "Send a message of another category, or wait until they want them again.",
            retry: Retry::Never,
        },
        FailureCode::MarketingToUs => Explanation {
            text: "Marketing messages do not reach numbers of the United States.",
            advice: "Send a utility template, or reach them another way.",
            retry: Retry::Never,
        },
        FailureCode::TemplateRefused => Explanation {
            text: "WhatsApp does not send this template at present.",
            advice: "Choose another one.",
            retry: Retry::Template,
        },
        FailureCode::TooManyTemplates => Explanation {
            text: "This customer had enough templates for this hour.",
            advice: "Try again later; the settings say how many one person may get.",
            retry: Retry::Person,
        },
        FailureCode::PortfolioLimit => Explanation {
            text: "You have written to as many new people today as WhatsApp allows.",
            advice: "Try again tomorrow; answers to people who write to you are not limited.",
            retry: Retry::Person,
        },
        FailureCode::Blocked => Explanation {
            text: "You have blocked this customer.",
            advice: "Unblock them to write.",
            retry: Retry::Person,
        },
    }
}

fn explain_number(number: i64) -> Explanation {
    let line = LINES.iter().find(|line| line.codes.contains(&number));
    line.map_or(UNLISTED, |line| Explanation { text: line.text, advice: line.advice, retry: line.retry })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_has_no_code_twice() {
        for (line, next) in LINES.iter().zip(LINES.iter().skip(1)) {
            assert!(line.codes.end() < next.codes.start(), "{:?} before {:?}", line.codes, next.codes);
        }
    }

    #[test]
    fn every_sentence_is_plain() {
        for line in LINES {
            assert!(line.text.ends_with('.'), "{}", line.text);
            assert!(line.advice.is_empty() || line.advice.ends_with('.'), "{}", line.advice);
            let jargon = ["API", "endpoint", "parameter", "OAuth", "WABA", "hydrated"];
            assert!(!jargon.iter().any(|word| line.text.contains(word)), "{}", line.text);
        }
    }

    #[test]
    fn what_is_commonly_believed_of_these_codes_is_wrong() {
        let text = |code| explain_number(code).text;
        assert!(text(131_026).contains("cannot deliver"), "131026 is not: too long");
        assert!(text(131_051).contains("not supported"), "131051 is not: rate limit");
        assert!(text(131_031).contains("locked"), "131031 is not: unsupported type");
        assert_eq!(explain_number(131_056).retry, Retry::SlowPair, "131056 is not: template paused");
        assert!(text(132_015).contains("paused"));
    }

    #[test]
    fn only_credentials_and_the_account_stop_a_channel() {
        for code in [0, 10, 190, 200, 250, 299, 131_005] {
            assert_eq!(explain_number(code).retry, Retry::Channel, "{code}");
        }
        for code in [100, 131_000, 131_026, 131_047, 131_056, 130_429] {
            assert_ne!(explain_number(code).retry, Retry::Channel, "{code}");
        }
    }

    #[test]
    fn an_unlisted_code_is_never_tried_again() {
        assert_eq!(explain_number(999_999), UNLISTED);
        assert_eq!(explain(FailureCode::Http(418)).retry, Retry::Never);
        assert_eq!(explain(FailureCode::Http(503)).retry, Retry::Backoff);
    }
}
