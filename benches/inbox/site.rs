//! The workspaces that are measured: where they lie, how they are opened, and copies of them to write to.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use frontdesk::app::{OpenWorkspace, Running};
use frontdesk::domain::clock::Clock;
use frontdesk::domain::ids::ChannelId;
use frontdesk::notify::{Notice, Notices};
use frontdesk::provider::Channel;
use frontdesk::provider::meta::{Account, DEFAULT_GRAPH_VERSION};
use frontdesk::store::{DATABASE, Store};
use rusqlite::{Connection, OpenFlags};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::generator;

/// The business number's id at the provider.
pub const PHONE_NUMBER_ID: &str = "106540352242922";
/// The account's id at the provider.
pub const WABA_ID: &str = "102290129340398";
/// Signs the webhooks.
pub const APP_SECRET: &str = "bench_app_secret";
/// Where nobody listens, so that nothing leaves this computer.
pub const NO_GRAPH: &str = "http://127.0.0.1:9";

/// What a generated workspace was made of.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct Made {
    /// How many messages it has.
    pub messages: u64,
    /// What it was made from.
    pub seed: u64,
    /// The time of its last message, in Unix milliseconds: the present of whoever measures it.
    pub end_ms: i64,
}

/// A generated workspace.
pub struct Site {
    /// Where it lies.
    pub directory: PathBuf,
    /// What it was made of.
    pub made: Made,
    /// Where copies go.
    scratch: PathBuf,
}

impl Site {
    /// The workspace of this size in `data`, which is generated if it is not there yet. Copies go to `scratch`.
    pub async fn prepare(data: &Path, scratch: &Path, messages: u64, seed: u64) -> anyhow::Result<Site> {
        let directory = data.join(format!("{messages}-{seed}"));
        let note = directory.join("made.json");
        let site = |made| Site { directory: directory.clone(), made, scratch: scratch.join(messages.to_string()) };
        if let Ok(text) = std::fs::read_to_string(&note) {
            return Ok(site(serde_json::from_str(&text)?));
        }
        if directory.exists() {
            std::fs::remove_dir_all(&directory).context("what an interrupted run has left")?;
        }
        let made = Made { messages, seed, end_ms: Utc::now().timestamp() * 1000 };
        generator::fill(&directory, made).await?;
        // Written last: a workspace without it is not whole.
        std::fs::write(&note, serde_json::to_string(&made)?)?;
        Ok(site(made))
    }

    /// A copy to write to.
    pub fn copy(&self, name: &str) -> anyhow::Result<PathBuf> {
        let copy = self.scratch.join(name);
        std::fs::create_dir_all(&copy)?;
        std::fs::copy(self.directory.join(DATABASE), copy.join(DATABASE))?;
        Ok(copy)
    }

    /// Removes all copies.
    pub fn remove_copies(&self) -> anyhow::Result<()> {
        if self.scratch.exists() {
            std::fs::remove_dir_all(&self.scratch)?;
        }
        Ok(())
    }

    /// Opens a workspace with everything that works on it, as the program does, at the time of its last message.
    pub async fn open(&self, directory: &Path) -> anyhow::Result<Running> {
        // The last one to let go of a workspace that was closed may be a thread that is still at work.
        while !Store::is_free(directory) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Running::open(OpenWorkspace {
            directory: directory.to_owned(),
            channels: vec![channel()?],
            clock: Clock::scaled(self.end(), 1.0),
            webhook_listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            practice: false,
            notices: Arc::new(Silent),
        })
        .await
    }

    /// The time of the last message.
    pub fn end(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.made.end_ms).unwrap_or_default()
    }

    /// How many people the generator made.
    pub fn people(&self) -> u64 {
        self.made.messages / generator::MESSAGES_PER_PERSON
    }
}

/// The name of the one channel.
pub fn channel_id() -> anyhow::Result<ChannelId> {
    Ok(ChannelId::new("main")?)
}

fn channel() -> anyhow::Result<Channel> {
    Ok(Channel {
        id: channel_id()?,
        meta: Account {
            graph_url: NO_GRAPH.to_owned(),
            graph_version: DEFAULT_GRAPH_VERSION.to_owned(),
            phone_number_id: PHONE_NUMBER_ID.to_owned(),
            waba_id: WABA_ID.to_owned(),
            app_id: None,
            access_token: SecretString::from("none"),
        },
        app_secret: SecretString::from(APP_SECRET),
        verify_token: SecretString::from("none"),
    })
}

/// Notices nobody needs to see.
struct Silent;

impl Notices for Silent {
    fn show(&self, _: Notice) {}
}

/// A connection beside the product's own, with the settings of its readers.
pub fn reader(directory: &Path) -> anyhow::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(directory.join(DATABASE), flags)?;
    connection.execute_batch("PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;")?;
    // A checkpoint that empties the write-ahead log keeps readers out for a moment.
    connection.busy_timeout(Duration::from_secs(5))?;
    Ok(connection)
}

/// One number of a workspace.
pub fn number(connection: &Connection, sql: &str) -> anyhow::Result<i64> {
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}
