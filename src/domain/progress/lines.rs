//! Scores and levels over time, and own marks beside them.

use serde::Serialize;

use super::{RECENT, Sat, mean};
use crate::domain::rubric::Dimension;
use crate::domain::score::level;
use crate::domain::sitting::SittingId;
use crate::domain::time::Day;

/// The overall score of a sitting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverallDot {
    /// The sitting.
    pub sitting: SittingId,
    /// Its day.
    pub day: Day,
    /// The case.
    pub title: String,
    /// 0 to 100.
    pub overall: u32,
}

/// A dimension in one sitting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dot {
    /// The sitting.
    pub sitting: SittingId,
    /// Its day.
    pub day: Day,
    /// The weighted mean of the marks' worth, 0 to 1.
    pub mean: f64,
    /// The level, where the evidence allows one.
    pub level: Option<u8>,
    /// Whether it stands on the candidate's own marks, as after a spoken sitting.
    pub own_marks: bool,
}

/// A dimension over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionLine {
    /// Which.
    pub dimension: Dimension,
    /// Its name for people, as the newest sitting has it.
    pub title: String,
    /// Its weight in the overall score.
    pub weight: u32,
    /// Sittings that reached it, oldest first.
    pub dots: Vec<Dot>,
    /// The mean of the recent ones among these, 0 to 1; none where it was never reached.
    pub recent: Option<f64>,
    /// That mean as a level.
    pub level: Option<u8>,
}

impl DimensionLine {
    /// Whether what it says of now stands, in part or whole, on own marks.
    pub fn has_own_marks(&self) -> bool {
        self.dots.iter().rev().take(RECENT).any(|dot| dot.own_marks)
    }
}

/// Own marks beside levels.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Gap {
    /// Which dimension.
    pub dimension: Dimension,
    /// Its name for people.
    pub title: String,
    /// Sittings with both.
    pub sittings: usize,
    /// The mean of own mark minus level: positive is overrating.
    pub gap: f64,
}

/// Overall scores that were measured, oldest first.
pub fn overall(sat: &[&Sat]) -> Vec<OverallDot> {
    let dot = |sat: &&Sat| {
        let title = sat.figures.title.clone();
        Some(OverallDot { sitting: sat.id, day: sat.day, title, overall: sat.figures.overall? })
    };
    sat.iter().filter_map(dot).collect()
}

/// One line for each dimension that any sitting had.
pub fn dimensions(sat: &[&Sat]) -> Vec<DimensionLine> {
    Dimension::ALL.into_iter().filter_map(|dimension| line(sat, dimension)).collect()
}

fn line(sat: &[&Sat], dimension: Dimension) -> Option<DimensionLine> {
    let newest = sat.iter().rev().find_map(|sat| sat.figures.dimension(dimension))?;
    let dot = |sat: &&Sat| {
        let figure = sat.figures.dimension(dimension)?;
        let own_marks = !sat.figures.is_measured();
        Some(Dot { sitting: sat.id, day: sat.day, mean: figure.mean?, level: figure.level, own_marks })
    };
    let dots: Vec<Dot> = sat.iter().filter_map(dot).collect();
    let recent = mean(dots.iter().rev().take(RECENT).map(|dot| dot.mean));
    Some(DimensionLine {
        dimension,
        title: newest.title.clone(),
        weight: newest.weight,
        level: recent.map(level),
        recent,
        dots,
    })
}

/// Own marks beside levels, where sittings have both. Where the levels come from own marks themselves, as after a
/// spoken sitting, there is nothing to hold against them.
pub fn calibration(sat: &[&Sat]) -> Vec<Gap> {
    let measured = || sat.iter().rev().filter(|sat| sat.figures.is_measured());
    let of = |dimension: Dimension| {
        let figures = || measured().filter_map(|sat| sat.figures.dimension(dimension));
        let gaps: Vec<f64> =
            figures().filter_map(|figure| Some(f64::from(figure.own?) - f64::from(figure.level?))).collect();
        let title = figures().next()?.title.clone();
        Some(Gap { dimension, title, sittings: gaps.len(), gap: mean(gaps)? })
    };
    Dimension::ALL.into_iter().filter_map(of).collect()
}
