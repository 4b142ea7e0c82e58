//! The contents of the projection, to compare.

use std::collections::BTreeMap;
use std::path::Path;

use frontdesk::store::tables::projection_state::TABLES;
use rusqlite::Connection;
use rusqlite::types::Value;

/// Every row of every table of the projection, and every word of its search indexes.
pub fn contents(database: &Path) -> BTreeMap<String, Vec<String>> {
    let connection = Connection::open(database).unwrap();
    let mut contents: BTreeMap<String, Vec<String>> = TABLES
        .iter()
        .map(|table| ((*table).to_owned(), rows(&connection, &format!("SELECT * FROM {table}"))))
        .collect();
    contents.insert("inbox_count".to_owned(), rows(&connection, "SELECT * FROM inbox_count"));
    contents.insert("projection_state".to_owned(), rows(&connection, "SELECT * FROM projection_state"));
    for words in ["message_words", "contact_words"] {
        let vocabulary = format!("CREATE VIRTUAL TABLE temp.v_{words} USING fts5vocab (main, {words}, instance)");
        connection.execute_batch(&vocabulary).unwrap();
        contents.insert(words.to_owned(), rows(&connection, &format!("SELECT * FROM temp.v_{words}")));
    }
    contents
}

fn rows(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let mut rows: Vec<String> = statement
        .query_map([], |row| {
            let values: Vec<Value> = (0..columns).map(|column| row.get(column)).collect::<Result<_, _>>()?;
            Ok(format!("{values:?}"))
        })
        .unwrap()
        .map(Result::unwrap)
        .collect();
    rows.sort();
    rows
}
