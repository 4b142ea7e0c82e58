//! Answers that are used often.

use crate::domain::ids::ReplyId;
use crate::domain::reply::Reply;
use crate::store::{DbResult, ReadTx, WriteTx};

/// All of them, by their shortcuts.
pub fn all(tx: &ReadTx) -> DbResult<Vec<(ReplyId, Reply)>> {
    let sql = "SELECT id, body FROM saved_reply ORDER BY shortcut, id";
    let rows = tx.query_all(sql, [], |row| Ok((ReplyId(row.get(0)?), row.get::<_, String>(1)?)))?;
    rows.into_iter().map(|(id, body)| Ok((id, serde_json::from_str(&body)?))).collect()
}

/// One of them.
pub fn by_id(tx: &ReadTx, id: ReplyId) -> DbResult<Option<Reply>> {
    let body = tx.query_first("SELECT body FROM saved_reply WHERE id = ?1", [id.0], |row| row.get::<_, String>(0))?;
    body.map(|body| Ok(serde_json::from_str(&body)?)).transpose()
}

/// The one with this shortcut, in the form of [`Reply::key`].
pub fn by_key(tx: &ReadTx, key: &str) -> DbResult<Option<ReplyId>> {
    tx.query_first("SELECT id FROM saved_reply WHERE shortcut = ?1", [key], |row| row.get(0).map(ReplyId))
}

/// Keeps one, in the place of what it was.
pub(crate) fn put(tx: &WriteTx, id: ReplyId, reply: &Reply) -> DbResult<()> {
    tx.execute(
        "INSERT INTO saved_reply (id, shortcut, body) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET shortcut = excluded.shortcut, body = excluded.body",
        (id.0, reply.key(), serde_json::to_string(reply)?),
    )?;
    Ok(())
}

/// Forgets one.
pub(crate) fn delete(tx: &WriteTx, id: ReplyId) -> DbResult<()> {
    tx.execute("DELETE FROM saved_reply WHERE id = ?1", [id.0])?;
    Ok(())
}
