//! The terminal: what the model looks like, and the loop that drives it.

pub mod clock;
pub mod input;
pub mod runtime;
pub mod terminal;
pub mod theme;
pub mod view;
