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
    key: &'static str,
    retry: Retry,
}

const fn line(code: i64, key: &'static str, retry: Retry) -> Line {
    Line { codes: code..=code, key, retry }
}

const fn after(seconds: u64) -> Retry {
    Retry::After(Duration::from_secs(seconds))
}

/// Sorted by code.
static LINES: &[Line] = &[
    line(0, "access_expired", Retry::Channel),
    line(1, "hiccup", Retry::Backoff),
    line(2, "down", Retry::Backoff),
    line(3, "permission_missing", Retry::Channel),
    line(4, "too_many_requests", after(5 * MINUTE)),
    line(10, "permission_missing", Retry::Channel),
    line(33, "number_unknown", Retry::Channel),
    line(100, "not_accepted_part", Retry::Never),
    line(104, "setup_incomplete", Retry::Channel),
    line(190, "reconnect", Retry::Channel),
    Line { codes: 200..=299, key: "account_forbidden", retry: Retry::Channel },
    line(368, "account_restricted", Retry::Channel),
    line(613, "too_many_requests", Retry::Backoff),
    line(80_007, "account_request_limit", after(5 * MINUTE)),
    line(80_008, "account_request_limit", after(5 * MINUTE)),
    line(130_403, "blocked", Retry::Person),
    line(130_429, "too_fast", Retry::Backoff),
    line(130_472, "test_group", Retry::Never),
    line(130_497, "country_forbidden", Retry::Never),
    line(130_501, "group_kinds", Retry::Never),
    line(131_000, "unknown_error", Retry::Backoff),
    line(131_005, "account_forbidden", Retry::Channel),
    line(131_008, "part_missing", Retry::Never),
    line(131_009, "part_not_allowed", Retry::Never),
    line(131_016, "busy", Retry::Backoff),
    line(131_020, "group_of_one", Retry::Never),
    line(131_021, "own_number", Retry::Never),
    line(131_026, "undeliverable", Retry::Never),
    line(131_030, "test_number", Retry::Person),
    line(131_031, "account_locked", Retry::Channel),
    line(131_037, "display_name", Retry::Person),
    line(131_042, "payment", Retry::Channel),
    line(131_044, "payment", Retry::Channel),
    line(131_045, "not_registered", Retry::Channel),
    line(131_047, "window_closed_at_provider", Retry::Template),
    line(131_048, "sending_restricted", Retry::Never),
    line(131_049, "marketing_limited", after(24 * HOUR)),
    line(131_050, "marketing_off", Retry::Never),
    line(131_051, "kind_unsupported", Retry::Never),
    line(131_052, "customer_file", Retry::Never),
    line(131_053, "own_file", Retry::Never),
    line(131_055, "another_way", Retry::Never),
    line(131_056, "too_many_for_person", Retry::SlowPair),
    line(131_057, "number_upgrading", after(2 * MINUTE)),
    line(131_060, "only_on_phone", Retry::Never),
    line(131_061, "marketing_price", Retry::Never),
    line(131_062, "number_needed", Retry::Never),
    line(131_063, "marketing_switched_off", Retry::Person),
    line(131_064, "misclassified", after(24 * HOUR)),
    line(132_000, "template_fields_missing", Retry::Never),
    line(132_001, "template_missing", Retry::Never),
    line(132_005, "template_too_long", Retry::Never),
    line(132_007, "template_policy", Retry::Never),
    line(132_008, "template_value", Retry::Never),
    line(132_012, "template_value", Retry::Never),
    line(132_015, "template_paused", after(3 * HOUR)),
    line(132_016, "template_disabled", Retry::Never),
    line(132_018, "template_fields_refused", Retry::Never),
    line(132_068, "form_blocked", Retry::Person),
    line(132_069, "form_limited", after(HOUR)),
    line(133_000, "registration_incomplete", Retry::Channel),
    line(133_004, "unavailable", Retry::Backoff),
    line(133_005, "pin_wrong", Retry::Channel),
    line(133_006, "number_unverified", Retry::Channel),
    line(133_008, "pin_guesses", after(24 * HOUR)),
    line(133_009, "pin_too_fast", after(HOUR)),
    line(133_010, "not_registered", Retry::Channel),
    line(133_015, "number_deleted", after(5 * MINUTE)),
    line(133_016, "registered_too_often", after(72 * HOUR)),
    line(134_011, "payment_terms", Retry::Person),
    line(134_100, "only_marketing", Retry::Never),
    line(134_101, "template_syncing", after(10 * MINUTE)),
    line(134_102, "template_unavailable", Retry::Person),
    line(135_000, "not_accepted", Retry::Never),
    line(137_000, "security_code", Retry::Person),
    line(2_388_019, "templates_full", Retry::Person),
    line(2_388_023, "template_name_blocked", Retry::Never),
    line(2_388_024, "template_name_taken", Retry::Never),
    line(2_388_039, "template_unchangeable", Retry::Never),
    line(2_388_040, "template_words_too_long", Retry::Never),
    line(2_388_047, "template_header_form", Retry::Never),
    line(2_388_072, "template_body_form", Retry::Never),
    line(2_388_073, "template_footer_form", Retry::Never),
    line(2_388_293, "template_variables_many", Retry::Never),
    line(2_388_299, "template_variable_at_end", Retry::Never),
];

