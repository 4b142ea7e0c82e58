//! JSON objects that are put together piece by piece.

use serde_json::Value;

/// Sets a field of an object, if there is something to set.
pub(super) fn put(object: &mut Value, key: &str, value: Option<impl Into<Value>>) {
    if let (Some(fields), Some(value)) = (object.as_object_mut(), value) {
        fields.insert(key.to_owned(), value.into());
    }
}
