//! Helpers shared by the integration tests.

pub mod packs;
pub mod sittings;
pub mod texts;
