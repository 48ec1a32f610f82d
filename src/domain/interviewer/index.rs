//! What a question can be about, indexed: the facts of the case, its open topics, and the topics it is silent on.

use std::collections::BTreeMap;

use super::features::{Features, Query};
use crate::domain::case::Case;
use crate::domain::framework::Topic;
use crate::domain::id::{FactId, TopicId};
use crate::domain::lexicon::words::Words;

/// What a question can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Something the interviewer knows.
    Fact(FactId),
    /// A topic the case leaves open.
    Open(TopicId),
    /// A topic the case says nothing about.
    Silent(TopicId),
}

impl Target {
    /// The id of the fact or topic.
    pub fn id(&self) -> &str {
        match self {
            Self::Fact(fact) => fact.as_str(),
            Self::Open(topic) | Self::Silent(topic) => topic.as_str(),
        }
    }
}

/// How well a target matches a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which target, by number.
    pub target: usize,
    /// From 0 to 1.
    pub score: f64,
    /// The phrasing or term that matched best.
    pub by: String,
}

#[derive(Debug, Clone)]
struct Line {
    target: usize,
    text: String,
    weights: Vec<(u32, f64)>,
    norm: f64,
}

/// The index of one case.
#[derive(Debug, Clone)]
pub struct Index {
    /// What can be asked about.
    pub targets: Vec<Target>,
    lines: Vec<Line>,
    /// Lines by feature.
    by_feature: BTreeMap<u32, Vec<usize>>,
    /// By target: its features with the best weight any of its lines gives them.
    union: Vec<BTreeMap<u32, f64>>,
    idf: BTreeMap<u32, f64>,
}

/// The weight of a target's whole vocabulary beside that of its best line.
const UNION: f64 = 0.45;
/// The lines of a fact's topic count a little less than its own.
const TOPIC_LINE: f64 = 0.95;

impl Index {
    /// Indexes a case.
    pub fn new(case: &Case, topics: &[Topic], words: &Words, features: &mut Features) -> Self {
        let targets = targets(case, topics);
        let mut raw: Vec<(usize, String, f64)> = Vec::new();
        for (number, target) in targets.iter().enumerate() {
            let lines = lines(target, case, topics);
            raw.extend(lines.into_iter().map(|(line, weight)| (number, line, weight)));
        }
        let read: Vec<(usize, String, f64, BTreeMap<u32, f64>)> = raw
            .into_iter()
            .map(|(target, line, weight)| {
                let query = features.learn(words, &line);
                (target, line, weight, query.features)
            })
            .collect();
        let idf = idf(&read, targets.len());
        let mut index =
            Self { targets, lines: Vec::new(), by_feature: BTreeMap::new(), union: Vec::new(), idf };
        index.union = vec![BTreeMap::new(); index.targets.len()];
        for (target, text, own, counts) in read {
            index.add(target, text, own, &counts);
        }
        index
    }

    fn add(&mut self, target: usize, text: String, own: f64, counts: &BTreeMap<u32, f64>) {
        let weights: Vec<(u32, f64)> =
            counts.iter().map(|(feature, kind)| (*feature, kind * self.rarity(*feature))).collect();
        let norm = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt().max(1e-9);
        let number = self.lines.len();
        for (feature, weight) in &weights {
            self.by_feature.entry(*feature).or_default().push(number);
            let best = self.union[target].entry(*feature).or_insert(0.0);
            *best = best.max(weight * own);
        }
        self.lines.push(Line { target, text, weights, norm: norm / own });
    }

    fn rarity(&self, feature: u32) -> f64 {
        self.idf.get(&feature).copied().unwrap_or_else(|| (1.0 + self.targets.len() as f64).ln())
    }

