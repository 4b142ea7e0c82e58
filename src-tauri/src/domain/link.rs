//! Links that ask to write to a phone number: ours, `tel:`, and WhatsApp's own.

use percent_encoding::percent_decode_str;
use url::Url;

use super::phone;

/// The longest number that is taken from a link: 15 digits (ITU E.164), and some to spare for prefixes.
const MOST_DIGITS: usize = 20;

/// The number that a link asks to write to: with a plus sign where the link says the country, else the digits as they
/// stand. `None` for any other link.
///
/// Understood are `frontdesk://chat/{phone}`, `tel:{phone}` (RFC 3966), `whatsapp://send?phone={phone}`,
/// `https://wa.me/{phone}` and `https://api.whatsapp.com/send?phone={phone}` (WhatsApp, "How to use click to chat").
pub fn number_in(link: &str) -> Option<String> {
    let url = Url::parse(link.trim()).ok()?;
    match (url.scheme(), url.host_str()) {
        ("frontdesk", Some("chat")) => full(&decoded(url.path())),
        ("tel", _) => dialled(&decoded(url.path())),
        ("whatsapp", Some("send")) | ("https" | "http", Some("api.whatsapp.com")) => full(&phone_of(&url)?),
        ("https" | "http", Some("wa.me")) => full(&decoded(url.path())),
        _ => None,
    }
}

fn decoded(path: &str) -> String {
    percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy().into_owned()
}

fn phone_of(url: &Url) -> Option<String> {
    url.query_pairs().find(|(name, _)| name == "phone").map(|(_, value)| value.into_owned())
}

/// A number that has its country in front, with or without a sign for it.
fn full(text: &str) -> Option<String> {
    let digits = digits(text)?;
    Some(format!("+{}", digits.strip_prefix("00").unwrap_or(&digits)))
}

/// A number as it is dialled: only a plus sign or 00 says that the country stands in front.
fn dialled(text: &str) -> Option<String> {
    // What follows a semicolon says how to dial it (RFC 3966), not what.
    let number = text.split(';').next().unwrap_or_default();
    let digits = digits(number)?;
    match (number.trim_start().starts_with('+'), digits.strip_prefix("00")) {
        (true, _) => Some(format!("+{digits}")),
        (false, Some(rest)) => Some(format!("+{rest}")),
        (false, None) => Some(digits),
    }
}

/// The digits of a text that holds a number and signs between its groups, and nothing else.
fn digits(text: &str) -> Option<String> {
    let fits = text.chars().all(|c| c.is_ascii_digit() || " +-.()\u{a0}/".contains(c));
    let digits = phone::digits(text);
    (fits && (3..=MOST_DIGITS).contains(&digits.len())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_a_number_are_understood() {
        for (link, number) in [
            ("frontdesk://chat/+16505550100", "+16505550100"),
            ("frontdesk://chat/16505550100", "+16505550100"),
            ("frontdesk://chat/%2B1%20650%20555%200100/", "+16505550100"),
            ("FRONTDESK://chat/0016505550100", "+16505550100"),
            ("tel:+1-650-555-0100", "+16505550100"),
            ("tel:+1(650)555.0100;ext=12", "+16505550100"),
            ("tel:00441632960083", "+441632960083"),
            ("tel:01632%20960083", "01632960083"),
            ("whatsapp://send?phone=16505550100&text=Hello", "+16505550100"),
            ("whatsapp://send/?phone=%2B16505550100", "+16505550100"),
            ("https://wa.me/16505550100?text=Hi", "+16505550100"),
            ("https://api.whatsapp.com/send?phone=16505550100", "+16505550100"),
        ] {
            assert_eq!(number_in(link).as_deref(), Some(number), "{link}");
        }
    }

    #[test]
    fn other_links_and_words_are_none() {
        for link in [
            "",
            "+16505550100",
            "--practice",
            "frontdesk://settings/1234567",
            "frontdesk://chat/",
            "frontdesk://chat/12",
            "frontdesk://chat/<script>1234567",
            "frontdesk://chat/123456789012345678901",
            "tel:",
            "tel:call-me-1234567",
            "whatsapp://send?text=Hello",
            "https://wa.me/message/ABCDEF",
            "https://example.org/16505550100",
            "file:///etc/passwd",
        ] {
            assert_eq!(number_in(link), None, "{link}");
        }
    }
}
