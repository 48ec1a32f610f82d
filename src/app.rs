//! Behavior without a terminal.
pub mod key;
pub mod keymap;
pub mod text_area;
