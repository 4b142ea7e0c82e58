//! What may be asked of Frontdesk, by its screen and by other programs.
//!
//! [`dispatch`] is the one list for the screen: the window calls it through Tauri, a browser through [`http`]. Both hold
//! an [`Api`], which knows the open workspace and how to open another one.

mod bubbles;
mod chats;
mod authoring;
mod attributes;
mod commands;
mod contact_sheet;
mod contacts;
mod courtesy;
mod cursor;
mod error;
mod feed;
mod figures;
pub mod files;
pub mod http;
mod inbox;
mod labels;
mod news;
mod office;
mod notes;
mod past_windows;
mod people;
mod replies;
mod reply_sheet;
mod rows;
mod recording;
mod schedule;
mod sending;
mod template_use;
mod template_view;
mod templates;
mod thread;
pub mod types;
mod view;
mod work;
mod workspace;

pub use commands::{Commands, dispatch};
pub use recording::Microphone;
pub use workspace::{Api, Connected, Switch, Welcome, Workspace};
