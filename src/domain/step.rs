//! The five steps of an interview.

use serde::{Deserialize, Serialize};

use crate::domain::id::AskId;

/// One of the five steps, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Questions, assumptions, scope.
    Clarify,
    /// The big picture.
    Architecture,
    /// Probes into components, and the curveballs.
    DeepDive,
    /// Quality, security, scale, cost.
    CrossCutting,
    /// Recap, bottlenecks, what comes next.
    Summary,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Self; 5] =
        [Self::Clarify, Self::Architecture, Self::DeepDive, Self::CrossCutting, Self::Summary];

    /// The id used in content, on the command line and in the log.
    pub fn id(self) -> &'static str {
        match self {
            Self::Clarify => "clarify",
            Self::Architecture => "architecture",
            Self::DeepDive => "deep-dive",
            Self::CrossCutting => "cross-cutting",
            Self::Summary => "summary",
        }
    }

    /// The step of this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.id() == id)
    }

    /// The ask id under which what is said to the step's own opening is recorded.
    pub fn ask(self) -> AskId {
        AskId::new(self.id()).expect("step ids are ids")
    }

    /// 1 to 5.
    pub fn number(self) -> usize {
        self.index() + 1
    }

    /// 0 to 4.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The step after this one.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.index() + 1).copied()
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id())
    }
}
