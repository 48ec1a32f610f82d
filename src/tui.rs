//! The terminal: what the model looks like, and the loop that drives it.

pub mod theme;
pub mod view;