const UNLISTED: Explanation = Explanation { key: "unlisted", retry: Retry::Never };

/// What a failure means.
pub fn explain(code: FailureCode) -> Explanation {
    let of = |key: &'static str, retry: Retry| Explanation { key, retry };
    match code {
        FailureCode::Provider(number) => explain_number(number),
        FailureCode::Http(429) => of("too_fast", Retry::Backoff),
        FailureCode::Http(401) => of("access_expired", Retry::Channel),
        FailureCode::Http(500..) => of("down", Retry::Backoff),
        FailureCode::Http(_) => UNLISTED,
        FailureCode::WindowClosed => of("window_closed", Retry::Template),
        FailureCode::ChannelGone => of("channel_gone", Retry::Person),
        FailureCode::Cancelled => of("cancelled", Retry::Person),
        FailureCode::FileMissing => of("file_missing", Retry::Never),
        FailureCode::MarketingStopped => of("marketing_stopped", Retry::Never),
        FailureCode::MarketingToUs => of("marketing_to_us", Retry::Never),
        FailureCode::TemplateRefused => of("template_refused", Retry::Template),
        FailureCode::TooManyTemplates => of("too_many_templates", Retry::Person),
        FailureCode::PortfolioLimit => of("portfolio_limit", Retry::Person),
        FailureCode::Blocked => of("blocked", Retry::Person),
    }
}

fn explain_number(number: i64) -> Explanation {
    let line = LINES.iter().find(|line| line.codes.contains(&number));
    line.map_or(UNLISTED, |line| Explanation { key: line.key, retry: line.retry })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{self, Language};

    #[test]
    fn the_table_is_sorted_and_has_no_code_twice() {
        for (line, next) in LINES.iter().zip(LINES.iter().skip(1)) {
            assert!(line.codes.end() < next.codes.start(), "{:?} before {:?}", line.codes, next.codes);
        }
    }

    #[test]
    fn every_failure_is_said_in_a_plain_sentence() {
        for line in LINES.iter().map(|line| explain_number(*line.codes.start())).chain([UNLISTED]) {
            let said = |language: &Language| texts::knows(*language, &format!("failure_{}", line.key));
            assert!(Language::ALL.iter().all(said), "{}", line.key);
            let (text, advice) = (line.text(Language::English), line.advice(Language::English));
            assert!(text.ends_with('.'), "{text}");
            assert!(advice.is_empty() || advice.ends_with('.'), "{advice}");
            let jargon = ["API", "endpoint", "parameter", "OAuth", "WABA", "hydrated"];
            assert!(!jargon.iter().any(|word| text.contains(word)), "{text}");
        }
    }

    #[test]
    fn what_is_commonly_believed_of_these_codes_is_wrong() {
        let text = |code| explain_number(code).text(Language::English);
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
    fn what_is_wrong_with_a_template_is_said_in_words() {
        let making = [2_388_019, 2_388_023, 2_388_024, 2_388_039, 2_388_040, 2_388_047, 2_388_072, 2_388_073];
        for code in making.into_iter().chain([2_388_293, 2_388_299]) {
            assert_ne!(explain_number(code), UNLISTED, "{code}");
            assert!(!explain_number(code).advice(Language::English).is_empty(), "{code}");
        }
    }

    #[test]
    fn an_unlisted_code_is_never_tried_again() {
        assert_eq!(explain_number(999_999), UNLISTED);
        assert_eq!(explain(FailureCode::Http(418)).retry, Retry::Never);
        assert_eq!(explain(FailureCode::Http(503)).retry, Retry::Backoff);
    }
}
