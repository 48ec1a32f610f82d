//! The points of one ask, ready to be heard in a text.

use std::collections::BTreeSet;
use std::ops::Range;

use super::cues::{Compiled, Found};
use super::likeness::{MEASURES, Profile, Rarity, Source, Window, measures};
use super::reading::Reading;
use super::signals::{Placed, Signal, Signals};
use super::substance::Worth;
use crate::domain::case::{Fact, Point, Span};
use crate::domain::id::{FactId, PointId};
use crate::domain::lexicon::words::Words;
use crate::domain::rubric::Dimension;
use crate::domain::text;
use crate::domain::text::figure::Figure;

/// A point compiled.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Which.
    pub id: PointId,
    /// What it counts for.
    pub dimension: Dimension,
    /// 1 to 3.
    pub weight: u8,
    /// Facts that earn it when told.
    pub told: Vec<FactId>,
    cues: Vec<Compiled>,
    not: Vec<Compiled>,
    span: Span,
    figures: Vec<Tie>,
    profile: Option<Profile>,
}

/// Words that tie a statement to a fact.
#[derive(Debug, Clone)]
enum Tie {
    Figure(Figure),
    Phrase(Vec<u32>),
}

/// How one point was heard in one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Heard {
    /// Which point.
    pub point: PointId,
    /// 0 to 3.
    pub mark: u8,
    /// The cue that fired, or the one that proves the opposite.
    pub cue: Option<String>,
    /// The bytes of the passage.
    pub bytes: Range<usize>,
    /// What raised the mark, with its bytes.
    pub raised: Vec<(Signal, Range<usize>)>,
    /// Whether the opposite was said.
    pub against: bool,
    /// The tokens that matched.
    pub(super) tokens: BTreeSet<usize>,
}

/// The points of one ask.
#[derive(Debug, Clone)]
pub struct PointSet {
    points: Vec<Wanted>,
}

impl PointSet {
    /// Compiles points; their words are known to `words` from now on.
    pub fn new(points: &[Point], facts: &[Fact], words: &mut Words) -> Self {
        Self { points: points.iter().map(|point| wanted(point, facts, words)).collect() }
    }

    /// Learns the ways to say each point, in the order of the points.
    pub fn learn(&mut self, sources: &[Source], rarity: &Rarity) {
        for (point, source) in self.points.iter_mut().zip(sources) {
            point.profile = Some(Profile::new(source, rarity));
            point.cues.iter_mut().for_each(|cue| cue.weigh(rarity));
        }
    }

    /// What is measured of each point in each passage: by point, by window.
    pub fn measure(&self, reading: &Reading, windows: &[Window]) -> Vec<Vec<[f64; MEASURES]>> {
        let of = |point: &Wanted, window: &Window| {
            point
                .profile
                .as_ref()
                .map_or([0.0; MEASURES], |profile| measures(profile, &point.cues, window, reading))
        };
        self.points.iter().map(|point| windows.iter().map(|window| of(point, window)).collect()).collect()
    }

    /// The points, compiled.
    pub fn points(&self) -> &[Wanted] {
        &self.points
    }

    /// Reads a text and marks all points in it.
    pub fn hear(&self, words: &Words, signals: &Signals, source: &str) -> Vec<Heard> {
        let reading = Reading::new(words, source);
        self.hear_in(&reading, &signals.find(&reading))
    }

    /// Marks all points in a text that was read.
    pub fn hear_in(&self, reading: &Reading, signals: &[Placed]) -> Vec<Heard> {
        let mut heard: Vec<Heard> = self.points.iter().map(|point| point.hear(reading, signals)).collect();
        self.count_once(&mut heard);
        heard
    }

    /// The same words earn one point only.
    fn count_once(&self, heard: &mut [Heard]) {
        let mut order: Vec<usize> = (0..heard.len()).filter(|at| heard[*at].mark > 0).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(self.points[*at].weight), *at));
        let mut taken: Vec<BTreeSet<usize>> = Vec::new();
        for at in order {
            if taken.contains(&heard[at].tokens) {
                heard[at].mark = 0;
                heard[at].raised.clear();
            } else {
                taken.push(heard[at].tokens.clone());
            }
        }
    }
}

fn wanted(point: &Point, facts: &[Fact], words: &mut Words) -> Wanted {
    let figures = facts.iter().filter(|fact| point.facts.contains(&fact.id)).flat_map(|fact| &fact.figures);
    Wanted {
        id: point.id.clone(),
        dimension: point.dimension,
        weight: point.weight,
        told: point.told.clone(),
        cues: point.cues.iter().map(|cue| Compiled::new(cue, words)).collect(),
        not: point.not.iter().map(|cue| Compiled::new(cue, words)).collect(),
        span: point.span,
        figures: figures.map(|figure| tie(figure, words)).collect(),
        profile: None,
    }
}

