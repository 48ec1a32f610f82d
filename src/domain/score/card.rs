//! Levels, overall score, band and bars.

use serde::{Deserialize, Serialize};

use super::Claim;
use super::gates::GateResult;
use super::insight::Spoken;
use crate::domain::case::Level;
use crate::domain::interview::Interview;
use crate::domain::interview::clock::Clock;
use crate::domain::interview::entry::Entry;
use crate::domain::marking::{Marks, PointMark};
use crate::domain::playbook::Snapshot;
use crate::domain::rubric::{Bar, Dimension};
use crate::domain::step::Step;

/// What a mark is worth: nothing, a tenth, two thirds, all. Naming alone earns little.
const WORTH: [f64; 4] = [0.0, 0.1, 0.67, 1.0];
/// Level 3 from this mean up: a dimension may have a point or two that is only reasoned.
const LEVEL_THREE: f64 = 0.9;
/// A dimension with fewer points shows thin evidence instead of a level.
const THIN: usize = 3;
/// With fewer statements than this, nobody drove anything.
const SUBSTANCE: usize = 3;
/// Overtime beyond this share of the whole budget keeps "driving" below level 2.
const OVERTIME: f64 = 1.15;

/// What a mark from 0 to 3 is worth, from 0 to 1.
pub fn worth(mark: u8) -> f64 {
    WORTH[usize::from(mark.min(3))]
}

/// A mean of worths rounded down to a level.
pub fn level(mean: f64) -> u8 {
    let mean = mean + 1e-9;
    match mean {
        _ if mean >= LEVEL_THREE => 3,
        _ if mean >= WORTH[2] => 2,
        _ if mean >= WORTH[1] => 1,
        _ => 0,
    }
}

/// One dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DimensionScore {
    /// Which.
    pub dimension: Dimension,
    /// Its name for people.
    pub title: String,
    /// Its weight in the overall score.
    pub weight: u32,
    /// Points that the sitting reached.
    pub points: usize,
    /// The weighted mean of their marks' worth, 0 to 1.
    pub mean: f64,
    /// The mean rounded down. None where no point was reached or the evidence is thin.
    pub level: Option<u8>,
    /// Fewer than three points were reached.
    pub is_thin: bool,
}

impl DimensionScore {
    /// The level in words, or why there is none.
    pub fn standing(&self) -> String {
        match self.level {
            Some(level) => format!("level {level}"),
            None if self.points == 0 => "not reached".to_owned(),
            None => "thin evidence".to_owned(),
        }
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepScore {
    /// Which.
    pub step: Step,
    /// Points that the sitting reached.
    pub points: usize,
    /// The weighted mean of their marks' worth, 0 to 1. None where no point was reached.
    pub mean: Option<f64>,
}

/// How the sitting stands to a target level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarResult {
    /// The level.
    pub level: Level,
    /// Whether it is cleared.
    pub is_met: bool,
    /// What is missing, in words.
    pub missing: Vec<String>,
}

/// The numbers of a sitting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scorecard {
    /// Dimensions in the order of the rubric.
    pub dimensions: Vec<DimensionScore>,
    /// Steps in order.
    pub steps: Vec<StepScore>,
    /// 0 to 100.
    pub overall: u32,
    /// The band, gates applied.
    pub band: String,
    /// Gates that closed.
    pub gates: Vec<GateResult>,
    /// Bars, from mid to staff.
    pub bars: Vec<BarResult>,
    /// The level aimed for.
    pub target: Level,
    /// The share of reached points that the program marked itself, 0 to 1; the rest was marked by the candidate or, in
    /// a spoken sitting, not at all.
    pub confidence: f64,
    /// Points that the sitting reached.
    pub points: usize,
}

impl Scorecard {
    /// The score of a dimension.
    pub fn of(&self, dimension: Dimension) -> Option<&DimensionScore> {
        self.dimensions.iter().find(|score| score.dimension == dimension)
    }
}

/// The scorecard of a sitting.
pub fn scorecard(
    snapshot: &Snapshot,
    interview: &Interview,
    marks: &Marks,
    spoken: &Spoken,
    gates: Vec<GateResult>,
) -> Scorecard {
    let dimensions = dimensions(snapshot, interview, marks, spoken);
    let steps = Step::ALL.into_iter().map(|step| step_score(step, marks)).collect();
    let overall = overall(&dimensions);
    let target = interview.opening().level;
    let bars = Level::ALL
        .into_iter()
        .filter_map(|level| Some(bar(level, snapshot.rubric.bars.get(&level)?, &dimensions, overall)))
        .collect();
    let reached: Vec<&PointMark> = marks.points.iter().filter(|mark| mark.reached).collect();
    // Silence proves nothing where the answers were spoken.
    let speaks = interview.opening().speak;
    let own = reached.iter().filter(|mark| !mark.by_candidate && (!speaks || mark.mark > 0)).count();
    Scorecard {
        band: band(snapshot, overall, &gates),
        steps,
        overall,
        gates,
        bars,
        target,
        confidence: if reached.is_empty() { 0.0 } else { own as f64 / reached.len() as f64 },
        points: reached.len(),
        dimensions,
    }
}

