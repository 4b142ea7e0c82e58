//! The desktop binary: the window around the core.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod shell;

use clap::Parser as _;

fn main() -> tauri::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_from_env("FRONTDESK_LOG").unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    shell::run(shell::Args::parse())
}
