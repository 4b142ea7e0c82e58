//! Phone numbers that are written in two ways.
//!
//! In Brazil, Mexico and Argentina the same mobile phone goes by two numbers, and WhatsApp may answer with another one
//! than was dialled (Meta, "Common envelope": by design). Numbers are compared by [`key`], and dialled as WhatsApp gave
//! them. Libraries for phone numbers are no help: they call some valid WhatsApp ids invalid.

use rlibphonenumber::{PhoneNumber, Region};

/// The form in which both ways of writing a number are equal. Takes and gives digits without a plus sign.
///
/// - Brazil `55`: mobile numbers had eight digits behind the area code and now begin with an additional 9.
/// - Mexico `52`: a 1 stood before the ten digits of a mobile number.
/// - Argentina `54`: a 9 stands before the ten digits of a mobile number when it is dialled from abroad.
pub fn key(digits: &str) -> String {
    let without = |country: &str, mark: &str, rest: usize| {
        let national = digits.strip_prefix(country)?.strip_prefix(mark)?;
        (national.len() == rest).then(|| format!("{country}{national}"))
    };
    if let Some(national) = digits.strip_prefix("55").filter(|national| national.len() == 10)
        && let (Some(area), Some(local)) = (national.get(..2), national.get(2..))
        && local.starts_with(['6', '7', '8', '9'])
    {
        return format!("55{area}9{local}");
    }
    without("52", "1", 10).or_else(|| without("54", "9", 10)).unwrap_or_else(|| digits.to_owned())
}

/// The digits of a number as somebody wrote it.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a number, in digits without a plus sign, is one of the United States. They share the country code 1 with Canada
/// and the Caribbean; the area codes are those of Google's libphonenumber. A number that it does not know is not one.
pub fn is_of_the_united_states(digits: &str) -> bool {
    let known = digits.starts_with('1').then(|| PhoneNumber::parse(format!("+{digits}"), None).ok()).flatten();
    known.and_then(|number| number.get_region_code()) == Some(Region::US)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_united_states_are_told_from_their_neighbours() {
        for american in ["16505550100", "12125550123", "18085550100"] {
            assert!(is_of_the_united_states(american), "{american}");
        }
        // Toronto, Montreal, Jamaica, the Dominican Republic, London, São Paulo.
        for other in ["14165550100", "15145550100", "18765550100", "18095550100", "442071838750", "5511999990114", ""] {
            assert!(!is_of_the_united_states(other), "{other}");
        }
    }

    #[test]
    fn both_ways_of_writing_a_number_have_one_key() {
        for (one, other) in
            [("553199990114", "5531999990114"), ("5215555550119", "525555550119"), ("5491123456789", "541123456789")]
        {
            assert_eq!(key(one), key(other), "{one} and {other}");
        }
    }

    #[test]
    fn other_numbers_keep_to_themselves() {
        for number in ["16505550100", "551133334444", "5531999990114", "525555550119", "4915228817386", "", "55"] {
            assert_eq!(key(number), number);
        }
        assert_ne!(key("5511999990126"), key("5521999990126"), "another area");
    }
}
