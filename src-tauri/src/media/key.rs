//! What a file is called in this house.

use std::fmt;

/// A file's SHA-256 in lower-case hex. It names the file on the disk, so that nothing else may ever stand in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey(String);

/// Something that is no SHA-256 in lower-case hex.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a file's key has 64 of 0-9 and a-f")]
pub struct BadKey;

impl FileKey {
    /// Takes 64 lower-case hex digits.
    ///
    /// # Errors
    /// [`BadKey`] for anything else.
    pub fn parse(text: &str) -> Result<FileKey, BadKey> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 64 && text.bytes().all(is_digit) { Ok(FileKey(text.to_owned())) } else { Err(BadKey) }
    }

    /// The key of these 32 bytes of SHA-256.
    pub fn of_digest(digest: &[u8]) -> FileKey {
        FileKey(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// The hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first two digits: the folder in which the file lies, so that no folder gets too many.
    pub(super) fn folder(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }
}

impl fmt::Display for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_a_hash_names_a_file() {
        let good = "0123456789abcdef".repeat(4);
        assert_eq!(FileKey::parse(&good).unwrap().as_str(), good);
        for bad in ["", "..", &good.to_uppercase(), &"a".repeat(63), &format!("{good}0"), &good.replace("01", "./")] {
            assert_eq!(FileKey::parse(bad), Err(BadKey), "{bad}");
        }
    }
}
