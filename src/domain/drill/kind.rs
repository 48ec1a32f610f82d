//! The seven kinds of drill.

use serde::{Deserialize, Serialize};

/// A kind of drill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DrillKind {
    /// A situation; choose a side and say why in one breath.
    Tradeoff,
    /// A number, with its unit.
    Estimate,
    /// A question answered from memory, or a point or fact that an interview missed.
    Recall,
    /// A pattern in a minute or so.
    Explain,
    /// A prompt; as many useful questions as possible.
    Clarify,
    /// A follow-up of a case.
    Curveball,
    /// A flawed statement to be mended.
    Review,
}

impl DrillKind {
    /// All kinds, in the order they are listed.
    pub const ALL: [Self; 7] = [
        Self::Tradeoff,
        Self::Estimate,
        Self::Recall,
        Self::Explain,
        Self::Clarify,
        Self::Curveball,
        Self::Review,
    ];

    /// The id used on the command line and in card ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Tradeoff => "tradeoff",
            Self::Estimate => "estimate",
            Self::Recall => "recall",
            Self::Explain => "explain",
            Self::Clarify => "clarify",
            Self::Curveball => "curveball",
            Self::Review => "review",
        }
    }

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Tradeoff => "Trade-off",
            Self::Estimate => "Estimate",
            Self::Recall => "Recall",
            Self::Explain => "Explain",
            Self::Clarify => "Clarify sprint",
            Self::Curveball => "Curveball",
            Self::Review => "Review the answer",
        }
    }

    /// The time it should take, in seconds, where it is timed. Nothing is ever cut off.
    pub fn limit(self) -> Option<u64> {
        match self {
            Self::Explain => Some(90),
            Self::Clarify => Some(300),
            Self::Curveball => Some(180),
            Self::Tradeoff | Self::Estimate | Self::Recall | Self::Review => None,
        }
    }

    /// How long one usually takes with its grade, in seconds, before anything is known of the person.
    pub fn usual_seconds(self) -> u32 {
        match self {
            Self::Tradeoff => 75,
            Self::Estimate => 60,
            Self::Recall => 25,
            Self::Explain => 110,
            Self::Clarify => 300,
            Self::Curveball => 180,
            Self::Review => 100,
        }
    }
}
