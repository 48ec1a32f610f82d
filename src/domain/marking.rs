//! Which points are heard, at which mark, on what evidence.
//!
//! A point is looked for first in what was said to its own ask, then in the rest of the candidate's statements. A
//! cue must fire on words that are claimed ([`stance`]) in sentences that state something ([`substance`]). Marks: 0
//! not seen, 1 named, 2 reasoned (a reason, or a figure of one of its facts, in the same passage), 3 proven (2 and
//! a number with a unit, a failure path, a cost accepted or a trigger to revisit, on other words). The same words
//! earn one point of an ask only: where two points were found by the same tokens, the heavier one has them, at equal
//! weight the one that stands first. When unsure, nothing is credited.

mod cues;
mod echo;
mod likeness;
mod manner;
mod models;
mod points;
pub mod reading;
mod said;
mod sharing;
pub mod signals;
pub mod stance;
pub mod substance;

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::domain::case::{Case, Point, TermChange};
use crate::domain::id::{AskId, PointId};
use crate::domain::interview::Interview;
use crate::domain::lexicon::Lexicon;
use crate::domain::lexicon::words::Words;
use crate::domain::playbook::Snapshot;
use crate::domain::rubric::Dimension;
use crate::domain::step::Step;
use crate::domain::time::SessionTime;
pub use likeness::MEASURES;
use likeness::Rarity;
use manner::Manner;
pub use points::{Heard, Listened, PointSet, Taught};
use said::Said;
use signals::{Signal, Signals};

/// Marks in words, by number.
pub const MARK_NAMES: [&str; 4] = ["not seen", "named", "reasoned", "proven"];

/// The words on which a mark rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The entry of the log, by number; the first entry is 0.
    pub entry: usize,
    /// When it was said.
    pub at: SessionTime,
    /// What it was said to.
    pub ask: AskId,
    /// The bytes of the passage in that entry's text.
    pub bytes: Range<usize>,
    /// These bytes.
    pub quote: String,
    /// The cue that fired, or the fact that was told.
    pub cue: String,
    /// What raised the mark above "named", each with its words.
    pub raised: Vec<(Signal, String)>,
}

/// The mark of one point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointMark {
    /// The ask it belongs to.
    pub ask: AskId,
    /// The step of that ask.
    pub step: Step,
    /// Which.
    pub point: PointId,
    /// What it counts for.
    pub dimension: Dimension,
    /// 1 to 3.
    pub weight: u8,
    /// 0 not seen, 1 named, 2 reasoned, 3 proven.
    pub mark: u8,
    /// Whether the sitting came to its ask, so that it counts.
    pub reached: bool,
    /// Whether the candidate marked it (speak mode) rather than the program.
    pub by_candidate: bool,
    /// What the mark rests on, best first; at most three passages.
    pub evidence: Vec<Evidence>,
    /// What proves the opposite, where that is why the mark is 0.
    pub against: Option<Evidence>,
}

/// The marks of a sitting, in the order of the case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Marks {
    /// One for each point of the case.
    pub points: Vec<PointMark>,
}

impl Marks {
    /// The mark of a point.
    pub fn of(&self, ask: &AskId, point: &PointId) -> Option<&PointMark> {
        self.points.iter().find(|mark| mark.ask == *ask && mark.point == *point)
    }

    /// The points of an ask.
    pub fn under<'a>(&'a self, ask: &'a AskId) -> impl Iterator<Item = &'a PointMark> {
        self.points.iter().filter(move |mark| mark.ask == *ask)
    }
}

/// A compiled lexicon, which many markers begin with.
#[derive(Debug, Clone)]
pub struct Language {
    words: Words,
    signals: Signals,
    glosses: Rarity,
}

impl Language {
    /// Compiles a lexicon.
    pub fn new(lexicon: &Lexicon) -> Self {
        Self::narrowed(lexicon, &BTreeMap::new())
    }

    /// Compiles a lexicon as a case narrows it.
    fn narrowed(lexicon: &Lexicon, changes: &BTreeMap<String, TermChange>) -> Self {
        let mut words = Words::new(lexicon, changes);
        let signals = Signals::new(&lexicon.discourse, &mut words);
        let glosses = models::in_glosses(lexicon, &mut words);
        Self { words, signals, glosses }
    }
}

