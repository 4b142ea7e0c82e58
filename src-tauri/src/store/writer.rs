//! The thread that writes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::{Semaphore, oneshot};
use tracing::{debug, warn};

use super::{DbError, DbResult, WriteTx};

/// How many writes share one commit at the most; measured, larger groups gain little.
const GROUP: usize = 128;
/// How many writes may wait before their authors do.
const QUEUE: usize = 4096;
/// After this much rest the write-ahead log is folded into the database, so that it is not done while others wait.
const REST: Duration = Duration::from_secs(2);

/// Answers the author of a write once it is known whether the commit succeeded.
type Answer = Box<dyn FnOnce(Result<(), String>) + Send>;
type Job = Box<dyn FnOnce(&Connection) -> Answer + Send>;

pub(super) struct Writer {
    jobs: Option<Sender<Job>>,
    places: Arc<Semaphore>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> DbResult<Self> {
        let (jobs, queue) = channel();
        let thread =
            std::thread::Builder::new().name("database-writer".to_owned()).spawn(move || work(&connection, &queue))?;
        Ok(Writer { jobs: Some(jobs), places: Arc::new(Semaphore::new(QUEUE)), thread: Some(thread) })
    }

    pub(super) async fn run<T: Send + 'static>(
        &self,
        write: impl FnOnce(&WriteTx) -> DbResult<T> + Send + 'static,
    ) -> DbResult<T> {
        let place = self.places.clone().acquire_owned().await.map_err(|_| DbError::Closed)?;
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let (outcome, afterwards) = in_savepoint(connection, write);
            Box::new(move |commit| {
                let _place = place;
                let outcome = match commit {
                    Ok(()) => outcome,
                    Err(problem) => Err(DbError::Commit(problem)),
                };
                if outcome.is_ok() {
                    afterwards.into_iter().for_each(|say| say());
                }
                // The author may have gone away; the write stands all the same.
                let _ = answer.send(outcome);
            })
        });
        let Some(jobs) = &self.jobs else { return Err(DbError::Closed) };
        jobs.send(job).map_err(|_| DbError::Closed)?;
        answered.await.map_err(|_| DbError::Closed)?
    }
}

impl Drop for Writer {
    /// Waits for the writes that were asked for.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            warn!("The database writer had panicked");
        }
    }
}

type Afterwards = Vec<Box<dyn FnOnce() + Send>>;

fn in_savepoint<T>(connection: &Connection, write: impl FnOnce(&WriteTx) -> DbResult<T>) -> (DbResult<T>, Afterwards) {
    if let Err(error) = run_sql(connection, "SAVEPOINT job") {
        return (Err(error), Vec::new());
    }
    let tx = WriteTx::new(connection);
    let whole = || write(&tx).and_then(|value| tx.finish().map(|()| value));
    let outcome = catch_unwind(AssertUnwindSafe(whole)).unwrap_or(Err(DbError::Panicked));
    let afterwards = tx.into_afterwards();
    let end = if outcome.is_ok() { run_sql(connection, "RELEASE job") } else { undo(connection) };
    match (outcome, end) {
        (Ok(value), Ok(())) => (Ok(value), afterwards),
        (Ok(_), Err(error)) | (Err(error), _) => (Err(error), Vec::new()),
    }
}

fn undo(connection: &Connection) -> DbResult<()> {
    run_sql(connection, "ROLLBACK TO job")?;
    run_sql(connection, "RELEASE job")
}

fn run_sql(connection: &Connection, sql: &str) -> DbResult<()> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

fn work(connection: &Connection, queue: &Receiver<Job>) {
    let mut written_since_rest = false;
    loop {
        match queue.recv_timeout(REST) {
            Ok(first) => {
                written_since_rest = true;
                run_group(connection, first, queue);
            }
            Err(RecvTimeoutError::Timeout) if written_since_rest => {
                written_since_rest = false;
                checkpoint(connection);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    checkpoint(connection);
}

/// Runs the jobs that wait, in one transaction. When SQLite itself rolls the transaction back in the middle (a full
/// disk), the group ends there, so that no later job is mistaken for part of it.
fn run_group(connection: &Connection, first: Job, queue: &Receiver<Job>) {
    let begun = run_sql(connection, "BEGIN IMMEDIATE").map_err(|error| error.to_string());
    let mut answers = vec![first(connection)];
    while begun.is_ok() && !connection.is_autocommit() && answers.len() < GROUP {
        let Ok(job) = queue.try_recv() else { break };
        answers.push(job(connection));
    }
    let commit = begun.and_then(|()| commit(connection));
    if let Err(problem) = &commit {
        warn!("Could not commit {} writes: {problem}", answers.len());
    }
    for answer in answers {
        answer(commit.clone());
    }
}

fn commit(connection: &Connection) -> Result<(), String> {
    if connection.is_autocommit() {
        return Err("the transaction was rolled back".to_owned());
    }
    run_sql(connection, "COMMIT").map_err(|error| {
        if !connection.is_autocommit() && run_sql(connection, "ROLLBACK").is_err() {
            warn!("Could not roll back either");
        }
        error.to_string()
    })
}

fn checkpoint(connection: &Connection) {
    let started = Instant::now();
    match connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(1)) {
        Ok(pages) => debug!(pages, duration_ms = started.elapsed().as_millis() as u64, "Checkpointed the database"),
        Err(error) => warn!("Could not checkpoint the database: {error}"),
    }
}
