//! Which probe comes next: the one whose area is weakest so far, never one that was answered unasked or declined.

use super::Interviewer;
use super::lines::mix;
use crate::domain::id::AskId;
use crate::domain::interview::Interview;
use crate::domain::marking::{Marks, PointMark};

/// A probe whose points were heard to this share, weighted, is not posed any more.
const HEARD: f64 = 0.75;

impl Interviewer {
    /// The next probe of the step under way, if one is left.
    pub fn next_probe(&self, interview: &Interview) -> Option<AskId> {
        let case = &self.mind.snapshot.case;
        let posed: Vec<&AskId> = interview.posed().collect();
        let declined: Vec<&AskId> = interview.declined().collect();
        let left: Vec<&AskId> = case
            .probes(interview.step())
            .iter()
            .map(|probe| &probe.id)
            .filter(|id| !posed.contains(id) && !declined.contains(id))
            .collect();
        if left.is_empty() {
            return None;
        }
        let marks = self.mind.marker.mark(interview);
        let seed = interview.opening().seed;
        left.into_iter()
            .enumerate()
            .filter(|(_, id)| heard(&marks, id) < HEARD)
            .min_by(|(one, first), (other, second)| {
                let order = strength(&marks, first).total_cmp(&strength(&marks, second));
                order.then_with(|| mix(seed, *one as u64).cmp(&mix(seed, *other as u64)))
            })
            .map(|(_, id)| id.clone())
    }
}

fn worth(mark: u8) -> f64 {
    match mark {
        0 => 0.0,
        1 => 0.5,
        _ => 1.0,
    }
}

/// The share of a probe's points that was heard.
fn heard(marks: &Marks, ask: &AskId) -> f64 {
    mean(marks.points.iter().filter(|point| point.ask == *ask))
}

/// How strong the candidate is so far in the dimensions that a probe asks about; unheard dimensions are weakest.
fn strength(marks: &Marks, ask: &AskId) -> f64 {
    let own: Vec<&PointMark> = marks.points.iter().filter(|point| point.ask == *ask).collect();
    let strengths = own.iter().map(|own| {
        mean(
            marks
                .points
                .iter()
                .filter(|point| point.reached && point.dimension == own.dimension && point.ask != *ask),
        )
    });
    let total: f64 = strengths.sum();
    (total / own.len().max(1) as f64 * 20.0).round() / 20.0
}

fn mean<'a>(points: impl Iterator<Item = &'a PointMark>) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for point in points {
        sum += worth(point.mark) * f64::from(point.weight);
        weights += f64::from(point.weight);
    }
    if weights > 0.0 { sum / weights } else { 0.0 }
}
