//! People, as a provider names them.

use serde::{Deserialize, Serialize};

use super::phone;

/// The ways in which WhatsApp names one person. Either may be absent: since spring 2026 a person with a username may
/// come without a phone number, and payloads from before then carry no user id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The phone number as WhatsApp writes it: digits without a plus sign. Not always what was dialled (Brazil, Mexico,
    /// Argentina), so never checked against a numbering plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wa_id: Option<String>,
    /// The business-scoped user id, such as `US.13491208655302741918`; the same person has another one in another
    /// business portfolio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    /// The parent user id of businesses with linked portfolios, such as `US.ENT.11815799212886844830`: one for all of
    /// them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent_user_id: Option<String>,
}

impl Identity {
    /// A person of whom only the phone number is known, with or without a plus sign.
    pub fn by_phone(phone: &str) -> Self {
        Identity { wa_id: Some(phone.trim_start_matches('+').to_owned()), ..Identity::default() }
    }

    /// A person of whom only the business-scoped user id is known.
    pub fn by_user_id(user_id: &str) -> Self {
        Identity { user_id: Some(user_id.to_owned()), ..Identity::default() }
    }

    /// Whether they are in the United States, as far as can be told: by the number, or else by the user id, which begins
    /// with its owner's country (Meta, "Business-scoped user ids").
    pub fn is_of_the_united_states(&self) -> bool {
        match &self.wa_id {
            Some(wa_id) => phone::is_of_the_united_states(wa_id),
            None => self.user_id.as_ref().or(self.parent_user_id.as_ref()).is_some_and(|id| id.starts_with("US.")),
        }
    }

    /// Whether the provider named nobody at all.
    pub fn is_empty(&self) -> bool {
        self.wa_id.is_none() && self.user_id.is_none() && self.parent_user_id.is_none()
    }
}

/// A phone number in the international form that the local API takes: `+`, then 2 to 15 digits, the first not 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct E164(String);

/// A text that is not a phone number in international form.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a phone number is written as + and 2 to 15 digits, the first not 0")]
pub struct BadPhone;

impl E164 {
    /// Takes a phone number such as `+16505550100`.
    ///
    /// # Errors
    /// [`BadPhone`] for anything else, spaces and brackets included.
    pub fn new(text: &str) -> Result<Self, BadPhone> {
        let digits = text.strip_prefix('+').ok_or(BadPhone)?;
        let fits =
            (2..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        if fits { Ok(E164(text.to_owned())) } else { Err(BadPhone) }
    }

    /// The number with its plus sign.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text has the shape of a business-scoped user id: two capitals, a dot, perhaps `ENT.`, then 1 to 128
/// letters and digits (Meta's documentation of business-scoped user ids).
pub fn is_user_id(text: &str) -> bool {
    let Some((country, rest)) = text.split_once('.') else { return false };
    let id = rest.strip_prefix("ENT.").unwrap_or(rest);
    country.len() == 2
        && country.bytes().all(|b| b.is_ascii_uppercase())
        && (1..=128).contains(&id.len())
        && id.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_tells_the_country_and_without_one_the_user_id_does() {
        assert!(Identity::by_phone("+16505550100").is_of_the_united_states());
        assert!(Identity::by_user_id("US.1349").is_of_the_united_states());
        assert!(!Identity::by_user_id("CA.1349").is_of_the_united_states());
        let canadian = Identity { user_id: Some("US.1349".into()), ..Identity::by_phone("+14165550100") };
        assert!(!canadian.is_of_the_united_states(), "the number is the closer hint");
    }

    #[test]
    fn phone_numbers_are_taken_in_international_form_only() {
        for good in ["+16505550100", "+12", "+521234567890123"] {
            assert!(E164::new(good).is_ok(), "{good}");
        }
        for bad in ["16505550100", "+", "+1", "+0123", "+1650 555", "+1234567890123456", "+１２３", ""] {
            assert_eq!(E164::new(bad), Err(BadPhone), "{bad}");
        }
    }

    #[test]
    fn user_ids_may_have_letters_and_a_parent_form() {
        for good in ["US.13491208655302741918", "US.ENT.11815799212886844830", "BR.a1"] {
            assert!(is_user_id(good), "{good}");
        }
        for bad in ["16505550100", "us.1", "US.", "US.a-b", "USA.1", "US.ENT."] {
            assert!(!is_user_id(bad), "{bad}");
        }
    }
}
