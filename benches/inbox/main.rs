//! How fast the inbox is: webhooks in, pages and search, start and rebuild, at several sizes, each beside what bare
//! SQLite does on the same rows in the same run. Absolute figures wander with the machine; the ratios are what to keep.
//!
//! Nothing leaves this computer, every load is bounded in count and time, and no figure fails a run: only a message that
//! is missing or doubled, or a rebuilt projection that differs, does.

mod bare;
mod fingerprint;
mod floor;
mod generator;
mod ingest;
mod load;
mod mail;
mod options;
mod payload;
mod people;
mod reading;
mod rebuild;
mod samples;
mod site;
mod startup;
mod table;
mod timeline;
mod words;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Parser as _;
use tempfile::TempDir;

use options::{Options, Part, size_name};
use site::Site;
use table::{Row, Table};

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    // In the build folder and not in the system's own, which may be in memory: there, durable costs nothing.
    let scratch = TempDir::new_in(env!("CARGO_TARGET_TMPDIR"))?;
    let table = runtime.block_on(async {
        tokio::select! {
            table = measure_all(&options, scratch.path()) => table,
            interrupted = tokio::signal::ctrl_c() => {
                interrupted?;
                bail!("interrupted")
            }
        }
    })?;
    println!("{}", table.to_text());
    if let Some(path) = &options.json {
        std::fs::write(path, format!("{}\n", table.to_json()))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

async fn measure_all(options: &Options, scratch: &Path) -> anyhow::Result<Table> {
    let mut table = Table::default();
    for &size in &options.sizes {
        eprintln!("{} messages", size_name(size));
        let data: PathBuf = options.data.clone().unwrap_or_else(|| scratch.join("generated"));
        let site = Site::prepare(&data, scratch, size, options.seed).await?;
        measure_one(&site, options, &mut table).await?;
        if options.data.is_none() {
            std::fs::remove_dir_all(&site.directory)?;
        }
    }
    Ok(table)
}

async fn measure_one(site: &Site, options: &Options, table: &mut Table) -> anyhow::Result<()> {
    describe(site, table)?;
    if options.wants(Part::Reading) {
        reading::measure(site, table).await?;
    }
    if options.wants(Part::Startup) {
        startup::measure(site, table).await?;
    }
    let mut copy = None;
    if options.wants(Part::Ingest) {
        copy = Some(ingest::measure(site, table).await?);
    }
    if options.wants(Part::Rebuild) {
        let copy = copy.map_or_else(|| site.copy("rebuild"), Ok)?;
        rebuild::measure(site, &copy, table).await?;
    }
    site.remove_copies()
}

fn describe(site: &Site, table: &mut Table) -> anyhow::Result<()> {
    let reader = site::reader(&site.directory)?;
    let bytes = std::fs::metadata(site.directory.join(frontdesk::store::DATABASE))?.len();
    let open = format!(
        "SELECT count(*) FROM conversation WHERE last_message_at > {0} AND last_customer_message_at > {0}",
        site.made.end_ms - 24 * 60 * 60 * 1000
    );
    let count = |sql: &str| site::number(&reader, sql).map(|count| count as f64);
    table.add(
        Row::new(site.made.messages, "workspace: size of the file", bytes as f64 / 1e6, "MB")
            .with("events", count("SELECT max(seq) FROM log")?, "")
            .with("webhooks kept", count("SELECT count(*) FROM delivery")?, "")
            .with("conversations", count("SELECT count(*) FROM conversation")?, "")
            .with("open windows", count(&open)?, "")
            .with("unread", count("SELECT unread_conversations FROM inbox_count")?, ""),
    );
    Ok(())
}
