//! Short stand-ins for long random ids, so that their indexes stay small.

use sha2::{Digest, Sha256};

/// The first 64 bits of the id's SHA-256. Two ids may share one: compare the ids as well.
pub fn hash64(id: &str) -> i64 {
    let digest: [u8; 32] = Sha256::digest(id.as_bytes()).into();
    let [a, b, c, d, e, f, g, h, ..] = digest;
    i64::from_be_bytes([a, b, c, d, e, f, g, h])
}
