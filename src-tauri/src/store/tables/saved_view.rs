//! Views of the list that somebody gave a name.

use crate::domain::ids::{LabelId, ViewId};
use crate::domain::list::ListView;
use crate::store::{DbResult, ReadTx, WriteTx};

/// A view with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedViewRow {
    /// Our number for it.
    pub id: ViewId,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub view: ListView,
}

/// All saved views, in the order in which they were made.
pub fn all(tx: &ReadTx) -> DbResult<Vec<SavedViewRow>> {
    let rows = tx.query_all("SELECT id, name, body FROM saved_view ORDER BY id", [], |row| {
        Ok((ViewId(row.get(0)?), row.get(1)?, row.get::<_, String>(2)?))
    })?;
    rows.into_iter().map(|(id, name, body)| Ok(SavedViewRow { id, name, view: serde_json::from_str(&body)? })).collect()
}

/// Adds a view, or replaces what is known of it.
pub(crate) fn put(tx: &WriteTx, row: &SavedViewRow) -> DbResult<()> {
    tx.execute(
        "INSERT INTO saved_view (id, name, body) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body",
        (row.id.0, &row.name, serde_json::to_string(&row.view)?),
    )?;
    Ok(())
}

/// Takes a view away.
pub(crate) fn delete(tx: &WriteTx, id: ViewId) -> DbResult<()> {
    tx.execute("DELETE FROM saved_view WHERE id = ?1", [id.0])?;
    Ok(())
}

/// Takes the views away that show nothing but the threads with a label.
pub(crate) fn delete_of_label(tx: &WriteTx, label: LabelId) -> DbResult<()> {
    tx.execute("DELETE FROM saved_view WHERE json_extract(body, '$.label') = ?1", [label.0])?;
    Ok(())
}
