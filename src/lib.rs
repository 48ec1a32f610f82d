//! `greenroom`: a terminal program in which data engineers rehearse system-design interviews.
//!
//! The map of the house. Learn the product in [`domain`], the behavior in [`app`], the looks in [`tui`].
//!
//! ```text
//!  keys, resize ─┐
//!  worker done ──┼─> Action ──> Model::update(action, now) ──> Vec<Effect> ──> runtime runs them
//!  next second ──┘                     │                                             │
//!       ^                              v                                             │
//!       │                    view(&Model, &Theme, &mut Frame)                        │
//!       └──────────────── results and failures come back as Actions ─────────────────┘
//! ```
//!
//! - [`domain`] is pure: no file, clock, random source, thread, terminal or database. An interview is a log of
//!   stamped entries, and everything else (clock, score, debrief, report) is a fold of that log.
//! - A test reads the `use crate::` lines of every module against the table of who may know whom.

pub mod app;
pub mod cli;
pub mod commands;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod domain;
pub mod report;
pub mod search;
pub mod store;
pub mod tui;
