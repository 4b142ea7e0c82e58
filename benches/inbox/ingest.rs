//! Webhooks over HTTP into the running program, beside the floor on another copy of the same file.
//!
//! A message counts when its 200 has come, and again when it is in the tables that the screen reads. Rounds alternate
//! with the floor's, since the speed of a disk changes from minute to minute.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use frontdesk::app::Running;
use rusqlite::Connection;

use crate::floor::Floor;
use crate::load::{self, Outcome, Pace};
use crate::mail::{self, FLOOR, Mail};
use crate::samples::median;
use crate::site::{self, Site};
use crate::table::{Row, Table};

/// Messages in one round.
const ROUND: usize = 10_000;
/// Fewer over one connection, which waits for the disk each time.
const ROUND_ALONE: usize = 3_000;
const ROUNDS: u64 = 3;
const RATE: u32 = 1_000;
/// After this rest the program has folded its write-ahead log into the file, so that every round begins alike.
const REST: Duration = Duration::from_millis(2_500);
/// What has not arrived in the tables after this time never will.
const LONGEST: Duration = Duration::from_secs(120);

/// A running program, and everything that was sent to it.
struct Ingest<'s> {
    site: &'s Site,
    running: Running,
    reader: Connection,
    before: Marks,
    sent: Vec<String>,
    batches: u64,
}

/// One round: messages a second.
struct Speed {
    acknowledged: f64,
    arrived: f64,
    outcome: Outcome,
}

/// Measures; gives the copy that was written to.
pub async fn measure(site: &Site, table: &mut Table) -> anyhow::Result<PathBuf> {
    let floor_copy = site.copy("floor")?;
    let mut floor = Floor::open(&floor_copy)?;
    let directory = site.copy("ingest")?;
    let mut ingest = Ingest::open(site, &directory).await?;
    // A first round of each is not counted: it brings the pages of the file into memory.
    ingest.beside(&mut floor).await?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(ingest.beside(&mut floor).await?);
    }
    let base = median(rounds.iter().map(|(floor, _)| *floor).collect());
    add_speeds(table, site, 64, base, rounds.into_iter().map(|(_, speed)| speed).collect());
    for (connections, count) in [(8, ROUND), (1, ROUND_ALONE)] {
        let speed = ingest.round(connections, count, Pace::Closed).await?;
        add_speeds(table, site, connections, base, vec![speed]);
    }
    ingest.at_a_fixed_rate(table).await?;
    ingest.pages(&mut floor, table).await?;
    ingest.check()?;
    ingest.running.close().await;
    drop(floor);
    std::fs::remove_dir_all(&floor_copy)?;
    Ok(directory)
}

fn add_speeds(table: &mut Table, site: &Site, connections: usize, floor: f64, speeds: Vec<Speed>) {
    let connected = if connections == 1 { "1 connection".to_owned() } else { format!("{connections} connections") };
    let figure = |of: fn(&Speed) -> f64| median(speeds.iter().map(of).collect());
    let latency =
        |share: f64| median(speeds.iter().map(|speed| speed.outcome.latencies.percentile_ms(share)).collect());
    let row =
        |what, value| Row::new(site.made.messages, format!("ingest, {connected}: {what}"), value, "/s").over(floor);
    let acknowledged = row("acknowledged", figure(|speed| speed.acknowledged));
    table.add(acknowledged.with("p50", latency(0.5), "ms").with("p99", latency(0.99), "ms"));
    table.add(row("in the tables", figure(|speed| speed.arrived)));
}

