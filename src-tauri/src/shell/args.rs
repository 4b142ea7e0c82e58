//! What the desktop program takes on its command line. Everything has a default: it is started by a click.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;

/// A shared WhatsApp inbox that lives on the office computer
#[derive(Parser)]
#[command(name = "frontdesk", version)]
pub struct Args {
    /// Begin with practice customers instead of the connected numbers
    #[arg(long)]
    pub practice: bool,
    /// The configuration file (TOML) [default: frontdesk.toml in the user's configuration folder]
    #[arg(long)]
    pub config: Option<PathBuf>,
    /// Where the workspace's files lie [default: the user's data folder]
    #[arg(long)]
    pub data_dir: Option<PathBuf>,
    /// Where the provider's webhooks come in; port 0 for any
    #[arg(long, default_value = "127.0.0.1:7421")]
    pub webhook_listen: SocketAddr,
    /// Where the local API is served, if the configuration has a token for it; port 0 for any
    #[arg(long, default_value = "127.0.0.1:7420")]
    pub listen: SocketAddr,
    /// Where the practice simulator listens; port 0 for any
    #[arg(long, default_value = "127.0.0.1:0")]
    pub simulator_listen: SocketAddr,
    /// Practise with one silent customer instead of the whole cast
    #[arg(long)]
    pub one_customer: bool,
    /// Begin in the tray, if the desktop has one: so the program starts when somebody logs in
    #[arg(long)]
    pub hidden: bool,
    /// A link to a phone number, such as frontdesk://chat/16505550100 or tel:+16505550100
    pub link: Option<String>,
}
