//! Places in a list, as text that means nothing to whoever holds it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::domain::problem::Wrong;

use super::types::ApiError;

/// A sort value and a number, as text.
pub(super) fn write(value: i64, id: i64) -> String {
    URL_SAFE_NO_PAD.encode(format!("{value}.{id}"))
}

/// Reads a cursor back.
pub(super) fn read(cursor: &str) -> Result<(i64, i64), ApiError> {
    let bad = || ApiError::invalid("cursor", Wrong::Malformed);
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| bad())?;
    let text = String::from_utf8(bytes).map_err(|_| bad())?;
    let (value, id) = text.split_once('.').ok_or_else(bad)?;
    Ok((value.parse().map_err(|_| bad())?, id.parse().map_err(|_| bad())?))
}

/// A name and a number, as text.
pub(super) fn write_text(name: &str, id: i64) -> String {
    URL_SAFE_NO_PAD.encode(format!("{id}.{name}"))
}

/// Reads a cursor of [`write_text`] back.
pub(super) fn read_text(cursor: &str) -> Result<(String, i64), ApiError> {
    let bad = || ApiError::invalid("cursor", Wrong::Malformed);
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| bad())?;
    let text = String::from_utf8(bytes).map_err(|_| bad())?;
    let (id, name) = text.split_once('.').ok_or_else(bad)?;
    Ok((name.to_owned(), id.parse().map_err(|_| bad())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_back_and_nonsense_is_refused() {
        assert_eq!(read(&write(-5, i64::MAX)), Ok((-5, i64::MAX)));
        assert_eq!(read_text(&write_text("ana. ruiz", 7)), Ok(("ana. ruiz".to_owned(), 7)));
        for bad in ["", "x", "eA", "é", "MS4"] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
    }
}