fn tie(figure: &str, words: &mut Words) -> Tie {
    Figure::parse(figure).map_or_else(
        || Tie::Phrase(text::stems(figure).iter().map(|stem| words.intern(stem)).collect()),
        Tie::Figure,
    )
}

impl Wanted {
    /// How this point is heard in a text.
    pub fn hear(&self, reading: &Reading, signals: &[Placed]) -> Heard {
        let opposite = self.not.iter().enumerate().find_map(|(number, cue)| {
            cue.find(number, reading, Span::Passage).into_iter().next().map(|found| (cue, found))
        });
        if let Some((cue, found)) = opposite {
            return Heard { against: true, ..self.heard(reading, Some((cue, &found)), 0) };
        }
        let all = self.cues.iter().enumerate().flat_map(|(number, cue)| cue.find(number, reading, self.span));
        let mut best: Option<Heard> = None;
        for found in all {
            let heard = self.level(reading, signals, &found);
            if best.as_ref().is_none_or(|best| heard.mark > best.mark) {
                best = Some(heard);
            }
        }
        best.unwrap_or_else(|| self.heard(reading, None, 0))
    }

    fn heard(&self, reading: &Reading, found: Option<(&Compiled, &Found)>, mark: u8) -> Heard {
        let tokens = found.map_or(0..0, |(_, found)| found.tokens());
        let passage = reading.tokens(&reading.sentences(&tokens));
        Heard {
            point: self.id.clone(),
            mark,
            cue: found.map(|(cue, _)| cue.text.clone()),
            bytes: if found.is_some() { reading.text.bytes(passage) } else { 0..0 },
            raised: Vec::new(),
            against: false,
            tokens: found
                .map(|(_, found)| found.items.iter().flat_map(Clone::clone).collect())
                .unwrap_or_default(),
        }
    }

    fn level(&self, reading: &Reading, signals: &[Placed], found: &Found) -> Heard {
        let mut heard = self.heard(reading, Some((&self.cues[found.cue], found)), 1);
        if is_listed(reading, found) {
            return heard;
        }
        let passage = passage(reading, found);
        let mut near: Vec<Placed> = signals
            .iter()
            .filter(|placed| {
                passage.contains(&placed.tokens.start) && !placed.tokens.clone().all(|at| found.holds(at))
            })
            .cloned()
            .collect();
        near.extend(self.ties(reading, &passage));
        let first = |signal: Signal| near.iter().find(|placed| placed.signal == signal);
        let Some(grounds) = first(Signal::Reason).or_else(|| first(Signal::FactFigure)) else { return heard };
        heard.mark = 2;
        heard.raised.push((grounds.signal, reading.text.bytes(grounds.tokens.clone())));
        let other = |placed: &&Placed| {
            matches!(placed.signal, Signal::Figure | Signal::Failure | Signal::Cost | Signal::Revisit)
                && (placed.tokens.start >= grounds.tokens.end || placed.tokens.end <= grounds.tokens.start)
        };
        if let Some(proof) = near.iter().find(other) {
            heard.mark = 3;
            heard.raised.push((proof.signal, reading.text.bytes(proof.tokens.clone())));
        }
        heard
    }

    /// The figures of the point's facts in a passage.
    fn ties(&self, reading: &Reading, passage: &Range<usize>) -> Vec<Placed> {
        let mut placed = Vec::new();
        let figures = reading.text.figures.iter().filter(|figure| passage.contains(&figure.tokens.start));
        for figure in figures {
            let ties =
                self.figures.iter().any(|tie| matches!(tie, Tie::Figure(own) if own.same(figure.figure)));
            if ties {
                placed.push(Placed { signal: Signal::FactFigure, tokens: figure.tokens.clone() });
            }
        }
        for tie in &self.figures {
            let Tie::Phrase(stems) = tie else { continue };
            let stands = |at: &usize| {
                stems
                    .iter()
                    .enumerate()
                    .all(|(offset, stem)| reading.ids.get(at + offset).is_some_and(|ids| ids.stem == *stem))
            };
            if let Some(at) = passage.clone().find(stands).filter(|_| !stems.is_empty()) {
                placed.push(Placed { signal: Signal::FactFigure, tokens: at..at + stems.len() });
            }
        }
        placed
    }
}

/// A sentence with its neighbor: the sentences of the match, and the next one where the match fits into one.
fn passage(reading: &Reading, found: &Found) -> Range<usize> {
    let sentences = reading.sentences(&found.tokens());
    let end = if sentences.len() == 1 { sentences.end + 1 } else { sentences.end };
    reading.tokens(&(sentences.start..end.min(reading.text.sentences.len())))
}

/// Whether everything that matched stands in lists of terms.
fn is_listed(reading: &Reading, found: &Found) -> bool {
    found.items.iter().all(|item| {
        let sentence = reading.text.sentence_of(item.start);
        reading.worth.get(sentence).is_some_and(|worth| *worth <= Worth::List)
    })
}
