//! What somebody noted about people.

use chrono::{DateTime, Utc};

use crate::domain::ids::{ContactId, NoteId};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::{contact, time};

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRow {
    /// Our number for it.
    pub id: NoteId,
    /// The contact about whom it was written.
    pub contact: ContactId,
    /// Who wrote it, in the form of [`crate::domain::event::Actor::to_text`].
    pub author: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says.
    pub text: String,
}

const COLUMNS: &str = "id, contact, author, at, text";

fn from_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<NoteRow> {
    Ok(NoteRow {
        id: NoteId(row.get(0)?),
        contact: ContactId(row.get(1)?),
        author: row.get(2)?,
        at: time(row.get(3)?),
        text: row.get(4)?,
    })
}

/// The notes about a person and about those who were merged into them, newest first.
pub fn about(tx: &ReadTx, contact: ContactId, limit: u32) -> DbResult<Vec<NoteRow>> {
    let sql = format!("SELECT {COLUMNS} FROM contact_note WHERE contact = ?1 ORDER BY at DESC, id DESC LIMIT ?2");
    let mut notes = Vec::new();
    for member in contact::family(tx, contact)? {
        notes.extend(tx.query_all(&sql, (member.0, limit), from_row)?);
    }
    notes.sort_by_key(|note| std::cmp::Reverse((note.at, note.id)));
    notes.truncate(limit as usize);
    Ok(notes)
}

/// A note by number.
pub fn by_id(tx: &ReadTx, id: NoteId) -> DbResult<Option<NoteRow>> {
    tx.query_first(&format!("SELECT {COLUMNS} FROM contact_note WHERE id = ?1"), [id.0], from_row)
}

/// Adds a note.
pub(crate) fn insert(tx: &WriteTx, note: &NoteRow) -> DbResult<()> {
    tx.execute(
        "INSERT INTO contact_note (id, contact, author, at, text) VALUES (?1, ?2, ?3, ?4, ?5)",
        (note.id.0, note.contact.0, &note.author, note.at.timestamp_millis(), &note.text),
    )?;
    Ok(())
}

/// Lets a note say something else.
pub(crate) fn set_text(tx: &WriteTx, id: NoteId, text: &str) -> DbResult<()> {
    tx.execute("UPDATE contact_note SET text = ?2 WHERE id = ?1", (id.0, text))?;
    Ok(())
}

/// Forgets a note.
pub(crate) fn delete(tx: &WriteTx, id: NoteId) -> DbResult<()> {
    tx.execute("DELETE FROM contact_note WHERE id = ?1", [id.0])?;
    Ok(())
}
