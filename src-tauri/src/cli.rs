//! What `frontdesk-hub` takes on its command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use frontdesk::simulator::Cast;

/// A shared WhatsApp inbox, without a window
#[derive(Parser)]
#[command(name = "frontdesk-hub", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serves a workspace with real numbers: webhooks in, messages out, the screen and the local API
    Serve {
        /// Where the workspace's files lie
        #[arg(long)]
        data_dir: PathBuf,
        /// The configuration file (TOML)
        #[arg(long)]
        config: PathBuf,
        /// Where the screen and the local API are served; port 0 for any
        #[arg(long, default_value = "127.0.0.1:7420")]
        listen: SocketAddr,
        /// Where the provider's webhooks come in; port 0 for any
        #[arg(long, default_value = "127.0.0.1:7421")]
        webhook_listen: SocketAddr,
    },
    /// Runs the simulator alone: the provider's API on this computer
    Simulate {
        /// Where it listens; port 0 for any
        #[arg(long, default_value = "127.0.0.1:0")]
        listen: SocketAddr,
        /// Where it sends its webhooks
        #[arg(long)]
        webhook: Option<String>,
        /// Who writes
        #[arg(long, value_enum, default_value = "one")]
        customers: Customers,
    },
    /// Serves a fresh practice workspace and prints the link to its screen
    Practice {
        /// Where the screen is served; port 0 for any
        #[arg(long, default_value = "127.0.0.1:0")]
        listen: SocketAddr,
        /// Where the simulator listens; port 0 for any
        #[arg(long, default_value = "127.0.0.1:0")]
        simulator_listen: SocketAddr,
        /// Where the practice workspace lies while it is open
        #[arg(long)]
        data_dir: Option<PathBuf>,
        /// Who writes
        #[arg(long, value_enum, default_value = "all")]
        customers: Customers,
        /// Multiplies the customers' and the network's delays: 1 is true to life, 0 is at once
        #[arg(long, default_value_t = 1.0)]
        delays: f64,
    },
    /// Records a voice note from the default microphone, to see whether that works
    Record {
        /// How long
        #[arg(long, default_value_t = 5)]
        seconds: u64,
        /// The file to write (Opus in Ogg)
        #[arg(long)]
        out: PathBuf,
    },
    /// Reads again what came in and was not understood, as a later version may (a running program does so by itself)
    Reingest {
        /// Where the workspace's files lie
        #[arg(long)]
        data_dir: PathBuf,
    },
    /// Folds a workspace's log anew into the tables that the screen reads
    Rebuild {
        /// Where the workspace's files lie
        #[arg(long)]
        data_dir: PathBuf,
    },
}

/// Who writes in the simulator.
#[derive(Clone, Copy, ValueEnum)]
pub enum Customers {
    /// The whole cast, who write and answer by themselves
    All,
    /// One customer with an open window, who is silent
    One,
}

impl Customers {
    /// The cast, and whether it acts by itself.
    pub fn cast(self) -> (Cast, bool) {
        match self {
            Customers::All => (Cast::Practice, true),
            Customers::One => (Cast::Single, false),
        }
    }
}
