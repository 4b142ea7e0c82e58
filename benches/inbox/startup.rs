//! From the start of the headless program to its ready line and its first page of conversations.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use serde_json::Value;

use crate::bare::{self, Bare};
use crate::samples::{Samples, millis};
use crate::site::{self, Site};
use crate::table::{Row, Table};

const TIMES: usize = 7;
/// The program ends within this time when it is asked to.
const FAREWELL: Duration = Duration::from_secs(10);

/// Measures. The file is in the system's cache, as it is after the first start of the day.
pub async fn measure(site: &Site, table: &mut Table) -> anyhow::Result<()> {
    let (mut ready, mut page, mut opened, mut floor) =
        (Samples::default(), Samples::default(), Samples::default(), Samples::default());
    let config = site.directory.join("bench.toml");
    std::fs::write(&config, config_text())?;
    for _ in 0..TIMES {
        let started = Instant::now();
        let running = site.open(&site.directory).await?;
        opened.add(started.elapsed());
        running.close().await;
        let (to_ready, to_page) = start(&site.directory, &config)?;
        ready.add(to_ready);
        page.add(to_page);
        floor.add(bare_start(&site.directory)?);
    }
    std::fs::remove_file(&config)?;
    let row = |name, samples: &Samples| {
        Row::new(site.made.messages, name, samples.median_ms(), "ms").over(floor.median_ms()).with(
            "slowest",
            samples.percentile_ms(1.0),
            "ms",
        )
    };
    table.add(row("start: workspace open", &opened));
    table.add(row("start: program to ready line", &ready));
    table.add(row("start: program to first page", &page));
    Ok(())
}

/// The file opened and the first page read by hand.
fn bare_start(directory: &Path) -> anyhow::Result<Duration> {
    let started = Instant::now();
    let query = bare::list("TRUE", "v.last_message_at DESC, v.id DESC", []);
    Bare::open(directory)?.run(&[query])?;
    Ok(started.elapsed())
}

fn config_text() -> String {
    let (graph, number, account) = (site::NO_GRAPH, site::PHONE_NUMBER_ID, site::WABA_ID);
    format!(
        "[[channel]]\nid = \"main\"\nprovider = \"meta\"\nphone_number_id = \"{number}\"\nwaba_id = \"{account}\"\n\
         graph_url = \"{graph}\"\naccess_token_env = \"BENCH_NONE\"\napp_secret_env = \"BENCH_SECRET\"\n\
         verify_token_env = \"BENCH_NONE\"\n"
    )
}

/// A program that is ended whatever happens.
struct Program {
    child: Child,
}

impl Drop for Program {
    fn drop(&mut self) {
        // It has ended already, unless something went wrong.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(directory: &Path, config: &Path) -> anyhow::Result<(Duration, Duration)> {
    let started = Instant::now();
    let child = Command::new(env!("CARGO_BIN_EXE_frontdesk-hub"))
        .args(["serve", "--listen", "127.0.0.1:0", "--webhook-listen", "127.0.0.1:0"])
        .args([Path::new("--data-dir"), directory, Path::new("--config"), config])
        .envs([("BENCH_NONE", "none"), ("BENCH_SECRET", site::APP_SECRET), ("FRONTDESK_LOG", "off")])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let mut program = Program { child };
    let mut line = String::new();
    let out = program.child.stdout.take().context("the program has no output")?;
    BufReader::new(out).read_line(&mut line)?;
    let to_ready = started.elapsed();
    let ready: Value = serde_json::from_str(&line).with_context(|| format!("not a ready line: {line:?}"))?;
    let address = ready.get("private").and_then(Value::as_str).context("the ready line has no address")?;
    let link = std::fs::read_to_string(directory.join("signin-link"))?;
    let key = link.trim().split_once("key=").map(|(_, key)| key).context("the link has no key")?;
    let rows = first_page(address, key)?;
    let to_page = started.elapsed();
    ensure!(rows == 50, "the first page has {rows} rows");
    end(program)?;
    Ok((to_ready, to_page))
}

fn first_page(address: &str, key: &str) -> anyhow::Result<usize> {
    let body = r#"{"filter":"all","sort":"newest","limit":50}"#;
    let port = address.rsplit(':').next().unwrap_or_default();
    let request = format!(
        "POST /rpc/list_conversations HTTP/1.1\r\nhost: {address}\r\ncookie: frontdesk_{port}={key}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    ensure!(answer.starts_with("HTTP/1.1 200"), "no page: {}", answer.lines().next().unwrap_or_default());
    let (_, page) = answer.split_once("\r\n\r\n").context("an answer without a body")?;
    let page: Value = serde_json::from_str(page)?;
    Ok(page.get("items").and_then(Value::as_array).map_or(0, Vec::len))
}

/// Asks the program to end, and waits until it has.
fn end(mut program: Program) -> anyhow::Result<()> {
    let asked = Instant::now();
    if cfg!(unix) {
        Command::new("kill").arg(program.child.id().to_string()).status()?;
    } else {
        program.child.kill()?;
    }
    while program.child.try_wait()?.is_none() {
        ensure!(asked.elapsed() < FAREWELL, "the program did not end in {:.0} ms", millis(FAREWELL));
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}
