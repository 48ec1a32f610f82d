//! A sitting as it is kept: what lists show, what is restored after a crash.

pub mod list;

use serde::{Deserialize, Serialize};

use crate::domain::case::Level;
use crate::domain::id::CaseId;
use crate::domain::interview::Interview;
use crate::domain::interview::entry::Mode;
use crate::domain::playbook::Snapshot;
use crate::domain::time::{SessionTime, Timestamp};

/// The number of a sitting, as shown to people: 1, 2, 3 ...
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SittingId(pub i64);

impl std::fmt::Display for SittingId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

impl std::str::FromStr for SittingId {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// A field of an interview whose text is kept as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pane {
    /// The question or answer being typed.
    Answer,
    /// The whiteboard.
    Sketch,
    /// The notes.
    Notes,
}

impl Pane {
    /// All panes.
    pub const ALL: [Self; 3] = [Self::Answer, Self::Sketch, Self::Notes];

    /// The id under which its draft is kept.
    pub fn id(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Sketch => "sketch",
            Self::Notes => "notes",
        }
    }

    /// The pane of this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pane| pane.id() == id)
    }
}

/// What stands in a field and was not sent yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which field.
    pub pane: Pane,
    /// Its text.
    pub text: String,
    /// The caret, in bytes.
    pub caret: usize,
    /// Session time of the last change.
    pub at: SessionTime,
}

/// One row of the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SittingRow {
    /// Its number.
    pub id: SittingId,
    /// The case.
    pub case: CaseId,
    /// The title the case had.
    pub title: String,
    /// When it was opened.
    pub opened: Timestamp,
    /// Mock or guided.
    pub mode: Mode,
    /// The level aimed for.
    pub level: Level,
    /// Planned length in minutes.
    pub minutes: u32,
    /// Session time so far.
    pub used: SessionTime,
    /// Whether it is over.
    pub finished: bool,
    /// Whether it was spoken: then its score rests on the candidate's own marks.
    pub spoken: bool,
    /// The overall score 0-100 once it is finished, as computed then.
    pub score: Option<u32>,
}

impl SittingRow {
    /// The score where it is a measurement; own marks are none.
    pub fn measured(&self) -> Option<u32> {
        self.score.filter(|_| !self.spoken)
    }
}

/// A sitting with all that is needed to go on with it or to read its debrief.
#[derive(Debug, Clone, PartialEq)]
pub struct Sitting {
    /// Its number.
    pub id: SittingId,
    /// The log, replayed.
    pub interview: Interview,
    /// What it was sat with.
    pub snapshot: Snapshot,
    /// What was typed and not sent.
    pub drafts: Vec<Draft>,
    /// The latest session time on record: of an entry, a draft or a heartbeat.
    pub clock: SessionTime,
    /// Wall time of that.
    pub seen: Timestamp,
}
