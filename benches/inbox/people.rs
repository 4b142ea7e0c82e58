//! The customers: each follows from the seed and their number, so that whoever writes to a workspace later knows them.

use fastrand::Rng;
use frontdesk::domain::person::Identity;

use crate::words::Vocabulary;

/// A customer.
pub struct Person {
    /// How the provider names them.
    pub identity: Identity,
    /// In their profile.
    pub name: String,
    /// With some of them.
    pub username: Option<String>,
    /// Their language, as the vocabulary counts them.
    pub language: usize,
}

/// Calling codes, with the number of digits that follow.
const COUNTRIES: [(&str, usize); 8] =
    [("1", 10), ("34", 9), ("55", 11), ("49", 11), ("33", 9), ("20", 10), ("91", 10), ("86", 11)];

/// The customer with this number. One in thirty hides their phone number behind a user name.
pub fn person(vocabulary: &Vocabulary, seed: u64, number: u64) -> Person {
    let mut rng = Rng::with_seed(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let language = vocabulary.language(&mut rng);
    let name = vocabulary.name(language, &mut rng);
    let (code, digits) = COUNTRIES.get(language).copied().unwrap_or(("1", 10));
    // The number makes it unique; what stands before it spreads it over the index.
    let wa_id = format!("{code}{:0width$}{number:07}", rng.u32(1..90), width = digits.saturating_sub(7));
    let user_id = format!("US.{:010}{number:08}", rng.u64(1..10_000_000_000));
    let hidden = rng.u8(0..30) == 0;
    let username = (hidden || rng.u8(0..5) == 0).then(|| format!("u{number}_{}", rng.u16(..)));
    let identity = Identity { wa_id: (!hidden).then_some(wa_id), user_id: Some(user_id), parent_user_id: None };
    Person { identity, name, username, language }
}
