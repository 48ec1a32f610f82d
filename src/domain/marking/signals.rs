//! Signals: the phrases that raise a mark above "named" - a reason, a cost accepted, a trigger to revisit, a failure.

use std::collections::HashMap;
use std::ops::Range;

use super::reading::Reading;
use crate::domain::lexicon::Discourse;
use crate::domain::lexicon::words::Words;
use crate::domain::text::{self, Mark};

/// A gap in a phrase (`if ... grows`) spans at most so many words.
const GAP: usize = 8;

/// What a phrase shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signal {
    /// A reason is given.
    Reason,
    /// A figure of one of the point's facts.
    FactFigure,
    /// A number with a unit.
    Figure,
    /// What happens when something breaks.
    Failure,
    /// A cost is accepted.
    Cost,
    /// What would change the decision.
    Revisit,
}

/// A signal in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What it shows.
    pub signal: Signal,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// A phrase, as stems between its gaps.
#[derive(Debug, Clone)]
struct Phrase {
    signal: Signal,
    parts: Vec<Vec<u32>>,
}

/// The phrases of a lexicon, compiled.
#[derive(Debug, Clone, Default)]
pub struct Signals {
    by_first: HashMap<u32, Vec<Phrase>>,
}

impl Signals {
    /// Compiles the phrases; their words are known to `words` from now on.
    pub fn new(discourse: &Discourse, words: &mut Words) -> Self {
        let mut signals = Self::default();
        for (signal, phrases) in [
            (Signal::Reason, &discourse.reason),
            (Signal::Failure, &discourse.failure),
            (Signal::Cost, &discourse.cost),
            (Signal::Revisit, &discourse.revisit),
        ] {
            for phrase in phrases {
                signals.add(signal, phrase, words);
            }
        }
        signals
    }

    fn add(&mut self, signal: Signal, phrase: &str, words: &mut Words) {
        let parts: Vec<Vec<u32>> = phrase
            .split("...")
            .map(|part| text::stems(part).iter().map(|stem| words.intern(stem)).collect::<Vec<u32>>())
            .filter(|part| !part.is_empty())
            .collect();
        if let Some(first) = parts.first().and_then(|part| part.first()).copied() {
            self.by_first.entry(first).or_default().push(Phrase { signal, parts });
        }
    }

    /// The signals of a text, in order.
    pub fn find(&self, reading: &Reading) -> Vec<Placed> {
        let mut placed = Vec::new();
        for (at, ids) in reading.ids.iter().enumerate() {
            let phrases = self.by_first.get(&ids.stem).map_or(&[][..], Vec::as_slice);
            for Phrase { signal, parts } in phrases {
                if let Some(end) = end_of(parts, at, reading) {
                    placed.push(Placed { signal: *signal, tokens: at..end });
                }
            }
            if is_conclusion(at, reading) {
                placed.push(Placed { signal: Signal::Reason, tokens: at..at + 1 });
            }
        }
        for figure in reading.text.figures.iter().filter(|placed| placed.figure.has_unit()) {
            placed.push(Placed { signal: Signal::Figure, tokens: figure.tokens.clone() });
        }
        placed
    }
}

/// "..., so the job can start again": a "so" inside a sentence draws a conclusion.
fn is_conclusion(at: usize, reading: &Reading) -> bool {
    let word = |at: usize| reading.text.tokens.get(at).map_or("", |token| token.word.as_str());
    let starts = reading
        .text
        .sentences
        .get(reading.text.sentence_of(at))
        .is_some_and(|sentence| sentence.tokens.start == at);
    word(at) == "so"
        && !starts
        && !matches!(
            word(at + 1),
            "far" | "many" | "much" | "on" | "called" | "yeah" | "um" | "uh" | "basically" | "like"
        )
        && !matches!(
            word(at.saturating_sub(1)),
            "and" | "or" | "um" | "uh" | "okay" | "is" | "are" | "not" | "do"
        )
}

fn end_of(parts: &[Vec<u32>], start: usize, reading: &Reading) -> Option<usize> {
    let mut at = start;
    for (number, part) in parts.iter().enumerate() {
        let reach = if number == 0 { 0 } else { GAP };
        let found = (at..=at + reach).find(|at| stands(part, *at, reading))?;
        let crosses = (at.max(start + 1)..=found)
            .any(|at| reading.text.tokens.get(at).is_some_and(|token| token.gap.mark >= Mark::Line));
        if crosses {
            return None;
        }
        at = found + part.len();
    }
    Some(at)
}

fn stands(part: &[u32], at: usize, reading: &Reading) -> bool {
    part.iter()
        .enumerate()
        .all(|(offset, stem)| reading.ids.get(at + offset).is_some_and(|ids| ids.stem == *stem))
}