/// The overall score if every claim counted as reasoned.
pub fn claimed_overall(
    snapshot: &Snapshot,
    interview: &Interview,
    marks: &Marks,
    spoken: &Spoken,
    claims: &[Claim],
) -> u32 {
    let mut marks = marks.clone();
    for mark in &mut marks.points {
        if claims.iter().any(|claim| claim.ask == mark.ask && claim.point == mark.point) {
            mark.mark = mark.mark.max(2);
            mark.reached = true;
        }
    }
    overall(&dimensions(snapshot, interview, &marks, spoken))
}

fn mean<'a>(marks: impl Iterator<Item = &'a PointMark>) -> (usize, f64) {
    let (mut count, mut sum, mut weights) = (0, 0.0, 0.0);
    for mark in marks {
        count += 1;
        sum += worth(mark.mark) * f64::from(mark.weight);
        weights += f64::from(mark.weight);
    }
    (count, if weights > 0.0 { sum / weights } else { 0.0 })
}

fn dimensions(
    snapshot: &Snapshot,
    interview: &Interview,
    marks: &Marks,
    spoken: &Spoken,
) -> Vec<DimensionScore> {
    let score = |guide: &crate::domain::rubric::DimensionGuide| {
        let reached = marks.points.iter().filter(|mark| mark.reached && mark.dimension == guide.id);
        let (points, mut mean) = mean(reached);
        if guide.id == Dimension::Driving {
            mean = driving(mean, interview, spoken);
        }
        let is_thin = points < THIN;
        DimensionScore {
            dimension: guide.id,
            title: guide.title.clone(),
            weight: guide.weight,
            points,
            mean,
            level: (!is_thin).then(|| level(mean)),
            is_thin,
        }
    };
    snapshot.rubric.dimensions.iter().map(score).collect()
}

/// Nothing of substance said: nobody drove. Far over time: not level 2, and nowhere else does time count.
fn driving(mean: f64, interview: &Interview, spoken: &Spoken) -> f64 {
    let aloud = interview.log().iter().filter(|stamped| matches!(stamped.entry, Entry::Spoke { .. })).count();
    if spoken.statements + aloud < SUBSTANCE {
        return 0.0;
    }
    let clock = Clock::read(interview, interview.last_at());
    let over = clock.total_budget.is_some_and(|budget| clock.total.0 as f64 > budget.0 as f64 * OVERTIME);
    if over { mean.min(WORTH[2] - 0.01) } else { mean }
}

fn step_score(step: Step, marks: &Marks) -> StepScore {
    let (points, mean) = mean(marks.points.iter().filter(|mark| mark.reached && mark.step == step));
    StepScore { step, points, mean: (points > 0).then_some(mean) }
}

/// Dimensions without a reached point are left out, and the weights of the others make up for them.
fn overall(dimensions: &[DimensionScore]) -> u32 {
    let counted = dimensions.iter().filter(|score| score.points > 0);
    let (mut sum, mut weights) = (0.0, 0.0);
    for score in counted {
        sum += score.mean * f64::from(score.weight);
        weights += f64::from(score.weight);
    }
    if weights > 0.0 { (sum / weights * 100.0).round() as u32 } else { 0 }
}

fn band(snapshot: &Snapshot, overall: u32, gates: &[GateResult]) -> String {
    let bands = &snapshot.rubric.bands;
    let own = bands.iter().position(|band| overall < band.below).unwrap_or(bands.len().saturating_sub(1));
    let caps = gates.iter().filter_map(|gate| bands.iter().position(|band| band.title == gate.cap));
    let at = caps.fold(own, usize::min);
    bands.get(at).map(|band| band.title.clone()).unwrap_or_default()
}

fn bar(target: Level, bar: &Bar, dimensions: &[DimensionScore], overall: u32) -> BarResult {
    let mut missing = Vec::new();
    if overall < bar.overall {
        missing.push(format!("{overall} of {} overall", bar.overall));
    }
    let reached = |dimension: Dimension| {
        dimensions.iter().find(|score| score.dimension == dimension && score.points > 0)
    };
    for (dimension, least) in &bar.at_least {
        match reached(*dimension) {
            Some(score) if level(score.mean) >= *least => {}
            Some(score) => {
                missing.push(format!("{}: level {}, {least} needed", score.title, level(score.mean)));
            }
            None => missing.push(format!("{}: not reached", dimension.id())),
        }
    }
    if let Some(threes) = &bar.threes {
        let at_three =
            |dimension: &Dimension| reached(*dimension).is_some_and(|score| level(score.mean) == 3);
        let count = dimensions.iter().filter(|score| at_three(&score.dimension)).count();
        if count < threes.count {
            missing.push(format!("{count} of {} dimensions at level 3", threes.count));
        }
        for group in threes.among.iter().filter(|group| !group.iter().any(at_three)) {
            let names: Vec<&str> = group.iter().map(|dimension| dimension.id()).collect();
            missing.push(format!("level 3 in {}", names.join(" or ")));
        }
    }
    BarResult { level: target, is_met: missing.is_empty(), missing }
}
