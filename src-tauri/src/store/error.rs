//! What can go wrong with the database.

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DbError {
    /// Another process has the workspace open.
    #[error("another Frontdesk has this workspace open")]
    InUse,
    /// A later version of the program wrote the database.
    #[error("this workspace was written by a newer version of Frontdesk")]
    Newer,
    /// SQLite objects.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] rusqlite_migration::Error),
    /// The commit of a group of writes failed; none of them happened.
    #[error("commit: {0}")]
    Commit(String),
    /// The system objects.
    #[error("file: {0}")]
    Io(#[from] std::io::Error),
    /// A stored value has a shape that this version never wrote.
    #[error("damaged value: {0}")]
    Damaged(#[from] serde_json::Error),
    /// Something that must be there is not.
    #[error("missing: {0}")]
    Missing(&'static str),
    /// The code that read or wrote panicked; what it did was undone.
    #[error("a database task panicked")]
    Panicked,
    /// The program is ending.
    #[error("the database is closed")]
    Closed,
}

/// The answer of anything that touches the database.
pub type DbResult<T> = Result<T, DbError>;
