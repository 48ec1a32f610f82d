//! One passage earns so many points and no more: whoever says one thing has not said ten.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::said::TOLD;
use super::{Evidence, PointMark};

/// A passage earns at most so many points of the ask it was said to.
const OWN: usize = 4;
/// A passage earns at most so many points of other asks.
const OTHER: usize = 2;

/// Takes back what a passage earned beyond its share; the better and heavier points keep it. A point that rests on
/// another passage as well stays with that one.
pub fn share(marks: &mut [PointMark]) {
    let mut order: Vec<usize> = (0..marks.len()).filter(|at| !marks[*at].evidence.is_empty()).collect();
    order.sort_by_key(|at| (Reverse((marks[*at].mark, marks[*at].weight)), *at));
    let mut earned: HashMap<(usize, Range<usize>, bool), usize> = HashMap::new();
    for at in order {
        let mark = &mut marks[at];
        let was = mark.evidence.len();
        let ask = mark.ask.clone();
        mark.evidence.retain(|evidence| {
            let is_own = evidence.ask == ask;
            let count = earned.entry((evidence.entry, evidence.bytes.clone(), is_own)).or_default();
            *count += 1;
            evidence.cue.starts_with(TOLD) || *count <= if is_own { OWN } else { OTHER }
        });
        if mark.evidence.len() < was && !mark.by_candidate {
            mark.mark = mark.evidence.iter().map(worth).max().unwrap_or(0);
        }
    }
}

/// The mark that one passage earns by itself.
fn worth(evidence: &Evidence) -> u8 {
    if evidence.cue.starts_with(TOLD) { 3 } else { (1 + evidence.raised.len() as u8).min(3) }
}
