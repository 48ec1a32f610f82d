//! All integration tests are one program: one link step, shared helpers.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod architecture;
mod cli;
mod commands;
mod comparing;
mod config;
mod content;
mod doctor;
mod drilling;
mod drills;
mod guided;
mod history;
mod mash;
mod own_packs;
mod packs;
mod pictures;
mod progress;
mod published;
mod reading;
mod readme;
mod reports;
mod safekeeping;
mod scoring;
mod screens;
mod search;
mod sessions;
mod sketching;
mod speaking;
mod store;
mod support;
#[cfg(target_os = "linux")]
mod terminal;
mod today;
mod understanding;
mod whiteboard;
