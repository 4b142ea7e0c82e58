//! Message templates.

use chrono::{DateTime, Utc};

use crate::domain::ids::ChannelId;
use crate::domain::template::Template;
use crate::store::{DbResult, ReadTx, WriteTx};

use super::time;

/// The templates of a channel, by name, then language.
pub fn all(tx: &ReadTx, channel: &ChannelId) -> DbResult<Vec<Template>> {
    let bodies = tx.query_all(
        "SELECT body FROM template WHERE channel = ?1 ORDER BY name, language, id",
        [channel.as_str()],
        |row| row.get::<_, String>(0),
    )?;
    bodies.iter().map(|body| Ok(serde_json::from_str(body)?)).collect()
}

/// The template with this name in this language.
pub fn find(tx: &ReadTx, channel: &ChannelId, name: &str, language: &str) -> DbResult<Option<Template>> {
    let body = tx.query_first(
        "SELECT body FROM template WHERE channel = ?1 AND name = ?2 AND language = ?3 ORDER BY id LIMIT 1",
        (channel.as_str(), name, language),
        |row| row.get::<_, String>(0),
    )?;
    Ok(body.as_deref().map(serde_json::from_str).transpose()?)
}

/// Adds a template, or puts it in the place of the one with its id.
pub(crate) fn put(tx: &WriteTx, channel: &ChannelId, template: &Template) -> DbResult<()> {
    tx.execute(
        "INSERT INTO template (channel, id, name, language, body) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (channel, id) DO UPDATE SET name = excluded.name, language = excluded.language,
             body = excluded.body",
        (channel.as_str(), &template.id, &template.name, &template.language, serde_json::to_string(template)?),
    )?;
    Ok(())
}

/// Takes a template out.
pub(crate) fn delete(tx: &WriteTx, channel: &ChannelId, id: &str) -> DbResult<()> {
    tx.execute("DELETE FROM template WHERE channel = ?1 AND id = ?2", (channel.as_str(), id))?;
    Ok(())
}

/// When the templates of a channel were last read from the provider.
pub fn synced_at(tx: &ReadTx, channel: &ChannelId) -> DbResult<Option<DateTime<Utc>>> {
    tx.query_first("SELECT synced_at FROM template_sync WHERE channel = ?1", [channel.as_str()], |row| {
        row.get(0).map(time)
    })
}

/// Notes when they were read.
pub(crate) fn set_synced_at(tx: &WriteTx, channel: &ChannelId, now: DateTime<Utc>) -> DbResult<()> {
    tx.execute(
        "INSERT INTO template_sync (channel, synced_at) VALUES (?1, ?2)
         ON CONFLICT (channel) DO UPDATE SET synced_at = excluded.synced_at",
        (channel.as_str(), now.timestamp_millis()),
    )?;
    Ok(())
}
