//! Where somebody stands: from the figures of all sittings and the grades of the drills to lines over time, a map
//! of what was covered, time against budget, calibration, days of practice, and what to do next.
//!
//! Everything that screens and reports draw comes from [`Progress`], which is a pure function of [`Record`].

mod advice;
mod coverage;
mod days;
mod drills;
mod figures;
mod lines;
mod pace;

use serde::Serialize;

use crate::domain::schedule::Deck;
use crate::domain::sitting::SittingId;
use crate::domain::time::{Day, Timestamp};

pub use advice::{Advice, Deed};
pub use coverage::{Cell, SkillRow};
pub use days::{Days, Practiced};
pub use drills::{Ahead, Drills, ReviewDay, Week};
pub use figures::{DimensionFigure, FigureReader, Figures, StepFigure};
pub use lines::{DimensionLine, Dot, Gap, OverallDot};
pub use pace::Pace;

/// How many of the latest sittings stand for how it is now.
pub const RECENT: usize = 5;

/// A finished sitting with its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sat {
    /// Its number.
    pub id: SittingId,
    /// When it was opened.
    pub opened: Timestamp,
    /// The learner's day of that.
    pub day: Day,
    /// What it showed.
    pub figures: Figures,
}

/// All that progress is read from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// Finished sittings, in any order.
    pub sittings: Vec<Sat>,
    /// Grades by day, in any order.
    pub reviews: Vec<ReviewDay>,
    /// The cards, for what is due.
    pub deck: Deck,
    /// Finished sittings whose figures are still to be made.
    pub waiting: usize,
}

/// Where somebody stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Progress {
    /// The day of all this.
    pub today: Day,
    /// Finished sittings whose figures are known.
    pub sittings: usize,
    /// Finished sittings whose figures are still to be made; nothing below knows of them.
    pub waiting: usize,
    /// The day of the last one.
    pub last: Option<Day>,
    /// Grades given.
    pub reviews: u64,
    /// Session time of all sittings, in milliseconds.
    pub sat_millis: u64,
    /// Time at the drills, in milliseconds.
    pub drill_millis: u64,
    /// Overall scores that were measured, oldest first.
    pub overall: Vec<OverallDot>,
    /// One line for each dimension, in the order of the rubric.
    pub dimensions: Vec<DimensionLine>,
    /// The recent sittings by skill and step, by skill.
    pub coverage: Vec<SkillRow>,
    /// Time of the recent sittings, one for each step.
    pub pace: Vec<Pace>,
    /// Own marks beside levels over the recent sittings, in the order of the rubric; only where there are both.
    pub calibration: Vec<Gap>,
    /// The drills.
    pub drills: Drills,
    /// Days of practice.
    pub days: Days,
    /// What to do next, the most useful first. Never empty.
    pub next: Vec<Advice>,
}

impl Progress {
    /// Reads the record as of a day.
    pub fn of(record: &Record, today: Day) -> Self {
        let mut sat: Vec<&Sat> = record.sittings.iter().collect();
        sat.sort_by_key(|sat| (sat.opened, sat.id));
        let recent = sat.get(sat.len().saturating_sub(RECENT)..).unwrap_or_default();
        let mut progress = Self {
            today,
            sittings: sat.len(),
            waiting: record.waiting,
            last: sat.iter().map(|sat| sat.day).max(),
            reviews: record.reviews.iter().map(|day| u64::from(day.grades)).sum(),
            sat_millis: sat.iter().map(|sat| sat.figures.total.0).sum(),
            drill_millis: record.reviews.iter().map(|day| day.millis).sum(),
            overall: lines::overall(&sat),
            dimensions: lines::dimensions(&sat),
            coverage: coverage::rows(&sat),
            pace: pace::steps(recent),
            calibration: lines::calibration(recent),
            drills: drills::read(record, today),
            days: days::read(&sat, &record.reviews, today),
            next: Vec::new(),
        };
        progress.next = advice::next(&progress);
        progress
    }

    /// The first day of which anything is known.
    pub fn since(&self) -> Option<Day> {
        self.days.practiced.first().map(|practiced| practiced.day)
    }
}

/// The mean of numbers; none of none.
fn mean(values: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.into_iter().fold((0_u32, 0.0), |(count, sum), value| (count + 1, sum + value));
    (count > 0).then(|| sum / f64::from(count))
}

#[cfg(test)]
mod tests;
