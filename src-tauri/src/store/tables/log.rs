//! The events, in order.

use std::collections::BTreeMap;

use crate::domain::event::{Actor, Event, MessageQueued, NewEvent, Recorded};
use crate::domain::ids::{MessageId, Seq};
use crate::store::hash::hash64;
use crate::store::{DbResult, ReadTx, WriteTx};

use super::time;

/// Where the event with this id stands, if it is in the log.
pub fn find(tx: &ReadTx, id: &str) -> DbResult<Option<Seq>> {
    tx.query_first("SELECT seq FROM log WHERE id_hash = ?1 AND id = ?2", (hash64(id), id), |row| row.get(0).map(Seq))
}

/// Where the events with these ids stand, of those that are in the log.
pub fn find_all(tx: &ReadTx, ids: &[String]) -> DbResult<Vec<Seq>> {
    let hashes: Vec<i64> = ids.iter().map(|id| hash64(id)).collect();
    let sql = "SELECT seq, id FROM log WHERE id_hash IN (SELECT value FROM json_each(?1))";
    let rows = tx.query_all(sql, [serde_json::to_string(&hashes)?], |row| Ok((Seq(row.get(0)?), row.get(1)?)))?;
    Ok(rows.into_iter().filter(|(_, id)| ids.contains(id)).map(|(seq, _)| seq).collect())
}

/// Adds an event that is not there yet.
pub(crate) fn insert(tx: &WriteTx, event: &NewEvent) -> DbResult<Seq> {
    tx.execute(
        "INSERT INTO log (id, id_hash, kind, actor, at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            &event.id,
            hash64(&event.id),
            event.event.kind(),
            event.actor.to_text(),
            event.at.timestamp_millis(),
            event.event.to_json()?,
        ),
    )?;
    Ok(Seq(tx.last_insert_id()))
}

/// The place of the newest event; `Seq(0)` in an empty log.
pub fn head(tx: &ReadTx) -> DbResult<Seq> {
    let last = tx.query_first("SELECT seq FROM log ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))?;
    Ok(Seq(last.unwrap_or(0)))
}

/// The events behind `after`, at most `limit`.
pub fn page_after(tx: &ReadTx, after: Seq, limit: u32) -> DbResult<Vec<Recorded>> {
    page(tx, "SELECT seq, kind, actor, at, body FROM log WHERE seq > ?1 ORDER BY seq LIMIT ?2", after, limit)
}

/// Those of them that speak of a file that lies at the provider, or of a message of a phone's past whose file comes
/// apart from it. Their words are not looked at: a workspace has a hundred times as many of them as files.
pub fn with_files_after(tx: &ReadTx, after: Seq, limit: u32) -> DbResult<Vec<Recorded>> {
    let sql = "SELECT seq, kind, actor, at, body FROM log
         WHERE seq > ?1 AND (instr(body, '\"providerMediaId\"') > 0
             OR (kind = 'history_received.1' AND json_extract(body, '$.content.kind') = 'placeholder'))
         ORDER BY seq LIMIT ?2";
    page(tx, sql, after, limit)
}

fn page(tx: &ReadTx, sql: &str, after: Seq, limit: u32) -> DbResult<Vec<Recorded>> {
    let rows = tx.query_all(sql, (after.0, limit), |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get(3)?, row.get::<_, String>(4)?))
    })?;
    rows.into_iter()
        .map(|(seq, kind, actor, at, body)| {
            let event = Event::from_json(&kind, &body)?;
            Ok(Recorded { seq: Seq(seq), actor: Actor::from_text(&actor), at: time(at), event })
        })
        .collect()
}

/// The wish by which an outgoing message came to be.
pub fn wish(tx: &ReadTx, message: MessageId) -> DbResult<Option<MessageQueued>> {
    let sql = "SELECT body FROM log WHERE seq = ?1 AND kind = 'message_queued.1'";
    let body = tx.query_first(sql, [message.0], |row| row.get::<_, String>(0))?;
    Ok(body.as_deref().map(serde_json::from_str).transpose()?)
}

/// The event at a place.
pub fn event(tx: &ReadTx, seq: Seq) -> DbResult<Option<Recorded>> {
    let row = tx.query_first("SELECT kind, actor, at, body FROM log WHERE seq = ?1", [seq.0], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get::<_, String>(3)?))
    })?;
    row.map(|(kind, actor, at, body)| {
        let event = Event::from_json(&kind, &body)?;
        Ok(Recorded { seq, actor: Actor::from_text(&actor), at: time(at), event })
    })
    .transpose()
}

/// The portfolio in which the user ids of each channel are unique, as far as messages have told of it.
pub fn scopes(tx: &ReadTx) -> DbResult<BTreeMap<String, String>> {
    let rows = tx.query_all(
        "SELECT DISTINCT json_extract(body, '$.channel'), json_extract(body, '$.scope') FROM log
         WHERE kind = 'message_received.1'",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(rows.into_iter().collect())
}

/// Events behind `after` that an earlier version did not understand, at most `limit`, and the place up to which was
/// looked.
pub fn not_understood(tx: &ReadTx, after: Seq, limit: u32) -> DbResult<Vec<Seq>> {
    tx.query_all(
        "SELECT seq FROM log
         WHERE seq > ?1 AND (kind = 'other_received.1'
             OR (kind = 'message_received.1' AND json_extract(body, '$.content.kind') IN ('other', 'unsupported')))
         ORDER BY seq LIMIT ?2",
        (after.0, limit),
        |row| row.get(0).map(Seq),
    )
}
