//! Whole journeys: the real core against the simulator, in one process or as the real binary.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "in a test, the first surprise is to end it"
)]

mod common;

mod api;
mod arriving;
mod attaching;
mod authoring;
mod away;
mod beside_the_phone;
mod clock;
mod closing;
mod contacts;
mod crash;
mod day;
mod downloads;
mod events;
mod every_type;
mod figures;
mod files;
mod modules;
mod owners_figures;
mod people;
mod projection;
mod replies;
mod schedule;
mod schedule_crash;
mod schedule_by_programs;
mod searching;
mod sending;
mod sending_files;
mod starting_chats;
mod templates;
mod transcribing;
mod unattended;
mod upgrading;
mod voice;
mod window;
mod window_laws;
mod words;
mod work;
