//! The whiteboard: a text such as `apps -> kinesis -> s3 : raw json`, drawn as boxes and arrows while it is typed.
//!
//! ```text
//! text ─ parse ─> Sketch ─ roles ─> Graph ─ layout ─> Drawing (cells)
//!                                     ├─ lint ──────> questions an interviewer would ask
//!                                     └─ compare ───> what was added, kept, dropped; what the reference has
//! ```
//!
//! Everything here is a function of its arguments: the same text gives the same picture. Knows nothing of
//! terminals and colors; a cell says what it belongs to and the view decides how that looks.

pub mod assist;
pub mod compare;
pub mod drawing;
pub mod export;
mod frames;
pub mod graph;
mod label;
mod layers;
pub mod layout;
pub mod lint;
pub mod list;
mod marks;
mod order;
pub mod paint;
pub mod parse;
mod place;
mod rank;
pub mod redraw;
pub mod roles;
mod room;
mod route;
mod scan;
pub mod shape;
mod simplex;
mod squeeze;
mod strokes;
mod wrap;

pub use drawing::{Cell, Drawing, Form, Ink};
pub use graph::Graph;
pub use layout::{Area, Detail, Options, layout};
pub use paint::{Charset, in_ascii};
pub use parse::Sketch;
pub use roles::Roles;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod properties;
