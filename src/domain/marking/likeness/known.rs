//! Everything that is known of the ways to say points, by word, so that a passage is compared with all of it at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::rarity::{Rarity, is_turned, opposite};
use super::source::Source;
use super::window::Window;
use crate::domain::marking::reading::Reading;

/// So many features make up a point's mass.
const MASS: usize = 14;

/// What a sentence shows of its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// How it is said.
    Right,
    /// What is mistaken.
    Wrong,
    /// What only sounds like it.
    Near,
}

#[derive(Debug, Clone)]
struct Reference {
    point: usize,
    kind: Kind,
    norm: f64,
    text: String,
}

/// How a passage compares with what is known of one point; shares and cosines, from 0 to about 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Likeness {
    /// To the most similar of the point's own sentences.
    pub closest: f64,
    /// The mean over the three most similar.
    pub close: f64,
    /// To what is mistaken.
    pub wrong: f64,
    /// To what only sounds like it.
    pub near: f64,
    /// How much of what the point is made of stands in the passage.
    pub mass: f64,
    /// How much of it the passage turns into its opposite.
    pub opposed: f64,
    /// The most similar sentence, by number.
    best: usize,
}

/// The ways to say the points of one marker. Points go by number.
#[derive(Debug, Clone, Default)]
pub struct Known {
    references: Vec<Reference>,
    by_feature: HashMap<u32, Vec<(usize, f64)>>,
    mass: HashMap<u32, Vec<(usize, f64)>>,
    whole: Vec<f64>,
}

impl Known {
    /// Weighs what is known of each point.
    pub fn new<'s>(sources: impl IntoIterator<Item = &'s Source>, rarity: &Rarity) -> Self {
        let mut known = Self::default();
        for source in sources {
            let point = known.whole.len();
            for (features, text) in &source.right {
                known.refer((point, Kind::Right), features, text, rarity);
            }
            for features in &source.wrong {
                known.refer((point, Kind::Wrong), features, "", rarity);
            }
            for features in &source.near {
                known.refer((point, Kind::Near), features, "", rarity);
            }
            known.weigh(point, source, rarity);
        }
        known
    }

    fn refer(&mut self, shows: (usize, Kind), features: &BTreeSet<u32>, text: &str, rarity: &Rarity) {
        let ((point, kind), number) = (shows, self.references.len());
        let mut squares = 0.0;
        for feature in features {
            let Some(weight) = rarity.weight(*feature) else { continue };
            squares += weight * weight;
            self.by_feature.entry(*feature).or_default().push((number, weight));
        }
        let norm = f64::sqrt(squares).max(1e-9);
        self.references.push(Reference { point, kind, norm, text: text.to_owned() });
    }

    fn weigh(&mut self, point: usize, source: &Source, rarity: &Rarity) {
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        for feature in source.right.iter().map(|(features, _)| features).chain(&source.cues).flatten() {
            *counts.entry(*feature).or_insert(0.0) += 1.0;
        }
        let texts = (source.right.len() + source.cues.len()).max(1) as f64;
        let mut mass: Vec<(u32, f64)> = counts
            .into_iter()
            .filter_map(|(feature, count)| Some((feature, rarity.weight(feature)? * (count / texts).sqrt())))
            .collect();
        mass.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        self.whole.push(mass.iter().take(MASS).map(|(_, weight)| weight).sum::<f64>().max(1e-9));
        for (feature, weight) in mass {
            self.mass.entry(feature).or_default().push((point, weight));
        }
    }

    /// How a passage compares with each point.
    pub fn compare(&self, window: &Window) -> Vec<Likeness> {
        let mut all = vec![Likeness::default(); self.whole.len()];
        let mut dots = vec![0.0; self.references.len()];
        for (feature, weight) in &window.weights {
            for (reference, own) in self.by_feature.get(feature).into_iter().flatten() {
                dots[*reference] += own * weight;
            }
            for (point, own) in self.mass.get(feature).into_iter().flatten() {
                all[*point].mass += own;
            }
            for (point, own) in self.mass.get(&opposite(*feature)).into_iter().flatten() {
                all[*point].opposed += own;
            }
        }
        for (likeness, whole) in all.iter_mut().zip(&self.whole) {
            likeness.mass = (likeness.mass / whole).min(1.5);
            likeness.opposed = (likeness.opposed / whole).min(1.5);
        }
        let mut best = vec![[0.0f64; 3]; self.whole.len()];
        for (number, (reference, dot)) in self.references.iter().zip(dots).enumerate() {
            let cosine = dot / (reference.norm * window.norm);
            let likeness = &mut all[reference.point];
            match reference.kind {
                Kind::Right => {
                    if cosine > likeness.closest {
                        (likeness.closest, likeness.best) = (cosine, number);
                    }
                    keep(&mut best[reference.point], cosine);
                }
                Kind::Wrong => likeness.wrong = likeness.wrong.max(cosine),
                Kind::Near => likeness.near = likeness.near.max(cosine),
            }
        }
        for (likeness, best) in all.iter_mut().zip(best) {
            likeness.close = best.iter().sum::<f64>() / 3.0;
        }
        all
    }

    /// The sentence that a passage was found most like.
    pub fn text(&self, likeness: &Likeness) -> &str {
        self.references.get(likeness.best).map_or("", |reference| reference.text.as_str())
    }

    /// The words of a passage that a point is made of and that are not refused.
    pub fn shared_tokens(&self, point: usize, window: &Window, reading: &Reading) -> BTreeSet<usize> {
        let has = |feature: u32| {
            self.mass.get(&feature).is_some_and(|points| points.iter().any(|(own, _)| *own == point))
        };
        let claims = |at: &usize| {
            reading.ids.get(*at).is_some_and(|ids| has(ids.stem)) && !is_turned(&reading.scopes, *at)
        };
        window.tokens.clone().filter(claims).collect()
    }
}

/// Keeps the three largest, the largest first.
fn keep(best: &mut [f64; 3], value: f64) {
    for at in 0..best.len() {
        if value > best[at] {
            best[at..].rotate_right(1);
            best[at] = value;
            return;
        }
    }
}
