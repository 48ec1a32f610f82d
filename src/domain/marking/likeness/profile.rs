//! What is known of the ways to say one point.

use std::collections::{BTreeMap, BTreeSet};

use super::rarity::{Rarity, features, is_turned, opposite};
use super::window::Window;
use crate::domain::case::Point;
use crate::domain::cue::{Cue, Item};
use crate::domain::lexicon::words::Words;
use crate::domain::marking::reading::Reading;

/// So many features make up a point's mass.
const MASS: usize = 14;

/// A point's texts in features, before rarity is known.
#[derive(Debug, Clone, Default)]
pub struct Source {
    right: Vec<(BTreeSet<u32>, String)>,
    wrong: Vec<BTreeSet<u32>>,
    near: Vec<BTreeSet<u32>>,
    cues: Vec<BTreeSet<u32>>,
}

impl Source {
    /// Reads what is known of a point. `models` are sentences of model answers that make it.
    pub fn of(point: &Point, models: &[String], words: &mut Words) -> Self {
        let mut source = Self::default();
        let samples = point.samples.as_ref();
        let right = [
            Some(&point.say),
            samples.map(|samples| &samples.good),
            samples.map(|samples| &samples.paraphrase),
        ];
        let right = right.into_iter().flatten().chain(models).chain(&point.ways.good);
        for text in right.filter(|text| !text.is_empty()) {
            source.right.push((features(words, text), text.clone()));
        }
        if let Some(samples) = samples {
            source.wrong.push(features(words, &samples.wrong));
        }
        for text in &point.ways.wrong {
            source.wrong.push(features(words, text));
        }
        for text in &point.ways.near {
            source.near.push(features(words, text));
        }
        for cue in &point.cues {
            source.cues.push(features(words, &plain(cue)));
        }
        source
    }

    /// All features, for counting how rare they are.
    pub fn all(&self) -> BTreeSet<u32> {
        let right = self.right.iter().map(|(features, _)| features);
        right.chain(&self.cues).flatten().copied().collect()
    }
}

/// The words of a cue as a text.
fn plain(cue: &Cue) -> String {
    fn write(item: &Item, text: &mut String) {
        match item {
            Item::Word(word) | Item::Exact(word) => text.push_str(word),
            Item::Phrase(words) => text.push_str(&words.join(" ")),
            Item::Any(items) => items.iter().for_each(|item| write(item, text)),
            Item::Name(_) | Item::Figure(_) | Item::Not(_) => {}
        }
        text.push_str(". ");
    }
    let mut text = String::new();
    cue.items().iter().for_each(|item| write(item, &mut text));
    text
}

#[derive(Debug, Clone)]
struct Reference {
    weights: Vec<(u32, f64)>,
    norm: f64,
}

/// The ways to say one point.
#[derive(Debug, Clone)]
pub struct Profile {
    right: Vec<Reference>,
    texts: Vec<String>,
    wrong: Vec<Reference>,
    mass: Vec<(u32, f64)>,
    whole: f64,
}

impl Profile {
    /// Weighs a point's features.
    pub fn new(source: &Source, rarity: &Rarity) -> Self {
        let reference = |features: &BTreeSet<u32>| {
            let weights: Vec<(u32, f64)> =
                features.iter().filter_map(|feature| Some((*feature, rarity.weight(*feature)?))).collect();
            let norm = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt().max(1e-9);
            Reference { weights, norm }
        };
        let mut mass: BTreeMap<u32, f64> = BTreeMap::new();
        for features in source.right.iter().map(|(features, _)| features).chain(&source.cues) {
            for feature in features {
                *mass.entry(*feature).or_insert(0.0) += 1.0;
            }
        }
        let texts = (source.right.len() + source.cues.len()).max(1) as f64;
        let mut mass: Vec<(u32, f64)> = mass
            .into_iter()
            .filter_map(|(feature, count)| Some((feature, rarity.weight(feature)? * (count / texts).sqrt())))
            .collect();
        mass.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let whole = mass.iter().take(MASS).map(|(_, weight)| weight).sum::<f64>().max(1e-9);
        mass.sort_by_key(|(feature, _)| *feature);
        Self {
            right: source.right.iter().map(|(features, _)| reference(features)).collect(),
            texts: source.right.iter().map(|(_, text)| text.clone()).collect(),
            wrong: source.wrong.iter().map(reference).collect(),
            mass,
            whole,
        }
    }

    /// The likeness to the most similar of the point's own sentences.
    pub fn closest(&self, window: &Window) -> f64 {
        self.right.iter().map(|reference| cosine(reference, window)).fold(0.0, f64::max)
    }

    /// The one of the point's own sentences that a passage is most like.
    pub fn closest_text(&self, window: &Window) -> &str {
        let likeness = |at: &usize| cosine(&self.right[*at], window);
        let closest = (0..self.right.len()).max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
        closest.and_then(|at| self.texts.get(at)).map_or("", String::as_str)
    }

    /// The words of a passage that the point is made of and that are not refused.
    pub fn shared_tokens(&self, window: &Window, reading: &Reading) -> BTreeSet<usize> {
        let has = |feature: u32| self.mass.binary_search_by_key(&feature, |(own, _)| *own).is_ok();
        let claims = |at: &usize| {
            reading.ids.get(*at).is_some_and(|ids| has(ids.stem)) && !is_turned(&reading.scopes, *at)
        };
        window.tokens.clone().filter(claims).collect()
    }

    /// The likeness to what is mistaken.
    pub fn closest_wrong(&self, window: &Window) -> f64 {
        self.wrong.iter().map(|reference| cosine(reference, window)).fold(0.0, f64::max)
    }

    /// How much of what the point is made of the passage turns into its opposite.
    pub fn opposed_in(&self, window: &Window) -> f64 {
        let mut turned: Vec<(u32, f64)> =
            window.weights.iter().map(|(feature, weight)| (opposite(*feature), *weight)).collect();
        turned.sort_by_key(|(feature, _)| *feature);
        let shared: f64 = shared(&self.mass, &turned).map(|(own, _)| own).sum();
        (shared / self.whole).min(1.5)
    }

    /// How much of what the point is made of stands in the passage.
    pub fn mass_in(&self, window: &Window) -> f64 {
        let shared: f64 = shared(&self.mass, &window.weights).map(|(own, _)| own).sum();
        (shared / self.whole).min(1.5)
    }
}

fn cosine(reference: &Reference, window: &Window) -> f64 {
    let dot: f64 = shared(&reference.weights, &window.weights).map(|(own, other)| own * other).sum();
    dot / (reference.norm * window.norm)
}

/// The weights of features that both have; both are sorted by feature.
fn shared<'a>(one: &'a [(u32, f64)], other: &'a [(u32, f64)]) -> impl Iterator<Item = (f64, f64)> + 'a {
    let mut rest = other;
    one.iter().filter_map(move |(feature, weight)| {
        let skip = rest.partition_point(|(other, _)| other < feature);
        rest = &rest[skip..];
        rest.first().filter(|(other, _)| other == feature).map(|(_, other)| (*weight, *other))
    })
}