    /// The targets that match a question, best first.
    pub fn matches(&self, query: &Query) -> Vec<Match> {
        let weights: BTreeMap<u32, f64> =
            query.features.iter().map(|(feature, kind)| (*feature, kind * self.rarity(*feature))).collect();
        let norm = (weights.values().map(|weight| weight * weight).sum::<f64>() + query.unknown * 2.0)
            .sqrt()
            .max(1e-9);
        let mut best: Vec<Option<(f64, usize)>> = vec![None; self.targets.len()];
        let mut seen: Vec<usize> =
            weights.keys().filter_map(|feature| self.by_feature.get(feature)).flatten().copied().collect();
        seen.sort_unstable();
        seen.dedup();
        for number in seen {
            let line = &self.lines[number];
            let shared: f64 = line
                .weights
                .iter()
                .filter_map(|(feature, weight)| Some(weight * weights.get(feature)?))
                .sum();
            let cosine = shared / (line.norm * norm);
            let best = &mut best[line.target];
            if best.is_none_or(|(score, _)| cosine > score) {
                *best = Some((cosine, number));
            }
        }
        let mut matches: Vec<Match> = best
            .into_iter()
            .enumerate()
            .filter_map(|(target, best)| {
                let (cosine, line) = best?;
                let score = (1.0 - UNION) * cosine + UNION * self.covered(target, &weights, norm);
                Some(Match { target, score, by: self.lines[line].text.clone() })
            })
            .collect();
        matches.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.target.cmp(&other.target)));
        matches
    }

    /// The share of the question that the target's phrasings, taken together, speak of.
    fn covered(&self, target: usize, weights: &BTreeMap<u32, f64>, norm: f64) -> f64 {
        let union = &self.union[target];
        let shared: f64 = weights
            .iter()
            .filter(|(feature, _)| union.contains_key(feature))
            .map(|(_, weight)| weight * weight)
            .sum();
        shared.sqrt() / norm
    }

    /// The features of a target, for questions that lean on it.
    pub fn features_of(&self, target: usize) -> impl Iterator<Item = u32> + '_ {
        self.union.get(target).into_iter().flat_map(|union| union.keys().copied())
    }
}

fn targets(case: &Case, topics: &[Topic]) -> Vec<Target> {
    let facts = case.facts.iter().map(|fact| Target::Fact(fact.id.clone()));
    let open = case.open.iter().map(|open| Target::Open(open.topic.clone()));
    let silent = topics
        .iter()
        .filter(|topic| case.facts.iter().all(|fact| fact.topic != topic.id))
        .filter(|topic| case.open.iter().all(|open| open.topic != topic.id))
        .map(|topic| Target::Silent(topic.id.clone()));
    facts.chain(open).chain(silent).collect()
}

/// The phrasings of a target, each with its weight.
fn lines(target: &Target, case: &Case, topics: &[Topic]) -> Vec<(String, f64)> {
    let of_topic = |id: &TopicId| {
        let topic = topics.iter().find(|topic| topic.id == *id);
        topic
            .into_iter()
            .flat_map(|topic| topic.ask.iter().chain(&topic.terms))
            .map(|line| (line.clone(), TOPIC_LINE))
    };
    match target {
        Target::Fact(id) => {
            let Some(fact) = case.fact(id) else { return Vec::new() };
            let own = fact.ask.iter().map(|line| (line.clone(), 1.0));
            // Two facts of one topic are told apart by their own phrasings.
            let shared = case.facts.iter().filter(|other| other.topic == fact.topic).count() > 1;
            let factor = if shared { 0.85 } else { 1.0 };
            own.chain(of_topic(&fact.topic).map(|(line, weight)| (line, weight * factor))).collect()
        }
        Target::Open(topic) | Target::Silent(topic) => of_topic(topic).collect(),
    }
}

fn idf(read: &[(usize, String, f64, BTreeMap<u32, f64>)], targets: usize) -> BTreeMap<u32, f64> {
    let mut holders: BTreeMap<u32, std::collections::BTreeSet<usize>> = BTreeMap::new();
    for (target, _, _, counts) in read {
        for feature in counts.keys() {
            holders.entry(*feature).or_default().insert(*target);
        }
    }
    let total = targets as f64;
    holders
        .into_iter()
        .map(|(feature, holders)| (feature, (1.0 + total / holders.len() as f64).ln() - 0.6))
        .collect()
}
