//! Helpers shared by the integration tests.

pub mod json_schema;
pub mod packs;
pub mod program;
#[cfg(target_os = "linux")]
pub mod pty;
pub mod script;
pub mod shelf;
pub mod sittings;
pub mod styled;
pub mod texts;

/// How often to try: so often in a usual run, and `GREENROOM_TEST_SCALE` times that where it is set.
pub fn scaled(usual: usize) -> usize {
    let scale = std::env::var("GREENROOM_TEST_SCALE").ok().and_then(|scale| scale.parse().ok());
    usual * scale.unwrap_or(1)
}
