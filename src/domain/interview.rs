//! An interview is a log of stamped entries. It changes only through [`Interview::record`]; clock, transcript,
//! score, debrief and report are folds of the log, and resuming is replaying.

pub mod clock;
pub mod entry;
pub mod plan;

use serde::{Deserialize, Serialize};

use crate::domain::id::{AskId, CaseId, FactId};
use crate::domain::step::Step;
use crate::domain::time::{SessionTime, Timestamp};
use entry::{Entry, Opening, Reply};

/// An entry with the time at which it happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stamped {
    /// Session time: pauses and crashes do not count.
    pub at: SessionTime,
    /// Wall time, for the record.
    pub wall: Timestamp,
    /// What happened.
    pub entry: Entry,
}

/// Why a log is not an interview.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidLog {
    /// The first entry is not `Opened`.
    #[error("the log does not begin with an opening")]
    NotOpened,
}

/// One sitting.
#[derive(Debug, Clone, PartialEq)]
pub struct Interview {
    opening: Opening,
    log: Vec<Stamped>,
    step: Step,
    paused: bool,
    finished: bool,
}

impl Interview {
    /// Opens an interview at session time zero.
    pub fn open(opening: Opening, wall: Timestamp) -> Self {
        let first = Stamped { at: SessionTime::ZERO, wall, entry: Entry::Opened(opening.clone()) };
        let step = opening.plan.first_step();
        Self { opening, log: vec![first], step, paused: false, finished: false }
    }

    /// The interview that this log tells of.
    pub fn replay(log: impl IntoIterator<Item = Stamped>) -> Result<Self, InvalidLog> {
        let mut entries = log.into_iter();
        let Some(Stamped { wall, entry: Entry::Opened(opening), .. }) = entries.next() else {
            return Err(InvalidLog::NotOpened);
        };
        let mut interview = Self::open(opening, wall);
        for Stamped { at, wall, entry } in entries {
            interview.record(at, wall, entry);
        }
        Ok(interview)
    }

    /// Adds an entry. Session time never runs backwards: an earlier `at` is taken as the time of the last entry.
    pub fn record(&mut self, at: SessionTime, wall: Timestamp, entry: Entry) -> &Stamped {
        match &entry {
            Entry::Advanced { to } => self.step = *to,
            Entry::Paused => self.paused = true,
            Entry::Resumed => self.paused = false,
            Entry::Finished { .. } => self.finished = true,
            _ => {}
        }
        let at = at.max(self.last_at());
        self.log.push(Stamped { at, wall, entry });
        self.log.last().expect("an entry was just pushed")
    }

    /// How the interview was set up.
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// The case that is sat.
    pub fn case(&self) -> &CaseId {
        &self.opening.case
    }

    /// All entries, in order; the first is `Opened`.
    pub fn log(&self) -> &[Stamped] {
        &self.log
    }

    /// The step that is under way, or was when the interview finished.
    pub fn step(&self) -> Step {
        self.step
    }

    /// Whether the clock stands still because the candidate asked for it.
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Whether the interview is over.
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// When the last entry happened.
    pub fn last_at(&self) -> SessionTime {
        self.log.last().map_or(SessionTime::ZERO, |stamped| stamped.at)
    }

    /// The facts that were told, in the order in which they were first told.
    pub fn told(&self) -> Vec<&FactId> {
        let mut told = Vec::new();
        for stamped in &self.log {
            if let Entry::Told(Reply { facts, .. }) = &stamped.entry {
                told.extend(facts.iter().filter(|fact| !told.contains(fact)).collect::<Vec<_>>());
            }
        }
        told
    }

    /// The probes and curveballs that were posed, in order.
    pub fn posed(&self) -> impl Iterator<Item = &AskId> {
        self.log.iter().filter_map(|stamped| match &stamped.entry {
            Entry::Posed { ask, .. } | Entry::Struck { curveball: ask, .. } => Some(ask),
            _ => None,
        })
    }

    /// The asks that the candidate declined.
    pub fn declined(&self) -> impl Iterator<Item = &AskId> {
        self.log.iter().filter_map(|stamped| match &stamped.entry {
            Entry::Declined { ask } => Some(ask),
            _ => None,
        })
    }

    /// What the candidate was last asked: a probe, a curveball, or the opening of the step.
    pub fn current_ask(&self) -> AskId {
        let last = self.log.iter().rev().find_map(|stamped| match &stamped.entry {
            Entry::Posed { ask, .. } | Entry::Struck { curveball: ask, .. } => Some(Some(ask.clone())),
            Entry::Advanced { .. } => Some(None),
            _ => None,
        });
        last.flatten().unwrap_or_else(|| self.step.ask())
    }

    /// The sketch as last drawn.
    pub fn sketch(&self) -> Option<&str> {
        self.log.iter().rev().find_map(|stamped| match &stamped.entry {
            Entry::Drew { text } => Some(text.as_str()),
            _ => None,
        })
    }

    /// The step that was under way at each entry, beside the entry.
    pub fn by_step(&self) -> impl Iterator<Item = (Step, &Stamped)> {
        let mut step = self.opening.plan.first_step();
        self.log.iter().map(move |stamped| {
            if let Entry::Advanced { to } = stamped.entry {
                step = to;
            }
            (step, stamped)
        })
    }
}
