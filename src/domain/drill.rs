//! Drills: short exercises, how they are posed, and how an answer is marked.

pub mod anki;
pub mod catalog;
pub mod estimate;
pub mod kind;
pub mod mark;
pub mod pose;
mod questions;
pub mod slots;

pub use kind::DrillKind;
