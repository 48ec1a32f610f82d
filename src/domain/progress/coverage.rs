//! What was covered: each skill in each step, over the latest sittings of cases that train the skill.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{RECENT, Sat, mean};
use crate::domain::id::SkillId;
use crate::domain::score::level;
use crate::domain::step::Step;

/// A skill in a step.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// Which step.
    pub step: Step,
    /// Sittings that reached points there, among the latest of this skill.
    pub sittings: usize,
    /// How many of these stand on the candidate's own marks, as spoken ones do.
    pub own_marks: usize,
    /// The mean of their means, 0 to 1; none where there is none.
    pub mean: Option<f64>,
    /// That mean as a level from 0 to 3.
    pub level: Option<u8>,
}

/// A skill in all steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SkillRow {
    /// Which.
    pub skill: SkillId,
    /// All sittings of cases that train it.
    pub sittings: usize,
    /// One for each step, in order.
    pub cells: Vec<Cell>,
}

/// A row for each skill that any sitting trained, by id.
pub fn rows(sat: &[&Sat]) -> Vec<SkillRow> {
    let skills: BTreeSet<&SkillId> = sat.iter().flat_map(|sat| &sat.figures.skills).collect();
    skills.into_iter().map(|skill| row(sat, skill)).collect()
}

fn row(sat: &[&Sat], skill: &SkillId) -> SkillRow {
    let training: Vec<&Sat> = sat.iter().copied().filter(|sat| sat.figures.skills.contains(skill)).collect();
    let cell = |step: Step| {
        let reached = |sat: &&Sat| Some((sat.figures.step(step)?.mean?, sat.figures.is_measured()));
        let latest: Vec<(f64, bool)> = training.iter().rev().filter_map(reached).take(RECENT).collect();
        let own_marks = latest.iter().filter(|(_, is_measured)| !is_measured).count();
        let mean = mean(latest.iter().map(|(mean, _)| *mean));
        Cell { step, sittings: latest.len(), own_marks, mean, level: mean.map(level) }
    };
    SkillRow { skill: skill.clone(), sittings: training.len(), cells: Step::ALL.map(cell).into() }
}
