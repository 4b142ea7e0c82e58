//! Fills a workspace with months of messages, through the product's own reading of webhooks, log and projection.
//!
//! Batches are large, so that a million messages take minutes; everything else is as if it had happened. The history
//! is told by [`Timeline`]; here it is written.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::ensure;
use frontdesk::log::{EmbeddedLog, Log};
use frontdesk::projection::{self, Projection};
use frontdesk::store::{DbResult, Store, WriteTx};
use rusqlite::Connection;

use crate::site::{self, Made};
use crate::timeline::{Batch, Timeline};

/// How many messages there are for each person.
pub const MESSAGES_PER_PERSON: u64 = 10;

/// Makes a workspace in `directory`.
pub async fn fill(directory: &Path, made: Made) -> anyhow::Result<()> {
    let started = Instant::now();
    // Its tables are made by a connection of their own: what that used cannot be set anew afterwards.
    drop(Store::open(directory)?);
    let store = Store::open(directory)?;
    // Otherwise the projection would be folded anew as one of another version when the workspace is opened.
    projection::catch_up(&store).await?;
    let log = Arc::new(EmbeddedLog::open(store.clone(), Arc::new(Projection)).await?);
    store.write(make_room).await?;
    let mut timeline = Timeline::new(made)?;
    let mut writing = None;
    // While one batch is written, the next is made up.
    while let Some(batch) = timeline.next_batch()? {
        finish(writing).await?;
        eprint!("\r  generated {} of {} messages", timeline.messages(), made.messages);
        writing = Some(tokio::spawn(write(store.clone(), log.clone(), batch)));
    }
    finish(writing).await?;
    drop((store, log));
    let seconds = started.elapsed().as_secs_f64();
    eprintln!("\r  generated {} messages as {} events in {seconds:.0} s", made.messages, timeline.events());
    check(&site::reader(directory)?, made, &timeline)
}

/// Memory and a long write-ahead log for this one task, whose commits are a hundred times as large as any other's. Pages
/// that may have to be restored go to a file: in memory, SQLite walks their whole list at the end of each statement.
fn make_room(tx: &WriteTx) -> DbResult<()> {
    tx.prepare_cached("PRAGMA temp_store = FILE")?.execute([])?;
    tx.prepare_cached("PRAGMA cache_size = -524288")?.execute([])?;
    tx.query_first("PRAGMA wal_autocheckpoint = 200000", [], |row| row.get::<_, i64>(0))?;
    Ok(())
}

async fn finish(writing: Option<tokio::task::JoinHandle<anyhow::Result<()>>>) -> anyhow::Result<()> {
    match writing {
        Some(writing) => writing.await?,
        None => Ok(()),
    }
}

async fn write(store: Store, log: Arc<EmbeddedLog>, batch: Batch) -> anyhow::Result<()> {
    let Batch { events, deliveries, last_seq } = batch;
    let appended = log.append(Box::new(move |_| Ok(events))).await?;
    // The timeline speaks of messages by the places that they will have in the log.
    let last = appended.last().map(|appended| appended.seq.0);
    ensure!(last == Some(last_seq), "the log ends at {last:?} and not at {last_seq}");
    ensure!(appended.iter().all(|appended| appended.fresh), "an event was told twice");
    store.write(move |tx| keep(tx, &deliveries)).await?;
    Ok(())
}

/// Keeps webhooks as the listener would have, and notes that they were read.
fn keep(tx: &WriteTx, deliveries: &[(i64, Vec<u8>)]) -> DbResult<()> {
    for (at, body) in deliveries {
        tx.execute("INSERT INTO delivery (channel, received_at, body) VALUES ('main', ?1, ?2)", (at, body))?;
        tx.execute(
            "INSERT INTO delivery_count (channel, kept, last_at) VALUES ('main', 1, ?1)
             ON CONFLICT (channel) DO UPDATE SET kept = kept + 1, last_at = excluded.last_at",
            [at],
        )?;
    }
    tx.execute("UPDATE ingest_progress SET delivery = (SELECT coalesce(max(id), 0) FROM delivery)", [])?;
    Ok(())
}

fn check(connection: &Connection, made: Made, timeline: &Timeline) -> anyhow::Result<()> {
    for (sql, expected) in [
        ("SELECT count(*) FROM message", made.messages),
        (
            "SELECT count(DISTINCT provider_id) + count(*) FILTER (WHERE provider_id IS NULL) FROM message",
            made.messages,
        ),
        ("SELECT count(*) FROM conversation", made.messages / MESSAGES_PER_PERSON),
        ("SELECT max(seq) FROM log", timeline.events()),
        ("SELECT applied FROM projection_state", timeline.events()),
        ("SELECT count(*) FROM outbox", 0),
    ] {
        let found = site::number(connection, sql)?;
        ensure!(u64::try_from(found)? == expected, "{sql}: {found} and not {expected}");
    }
    Ok(())
}
