//! What may be asked of Frontdesk, by its screen and by other programs.
//!
//! [`dispatch`] is the one list for the screen: the window calls it through Tauri, a browser through [`http`]. Both hold
//! an [`Api`], which knows the open workspace and how to open another one.

mod attributes;
mod commands;
mod contact_sheet;
mod contacts;
mod courtesy;
mod cursor;
mod error;
mod feed;
pub mod files;
pub mod http;
mod inbox;
mod news;
mod notes;
mod past_windows;
mod people;
mod replies;
mod reply_sheet;
mod recording;
mod sending;
mod templates;
mod thread;
pub mod types;
mod view;
mod workspace;

pub use commands::{Commands, dispatch};
pub use recording::Microphone;
pub use workspace::{Api, Connected, Switch, Welcome, Workspace};
