//! What a projection holds, short enough to be compared.

use std::collections::BTreeMap;
use std::path::Path;

use frontdesk::store::search_text;
use frontdesk::store::tables::projection_state;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest as _, Sha256};

use crate::site;
use crate::words::{COMMON, NAME, PREFIX, RARE, THOUSAND};

/// By the name of each part: how many rows it has, and their digest.
pub type Fingerprint = BTreeMap<String, (u64, String)>;

/// Looks at every row of every table of the projection in the order of its primary key, at every word of the search
/// indexes, and at what some searches find.
pub fn of(directory: &Path) -> anyhow::Result<Fingerprint> {
    let connection = site::reader(directory)?;
    let mut parts = Fingerprint::new();
    for table in projection_state::TABLES.iter().chain(&["inbox_count", "projection_state"]) {
        let sql = format!("SELECT * FROM {table} ORDER BY {}", primary_key(&connection, table)?);
        parts.insert((*table).to_owned(), digest(&connection, &sql, &[])?);
    }
    for index in ["message_words", "contact_words"] {
        // A table of the connection's own, which shows each word with the number of its rows and places.
        connection.execute_batch(&format!(
            "CREATE VIRTUAL TABLE temp.words_of_{index} USING fts5vocab('main', '{index}', 'row')"
        ))?;
        let words = format!("SELECT term, doc, cnt FROM words_of_{index} ORDER BY term");
        parts.insert(format!("{index}: words"), digest(&connection, &words, &[])?);
        let rows = format!("SELECT rowid FROM {index} ORDER BY rowid");
        parts.insert(format!("{index}: rows"), digest(&connection, &rows, &[])?);
        for typed in [COMMON, THOUSAND, PREFIX, RARE, NAME] {
            let query = search_text::query(typed).unwrap_or_default();
            let found = format!("SELECT rowid FROM {index} WHERE {index} MATCH ?1 ORDER BY rowid DESC");
            parts.insert(format!("{index}: {typed}"), digest(&connection, &found, &[query])?);
        }
    }
    Ok(parts)
}

fn primary_key(connection: &Connection, table: &str) -> anyhow::Result<String> {
    let mut query = connection.prepare("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?;
    let columns: Vec<String> = query.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?;
    anyhow::ensure!(!columns.is_empty(), "{table} has no primary key");
    Ok(columns.join(", "))
}

fn digest(connection: &Connection, sql: &str, values: &[String]) -> anyhow::Result<(u64, String)> {
    let mut statement = connection.prepare(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    let (mut hash, mut count) = (Sha256::new(), 0);
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            add(&mut hash, row.get_ref(column)?);
        }
        count += 1;
    }
    let hex = hash.finalize().iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    Ok((count, hex))
}

/// With its type and length, so that no two rows of values look alike.
fn add(hash: &mut Sha256, value: ValueRef<'_>) {
    let (kind, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(number) => return hash.update([&[1][..], &number.to_le_bytes()].concat()),
        ValueRef::Real(number) => return hash.update([&[2][..], &number.to_le_bytes()].concat()),
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(blob) => (4, blob),
    };
    hash.update([kind]);
    hash.update(bytes.len().to_le_bytes());
    hash.update(bytes);
}
