//! Messages by number, by the provider's id, and page by page.

use std::collections::BTreeMap;

use rusqlite::Row;

use crate::domain::content::Content;
use crate::domain::ids::{ConversationId, MessageId};
use crate::domain::status::MessageStatus;
use crate::store::hash::hash64;
use crate::store::tables::{log, time};
use crate::store::{DbError, DbResult, ReadTx};

use super::{MessageRow, Origin, Place};

pub(super) const COLUMNS: &str = "id, conversation, home, outbound, from_customer, shown, at, received_at, origin, provider_id,
    author, sent_at, delivered_at, read_at, played_at, deleted_at, transcript, content, context, status, failure, pricing,
    versions";

/// The plain columns, and the JSON ones as text: their errors are not SQLite's.
pub(super) type Raw = (MessageRow, [Option<String>; 6]);

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Raw> {
    let moment = |column| row.get::<_, Option<i64>>(column).map(|millis| millis.map(time));
    let message = MessageRow {
        home: ConversationId(row.get(2)?),
        outbound: row.get(3)?,
        from_customer: row.get(4)?,
        shown: row.get(5)?,
        origin: Origin::from_name(&row.get::<_, String>(8)?),
        provider_id: row.get(9)?,
        author: row.get(10)?,
        sent_at: moment(11)?,
        delivered_at: moment(12)?,
        read_at: moment(13)?,
        played_at: moment(14)?,
        deleted_at: moment(15)?,
        transcript: row.get(16)?,
        ..MessageRow::new(
            MessageId(row.get(0)?),
            ConversationId(row.get(1)?),
            time(row.get(6)?),
            time(row.get(7)?),
            Content::text_of(""),
        )
    };
    Ok((message, [row.get(17)?, row.get(18)?, row.get(19)?, row.get(20)?, row.get(21)?, row.get(22)?]))
}

pub(super) fn complete((message, [content, context, status, failure, pricing, versions]): Raw) -> DbResult<MessageRow> {
    Ok(MessageRow {
        content: serde_json::from_str(content.as_deref().unwrap_or_default())?,
        context: context.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default(),
        status: status_from(status)?,
        failure: failure.as_deref().map(serde_json::from_str).transpose()?,
        pricing: pricing.as_deref().map(serde_json::from_str).transpose()?,
        versions: versions.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default(),
        ..message
    })
}

pub(in crate::store::tables) fn status_from(name: Option<String>) -> DbResult<Option<MessageStatus>> {
    name.map(|name| MessageStatus::from_name(&name).ok_or(DbError::Missing("message status"))).transpose()
}

/// A message by number.
pub fn by_id(tx: &ReadTx, id: MessageId) -> DbResult<Option<MessageRow>> {
    let sql = format!("SELECT {COLUMNS} FROM message WHERE id = ?1");
    tx.query_first(&sql, [id.0], from_row)?.map(complete).transpose()
}

/// The message that the provider knows by this id, whoever wrote it.
pub fn by_provider_id(tx: &ReadTx, provider_id: &str) -> DbResult<Option<MessageRow>> {
    let sql = format!("SELECT {COLUMNS} FROM message WHERE provider_hash = ?1 AND provider_id = ?2 LIMIT 1");
    if let Some(raw) = tx.query_first(&sql, (hash64(provider_id), provider_id), from_row)? {
        return complete(raw).map(Some);
    }
    let Some(seq) = log::find(tx, &received_event_id(provider_id))? else { return Ok(None) };
    let row = by_id(tx, MessageId(seq.0))?;
    Ok(row.filter(|row| row.provider_id.as_deref() == Some(provider_id)))
}

/// The messages that the provider knows by these ids, whoever wrote them, each by its id: as [`by_provider_id`], in two
/// queries for them all.
pub fn by_provider_ids(tx: &ReadTx, provider_ids: &[&str]) -> DbResult<BTreeMap<String, MessageRow>> {
    if provider_ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let hashes: Vec<i64> = provider_ids.iter().map(|id| hash64(id)).collect();
    let here = format!("SELECT {COLUMNS} FROM message WHERE provider_hash IN (SELECT value FROM json_each(?1))");
    let mut rows = tx.query_all(&here, [serde_json::to_string(&hashes)?], from_row)?;
    let received: Vec<String> = provider_ids.iter().map(|id| received_event_id(id)).collect();
    let places = log::find_all(tx, &received)?;
    if !places.is_empty() {
        let through_log = format!("SELECT {COLUMNS} FROM message WHERE id IN (SELECT value FROM json_each(?1))");
        rows.extend(tx.query_all(&through_log, [serde_json::to_string(&places)?], from_row)?);
    }
    let mut found = BTreeMap::new();
    for row in rows {
        let row = complete(row)?;
        if let Some(id) = row.provider_id.clone().filter(|id| provider_ids.contains(&id.as_str())) {
            found.entry(id).or_insert(row);
        }
    }
    Ok(found)
}

/// The outgoing message that the provider knows by this id.
pub fn outbound_by_provider_id(tx: &ReadTx, provider_id: &str) -> DbResult<Option<MessageRow>> {
    let sql =
        format!("SELECT {COLUMNS} FROM message WHERE provider_hash = ?1 AND provider_id = ?2 AND outbound LIMIT 1");
    tx.query_first(&sql, (hash64(provider_id), provider_id), from_row)?.map(complete).transpose()
}

/// The id of the event that brings a received message.
pub fn received_event_id(provider_id: &str) -> String {
    format!("wa:{provider_id}")
}

/// The last messages of a thread before a place, or at its end: oldest first.
pub fn page_before(
    tx: &ReadTx,
    conversation: ConversationId,
    before: Option<Place>,
    limit: u32,
) -> DbResult<Vec<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message WHERE conversation = ?1 AND (at, id) < (?2, ?3) AND shown
         ORDER BY at DESC, id DESC LIMIT ?4"
    );
    let (at, id) = before.map_or((i64::MAX, i64::MAX), |place| (place.at.timestamp_millis(), place.id.0));
    let mut rows = tx.query_all(&sql, (conversation.0, at, id, limit), from_row)?;
    rows.reverse();
    rows.into_iter().map(complete).collect()
}

/// The first messages of a thread behind a place: oldest first.
pub fn page_after(tx: &ReadTx, conversation: ConversationId, after: Place, limit: u32) -> DbResult<Vec<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message WHERE conversation = ?1 AND (at, id) > (?2, ?3) AND shown
         ORDER BY at, id LIMIT ?4"
    );
    let rows = tx.query_all(&sql, (conversation.0, after.at.timestamp_millis(), after.id.0, limit), from_row)?;
    rows.into_iter().map(complete).collect()
}

/// A part of a thread's gallery before a place, newest first.
pub fn gallery_before(
    tx: &ReadTx,
    conversation: ConversationId,
    gallery: i64,
    before: Option<Place>,
    limit: u32,
) -> DbResult<Vec<MessageRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM message
         WHERE conversation = ?1 AND gallery = ?2 AND (at, id) < (?3, ?4) AND deleted_at IS NULL
         ORDER BY at DESC, id DESC LIMIT ?5"
    );
    let (at, id) = before.map_or((i64::MAX, i64::MAX), |place| (place.at.timestamp_millis(), place.id.0));
    let rows = tx.query_all(&sql, (conversation.0, gallery, at, id, limit), from_row)?;
    rows.into_iter().map(complete).collect()
}
