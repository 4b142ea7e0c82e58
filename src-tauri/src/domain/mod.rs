//! The words of the house and its rules: ids, people, message content, the service window, templates, events.
//!
//! Pure: no input or output, nothing asynchronous, and no clock but the one that is handed in.

pub mod calendar;
pub mod authoring;
pub mod attribute;
pub mod blank;
pub mod clock;
pub mod content;
pub mod event;
pub mod failure;
pub mod fold;
pub mod ids;
pub mod list;
pub mod link;
pub mod news;
pub mod office;
pub mod person;
pub mod phone;
pub mod pricing;
pub mod problem;
pub mod reply;
pub mod sheet;
pub mod schedule;
pub mod status;
pub mod template;
pub mod window;
pub mod work;
