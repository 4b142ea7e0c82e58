//! What may be asked of Frontdesk, by its screen and by other programs.
//!
//! [`dispatch`] is the one list for the screen: the window calls it through Tauri, a browser through [`http`]. Both hold
//! an [`Api`], which knows the open workspace and how to open another one.

mod commands;
mod courtesy;
mod cursor;
mod error;
mod feed;
pub mod files;
pub mod http;
mod inbox;
mod news;
mod office;
mod people;
mod recording;
mod schedule;
mod sending;
mod templates;
mod thread;
pub mod types;
mod view;
mod workspace;

pub use commands::{Commands, dispatch};
pub use recording::Microphone;
pub use workspace::{Api, Connected, Switch, Welcome, Workspace};
