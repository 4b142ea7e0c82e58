//! What the product asks of SQLite for a page, asked by hand: the floor of reading.

use std::path::Path;
use std::time::{Duration, Instant};

use frontdesk::store::search_text;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::site;

/// A query with its values.
#[derive(Clone)]
pub struct Query {
    sql: String,
    values: Vec<Value>,
}

impl Query {
    /// A query.
    pub fn new(sql: impl Into<String>, values: impl IntoIterator<Item = Value>) -> Query {
        Query { sql: sql.into(), values: values.into_iter().collect() }
    }
}

/// A connection beside the product's.
pub struct Bare {
    connection: Connection,
}

impl Bare {
    /// Opens a workspace for reading.
    pub fn open(directory: &Path) -> anyhow::Result<Bare> {
        Ok(Bare { connection: site::reader(directory)? })
    }

    /// Runs queries and looks at every value that they find; gives the number of rows and the time.
    pub fn run(&self, queries: &[Query]) -> anyhow::Result<(usize, Duration)> {
        let started = Instant::now();
        let mut count = 0;
        for query in queries {
            let mut statement = self.connection.prepare_cached(&query.sql)?;
            let columns = statement.column_count();
            let mut rows = statement.query(params_from_iter(&query.values))?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    std::hint::black_box(row.get_ref(column)?);
                }
                count += 1;
            }
        }
        Ok((count, started.elapsed()))
    }
}

/// Rows of the conversation list.
pub fn list(condition: &str, order: &str, values: impl IntoIterator<Item = Value>) -> Query {
    let sql = format!(
        "SELECT v.id, v.channel, v.contact, v.last_message, v.last_message_at, v.last_customer_message_at,
             v.window_refused_at, v.waiting_since, v.template_waiting_since, v.unread, v.read_up_to,
             c.id, c.name, c.username, c.first_seen_at,
             (SELECT value FROM contact_identity WHERE contact = c.id AND kind = 'wa_id' ORDER BY since DESC LIMIT 1),
             (SELECT value FROM contact_identity WHERE contact = c.id AND kind = 'user_id' ORDER BY since DESC LIMIT 1),
             m.outbound, m.content, m.status, d.body
         FROM conversation AS v
         JOIN contact AS c ON c.id = v.contact
         LEFT JOIN message AS m ON m.id = v.last_message
         LEFT JOIN draft AS d ON d.conversation = v.id
         WHERE v.last_message IS NOT NULL AND {condition} ORDER BY {order} LIMIT 50"
    );
    Query::new(sql, values)
}

/// Fifty messages of a thread before a place.
pub fn thread(conversation: i64, before: (i64, i64)) -> Query {
    Query::new(
        "SELECT id, conversation, outbound, at, received_at, content, provider_id, status, author, failure, sent_at,
             delivered_at, read_at
         FROM message WHERE conversation = ?1 AND (at, id) < (?2, ?3) ORDER BY at DESC, id DESC LIMIT 50",
        [conversation.into(), before.0.into(), before.1.into()],
    )
}

/// The people and the messages that somebody looks for.
pub fn search(typed: &str) -> Vec<Query> {
    let words: Value = search_text::query(typed).unwrap_or_default().into();
    let people = list(
        "v.contact IN (SELECT rowid FROM contact_words WHERE contact_words MATCH ?1 ORDER BY rowid DESC LIMIT 50)",
        "v.last_message_at DESC, v.id DESC",
        [words.clone()],
    );
    let messages = Query::new(
        "SELECT m.id, m.conversation, m.outbound, m.at, m.received_at, m.content, m.provider_id, m.status, m.author,
             m.failure, m.sent_at, m.delivered_at, m.read_at, c.id, c.name, c.username, c.first_seen_at,
             (SELECT value FROM contact_identity WHERE contact = c.id AND kind = 'wa_id' ORDER BY since DESC LIMIT 1),
             (SELECT value FROM contact_identity WHERE contact = c.id AND kind = 'user_id' ORDER BY since DESC LIMIT 1)
         FROM (SELECT rowid AS id FROM message_words WHERE message_words MATCH ?1 ORDER BY rowid DESC LIMIT 50) AS f
         CROSS JOIN message AS m ON m.id = f.id
         CROSS JOIN conversation AS v ON v.id = m.conversation
         CROSS JOIN contact AS c ON c.id = v.contact",
        [words],
    );
    vec![people, messages]
}
