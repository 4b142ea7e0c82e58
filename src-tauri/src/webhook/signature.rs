//! Meta's signature: `X-Hub-Signature-256: sha256=` and the HMAC-SHA256 of the raw body, keyed with the app secret.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Whether `header` is the signature of `body`. Compared in constant time, over the bytes as they came.
pub fn is_signed(app_secret: &str, body: &[u8], header: &str) -> bool {
    let Some(signature) = header.strip_prefix("sha256=").and_then(bytes_from_hex) else { return false };
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(app_secret.as_bytes()) else { return false };
    mac.update(body);
    mac.verify_slice(&signature).is_ok()
}

fn bytes_from_hex(hex: &str) -> Option<Vec<u8>> {
    if !hex.len().is_multiple_of(2) || !hex.is_ascii() {
        return None;
    }
    let digits: Option<Vec<u8>> = hex.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    Some(digits?.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECRET: &str = "app_secret_0001";
    const BODY: &[u8] = br#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[]}],"t":"caf\u00e9"}"#;
    const SIGNATURE: &str = "sha256=a605f8160021875283a1d5d5a170462027540f3d2b6b48afa678b87e879bb1c4";

    #[test]
    fn the_signature_covers_the_escaped_bytes() {
        assert!(is_signed(SECRET, BODY, SIGNATURE));
        let unescaped = String::from_utf8_lossy(BODY).replace("\\u00e9", "é");
        assert!(!is_signed(SECRET, unescaped.as_bytes(), SIGNATURE));
    }

    #[test]
    fn anything_else_is_not_a_signature() {
        let (cut_short, without_prefix) = (SIGNATURE.get(..70).unwrap(), SIGNATURE.get(7..).unwrap());
        for header in ["", "sha256=", "sha1=a605", cut_short, without_prefix, "sha256=zz", "sha256=é1"] {
            assert!(!is_signed(SECRET, BODY, header), "{header:?}");
        }
        assert!(!is_signed("another secret", BODY, SIGNATURE));
    }

    proptest! {
        #[test]
        fn no_header_makes_it_panic(header in "\\PC{0,90}") {
            is_signed(SECRET, BODY, &header);
        }
    }
}
