//! Words for the search, gathered while a transaction writes and put into the indexes at its end.
//!
//! SQLite's full-text index keeps what it is given in memory, and writes it out as a segment of its own whenever a
//! savepoint begins: also the silent one around every statement that may change several rows. Given one by one, between
//! such statements, the words of each message became a segment, and joining segments took most of the time that a message
//! takes. Given together, they are one.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{DbResult, ReadTx};

/// An index of words, by the row that they belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordIndex {
    /// What messages say.
    Messages,
    /// What people are called.
    Contacts,
}

impl WordIndex {
    fn deletion(self) -> &'static str {
        match self {
            WordIndex::Messages => "DELETE FROM message_words WHERE rowid = ?1",
            WordIndex::Contacts => "DELETE FROM contact_words WHERE rowid = ?1",
        }
    }

    fn insertion(self) -> &'static str {
        match self {
            WordIndex::Messages => "INSERT INTO message_words (rowid, words) VALUES (?1, ?2)",
            WordIndex::Contacts => "INSERT INTO contact_words (rowid, words) VALUES (?1, ?2)",
        }
    }
}

/// The words that a transaction has set so far. In the order of the rows, in which the index takes them best.
#[derive(Default)]
pub(super) struct Words {
    set: RefCell<BTreeMap<(WordIndex, i64), String>>,
}

impl Words {
    pub(super) fn set(&self, index: WordIndex, row: i64, words: String) {
        self.set.borrow_mut().insert((index, row), words);
    }

    /// Puts them into the indexes.
    pub(super) fn write(&self, tx: &ReadTx) -> DbResult<()> {
        let set = self.set.take();
        for (index, row) in set.keys() {
            tx.prepare_cached(index.deletion())?.execute([row])?;
        }
        for ((index, row), words) in set.iter().filter(|(_, words)| !words.is_empty()) {
            tx.prepare_cached(index.insertion())?.execute((row, words))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DbError, Store};
    use super::*;

    async fn found(store: &Store, word: &'static str) -> Vec<i64> {
        store
            .read(move |tx| {
                let sql = "SELECT rowid FROM message_words WHERE message_words MATCH ?1 ORDER BY rowid";
                tx.query_all(sql, [word], |row| row.get(0))
            })
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn the_last_words_of_a_row_count_and_no_words_take_it_out() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let say = async |row: i64, words: &[&'static str]| {
            let words = words.to_vec();
            let write = store.write(move |tx| {
                words.into_iter().for_each(|words| tx.set_words(WordIndex::Messages, row, words.to_owned()));
                Ok(())
            });
            write.await.unwrap();
        };
        say(2, &["good morning"]).await;
        say(1, &["good evening", "good night"]).await;
        assert_eq!(found(&store, "good").await, [1, 2]);
        assert_eq!(found(&store, "evening").await, [0_i64; 0]);
        say(2, &["morning coffee"]).await;
        assert_eq!((found(&store, "good").await, found(&store, "morning").await), (vec![1], vec![2]));
        say(2, &[""]).await;
        assert_eq!(found(&store, "morning").await, [0_i64; 0]);
    }

    #[tokio::test]
    async fn what_is_undone_is_not_found() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let undone: DbResult<()> = store
            .write(|tx| {
                tx.set_words(WordIndex::Messages, 1, "never said".to_owned());
                Err(DbError::Missing("on purpose"))
            })
            .await;
        assert!(undone.is_err());
        assert_eq!(found(&store, "never").await, [0_i64; 0]);
    }

    #[tokio::test]
    async fn the_words_of_a_transaction_are_written_once_whatever_else_it_writes() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let pieces = async || {
            let sql = "SELECT count(*) FROM message_words_idx";
            store.read(move |tx| tx.query_first(sql, [], |row| row.get::<_, i64>(0))).await.unwrap()
        };
        let write = store.write(|tx| {
            for row in 1..=100 {
                tx.set_words(WordIndex::Messages, row, format!("word{row}"));
                tx.execute("UPDATE setting SET value = 'changed' WHERE name > ''", [])?;
            }
            Ok(())
        });
        write.await.unwrap();
        assert_eq!(pieces().await, Some(1));
        assert_eq!(found(&store, "word100").await, [100]);
    }
}