/// Marks sittings of one case.
#[derive(Debug, Clone)]
pub struct Marker {
    taught: Taught,
    words: Words,
    signals: Signals,
    asks: Vec<AskPoints>,
    case: Case,
}

#[derive(Debug, Clone)]
struct AskPoints {
    ask: AskId,
    step: Step,
    points: PointSet,
}

impl Marker {
    /// Compiles lexicon and cues once.
    pub fn new(snapshot: &Snapshot) -> Self {
        let case = &snapshot.case;
        let Language { mut words, signals, glosses } = Language::narrowed(&snapshot.lexicon, &case.lexicon);
        let mut asks: Vec<AskPoints> = Vec::new();
        let mut first = 0;
        for ask in case.asks() {
            let points = PointSet::new(first, ask.points, &case.facts, &mut words);
            first += ask.points.len();
            asks.push(AskPoints { ask: ask.id, step: ask.step, points });
        }
        let taught = models::learn(case, &mut asks, &mut words, glosses);
        Self { taught, words, signals, asks, case: case.clone() }
    }

    /// The compiled words of the case.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Reads a text as marking does.
    pub fn read(&self, source: &str) -> (reading::Reading, Vec<signals::Placed>) {
        let reading = reading::Reading::new(&self.words, source);
        let signals = self.signals.find(&reading);
        (reading, signals)
    }

    /// What likeness measures of each point of an ask in each passage of a text, for fitting its weights.
    pub fn measures(
        &self,
        ask: &AskId,
        source: &str,
        is_own: bool,
        all: &[&str],
    ) -> Vec<(PointId, Vec<[f64; MEASURES]>)> {
        let Some(ask) = self.asks.iter().find(|known| known.ask == *ask) else { return Vec::new() };
        let mut text = self.listen(source);
        let all: Vec<Listened> = all.iter().map(|source| self.listen(source)).collect();
        text.said_by(Manner::of(&all));
        let ids = ask.points.points().iter().map(|point| point.id.clone());
        ids.zip(ask.points.measure(&text, is_own)).collect()
    }

    fn listen(&self, source: &str) -> Listened {
        self.weigh(reading::Reading::new(&self.words, source))
    }

    fn weigh(&self, reading: reading::Reading) -> Listened {
        Listened::new(reading, &self.words, &self.signals, &self.taught)
    }

    /// Marks a sitting.
    pub fn mark(&self, interview: &Interview) -> Marks {
        let said = Said::of(self, interview);
        let mut points: Vec<PointMark> = self.asks.iter().flat_map(|ask| said.mark_ask(self, ask)).collect();
        sharing::share(&mut points);
        Marks { points }
    }

    /// Marks one text as an answer to one ask, without a sitting. Marks stand in the order of the ask's points.
    pub fn mark_answer(&self, ask: &AskId, source: &str) -> Vec<Heard> {
        let Some(ask) = self.asks.iter().find(|known| known.ask == *ask) else { return Vec::new() };
        ask.points.hear_in(&self.listen(source), &self.taught, true)
    }
}

/// Marks points of drills and pages, which belong to no case.
#[derive(Debug, Clone)]
pub struct DrillMarker {
    taught: Taught,
    words: Words,
    signals: Signals,
    points: PointSet,
}

impl DrillMarker {
    /// Compiles the points.
    pub fn new(language: Language, points: &[Point]) -> Self {
        let Language { mut words, signals, glosses } = language;
        let mut set = PointSet::new(0, points, &[], &mut words);
        let taught = models::learn_points(points, &mut set, &mut words, glosses);
        Self { taught, words, signals, points: set }
    }

    /// Marks an answer to a question; what only repeats the question is no claim. Marks stand in the order of the
    /// points.
    pub fn mark_reply(&self, asked: &str, source: &str) -> Vec<Heard> {
        let mut reading = reading::Reading::new(&self.words, source);
        let mut echoes = echo::Echoes::default();
        echoes.add(asked);
        echoes.silence(&mut reading);
        let text = Listened::new(reading, &self.words, &self.signals, &self.taught);
        self.points.hear_in(&text, &self.taught, true)
    }
}
