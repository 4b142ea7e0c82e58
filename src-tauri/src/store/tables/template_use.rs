//! What the person at this computer does with templates: favourites, the last use, and what the fields are filled from.

use chrono::{DateTime, Utc};

use crate::domain::ids::ChannelId;
use crate::store::{DbResult, ReadTx, WriteTx};

use super::time;

/// What is kept of one template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateUseRow {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Whether it stands first.
    pub favourite: bool,
    /// When it was last sent from here.
    pub used_at: Option<DateTime<Utc>>,
    /// What its fields are filled from, as JSON.
    pub memory: Option<String>,
}

/// All of a channel.
pub fn all(tx: &ReadTx, channel: &ChannelId) -> DbResult<Vec<TemplateUseRow>> {
    tx.query_all(
        "SELECT name, language, favourite, used_at, memory FROM template_use WHERE channel = ?1 ORDER BY name, language",
        [channel.as_str()],
        |row| {
            Ok(TemplateUseRow {
                name: row.get(0)?,
                language: row.get(1)?,
                favourite: row.get(2)?,
                used_at: row.get::<_, Option<i64>>(3)?.map(time),
                memory: row.get(4)?,
            })
        },
    )
}

/// Makes a template a favourite, or not any more.
pub(crate) fn set_favourite(
    tx: &WriteTx,
    channel: &ChannelId,
    name: &str,
    language: &str,
    favourite: bool,
) -> DbResult<()> {
    tx.execute(
        "INSERT INTO template_use (channel, name, language, favourite) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (channel, name, language) DO UPDATE SET favourite = excluded.favourite",
        (channel.as_str(), name, language, favourite),
    )?;
    Ok(())
}

/// Notes that a template was sent, and what its fields were filled from.
pub(crate) fn remember(
    tx: &WriteTx,
    channel: &ChannelId,
    name: &str,
    language: &str,
    used_at: DateTime<Utc>,
    memory: &str,
) -> DbResult<()> {
    tx.execute(
        "INSERT INTO template_use (channel, name, language, used_at, memory) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (channel, name, language) DO UPDATE SET used_at = excluded.used_at, memory = excluded.memory",
        (channel.as_str(), name, language, used_at.timestamp_millis(), memory),
    )?;
    Ok(())
}
