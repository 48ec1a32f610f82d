//! Likeness: how much a passage says what the author of a point wrote, where no cue fires as written.
//!
//! The point's own sentences (what it says, its good samples, the sentences of the model answers that make it) and
//! its cues are taken as ways to say it. A passage is compared with each by the words and concepts they share,
//! rare ones counting more. Words that are refused do not count. Knows no facts and no levels.

mod profile;
mod rarity;
mod window;

pub use profile::{Profile, Source};
pub use rarity::{Rarity, features, name_feature};
pub use window::{Window, windows};

use super::cues::Compiled;
use super::reading::Reading;

/// How many measures there are.
pub const MEASURES: usize = 9;

/// What is measured of a passage and a point; all from 0 to about 1.
pub fn measures(profile: &Profile, cues: &[Compiled], window: &Window, reading: &Reading) -> [f64; MEASURES] {
    let closest = profile.closest(window);
    let wrong = profile.closest_wrong(window);
    let mass = profile.mass_in(window);
    let cue = cues.iter().map(|cue| cue.fraction(reading, window)).fold(0.0, f64::max);
    [
        closest,
        mass,
        cue,
        wrong,
        (closest - wrong).max(-0.5),
        window.refused,
        (window.known as f64 / 20.0).min(1.5),
        f64::from(u8::from(window.is_listed)),
        profile.opposed_in(window),
    ]
}
