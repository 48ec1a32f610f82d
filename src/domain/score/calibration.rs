//! Own marks, taken before anything was shown, beside the levels.

use serde::{Deserialize, Serialize};

use super::card::Scorecard;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::rubric::Dimension;

/// One dimension's own mark beside its level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calibration {
    /// Which.
    pub dimension: Dimension,
    /// What the candidate gave, 0 to 3.
    pub own: u8,
    /// The level, where there is one.
    pub level: Option<u8>,
    /// Own mark minus level: positive is overrating.
    pub gap: Option<i8>,
}

/// Reads the log.
pub fn calibration(interview: &Interview, card: &Scorecard) -> Vec<Calibration> {
    let levels = interview.log().iter().rev().find_map(|stamped| match &stamped.entry {
        Entry::SelfScored { levels } => Some(levels),
        _ => None,
    });
    let own = levels.into_iter().flatten();
    own.map(|(dimension, own)| {
        let level = card.of(*dimension).and_then(|score| score.level);
        let own = (*own).min(3);
        Calibration { dimension: *dimension, own, level, gap: level.map(|level| own as i8 - level as i8) }
    })
    .collect()
}
