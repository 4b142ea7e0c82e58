//! Labels, and the threads that bear them.

use rusqlite::Row;

use crate::domain::ids::{ConversationId, LabelId};
use crate::domain::list::LabelColor;
use crate::store::{DbResult, ReadTx, WriteTx};

/// A label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelRow {
    /// Our number for it.
    pub id: LabelId,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub color: LabelColor,
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<LabelRow> {
    let color = LabelColor::from_name(&row.get::<_, String>(2)?);
    Ok(LabelRow { id: LabelId(row.get(0)?), name: row.get(1)?, color })
}

/// All labels, in the order in which they were made.
pub fn all(tx: &ReadTx) -> DbResult<Vec<LabelRow>> {
    tx.query_all("SELECT id, name, color FROM label ORDER BY id", [], from_row)
}

/// A label by number.
pub fn by_id(tx: &ReadTx, id: LabelId) -> DbResult<Option<LabelRow>> {
    tx.query_first("SELECT id, name, color FROM label WHERE id = ?1", [id.0], from_row)
}

/// The labels of a thread, in the order in which they were made.
pub fn of_conversation(tx: &ReadTx, conversation: ConversationId) -> DbResult<Vec<LabelId>> {
    let sql = "SELECT label FROM conversation_label WHERE conversation = ?1 ORDER BY label";
    tx.query_all(sql, [conversation.0], |row| row.get(0).map(LabelId))
}

/// Adds a label, or gives a known one another name and colour.
pub(crate) fn put(tx: &WriteTx, row: &LabelRow) -> DbResult<()> {
    tx.execute(
        "INSERT INTO label (id, name, color) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, color = excluded.color",
        (row.id.0, &row.name, row.color.name()),
    )?;
    Ok(())
}

/// Takes a label away, from every thread too.
pub(crate) fn delete(tx: &WriteTx, id: LabelId) -> DbResult<()> {
    tx.execute("DELETE FROM conversation_label WHERE label = ?1", [id.0])?;
    tx.execute("DELETE FROM label WHERE id = ?1", [id.0])?;
    Ok(())
}

/// Puts a label on a thread, or takes it off. Tells whether that changed anything.
pub(crate) fn set_on(tx: &WriteTx, conversation: ConversationId, label: LabelId, on: bool) -> DbResult<bool> {
    let sql = if on {
        "INSERT INTO conversation_label (conversation, label) VALUES (?1, ?2) ON CONFLICT DO NOTHING"
    } else {
        "DELETE FROM conversation_label WHERE conversation = ?1 AND label = ?2"
    };
    Ok(tx.execute(sql, (conversation.0, label.0))? > 0)
}

/// Puts the labels of one thread on another one as well.
pub(crate) fn copy(tx: &WriteTx, from: ConversationId, to: ConversationId) -> DbResult<()> {
    tx.execute(
        "INSERT INTO conversation_label (conversation, label)
         SELECT ?2, label FROM conversation_label WHERE conversation = ?1 ON CONFLICT DO NOTHING",
        (from.0, to.0),
    )?;
    Ok(())
}
