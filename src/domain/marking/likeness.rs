//! Likeness: how much a passage says what the author of a point wrote, whether or not a cue fires as written.
//!
//! The point's own sentences (what it says, its good samples, the sentences of the model answers that make it) and
//! its cues are taken as ways to say it. A passage is compared with each by the words and concepts they share,
//! rare ones counting more. Words that are refused count as their opposites. Knows no facts and no levels.

mod known;
mod rarity;
mod source;
mod weights;
mod window;

pub use known::{Known, Likeness};
pub use rarity::{Rarity, features, name_feature};
pub use source::Source;
pub use weights::{THRESHOLD, odds};
pub use window::{Refusals, Window, windows};

use std::ops::Range;

use super::cues::Sought;

/// How many measures there are.
pub const MEASURES: usize = 17;

/// Below this share of a point's words a passage cannot be about it, whatever else is measured.
const LEAST_MASS: f64 = 0.08;

/// What is measured of a passage and a point, from 0 to about 1: likeness to the closest of the point's sentences, and
/// the mean over the three closest; the share of the point's words that stand there; the best share of a cue; whether
/// a cue fires as written; likeness to what is mistaken, and to what only sounds like the point; likeness to other
/// points of the same ask, and of other asks; the share of refused words; how much there is of it; whether it is a
/// list; the share of the point's words that are turned into their opposites; the share of refusing sentences here,
/// how far the candidate refuses on principle, and how far they are mistaken in all; whether it was said to the point's own ask. None where the passage
/// has hardly a word of the point. `siblings` are the numbers of the points of the same ask.
pub fn measures(
    point: usize,
    siblings: &Range<usize>,
    cues: &[Sought<'_>],
    window: &Window,
    is_own: bool,
) -> Option<[f64; MEASURES]> {
    let likeness = window.likeness.get(point)?;
    if likeness.mass < LEAST_MASS {
        return None;
    }
    let cue = cues.iter().map(|cue| cue.fraction(window)).fold(0.0, f64::max);
    let closest_of =
        |points: &mut dyn Iterator<Item = &Likeness>| points.map(|other| other.closest).fold(0.0, f64::max);
    let (before, from) = window.likeness.split_at(siblings.start);
    let (within, after) = from.split_at(siblings.len());
    let own = point - siblings.start;
    let (left, right) = within.split_at(own);
    let flag = |is_set: bool| f64::from(u8::from(is_set));
    Some([
        likeness.closest,
        likeness.close,
        likeness.mass,
        cue,
        flag(cue > 0.999),
        likeness.wrong,
        likeness.near,
        closest_of(&mut left.iter().chain(right.iter().skip(1))),
        closest_of(&mut before.iter().chain(after)),
        window.refused,
        (window.known as f64 / 20.0).min(1.5),
        flag(window.is_listed),
        likeness.opposed,
        window.refusing,
        window.manner.refuses,
        window.manner.errs,
        flag(is_own),
    ])
}
