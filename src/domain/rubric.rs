//! The dimensions a score is made of, the bars and the gates, as data of the pack.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::case::Level;
use crate::domain::step::Step;

/// What a point counts for. Each point counts for exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// D1: scope and questions.
    Scope,
    /// D2: numbers.
    Numbers,
    /// D3: end-to-end architecture.
    Architecture,
    /// D4: data model, layout, contracts.
    Modeling,
    /// D5: depth in two components.
    Depth,
    /// D6: correct when things go wrong.
    Correctness,
    /// D7: trade-off reasoning.
    Tradeoffs,
    /// D8: running it.
    Operations,
    /// D9: cost and evolution.
    Cost,
    /// D10: driving, adapting, closing.
    Driving,
}

impl Dimension {
    /// All dimensions, in the order of the rubric.
    pub const ALL: [Self; 10] = [
        Self::Scope,
        Self::Numbers,
        Self::Architecture,
        Self::Modeling,
        Self::Depth,
        Self::Correctness,
        Self::Tradeoffs,
        Self::Operations,
        Self::Cost,
        Self::Driving,
    ];

    /// The id used in content.
    pub fn id(self) -> &'static str {
        match self {
            Self::Scope => "scope",
            Self::Numbers => "numbers",
            Self::Architecture => "architecture",
            Self::Modeling => "modeling",
            Self::Depth => "depth",
            Self::Correctness => "correctness",
            Self::Tradeoffs => "tradeoffs",
            Self::Operations => "operations",
            Self::Cost => "cost",
            Self::Driving => "driving",
        }
    }

    /// The dimension of this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.id() == id)
    }
}

/// One dimension as the pack describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionGuide {
    /// Which.
    pub id: Dimension,
    /// Its name for people.
    pub title: String,
    /// Share of the overall score; all weights add up to 100.
    pub weight: u32,
    /// The step in which it mostly shows.
    pub step: Step,
    /// What levels 0 to 3 look like.
    pub levels: [String; 4],
}

/// What a target level asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bar {
    /// Lowest overall score, 0 to 100.
    pub overall: u32,
    /// Lowest level per dimension.
    pub at_least: BTreeMap<Dimension, u8>,
    /// Threes asked for.
    pub threes: Option<Threes>,
}

/// How many dimensions must be at level 3.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Threes {
    /// At least so many.
    pub count: usize,
    /// At least one of each of these groups among them.
    pub among: Vec<Vec<Dimension>>,
}

/// What a gate looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateKind {
    /// A technology was named before any fact was told.
    NoQuestionBeforeTool,
    /// The design cannot meet a hard fact of the case.
    MissesHardFact,
    /// No story for replay or backfill.
    NoReplayStory,
}

/// A shortcoming that caps the band.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// Unique.
    pub id: String,
    /// What the debrief says.
    pub title: String,
    /// What it looks for.
    pub when: GateKind,
    /// Applies from this target level up.
    pub from: Level,
    /// The best band that is left.
    pub cap: String,
}

/// A band of the overall score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// Scores below this; the last band has 101.
    pub below: u32,
    /// What it is called.
    pub title: String,
}

/// The rubric of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// All ten, in order.
    pub dimensions: Vec<DimensionGuide>,
    /// Bars by target level.
    pub bars: BTreeMap<Level, Bar>,
    /// Gates.
    pub gates: Vec<Gate>,
    /// Bands, lowest first.
    pub bands: Vec<Band>,
    /// Printed beside every result.
    pub note: String,
}

impl Rubric {
    /// The guide of a dimension.
    pub fn guide(&self, dimension: Dimension) -> Option<&DimensionGuide> {
        self.dimensions.iter().find(|guide| guide.id == dimension)
    }
}
