//! Ids of the shapes that Meta gives, and the phone numbers behind `wa_id`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fastrand::Rng;

pub(super) fn digits(rng: &mut Rng, length: usize) -> String {
    std::iter::once(rng.char('1'..='9')).chain((1..length).map(|_| rng.char('0'..='9'))).collect()
}

pub(super) fn hex(rng: &mut Rng, length: usize) -> String {
    (0..length).map(|_| rng.digit(16)).collect()
}

pub(super) fn token(rng: &mut Rng) -> String {
    let rest: String = (0..80).map(|_| rng.alphanumeric()).collect();
    format!("EAAG{rest}")
}

pub(super) fn trace(rng: &mut Rng) -> String {
    let rest: String = (0..22).map(|_| rng.alphanumeric()).collect();
    format!("A{rest}")
}

pub(super) fn wamid(rng: &mut Rng) -> String {
    let bytes: Vec<u8> = (0..30).map(|_| rng.u8(..)).collect();
    format!("wamid.HBgL{}", STANDARD.encode(bytes))
}

pub(super) fn wacid(rng: &mut Rng) -> String {
    wamid(rng).replacen("wamid.", "wacid.", 1)
}

/// A business-scoped user id: the country, a dot, then letters or digits.
pub(super) fn user_id(rng: &mut Rng, country: &str) -> String {
    format!("{country}.{}", digits(rng, 20))
}

pub(super) fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The `wa_id` behind a number as it is dialled, both in digits without `+`.
///
/// Brazil, Mexico and Argentina keep or drop a mobile digit that the dialled number has or lacks: the reason why a
/// client must believe the `wa_id` in the answer and not what was typed.
pub(super) fn wa_id(dialled: &str) -> String {
    brazil(dialled).or_else(|| mexico(dialled)).or_else(|| argentina(dialled)).unwrap_or_else(|| dialled.to_owned())
}

fn brazil(dialled: &str) -> Option<String> {
    let national = dialled.strip_prefix("55")?;
    let (area, local) = national.split_at_checked(2)?;
    let keeps_the_nine = area < "31";
    match (local.len(), keeps_the_nine) {
        (9, false) => local.strip_prefix('9').map(|rest| format!("55{area}{rest}")),
        (8, true) if local.starts_with(['6', '7', '8', '9']) => Some(format!("55{area}9{local}")),
        _ => None,
    }
}

fn mexico(dialled: &str) -> Option<String> {
    let national = dialled.strip_prefix("52")?;
    (national.len() == 10).then(|| format!("521{national}"))
}

fn argentina(dialled: &str) -> Option<String> {
    let national = dialled.strip_prefix("54")?;
    (national.len() == 10).then(|| format!("549{national}"))
}

/// Whether a text has the shape of a business-scoped user id, its parent form included.
pub(super) fn is_user_id(text: &str) -> bool {
    let Some((country, rest)) = text.split_once('.') else { return false };
    let rest = rest.strip_prefix("ENT.").unwrap_or(rest);
    country.len() == 2
        && country.chars().all(|c| c.is_ascii_uppercase())
        && (1..=128).contains(&rest.len())
        && rest.chars().all(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brazil_mexico_and_argentina_change_the_number() {
        assert_eq!(wa_id("5531999990001"), "553199990001", "beyond São Paulo and Rio the ninth digit is not kept");
        assert_eq!(wa_id("5511999990001"), "5511999990001");
        assert_eq!(wa_id("551199990001"), "5511999990001");
        assert_eq!(wa_id("525512345678"), "5215512345678");
        assert_eq!(wa_id("541155550001"), "5491155550001");
        assert_eq!(wa_id("16505550100"), "16505550100");
    }

    #[test]
    fn a_user_id_may_hold_letters_and_a_parent_mark() {
        assert!(is_user_id("US.13491208655302741918") && is_user_id("BR.9aZ") && is_user_id("US.ENT.118"));
        assert!(!is_user_id("16505550100") && !is_user_id("us.1") && !is_user_id("US.") && !is_user_id("US.1-2"));
    }
}