impl<'s> Ingest<'s> {
    async fn open(site: &'s Site, directory: &Path) -> anyhow::Result<Ingest<'s>> {
        let running = site.open(directory).await?;
        let reader = site::reader(directory)?;
        Ok(Ingest { site, running, before: Marks::read(&reader)?, reader, sent: Vec::new(), batches: 0 })
    }

    /// The floor's messages a second, and the program's.
    async fn beside(&mut self, floor: &mut Floor) -> anyhow::Result<(f64, Speed)> {
        let mail = mail::write(self.site, FLOOR + self.batches, ROUND)?;
        let took = floor.write(self.site, &mail)?;
        let speed = self.round(64, ROUND, Pace::Closed).await?;
        Ok((mail.len() as f64 / took.as_secs_f64(), speed))
    }

    fn next_mail(&mut self, count: usize) -> anyhow::Result<Vec<Mail>> {
        self.batches += 1;
        mail::write(self.site, self.batches, count)
    }

    async fn round(&mut self, connections: usize, count: usize, pace: Pace) -> anyhow::Result<Speed> {
        let mail = self.next_mail(count)?;
        tokio::time::sleep(REST).await;
        self.send(mail, connections, pace).await
    }

    async fn send(&mut self, mail: Vec<Mail>, connections: usize, pace: Pace) -> anyhow::Result<Speed> {
        let address: SocketAddr = self.running.public_address();
        let host = address.to_string();
        let requests = mail.iter().map(|mail| mail.request(&host)).collect::<anyhow::Result<Vec<_>>>()?;
        let count = requests.len();
        let last = self.kept()? + i64::try_from(count)?;
        let outcome = load::run(address, requests, connections, pace).await?;
        self.sent.extend(mail.into_iter().map(|mail| mail.id));
        let arrived = self.wait_for(last, outcome.started).await?;
        let rate = |took: Duration| count as f64 / took.as_secs_f64();
        Ok(Speed { acknowledged: rate(outcome.elapsed), arrived: rate(arrived), outcome })
    }

    fn kept(&self) -> anyhow::Result<i64> {
        site::number(&self.reader, "SELECT coalesce(max(id), 0) FROM delivery")
    }

    /// Waits until everything up to this delivery is in the tables; gives the time since `started`.
    async fn wait_for(&self, last: i64, started: Instant) -> anyhow::Result<Duration> {
        while site::number(&self.reader, "SELECT delivery FROM ingest_progress")? < last {
            ensure!(started.elapsed() < LONGEST, "messages did not arrive in the tables");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Ok(started.elapsed())
    }

    async fn at_a_fixed_rate(&mut self, table: &mut Table) -> anyhow::Result<()> {
        let count = usize::try_from(RATE)? * 10;
        let speed = self.round(64, count, Pace::PerSecond(RATE)).await?;
        let latencies = &speed.outcome.latencies;
        let row = Row::new(self.site.made.messages, "ingest, 1 000 /s: p50", latencies.median_ms(), "ms")
            .with("p99", latencies.percentile_ms(0.99), "ms")
            .with("p99.9", latencies.percentile_ms(0.999), "ms")
            .with("in the tables", speed.arrived, "/s");
        table.add(row);
        Ok(())
    }

    /// How many pages go to the write-ahead log for a message: what makes writing slower as a file grows.
    async fn pages(&mut self, floor: &mut Floor, table: &mut Table) -> anyhow::Result<()> {
        let mail = self.next_mail(ROUND / 2)?;
        let floor = floor.pages_per_message(self.site, &mail)?;
        tokio::time::sleep(REST).await;
        self.checkpoint_after(0).await?;
        let mail = self.next_mail(ROUND / 2)?;
        let count = mail.len();
        self.send(mail, 64, Pace::Closed).await?;
        let length = std::fs::metadata(self.wal()).context("there is no write-ahead log")?.len();
        self.checkpoint_after(1_000).await?;
        let pages = length as f64 / (4096.0 + 24.0) / count as f64;
        table.add(
            Row::new(self.site.made.messages, "ingest, 64 connections: WAL pages a message", pages, "").over(floor),
        );
        Ok(())
    }

    fn wal(&self) -> PathBuf {
        let mut path = self.running.workspace().store.path().as_os_str().to_owned();
        path.push("-wal");
        PathBuf::from(path)
    }

    /// Lets the write-ahead log grow to so many pages before it is folded into the file; 0 for ever.
    async fn checkpoint_after(&self, pages: u32) -> anyhow::Result<()> {
        let store = self.running.workspace().store.clone();
        let sql = format!("PRAGMA wal_autocheckpoint = {pages}");
        store.write(move |tx| tx.query_first(&sql, [], |row| row.get::<_, i64>(0))).await?;
        Ok(())
    }

    /// Every message that was answered with 200 is there, once, and can be found by its words.
    fn check(&self) -> anyhow::Result<()> {
        let mut sent = self.sent.clone();
        sent.sort_unstable();
        let mut query = self.reader.prepare("SELECT provider_id FROM message WHERE id > ?1 ORDER BY provider_id")?;
        let there: Vec<String> = query.query_map([self.before.seq], |row| row.get(0))?.collect::<Result<_, _>>()?;
        ensure!(there == sent, "{} messages were acknowledged and {} are there", sent.len(), there.len());
        let (now, new) = (Marks::read(&self.reader)?, i64::try_from(sent.len())?);
        ensure!(now.words - self.before.words == new, "a message cannot be found by its words");
        ensure!(now.delivery - self.before.delivery == new, "a webhook was not kept");
        Ok(())
    }
}

/// How far a workspace has come.
struct Marks {
    seq: i64,
    words: i64,
    delivery: i64,
}

impl Marks {
    fn read(reader: &Connection) -> anyhow::Result<Marks> {
        Ok(Marks {
            seq: site::number(reader, "SELECT coalesce(max(seq), 0) FROM log")?,
            words: site::number(reader, "SELECT count(*) FROM message_words")?,
            delivery: site::number(reader, "SELECT coalesce(max(id), 0) FROM delivery")?,
        })
    }
}
