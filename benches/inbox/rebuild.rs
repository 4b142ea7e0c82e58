//! The projection emptied and folded anew, and compared with what it was.

use std::path::Path;
use std::time::Instant;

use anyhow::ensure;
use frontdesk::projection;
use frontdesk::store::Store;

use crate::fingerprint::{self, Fingerprint};
use crate::site::Site;
use crate::table::{Row, Table};

/// Measures on a workspace that may be changed.
pub async fn measure(site: &Site, directory: &Path, table: &mut Table) -> anyhow::Result<()> {
    let before = fingerprint::of(directory)?;
    let store = Store::open(directory)?;
    let started = Instant::now();
    let events = projection::rebuild(&store).await?;
    let seconds = started.elapsed().as_secs_f64();
    drop(store);
    let after = fingerprint::of(directory)?;
    let messages = after.get("message").map_or(0, |(count, _)| *count);
    table.add(
        Row::new(site.made.messages, "rebuild", seconds, "s")
            .with("events", events as f64, "")
            .with("speed", events as f64 / seconds, "/s")
            .with("messages", messages as f64, "")
            .with("tables and indexes compared", after.len() as f64, ""),
    );
    let different = differences(&before, &after);
    ensure!(different.is_empty(), "the rebuilt projection differs in {}", different.join(", "));
    Ok(())
}

fn differences<'f>(before: &'f Fingerprint, after: &Fingerprint) -> Vec<&'f str> {
    before.iter().filter(|(part, value)| after.get(*part) != Some(value)).map(|(part, _)| part.as_str()).collect()
}
