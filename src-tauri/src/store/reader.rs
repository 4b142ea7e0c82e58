//! A few read-only connections, the one used last first, so that its cache is warm.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{DbError, DbResult, ReadTx, open_reader};

/// More readers than cores do not read faster.
const READERS: usize = 4;

pub(super) struct Readers {
    path: PathBuf,
    idle: Arc<Mutex<Vec<Connection>>>,
    places: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn new(path: PathBuf) -> Self {
        Readers { path, idle: Arc::default(), places: Arc::new(Semaphore::new(READERS)) }
    }

    pub(super) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&ReadTx) -> DbResult<T> + Send + 'static,
    ) -> DbResult<T> {
        let place = self.places.clone().acquire_owned().await.map_err(|_| DbError::Closed)?;
        let (path, idle) = (self.path.clone(), self.idle.clone());
        let task = tokio::task::spawn_blocking(move || {
            let _place = place;
            let free = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let connection = free.map_or_else(|| open_reader(&path), Ok)?;
            let transaction = connection.unchecked_transaction()?;
            let outcome = read(&ReadTx::new(&connection));
            transaction.finish()?;
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            outcome
        });
        task.await.map_err(|error| if error.is_panic() { DbError::Panicked } else { DbError::Closed })?
    }
}
