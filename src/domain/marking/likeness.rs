//! Likeness: how much a passage says what the author of a point wrote, whether or not a cue fires as written.
//!
//! The point's own sentences (what it says, its good samples, the sentences of the model answers that make it) and
//! its cues are taken as ways to say it. A passage is compared with each by the words and concepts they share,
//! rare ones counting more. Words that are refused count as their opposites. Knows no facts and no levels.

mod profile;
mod rarity;
mod weights;
mod window;

pub use profile::{Profile, Source};
pub use rarity::{Rarity, features, name_feature};
pub use weights::{THRESHOLD, odds};
pub use window::{Refusals, Window, windows};

use super::cues::Compiled;
use super::reading::Reading;

/// How many measures there are.
pub const MEASURES: usize = 12;

/// Below this share of a point's words a passage cannot be about it, whatever else is measured.
const LEAST_MASS: f64 = 0.08;

/// What is measured of a passage and a point, from 0 to about 1: likeness to the closest of the point's sentences;
/// the share of the point's words that stand there; the best share of a cue; whether a cue fires as written; likeness
/// to what is mistaken; the share of refused words; how much there is of it; whether it is a list; the share of the
/// point's words that are turned into their opposites; the share of refusing sentences here, and how far
/// the candidate refuses on principle; whether it was said to the point's own ask. None where the passage has hardly a word of the point.
pub fn measures(
    profile: &Profile,
    cues: &[Compiled],
    window: &Window,
    reading: &Reading,
    is_own: bool,
) -> Option<[f64; MEASURES]> {
    let mass = profile.mass_in(window);
    if mass < LEAST_MASS {
        return None;
    }
    let cue = cues.iter().map(|cue| cue.fraction(reading, window)).fold(0.0, f64::max);
    let flag = |is_set: bool| f64::from(u8::from(is_set));
    Some([
        profile.closest(window),
        mass,
        cue,
        flag(cue > 0.999),
        profile.closest_wrong(window),
        window.refused,
        (window.known as f64 / 20.0).min(1.5),
        flag(window.is_listed),
        profile.opposed_in(window),
        window.refusing,
        window.manner,
        flag(is_own),
    ])
}
