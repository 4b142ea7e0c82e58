//! The bytes of a webhook and the signature over them.

use std::fmt::Write;

use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

/// The value of `X-Hub-Signature-256` over exactly these bytes.
pub(in crate::simulator) fn signature(app_secret: &str, body: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(app_secret.as_bytes()) else { return String::new() };
    mac.update(body);
    mac.finalize().into_bytes().iter().fold("sha256=".to_owned(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// JSON in ASCII alone: everything else as `\uXXXX`, in surrogate pairs where needed, as Meta writes it.
pub(in crate::simulator) fn escaped(value: &Value) -> String {
    let plain = value.to_string();
    let mut text = String::with_capacity(plain.len());
    for c in plain.chars() {
        if c.is_ascii() {
            text.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_covers_the_escaped_bytes() {
        let body = r#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[]}],"t":"caf\u00e9"}"#;
        let expected = "sha256=a605f8160021875283a1d5d5a170462027540f3d2b6b48afa678b87e879bb1c4";
        assert_eq!(signature("app_secret_0001", body.as_bytes()), expected);
    }

    #[test]
    fn everything_beyond_ascii_is_escaped_and_reads_back_the_same() {
        let value = serde_json::json!({"t": "café 🌷 \"مرحبا\"\n"});
        let text = escaped(&value);
        assert!(text.is_ascii() && text.contains("caf\\u00e9 \\ud83c\\udf37"), "got {text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
