//! Words without what people type differently: capitals, accents, blanks.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// The form in which words are compared and sorted: small letters, Latin accents off, one blank between words. Marks of
/// scripts in which they carry meaning, such as Hindi, stay.
pub fn folded(text: &str) -> String {
    let apart = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let plain: String = apart.chars().filter(|sign| !is_accent(*sign)).flat_map(char::to_lowercase).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The combining marks of Latin, Greek and Cyrillic letters.
fn is_accent(sign: char) -> bool {
    matches!(sign, '\u{0300}'..='\u{036F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_accents_and_blanks_make_no_difference() {
        for (one, other) in
            [("Ángel  Núñez", "angel nunez"), (" JOÃO ", "joao"), ("Ｆｕｌｌ", "full"), ("Ölung", "olung")]
        {
            assert_eq!(folded(one), other);
        }
    }

    #[test]
    fn marks_that_carry_meaning_stay() {
        assert_ne!(folded("की"), folded("का"));
        assert_eq!(folded("مرحبا"), "مرحبا");
    }
}
