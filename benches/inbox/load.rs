//! A load generator for loopback that costs little: requests are ready to be written, answers are hardly read.
//!
//! It has a thread of its own, since what is measured shares the computer with it. A general HTTP client takes as long
//! for a request as the server does.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::samples::Samples;

/// After this time a run is given up.
const LONGEST: Duration = Duration::from_secs(120);

/// How fast requests are sent.
#[derive(Clone, Copy)]
pub enum Pace {
    /// Each connection sends the next one as soon as it has its answer.
    Closed,
    /// So many a second, whatever the answers do.
    PerSecond(u32),
}

/// How a run went.
pub struct Outcome {
    /// When it began.
    pub started: Instant,
    /// From the first request to the last answer.
    pub elapsed: Duration,
    /// How long each answer took.
    pub latencies: Samples,
}

/// Sends each request once over so many connections; every one must be answered with 200.
pub async fn run(
    address: SocketAddr,
    requests: Vec<Vec<u8>>,
    connections: usize,
    pace: Pace,
) -> anyhow::Result<Outcome> {
    tokio::task::spawn_blocking(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let sending = send_all(address, requests, connections, pace);
            tokio::time::timeout(LONGEST, sending).await.context("the load took too long")?
        })
    })
    .await?
}

struct Run {
    requests: Vec<Vec<u8>>,
    next: AtomicUsize,
    pace: Pace,
}

async fn send_all(
    address: SocketAddr,
    requests: Vec<Vec<u8>>,
    connections: usize,
    pace: Pace,
) -> anyhow::Result<Outcome> {
    let count = requests.len();
    let run = Arc::new(Run { requests, next: AtomicUsize::new(0), pace });
    let mut streams = Vec::with_capacity(connections);
    for _ in 0..connections {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        streams.push(stream);
    }
    let started = Instant::now();
    let mut senders: JoinSet<_> = streams.into_iter().map(|stream| send_some(run.clone(), stream, started)).collect();
    let mut latencies = Samples::default();
    while let Some(sender) = senders.join_next().await {
        latencies.extend(sender??);
    }
    ensure!(latencies.len() == count, "{} of {count} requests were answered", latencies.len());
    Ok(Outcome { started, elapsed: started.elapsed(), latencies })
}

async fn send_some(run: Arc<Run>, mut stream: TcpStream, started: Instant) -> anyhow::Result<Samples> {
    let mut latencies = Samples::default();
    let mut answer = Vec::with_capacity(1024);
    loop {
        let index = run.next.fetch_add(1, Ordering::Relaxed);
        let Some(request) = run.requests.get(index) else { return Ok(latencies) };
        let begin = match run.pace {
            Pace::Closed => Instant::now(),
            Pace::PerSecond(rate) => wait_for(started + Duration::from_secs_f64(index as f64 / f64::from(rate))).await,
        };
        stream.write_all(request).await?;
        read_answer(&mut stream, &mut answer).await?;
        latencies.add(begin.elapsed());
    }
}

/// Waits until a request is due; gives the moment from which its time counts. That of one that waited for its connection
/// counts from when it was due; otherwise the timer's own millisecond is not the server's.
async fn wait_for(due: Instant) -> Instant {
    if due <= Instant::now() {
        return due;
    }
    tokio::time::sleep_until(due.into()).await;
    Instant::now()
}

/// Reads an answer without a body.
async fn read_answer(stream: &mut TcpStream, answer: &mut Vec<u8>) -> anyhow::Result<()> {
    answer.clear();
    while !answer.ends_with(b"\r\n\r\n") {
        ensure!(stream.read_buf(answer).await? > 0, "the connection was closed");
    }
    if !answer.starts_with(b"HTTP/1.1 200") {
        bail!("a message was refused: {}", String::from_utf8_lossy(answer).lines().next().unwrap_or_default());
    }
    Ok(())
}
