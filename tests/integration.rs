//! All integration tests are one program: one link step, shared helpers.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod content;
mod packs;
mod search;
mod store;
mod support;
