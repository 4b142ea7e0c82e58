//! Preferences of this computer, as JSON by name.

use crate::store::{DbResult, ReadTx, WriteTx};

/// The value kept under a name.
pub fn value(tx: &ReadTx, name: &str) -> DbResult<Option<String>> {
    tx.query_first("SELECT value FROM setting WHERE name = ?1", [name], |row| row.get(0))
}

/// Keeps a value under a name.
pub(crate) fn save(tx: &WriteTx, name: &str, value: &str) -> DbResult<()> {
    tx.execute(
        "INSERT INTO setting (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )?;
    Ok(())
}
