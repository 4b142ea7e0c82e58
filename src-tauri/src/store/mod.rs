//! The workspace's SQLite file: one writer, a few readers, a module per table with its row and its SQL.
//!
//! Writes go to one thread, which runs those that wait together in one transaction and answers them after its commit:
//! a burst of webhooks costs a few flushes to the disk instead of one each, and nobody is told "kept" before it is. A
//! write that fails is undone alone (a savepoint), not with its neighbours. A pool of writers behind a mutex was the
//! alternative; it has no place at which to put writes together.

mod error;
pub mod hash;
mod reader;
pub mod search_text;
pub mod tables;
mod tx;
mod words;
mod writer;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::Migrations;

pub use error::{DbError, DbResult};
pub use tx::{ReadTx, WriteTx};
pub use words::WordIndex;

static MIGRATIONS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/migrations");

/// The name of the database in the data directory.
pub const DATABASE: &str = "workspace.db";

/// The workspace's database. Clones share it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    writer: writer::Writer,
    readers: reader::Readers,
    path: PathBuf,
    // Held as long as the database is open: a second process would break "one writer".
    _lock: File,
}

impl Store {
    /// Opens the database in `directory`, which is created if it is missing, and brings its schema up to date.
    ///
    /// # Errors
    /// [`DbError::InUse`] when another process has it open, [`DbError::Newer`] when a later version of the program
    /// wrote it, and otherwise what the system or SQLite objects to.
    pub fn open(directory: &Path) -> DbResult<Store> {
        std::fs::create_dir_all(directory)?;
        let lock = lock(directory)?;
        let path = directory.join(DATABASE);
        let mut connection = Connection::open(&path)?;
        set_up_writer(&connection)?;
        migrate(&mut connection)?;
        let writer = writer::Writer::start(connection)?;
        let readers = reader::Readers::new(path.clone());
        Ok(Store { inner: Arc::new(Inner { writer, readers, path, _lock: lock }) })
    }

    /// Runs `read` on one consistent state of the database, off the async threads.
    ///
    /// # Errors
    /// What `read` or SQLite objects to.
    pub async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&ReadTx) -> DbResult<T> + Send + 'static,
    ) -> DbResult<T> {
        self.inner.readers.run(read).await
    }

    /// Runs `write` in a transaction and answers after its commit. An error undoes what `write` did.
    ///
    /// # Errors
    /// What `write` or SQLite objects to; [`DbError::Commit`] when the commit of the whole group failed.
    pub async fn write<T: Send + 'static>(
        &self,
        write: impl FnOnce(&WriteTx) -> DbResult<T> + Send + 'static,
    ) -> DbResult<T> {
        self.inner.writer.run(write).await
    }

    /// Whether no process has the workspace in `directory` open.
    pub fn is_free(directory: &Path) -> bool {
        !directory.exists() || lock(directory).is_ok()
    }

    /// Where the database lies.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }
}

fn lock(directory: &Path) -> DbResult<File> {
    let file = File::create(directory.join("workspace.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(DbError::InUse),
        Err(std::fs::TryLockError::Error(error)) => Err(DbError::Io(error)),
    }
}

/// `synchronous = FULL`: an answer "kept" must survive the mains as well as the process. `busy_timeout` stays 0: with
/// one writer, busy is a mistake of ours and not something to wait for.
fn set_up_writer(connection: &Connection) -> DbResult<()> {
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA journal_size_limit = 67108864;
         PRAGMA cache_size = -65536;
         PRAGMA optimize = 0x10002;",
    )?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(())
}

fn migrate(connection: &mut Connection) -> DbResult<()> {
    let migrations = Migrations::from_directory(&MIGRATIONS)?;
    match migrations.to_latest(connection) {
        Ok(()) => Ok(()),
        Err(rusqlite_migration::Error::MigrationDefinition(
            rusqlite_migration::MigrationDefinitionError::DatabaseTooFarAhead,
        )) => Err(DbError::Newer),
        Err(error) => Err(error.into()),
    }
}

fn open_reader(path: &Path) -> DbResult<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch("PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;")?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn insert(store: &Store, name: &'static str, fails: bool) -> DbResult<()> {
        store
            .write(move |tx| {
                tx.execute("INSERT INTO setting (name, value) VALUES (?1, '')", [name])?;
                if fails { Err(DbError::Missing("on purpose")) } else { Ok(()) }
            })
            .await
    }

    async fn names(store: &Store) -> Vec<String> {
        store
            .read(|tx| {
                let mut query = tx.prepare_cached("SELECT name FROM setting ORDER BY name")?;
                let names = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
                Ok(names)
            })
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn a_failed_write_is_undone_without_its_neighbours() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let (a, b, c) = tokio::join!(insert(&store, "a", false), insert(&store, "b", true), insert(&store, "c", false));
        assert!(a.is_ok() && c.is_ok());
        assert!(matches!(b, Err(DbError::Missing(_))), "{b:?}");
        assert_eq!(names(&store).await, ["a", "c"]);
    }

    #[tokio::test]
    async fn what_is_said_after_the_commit_is_said_only_if_it_happened() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let said = Arc::new(std::sync::Mutex::new(Vec::new()));
        for (word, fails) in [("kept", false), ("undone", true)] {
            let said = said.clone();
            let _ = store
                .write(move |tx| {
                    tx.after_commit(move || said.lock().unwrap().push(word));
                    if fails { Err(DbError::Missing("on purpose")) } else { Ok(()) }
                })
                .await;
        }
        assert_eq!(*said.lock().unwrap(), ["kept"]);
    }

    #[tokio::test]
    async fn a_panic_in_a_write_does_not_stop_the_writer() {
        let directory = tempfile::tempdir().unwrap();
        let store = Store::open(directory.path()).unwrap();
        let outcome: DbResult<()> = store.write(|_| panic!("a mistake")).await;
        assert!(matches!(outcome, Err(DbError::Panicked)), "{outcome:?}");
        insert(&store, "after", false).await.unwrap();
        assert_eq!(names(&store).await, ["after"]);
    }

    #[tokio::test]
    async fn a_second_process_is_kept_out() {
        let directory = tempfile::tempdir().unwrap();
        let _first = Store::open(directory.path()).unwrap();
        assert!(matches!(Store::open(directory.path()), Err(DbError::InUse)));
    }

    #[tokio::test]
    async fn a_database_of_a_later_version_is_refused_and_left_alone() {
        let directory = tempfile::tempdir().unwrap();
        drop(Store::open(directory.path()).unwrap());
        let path = directory.path().join(DATABASE);
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", 999).unwrap();
        drop(connection);
        assert!(matches!(Store::open(directory.path()), Err(DbError::Newer)));
    }

    #[test]
    fn the_migrations_are_valid() {
        Migrations::from_directory(&MIGRATIONS).unwrap().validate().unwrap();
    }
}
