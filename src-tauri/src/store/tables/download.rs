//! Files of received messages: those that are still to be fetched, and under which hash the others lie.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::Row;
use rusqlite::types::Type;

use crate::domain::ids::{ChannelId, MessageId};
use crate::store::{DbResult, ReadTx, WriteTx};

use super::{channel_from, time};

/// Where the file of a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DownloadState {
    /// It is being fetched, or will be.
    Waiting,
    /// It is on this computer.
    Here,
    /// It is not fetched any more by itself.
    Failed,
    /// The provider does not have it any more.
    Expired,
}

/// Why a file is not here, or not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DownloadProblem {
    /// The provider is not reached.
    Offline,
    /// The provider does not hand it out.
    Refused,
    /// Its bytes are others than the provider told. It is here nevertheless.
    Corrupt,
    /// There is no room for it on the disk.
    DiskFull,
    /// The provider does not have it any more.
    Expired,
    /// It is larger than anything that WhatsApp carries.
    TooLarge,
    /// It was here and is gone from the disk.
    Lost,
}

/// Gives each variant its stored word, both ways.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// Its word, as it is stored and shown to the screen.
            pub fn word(self) -> &'static str {
                match self {
                    $($type::$variant => $word),+
                }
            }

            /// Reads the word back.
            pub fn from_word(word: &str) -> Option<$type> {
                [$($type::$variant),+].into_iter().find(|known| known.word() == word)
            }
        }
    };
}

words!(DownloadState { Waiting = "waiting", Here = "here", Failed = "failed", Expired = "expired" });
words!(DownloadProblem {
    Offline = "offline",
    Refused = "refused",
    Corrupt = "corrupt",
    DiskFull = "diskFull",
    Expired = "expired",
    TooLarge = "tooLarge",
    Lost = "lost",
});

/// The file of a received message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DownloadRow {
    /// Whose file.
    pub message: MessageId,
    /// On which channel it came.
    pub channel: ChannelId,
    /// The provider's id of it.
    pub media_id: String,
    /// The SHA-256 that the provider told, in lower-case hex.
    pub expected: Option<String>,
    /// Where it stands.
    pub state: DownloadState,
    /// Under which hash it lies, or lay, on this computer.
    pub sha256: Option<String>,
    /// How often the provider did not hand it out.
    pub tries: u32,
    /// When it is tried next; set while it waits.
    pub next_at: Option<DateTime<Utc>>,
    /// Until when the provider keeps it.
    pub expires_at: DateTime<Utc>,
    /// What is wrong with it.
    pub problem: Option<DownloadProblem>,
}

const COLUMNS: &str = "message, channel, media_id, expected, state, sha256, tries, next_at, expires_at, problem";

fn from_row(row: &Row<'_>) -> rusqlite::Result<DownloadRow> {
    let state: String = row.get(4)?;
    let problem: Option<String> = row.get(9)?;
    Ok(DownloadRow {
        message: MessageId(row.get(0)?),
        channel: channel_from(row, 1)?,
        media_id: row.get(2)?,
        expected: row.get(3)?,
        state: DownloadState::from_word(&state).ok_or_else(|| unknown_word(4, state))?,
        sha256: row.get(5)?,
        tries: row.get(6)?,
        next_at: row.get::<_, Option<i64>>(7)?.map(time),
        expires_at: time(row.get(8)?),
        problem: problem.as_deref().and_then(DownloadProblem::from_word),
    })
}

fn unknown_word(column: usize, word: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, word.into())
}

/// The file of a message.
pub fn by_message(tx: &ReadTx, message: MessageId) -> DbResult<Option<DownloadRow>> {
    let sql = format!("SELECT {COLUMNS} FROM download WHERE message = ?1");
    tx.query_first(&sql, [message.0], from_row)
}

/// The files of these messages, of those that have one.
pub fn by_messages(tx: &ReadTx, messages: &[MessageId]) -> DbResult<BTreeMap<MessageId, DownloadRow>> {
    let sql = format!("SELECT {COLUMNS} FROM download WHERE message IN (SELECT value FROM json_each(?1))");
    let rows = tx.query_all(&sql, [serde_json::to_string(messages)?], from_row)?;
    Ok(rows.into_iter().map(|row| (row.message, row)).collect())
}

/// The messages whose file lies, or lay, under this hash.
pub fn of_file(tx: &ReadTx, sha256: &str) -> DbResult<Vec<DownloadRow>> {
    let sql = format!("SELECT {COLUMNS} FROM download WHERE sha256 = ?1 ORDER BY message");
    tx.query_all(&sql, [sha256], from_row)
}

/// The files of a channel that may be fetched now, at most `limit`: the newest first, since somebody may be waiting for
/// them.
pub fn due(tx: &ReadTx, channel: &ChannelId, now: DateTime<Utc>, limit: u32) -> DbResult<Vec<DownloadRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM download WHERE state = 'waiting' AND next_at <= ?2 AND channel = ?1
         ORDER BY message DESC LIMIT ?3"
    );
    tx.query_all(&sql, (channel.as_str(), now.timestamp_millis(), limit), from_row)
}

/// When the next file behind `now` may be fetched.
pub fn next_after(tx: &ReadTx, now: DateTime<Utc>) -> DbResult<Option<DateTime<Utc>>> {
    let sql = "SELECT min(next_at) FROM download WHERE state = 'waiting' AND next_at > ?1";
    let next = tx.query_first(sql, [now.timestamp_millis()], |row| row.get::<_, Option<i64>>(0))?;
    Ok(next.flatten().map(time))
}

/// Adds the file of a message, or puts its new state in the place of the old one.
pub(crate) fn put(tx: &WriteTx, row: &DownloadRow) -> DbResult<()> {
    tx.execute(
        "INSERT INTO download (message, channel, media_id, expected, state, sha256, tries, next_at, expires_at, problem)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (message) DO UPDATE SET channel = excluded.channel, media_id = excluded.media_id,
             expected = excluded.expected, state = excluded.state, sha256 = excluded.sha256, tries = excluded.tries,
             next_at = excluded.next_at, expires_at = excluded.expires_at, problem = excluded.problem",
        (
            row.message.0,
            row.channel.as_str(),
            &row.media_id,
            &row.expected,
            row.state.word(),
            &row.sha256,
            row.tries,
            row.next_at.map(|t| t.timestamp_millis()),
            row.expires_at.timestamp_millis(),
            row.problem.map(DownloadProblem::word),
        ),
    )?;
    Ok(())
}

/// Lets those be fetched from `now` on that wait because of this computer: its network, or its disk.
pub(crate) fn wake_hindered_here(tx: &WriteTx, now: DateTime<Utc>) -> DbResult<()> {
    tx.execute(
        "UPDATE download SET next_at = ?1 WHERE state = 'waiting' AND problem IN ('offline', 'diskFull')",
        [now.timestamp_millis()],
    )?;
    Ok(())
}
