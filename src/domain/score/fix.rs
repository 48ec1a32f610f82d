//! The one thing to mend first.

use serde::{Deserialize, Serialize};

use super::card::{Scorecard, worth};
use crate::domain::id::{AskId, PointId};
use crate::domain::marking::{Marks, PointMark};
use crate::domain::playbook::Snapshot;
use crate::domain::rubric::Dimension;

/// The one thing to mend first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstFix {
    /// The gate to open, where one is closed.
    pub gate: Option<String>,
    /// The point whose making would raise the score most.
    pub ask: AskId,
    /// Which point.
    pub point: PointId,
    /// What it counts for.
    pub dimension: Dimension,
    /// The point, as the debrief says it.
    pub say: String,
    /// What to do, in a sentence.
    pub advice: String,
}

/// The point whose making would raise the overall score most; a closed gate is named first.
pub fn first_fix(snapshot: &Snapshot, marks: &Marks, card: &Scorecard) -> Option<FirstFix> {
    let gain = |mark: &PointMark| {
        let same = marks.points.iter().filter(|other| other.reached && other.dimension == mark.dimension);
        let weights: u32 = same.map(|other| u32::from(other.weight)).sum();
        let dimension = card.of(mark.dimension).map_or(0, |score| score.weight);
        (1.0 - worth(mark.mark)) * f64::from(mark.weight) * f64::from(dimension) / f64::from(weights.max(1))
    };
    let reached = marks.points.iter().filter(|mark| mark.reached && mark.mark < 3);
    let best = reached.fold(None::<(&PointMark, f64)>, |best, mark| match best {
        Some((_, most)) if most >= gain(mark) => best,
        _ => Some((mark, gain(mark))),
    })?;
    let mark = best.0;
    let say = snapshot.case.ask(&mark.ask)?.points.iter().find(|point| point.id == mark.point)?.say.clone();
    let advice = match mark.mark {
        0 => "Say this next time.",
        1 => "You named it. Add why, tied to a fact of the case.",
        _ => "You gave the reason. Add a number, what fails, what it costs, or what would change your mind.",
    };
    Some(FirstFix {
        gate: card.gates.first().map(|gate| gate.title.clone()),
        ask: mark.ask.clone(),
        point: mark.point.clone(),
        dimension: mark.dimension,
        say,
        advice: advice.to_owned(),
    })
}
