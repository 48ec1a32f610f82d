//! Reads packs: the one in the program and those of the user.
//!
//! Parse, then resolve: `raw` is what was written, the domain types are what is meant. Problems are collected,
//! never just the first; a broken file never keeps the rest from loading. Knows YAML and Markdown; does not
//! know the search index, the screen or the history.

mod anchors;
mod load;
mod names;
mod planned;
mod problem;
mod raw;
mod resolve;
mod scan;
pub mod source;

pub use load::{Loaded, load};
pub use source::Source;
