//! The ways to say one point, in features.

use std::collections::BTreeSet;

use super::rarity::features;
use crate::domain::case::Point;
use crate::domain::cue::{Cue, Item};
use crate::domain::lexicon::words::Words;

/// A point's texts in features, before rarity is known.
#[derive(Debug, Clone, Default)]
pub struct Source {
    pub(super) right: Vec<(BTreeSet<u32>, String)>,
    pub(super) wrong: Vec<BTreeSet<u32>>,
    pub(super) near: Vec<BTreeSet<u32>>,
    pub(super) cues: Vec<BTreeSet<u32>>,
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
