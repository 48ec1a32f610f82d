//! Passages of a text as bags of telling features: each sentence, and each two neighbors.

use std::ops::Range;

use super::known::{Known, Likeness};
use super::rarity::{Rarity, is_turned, names_of, opposite};
use crate::domain::lexicon::words::Words;
use crate::domain::marking::manner::Manner;
use crate::domain::marking::reading::Reading;
use crate::domain::marking::substance::Worth;

/// A passage.
#[derive(Debug, Clone)]
pub struct Window {
    /// Its sentences.
    pub sentences: Range<usize>,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its features with their weights, by number.
    pub weights: Vec<(u32, f64)>,
    /// The length of the vector of weights, words that no point knows included.
    pub norm: f64,
    /// How many features it has.
    pub known: usize,
    /// The share of its telling words that are refused.
    pub refused: f64,
    /// Whether all its sentences are lists.
    pub is_listed: bool,
    /// The share of its sentences in which something is refused.
    pub refusing: f64,
    /// How the candidate speaks in all.
    pub manner: Manner,
    /// How it compares with each point, by number.
    pub likeness: Vec<Likeness>,
}

/// The weight of a word that no point knows.
const FOREIGN: f64 = 1.6;

/// Honest candidates refuse something in up to this share of their sentences.
const COMMON_REFUSALS: f64 = 0.3;
/// From this share on a candidate is taken to refuse on principle.
const MANY_REFUSALS: f64 = 0.6;
/// So few sentences tell little of anybody's manner.
const FEW_SENTENCES: f64 = 4.0;

/// Sentences, and those of them in which something is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Refusals {
    sentences: usize,
    refusing: usize,
}

impl Refusals {
    /// Counts those of a text.
    pub fn of(reading: &Reading) -> Self {
        let sentences = reading.text.sentences.len();
        Self { sentences, refusing: (0..sentences).filter(|sentence| refuses(reading, *sentence)).count() }
    }

    /// Of both together.
    pub fn plus(self, other: Self) -> Self {
        Self { sentences: self.sentences + other.sentences, refusing: self.refusing + other.refusing }
    }

    /// How far somebody who speaks so refuses on principle, from 0 to 1.
    pub fn manner(self) -> f64 {
        let share = self.refusing as f64 / (self.sentences as f64).max(FEW_SENTENCES);
        ((share - COMMON_REFUSALS) / (MANY_REFUSALS - COMMON_REFUSALS)).clamp(0.0, 1.0)
    }
}

/// The passages of a text that claim something: each sentence, and each two neighbors.
pub fn windows(reading: &Reading, words: &Words, rarity: &Rarity, known: &Known) -> Vec<Window> {
    let count = reading.text.sentences.len();
    let manner = Manner { refuses: Refusals::of(reading).manner(), errs: 0.0 };
    let mut windows = Vec::with_capacity(count * 2);
    for first in 0..count {
        for last in [first + 1, first + 2] {
            if last <= count && reading.worth[first..last].iter().any(|worth| *worth > Worth::Question) {
                let refusing = (first..last).filter(|sentence| refuses(reading, *sentence)).count();
                let refusing = refusing as f64 / (last - first) as f64;
                let mut window = Window { refusing, manner, ..window(reading, words, rarity, first..last) };
                window.likeness = known.compare(&window);
                windows.push(window);
            }
        }
    }
    windows
}

fn window(reading: &Reading, words: &Words, rarity: &Rarity, sentences: Range<usize>) -> Window {
    let tokens = reading.tokens(&sentences);
    let silent = |at: usize| reading.worth[reading.text.sentence_of(at)] == Worth::Echo;
    let is_refused =
        |at: usize| reading.scopes.iter().any(|scope| scope.refuses() && scope.tokens.contains(&at));
    let turn =
        |at: usize, feature: u32| if is_turned(&reading.scopes, at) { opposite(feature) } else { feature };
    let (mut features, mut foreign, mut refused, mut telling) = (Vec::new(), 0, 0.0, 0.0);
    for at in tokens.clone().filter(|at| !silent(*at)) {
        let stem = reading.ids[at].stem;
        let weight = if words.is_known(stem) { rarity.weight(stem) } else { None };
        if !words.is_known(stem) && reading.text.tokens[at].word.len() > 3 {
            foreign += 1;
        }
        let Some(weight) = weight else { continue };
        telling += 1.0;
        refused += f64::from(u8::from(is_refused(at)));
        features.push((turn(at, stem), weight));
    }
    for hit in reading.hits.iter().filter(|hit| tokens.contains(&hit.start) && !silent(hit.start)) {
        features.extend(
            names_of(words, hit.name).filter_map(|name| Some((turn(hit.start, name), rarity.weight(name)?))),
        );
    }
    features.sort_by_key(|(feature, _)| *feature);
    features.dedup_by_key(|(feature, _)| *feature);
    let squares: f64 = features.iter().map(|(_, weight)| weight * weight).sum();
    Window {
        is_listed: reading.worth[sentences.clone()].iter().all(|worth| *worth <= Worth::List),
        sentences,
        tokens,
        norm: (squares + f64::from(foreign) * FOREIGN * FOREIGN).sqrt().max(1e-9),
        known: features.len(),
        weights: features,
        refusing: 0.0,
        manner: Manner::default(),
        likeness: Vec::new(),
        refused: if telling > 0.0 { refused / telling } else { 0.0 },
    }
}

/// Whether something is refused in a sentence.
fn refuses(reading: &Reading, sentence: usize) -> bool {
    let tokens = reading.tokens(&(sentence..sentence + 1));
    reading.scopes.iter().any(|scope| scope.refuses() && tokens.contains(&scope.trigger.start))
}
