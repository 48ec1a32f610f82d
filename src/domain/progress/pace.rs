//! Time against budget, by step.

use serde::Serialize;

use super::Sat;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;

/// The time of a step over some sittings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pace {
    /// Which.
    pub step: Step,
    /// Sittings that had a budget for it.
    pub sittings: usize,
    /// How many of them ran over it.
    pub over: usize,
    /// The mean time spent.
    pub used: SessionTime,
    /// The mean budget.
    pub budget: SessionTime,
}

impl Pace {
    /// The mean time spent as a share of the mean budget, in percent; none without a budget.
    pub fn percent(&self) -> Option<u64> {
        (self.budget > SessionTime::ZERO).then(|| (self.used.0 * 100 + self.budget.0 / 2) / self.budget.0)
    }
}

/// One for each step, in order.
pub fn steps(sat: &[&Sat]) -> Vec<Pace> {
    Step::ALL.into_iter().map(|step| pace(sat, step)).collect()
}

fn pace(sat: &[&Sat], step: Step) -> Pace {
    let figures = sat.iter().filter_map(|sat| sat.figures.step(step));
    let limited: Vec<(u64, u64)> =
        figures.filter_map(|figure| Some((figure.used.0, figure.budget?.0))).collect();
    let count = (limited.len() as u64).max(1);
    Pace {
        step,
        sittings: limited.len(),
        over: limited.iter().filter(|(used, budget)| used > budget).count(),
        used: SessionTime(limited.iter().map(|(used, _)| used).sum::<u64>() / count),
        budget: SessionTime(limited.iter().map(|(_, budget)| budget).sum::<u64>() / count),
    }
}
