//! What the SQL of a table is written against: a transaction that may only read, and one that may also write.

use std::cell::RefCell;
use std::ops::Deref;

use rusqlite::{CachedStatement, Connection, Params, Row};

use super::words::Words;
use super::{DbResult, WordIndex};

/// One consistent state of the database.
pub struct ReadTx<'c> {
    connection: &'c Connection,
}

impl<'c> ReadTx<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        ReadTx { connection }
    }

    /// A statement, compiled once per connection.
    ///
    /// # Errors
    /// When the SQL is wrong.
    pub fn prepare_cached(&self, sql: &str) -> DbResult<CachedStatement<'c>> {
        Ok(self.connection.prepare_cached(sql)?)
    }

    /// The first row that `sql` finds, if any.
    ///
    /// # Errors
    /// What SQLite or `read_row` objects to.
    pub fn query_first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read_row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> DbResult<Option<T>> {
        use rusqlite::OptionalExtension as _;
        Ok(self.prepare_cached(sql)?.query_row(params, read_row).optional()?)
    }

    /// All rows that `sql` finds.
    ///
    /// # Errors
    /// What SQLite or `read_row` objects to.
    pub fn query_all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read_row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> DbResult<Vec<T>> {
        let mut statement = self.prepare_cached(sql)?;
        let rows = statement.query_map(params, read_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

type Afterwards = Box<dyn FnOnce() + Send>;

/// A transaction that changes the database. Reads see what it has written.
pub struct WriteTx<'c> {
    read: ReadTx<'c>,
    afterwards: RefCell<Vec<Afterwards>>,
    words: Words,
}

impl<'c> WriteTx<'c> {
    pub(super) fn new(connection: &'c Connection) -> Self {
        WriteTx { read: ReadTx::new(connection), afterwards: RefCell::default(), words: Words::default() }
    }

    /// Runs a statement; tells how many rows it changed.
    ///
    /// # Errors
    /// What SQLite objects to.
    pub fn execute(&self, sql: &str, params: impl Params) -> DbResult<usize> {
        Ok(self.prepare_cached(sql)?.execute(params)?)
    }

    /// The row id of the last insert.
    pub fn last_insert_id(&self) -> i64 {
        self.read.connection.last_insert_rowid()
    }

    /// What the search finds a row by from now on; nothing takes it out. It is found after the commit.
    pub fn set_words(&self, index: WordIndex, row: i64, words: String) {
        self.words.set(index, row, words);
    }

    /// Ends the transaction's own work.
    pub(super) fn finish(&self) -> DbResult<()> {
        self.words.write(&self.read)
    }

    /// Keeps `say` until this write is committed; forgets it when the write is undone.
    pub fn after_commit(&self, say: impl FnOnce() + Send + 'static) {
        self.afterwards.borrow_mut().push(Box::new(say));
    }

    pub(super) fn into_afterwards(self) -> Vec<Afterwards> {
        self.afterwards.into_inner()
    }
}

impl<'c> Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;

    fn deref(&self) -> &ReadTx<'c> {
        &self.read
    }
}
