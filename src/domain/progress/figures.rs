//! What is kept of a debrief, so that five hundred sittings need not be marked again to draw a line.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::id::{CaseId, SkillId};
use crate::domain::interview::Interview;
use crate::domain::marking::Marker;
use crate::domain::playbook::Snapshot;
use crate::domain::rubric::Dimension;
use crate::domain::score::{self, Debrief};
use crate::domain::sitting::Sitting;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;

/// One dimension of a sitting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DimensionFigure {
    /// Which.
    pub dimension: Dimension,
    /// Its name for people.
    pub title: String,
    /// Its weight in the overall score.
    pub weight: u32,
    /// The weighted mean of the marks' worth, 0 to 1; none where no point was reached.
    pub mean: Option<f64>,
    /// The level, where the evidence allows one.
    pub level: Option<u8>,
    /// The own mark, taken before the debrief.
    pub own: Option<u8>,
}

/// One step of a sitting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepFigure {
    /// Which.
    pub step: Step,
    /// Spent.
    pub used: SessionTime,
    /// Its own budget; none without a limit.
    pub budget: Option<SessionTime>,
    /// The weighted mean of the marks' worth, 0 to 1; none where no point was reached.
    pub mean: Option<f64>,
}

/// The figures of a sitting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// The case.
    pub case: CaseId,
    /// Its title.
    pub title: String,
    /// What the case trains.
    pub skills: Vec<SkillId>,
    /// 0 to 100; none where most marks are the candidate's own.
    pub overall: Option<u32>,
    /// Session time in all.
    pub total: SessionTime,
    /// The whole budget; none without a limit.
    pub budget: Option<SessionTime>,
    /// In the order of the rubric.
    pub dimensions: Vec<DimensionFigure>,
    /// The steps that were planned, in order.
    pub steps: Vec<StepFigure>,
}

/// Reads sittings. What marks those of one case takes longer to make than to use, so it serves one after the other.
#[derive(Debug, Default)]
pub struct FigureReader {
    marker: Option<(Arc<Snapshot>, Marker)>,
}

impl FigureReader {
    /// The figures of a sitting. Those that share a snapshot should come in a row.
    pub fn read(&mut self, interview: &Interview, snapshot: &Arc<Snapshot>) -> Figures {
        let known = self.marker.take().filter(|(known, _)| Arc::ptr_eq(known, snapshot));
        let (_, marker) =
            self.marker.insert(known.unwrap_or_else(|| (Arc::clone(snapshot), Marker::new(snapshot))));
        Figures::of(snapshot, &score::debrief_with(marker, snapshot, interview))
    }
}

impl Figures {
    /// Reads a sitting anew.
    pub fn read(sitting: &Sitting) -> Self {
        Self::of(&sitting.snapshot, &score::debrief(&sitting.snapshot, &sitting.interview))
    }

    /// The figures of a debrief.
    pub fn of(snapshot: &Snapshot, debrief: &Debrief) -> Self {
        let dimensions = debrief.card.dimensions.iter().map(|score| DimensionFigure {
            dimension: score.dimension,
            title: score.title.clone(),
            weight: score.weight,
            mean: (score.points > 0).then_some(score.mean),
            level: score.level,
            own: debrief.calibration.iter().find(|own| own.dimension == score.dimension).map(|own| own.own),
        });
        let steps = debrief.time.steps.iter().map(|row| StepFigure {
            step: row.step,
            used: row.used,
            budget: row.budget,
            mean: debrief.card.steps.iter().find(|score| score.step == row.step).and_then(|score| score.mean),
        });
        Self {
            case: snapshot.case.id.clone(),
            title: snapshot.case.title.clone(),
            skills: snapshot.case.skills.clone(),
            overall: debrief.measured(),
            total: debrief.time.total,
            budget: debrief.time.budget,
            dimensions: dimensions.collect(),
            steps: steps.collect(),
        }
    }

    /// Whether most marks were measured; otherwise they are the candidate's own, as after a spoken sitting.
    pub fn is_measured(&self) -> bool {
        self.overall.is_some()
    }

    /// The figure of a dimension.
    pub fn dimension(&self, dimension: Dimension) -> Option<&DimensionFigure> {
        self.dimensions.iter().find(|figure| figure.dimension == dimension)
    }

    /// The figure of a step.
    pub fn step(&self, step: Step) -> Option<&StepFigure> {
        self.steps.iter().find(|figure| figure.step == step)
    }
}
