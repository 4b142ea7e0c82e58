//! What the program takes on its command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

/// Measures a workspace of Frontdesk beside bare SQLite: ingest, reading, start, rebuild
#[derive(Parser, Clone)]
#[command(name = "inbox", bin_name = "cargo bench --bench inbox --")]
pub struct Options {
    /// How many messages the workspaces have, such as 10k,1m
    #[arg(long, value_delimiter = ',', default_value = "10k,1m", value_parser = size)]
    pub sizes: Vec<u64>,
    /// What to measure; everything if it is not given
    #[arg(long, value_delimiter = ',', value_enum)]
    pub only: Vec<Part>,
    /// What the workspaces are made from
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Keeps the generated workspaces in this folder, and uses those that are there
    #[arg(long)]
    pub data: Option<PathBuf>,
    /// Writes the figures to this file too, as one line of JSON
    #[arg(long)]
    pub json: Option<PathBuf>,
    /// Given by cargo
    #[arg(long, hide = true)]
    pub bench: bool,
}

/// A part of the measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Pages of conversations and messages, and search
    Reading,
    /// From the start of the program to its first page
    Startup,
    /// Webhooks over HTTP, beside bare SQLite
    Ingest,
    /// The projection folded anew
    Rebuild,
}

impl Options {
    /// Whether a part is to be measured.
    pub fn wants(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

/// The fewest messages with which every part has something to do.
const SMALLEST: u64 = 10_000;

fn size(text: &str) -> Result<u64, String> {
    let text = text.to_ascii_lowercase();
    let (digits, factor) = match (text.strip_suffix('k'), text.strip_suffix('m')) {
        (Some(digits), _) => (digits, 1_000),
        (None, Some(digits)) => (digits, 1_000_000),
        (None, None) => (text.as_str(), 1),
    };
    let size = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
    size.filter(|size| *size >= SMALLEST).ok_or_else(|| "a size is 10k or more, such as 10k or 1m".to_owned())
}

/// A size as it is written: `10 k`, `1 M`.
pub fn size_name(size: u64) -> String {
    match (size % 1_000_000, size % 1_000) {
        (0, _) => format!("{} M", size / 1_000_000),
        (_, 0) => format!("{} k", size / 1_000),
        _ => size.to_string(),
    }
}
