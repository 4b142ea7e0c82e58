//! Messages by their words and their kind.

use chrono::{DateTime, Utc};
use rusqlite::types::Value;

use crate::domain::content::MediaKind;
use crate::domain::ids::ConversationId;
use crate::store::{DbResult, ReadTx};

use super::reading::{COLUMNS, complete, from_row};
use super::{GALLERY_LINKS, MessageRow, media_name};

/// What a search leaves out.
#[derive(Clone, Debug, Default)]
pub struct SearchFilter {
    /// Words of the search index; `None` takes every message.
    pub words: Option<String>,
    /// Only these kinds of files; empty: any message.
    pub media: Vec<MediaKind>,
    /// Only messages with a web address.
    pub links: bool,
    /// Only messages of ours, or of customers.
    pub outbound: Option<bool>,
    /// Only messages written then or later.
    pub since: Option<DateTime<Utc>>,
    /// Only messages written before then.
    pub until: Option<DateTime<Utc>>,
    /// Only messages of this thread.
    pub conversation: Option<ConversationId>,
    /// Leaves out what was deleted by its writer.
    pub without_deleted: bool,
}

/// Messages that fit a search, newest first.
pub fn search(tx: &ReadTx, filter: &SearchFilter, limit: u32) -> DbResult<Vec<MessageRow>> {
    let (sql, values) = query(filter, limit)?;
    tx.query_all(&sql, rusqlite::params_from_iter(values), from_row)?.into_iter().map(complete).collect()
}

fn query(filter: &SearchFilter, limit: u32) -> DbResult<(String, Vec<Value>)> {
    let mut conditions = vec!["shown".to_owned()];
    let mut values: Vec<Value> = Vec::new();
    let mut add = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(condition.replace('?', &format!("?{}", values.len())));
    };
    if let Some(words) = &filter.words {
        add("id IN (SELECT rowid FROM message_words WHERE message_words MATCH ?)", Value::from(words.clone()));
    }
    if !filter.media.is_empty() {
        let kinds: Vec<&str> = filter.media.iter().map(|media| media_name(*media)).collect();
        add("media IN (SELECT value FROM json_each(?))", Value::from(serde_json::to_string(&kinds)?));
    }
    if filter.links {
        add("gallery = ?", Value::from(GALLERY_LINKS));
    }
    if let Some(outbound) = filter.outbound {
        add("outbound = ?", Value::from(outbound));
    }
    if let Some(since) = filter.since {
        add("at >= ?", Value::from(since.timestamp_millis()));
    }
    if let Some(until) = filter.until {
        add("at < ?", Value::from(until.timestamp_millis()));
    }
    if let Some(conversation) = filter.conversation {
        add("conversation = ?", Value::from(conversation.0));
    }
    if filter.without_deleted {
        conditions.push("deleted_at IS NULL".to_owned());
    }
    let plain = filter.words.is_some() && conditions.len() == 2;
    let sql = if plain {
        // The common case: the index hands out its hits newest first and stops at the limit.
        format!(
            "SELECT {COLUMNS} FROM message
             WHERE id IN (SELECT rowid FROM message_words WHERE message_words MATCH ?1 ORDER BY rowid DESC LIMIT {limit})
               AND shown ORDER BY id DESC"
        )
    } else {
        format!("SELECT {COLUMNS} FROM message WHERE {} ORDER BY id DESC LIMIT {limit}", conditions.join(" AND "))
    };
    Ok((sql, values))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    async fn plan(filter: SearchFilter) -> String {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let (sql, values) = query(&filter, 50).unwrap();
        let read = store.read(move |tx| {
            let sql = format!("EXPLAIN QUERY PLAN {sql}");
            tx.query_all(&sql, rusqlite::params_from_iter(values), |row| row.get::<_, String>(3))
        });
        read.await.unwrap().join("\n")
    }

    /// Pain 26: search times out with real volumes. Words are looked up, and no message is read that has none of them.
    #[tokio::test]
    async fn words_are_looked_up_in_their_index_and_no_message_is_looked_through() {
        let words = SearchFilter { words: Some("\"hello\"*".to_owned()), ..SearchFilter::default() };
        let in_one_chat = SearchFilter { conversation: Some(ConversationId(7)), ..words.clone() };
        for filter in [words, in_one_chat] {
            let plan = plan(filter).await;
            assert!(plan.contains("SCAN message_words VIRTUAL TABLE INDEX"), "{plan}");
            assert!(!plan.contains("SCAN message\n") && plan.contains("SEARCH message USING"), "{plan}");
        }
    }
}
