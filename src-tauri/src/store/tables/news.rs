//! News from the provider about the account, its numbers and templates.

use crate::domain::ids::{ChannelId, Seq};
use crate::domain::news::News;
use crate::store::{DbResult, ReadTx, WriteTx};

use super::channel_from;

/// Keeps a piece of news.
pub(crate) fn insert(tx: &WriteTx, id: Seq, channel: &ChannelId, news: &News) -> DbResult<()> {
    let body = serde_json::to_string(news)?;
    tx.execute("INSERT INTO news (id, channel, body) VALUES (?1, ?2, ?3)", (id.0, channel.as_str(), body))?;
    Ok(())
}

/// The newest news before a place, newest first.
pub fn page_before(tx: &ReadTx, before: Option<Seq>, limit: u32) -> DbResult<Vec<(Seq, ChannelId, News)>> {
    let rows = tx.query_all(
        "SELECT id, channel, body FROM news WHERE id < ?1 ORDER BY id DESC LIMIT ?2",
        (before.map_or(i64::MAX, |seq| seq.0), limit),
        |row| Ok((Seq(row.get(0)?), channel_from(row, 1)?, row.get::<_, String>(2)?)),
    )?;
    rows.into_iter().map(|(id, channel, body)| Ok((id, channel, serde_json::from_str(&body)?))).collect()
}

/// The newest news of rejected templates, newest first.
pub fn of_rejected_templates(tx: &ReadTx, channel: &ChannelId) -> DbResult<Vec<News>> {
    let bodies = tx.query_all(
        "SELECT body FROM news
         WHERE channel = ?1 AND body ->> 'topic' = 'templateStatus' AND body ->> 'state' = 'REJECTED'
         ORDER BY id DESC LIMIT 500",
        [channel.as_str()],
        |row| row.get::<_, String>(0),
    )?;
    bodies.iter().map(|body| Ok(serde_json::from_str(body)?)).collect()
}

/// How much news came behind a place.
pub fn count_after(tx: &ReadTx, seen: Seq) -> DbResult<i64> {
    Ok(tx.query_first("SELECT count(*) FROM news WHERE id > ?1", [seen.0], |row| row.get(0))?.unwrap_or(0))
}
