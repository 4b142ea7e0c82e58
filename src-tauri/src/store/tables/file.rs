//! Files that are on this computer, each once.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::Row;

use crate::store::{DbResult, ReadTx, WriteTx};

use super::time;

/// What is known of a file that is on this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// Its SHA-256 in lower-case hex, under which its bytes lie on the disk.
    pub sha256: String,
    /// Its size.
    pub bytes: i64,
    /// What it is, by its bytes.
    pub mime_type: String,
    /// Of a picture or film, in points.
    pub width: Option<i64>,
    /// Of a picture or film, in points.
    pub height: Option<i64>,
    /// Of a sound or film.
    pub duration_ms: Option<i64>,
    /// Of a sound: bars from 0 to 100; empty when unknown.
    pub waveform: Vec<u8>,
    /// Whether there is a small picture of it.
    pub thumbnail: bool,
    /// Since when it is here.
    pub kept_at: DateTime<Utc>,
}

const COLUMNS: &str = "sha256, bytes, mime_type, width, height, duration_ms, waveform, thumbnail, kept_at";

fn from_row(row: &Row<'_>) -> rusqlite::Result<FileRow> {
    Ok(FileRow {
        sha256: row.get(0)?,
        bytes: row.get(1)?,
        mime_type: row.get(2)?,
        width: row.get(3)?,
        height: row.get(4)?,
        duration_ms: row.get(5)?,
        waveform: row.get::<_, Option<Vec<u8>>>(6)?.unwrap_or_default(),
        thumbnail: row.get(7)?,
        kept_at: time(row.get(8)?),
    })
}

/// The file with this hash.
pub fn by_sha256(tx: &ReadTx, sha256: &str) -> DbResult<Option<FileRow>> {
    let sql = format!("SELECT {COLUMNS} FROM file WHERE sha256 = ?1");
    tx.query_first(&sql, [sha256], from_row)
}

/// The files with these hashes, of those that are here.
pub fn by_sha256s(tx: &ReadTx, sha256s: &[&str]) -> DbResult<BTreeMap<String, FileRow>> {
    let sql = format!("SELECT {COLUMNS} FROM file WHERE sha256 IN (SELECT value FROM json_each(?1))");
    let rows = tx.query_all(&sql, [serde_json::to_string(sha256s)?], from_row)?;
    Ok(rows.into_iter().map(|row| (row.sha256.clone(), row)).collect())
}

/// Adds a file, or what is newly known of it.
pub(crate) fn put(tx: &WriteTx, file: &FileRow) -> DbResult<()> {
    tx.execute(
        "INSERT INTO file (sha256, bytes, mime_type, width, height, duration_ms, waveform, thumbnail, kept_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes, mime_type = excluded.mime_type,
             width = excluded.width, height = excluded.height, duration_ms = excluded.duration_ms,
             waveform = excluded.waveform, thumbnail = excluded.thumbnail",
        (
            &file.sha256,
            file.bytes,
            &file.mime_type,
            file.width,
            file.height,
            file.duration_ms,
            Some(&file.waveform).filter(|bars| !bars.is_empty()),
            file.thumbnail,
            file.kept_at.timestamp_millis(),
        ),
    )?;
    Ok(())
}

/// Forgets a file that is not on the disk any more.
pub(crate) fn delete(tx: &WriteTx, sha256: &str) -> DbResult<()> {
    tx.execute("DELETE FROM file WHERE sha256 = ?1", [sha256])?;
    Ok(())
}
