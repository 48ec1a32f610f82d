//! How rare words and concepts are, counted over the glosses of the lexicon and the points at hand.

use std::collections::{BTreeSet, HashMap};

use crate::domain::lexicon::words::{NameKind, Words};
use crate::domain::marking::stance::{Refusal, Scope, scopes};
use crate::domain::text::Text;

/// Names of the lexicon are features beside stems, in a range of their own.
const NAMES: u32 = 1 << 30;
/// What is refused or denied is a feature of its own: "not split" is the opposite of "split".
const OPPOSITE: u32 = 1 << 31;
/// A concept counts a little less than a word, since its words count as well.
const CONCEPT: f64 = 0.7;
/// A pack with little to count in is taken to have so many documents.
const FEWEST: f64 = 400.0;
/// Below this rarity a word tells nothing.
const TELLING: f64 = 0.9;

/// How rare features are.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    documents: f64,
    holders: HashMap<u32, f64>,
}

/// The features of a text, each once: numbers of stems, and of concepts and technologies; those of refused words
/// turned into their opposites.
pub fn features(words: &mut Words, source: &str) -> BTreeSet<u32> {
    let text = Text::read(source);
    for token in &text.tokens {
        words.intern(&token.stem);
    }
    let ids = words.ids(&text.tokens);
    let scopes = scopes(&text);
    let turn = |at: usize, feature: u32| if is_turned(&scopes, at) { opposite(feature) } else { feature };
    let mut features: BTreeSet<u32> = ids.iter().enumerate().map(|(at, ids)| turn(at, ids.stem)).collect();
    for hit in words.hits(&text, &ids) {
        features.extend(names_of(words, hit.name).map(|feature| turn(hit.start, feature)));
    }
    features
}

/// The feature of the same word refused, or claimed where it is refused.
pub fn opposite(feature: u32) -> u32 {
    feature ^ OPPOSITE
}

/// Whether a token is refused or denied; what was only passed over is not.
pub fn is_turned(scopes: &[Scope], at: usize) -> bool {
    scopes.iter().any(|scope| {
        scope.refusal != Refusal::PassedOver && scope.tokens.contains(&at) && !scope.trigger.contains(&at)
    })
}

/// The feature of one name.
pub fn name_feature(name: crate::domain::lexicon::words::NameId) -> u32 {
    NAMES + name.index() as u32
}

/// The features of a mention: the name and the concepts that include it, no roles.
pub fn names_of(
    words: &Words,
    name: crate::domain::lexicon::words::NameId,
) -> impl Iterator<Item = u32> + '_ {
    let implied = words.implied(name).iter().filter(|name| words.kind_of(**name) != NameKind::Role);
    implied.map(|name| name_feature(*name))
}

impl Rarity {
    /// Counts one more document.
    pub fn add(&mut self, features: &BTreeSet<u32>) {
        self.documents += 1.0;
        for feature in features {
            *self.holders.entry(*feature & !OPPOSITE).or_insert(0.0) += 1.0;
        }
    }

    /// The weight of a feature; none where it tells nothing.
    pub fn weight(&self, feature: u32) -> Option<f64> {
        let feature = feature & !OPPOSITE;
        let held = self.holders.get(&feature).copied().unwrap_or(0.5);
        let rarity = ((self.documents.max(FEWEST) + 1.0) / (held + 0.5)).ln();
        let kind = if feature >= NAMES { CONCEPT } else { 1.0 };
        (rarity >= TELLING).then_some(rarity * kind)
    }
}
