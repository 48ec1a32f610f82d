//! What a question can be about, indexed: the facts of the case, its open topics, the topics it is silent on, and
//! questions that no fact answers.
//!
//! A target is matched in two ways that are added: by the votes of the most similar lines, each with the fourth power of
//! its cosine (nearest neighbors, the nearest above all), and as a whole, by how telling the words are that the question shares with all that is
//! said of the target (BM25 without length normalization). Both weigh words by how few targets speak of them.

use std::collections::{BTreeMap, BTreeSet};

use super::features::{CORRECTED, Features, Query};
use crate::domain::case::{Case, Fact};
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
    /// A question that no fact answers.
    Astray(Stray),
}

/// Why no fact answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// It is about something that the interviewer cannot know.
    Unknowable,
    /// It hands a design decision to the interviewer.
    Decision,
    /// It is about the interview itself.
    Chat,
}

impl Target {
    /// The id of the fact or topic, or the kind of question.
    pub fn id(&self) -> &str {
        match self {
            Self::Fact(fact) => fact.as_str(),
            Self::Open(topic) | Self::Silent(topic) => topic.as_str(),
            Self::Astray(Stray::Unknowable) => "unknowable",
            Self::Astray(Stray::Decision) => "decision",
            Self::Astray(Stray::Chat) => "chat",
        }
    }

    /// Questions that go astray have nothing in common but that.
    pub fn is_whole(&self) -> bool {
        !matches!(self, Self::Astray(_))
    }
}

/// How well a target matches a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Which target, by number.
    pub target: usize,
    /// From 0 to about 2.
    pub score: f64,
    /// The phrasing or term that matched best.
    pub by: String,
}

/// What kind of line speaks of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// A phrasing of the fact itself.
    Own,
    /// A phrasing of its topic.
    Topic,
    /// A phrasing of a fact on the same topic in another case.
    Elsewhere,
    /// A word that betrays its topic.
    Term,
    /// What the interviewer would answer.
    Answer,
}

impl Origin {
    /// How much a line of this kind adds to what is known of its target.
    fn weight(self) -> f64 {
        match self {
            Self::Own => 1.6,
            Self::Topic => 0.8,
            Self::Elsewhere => 0.3,
            Self::Term => 1.2,
            Self::Answer => 0.7,
        }
    }

    /// How much its similarity counts.
    fn similarity(self) -> f64 {
        match self {
            Self::Own => 1.0,
            Self::Topic => 0.8,
            Self::Term => 0.5,
            Self::Answer | Self::Elsewhere => 0.4,
        }
    }
}

#[derive(Debug, Clone)]
struct Line {
    target: usize,
    text: String,
    origin: Origin,
    norm: f64,
}

/// The index of one case.
#[derive(Debug, Clone)]
pub struct Index {
    /// What can be asked about.
    pub targets: Vec<Target>,
    lines: Vec<Line>,
    /// Lines by feature, with its weight in them.
    by_feature: BTreeMap<u32, Vec<(usize, f64)>>,
    /// By target: how much is said of it with each feature.
    known: Vec<BTreeMap<u32, f64>>,
    idf: BTreeMap<u32, f64>,
}

/// So many of the most similar lines have a vote.
const VOTERS: usize = 40;
/// What the target as a whole counts beside the votes.
const WHOLE: f64 = 0.8;
/// What a telling word weighs that nothing is said of anywhere.
const UNKNOWN: f64 = 8.0;
/// How soon saying a word again adds nothing.
const SATURATION: f64 = 0.6;

struct Raw {
    target: usize,
    text: String,
    origin: Origin,
}

impl Index {
    /// Indexes a case; with the features by which it is asked.
    pub fn new(case: &Case, topics: &[Topic], words: &Words) -> (Self, Features) {
        let targets = targets(case, topics);
        let raw: Vec<Raw> = targets
            .iter()
            .enumerate()
            .flat_map(|(number, target)| lines(number, target, case, topics))
            .chain(elsewhere(&targets, case, topics))
            .collect();
        let mut features = Features::new(case, words, raw.iter().map(|raw| raw.text.as_str()));
        let read: Vec<(Raw, BTreeMap<u32, f64>)> = raw
            .into_iter()
            .map(|raw| {
                let query = features.learn(words, &raw.text);
                (raw, query.features)
            })
            .collect();
        let idf = idf(&read, targets.len());
        let known = vec![BTreeMap::new(); targets.len()];
        let mut index = Self { targets, lines: Vec::new(), by_feature: BTreeMap::new(), known, idf };
        for (raw, counts) in read {
            index.add(raw, &counts);
        }
        (index, features)
    }

    fn add(&mut self, raw: Raw, counts: &BTreeMap<u32, f64>) {
        let weights: Vec<(u32, f64)> =
            counts.iter().map(|(feature, kind)| (*feature, kind * self.rarity(*feature))).collect();
        let norm = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt().max(1e-9);
        let number = self.lines.len();
        for (feature, weight) in &weights {
            self.by_feature.entry(*feature).or_default().push((number, *weight));
            *self.known[raw.target].entry(*feature).or_insert(0.0) += raw.origin.weight();
        }
        self.lines.push(Line { target: raw.target, text: raw.text, origin: raw.origin, norm });
    }

    fn rarity(&self, feature: u32) -> f64 {
        self.idf.get(&feature).copied().unwrap_or_else(|| (1.0 + self.targets.len() as f64).ln())
    }

    /// The targets that match a question, best first.
    pub fn matches(&self, query: &Query) -> Vec<Match> {
        self.matches_but(query, None)
    }

    /// What a phrasing of a fact (by its number) would match if it were not in the index.
    pub fn matches_without(&self, fact: &FactId, phrasing: usize, query: &Query) -> Vec<Match> {
        let of_fact = |line: &Line| {
            line.origin == Origin::Own
                && matches!(&self.targets[line.target], Target::Fact(own) if own == fact)
        };
        let mut own = (0..self.lines.len()).filter(|line| of_fact(&self.lines[*line]));
        let left_out = own.nth(phrasing);
        let mut query = query.clone();
        // Words that no other line has are not known without it.
        let is_lost = |feature: &u32| match self.by_feature.get(feature).map(Vec::as_slice) {
            Some([(only, _)]) => Some(*only) == left_out,
            _ => false,
        };
        let lost = query.features.iter().filter(|(feature, kind)| **kind >= CORRECTED && is_lost(feature));
        query.unknown += lost.count() as f64;
        query.features.retain(|feature, _| !is_lost(feature));
        self.matches_but(&query, left_out)
    }

    fn matches_but(&self, query: &Query, left_out: Option<usize>) -> Vec<Match> {
        // In a fixed order, so that sums are the same on every run.
        let weights: BTreeMap<u32, f64> =
            query.features.iter().map(|(feature, kind)| (*feature, kind * self.rarity(*feature))).collect();
        let unknown = query.unknown * UNKNOWN;
        let norm = (weights.values().map(|weight| weight * weight).sum::<f64>() + unknown).sqrt().max(1e-9);
        let total = weights.values().sum::<f64>() + unknown;
        let votes = self.votes(&weights, norm, left_out);
        let mut matches: Vec<Match> = Vec::new();
        for (target, (vote, line)) in votes.into_iter().enumerate() {
            let left_out = left_out.map(|line| &self.lines[line]).filter(|line| line.target == target);
            let less = left_out.map_or(0.0, |line| line.origin.weight());
            let is_whole = self.targets[target].is_whole();
            let whole = if is_whole { self.whole(target, &weights, less) / total.max(1e-9) } else { 0.0 };
            let score = vote + WHOLE * whole;
            if score > 0.0 {
                let by = line.map_or_else(String::new, |line| self.lines[line].text.clone());
                matches.push(Match { target, score, by });
            }
        }
        matches.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.target.cmp(&other.target)));
        matches
    }

    /// By target: the votes of the most similar lines, and the line that voted loudest.
    fn votes(
        &self,
        weights: &BTreeMap<u32, f64>,
        norm: f64,
        left_out: Option<usize>,
    ) -> Vec<(f64, Option<usize>)> {
        let mut shared: Vec<f64> = vec![0.0; self.lines.len()];
        for (feature, weight) in weights {
            for (line, own) in self.by_feature.get(feature).into_iter().flatten() {
                shared[*line] += own * weight;
            }
        }
        if let Some(line) = left_out {
            shared[line] = 0.0;
        }
        let similarity = |(number, shared): (usize, f64)| {
            let line = &self.lines[number];
            (shared / (line.norm * norm) * line.origin.similarity(), number)
        };
        let shared = shared.into_iter().enumerate().filter(|(_, shared)| *shared > 0.0);
        let mut near: Vec<(f64, usize)> = shared.map(similarity).collect();
        near.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut votes = vec![(0.0, None); self.targets.len()];
        for (similarity, number) in near.into_iter().take(VOTERS) {
            let (vote, loudest) = &mut votes[self.lines[number].target];
            *vote += similarity.powi(4);
            loudest.get_or_insert(number);
        }
        votes
    }

    /// How much of the question the target as a whole speaks of; `less` is what a line that is left out says of it,
    /// which has all words of the question.
    fn whole(&self, target: usize, weights: &BTreeMap<u32, f64>, less: f64) -> f64 {
        let known = &self.known[target];
        let of_known = |(feature, weight): (&u32, &f64)| {
            let said = (known.get(feature)? - less).max(0.0);
            Some(weight * said / (said + SATURATION))
        };
        weights.iter().filter_map(of_known).sum()
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
    let astray = [Stray::Unknowable, Stray::Decision, Stray::Chat].map(Target::Astray);
    facts.chain(open).chain(silent).chain(astray).collect()
}

/// All that is said of a target.
fn lines(number: usize, target: &Target, case: &Case, topics: &[Topic]) -> Vec<Raw> {
    let raw = |text: &str, origin: Origin| Raw { target: number, text: text.to_owned(), origin };
    let mut lines = Vec::new();
    let of_topic = |id: &TopicId, lines: &mut Vec<Raw>| {
        for topic in topics.iter().filter(|topic| topic.id == *id) {
            lines.extend(topic.ask.iter().map(|line| raw(line, Origin::Topic)));
            lines.extend(topic.terms.iter().map(|term| raw(term, Origin::Term)));
        }
    };
    match target {
        Target::Fact(id) => {
            if let Some(fact) = case.fact(id) {
                of_topic(&fact.topic, &mut lines);
                lines.extend(of_fact(fact).map(|(line, origin)| raw(line, origin)));
            }
        }
        Target::Open(topic) => {
            of_topic(topic, &mut lines);
            let open = case.open.iter().filter(|open| open.topic == *topic);
            lines.extend(open.map(|open| raw(&open.answer, Origin::Answer)));
        }
        Target::Silent(topic) => of_topic(topic, &mut lines),
        Target::Astray(stray) => {
            let known = match stray {
                Stray::Unknowable => &case.astray.unknowable,
                Stray::Decision => &case.astray.decision,
                Stray::Chat => &case.astray.chat,
            };
            lines.extend(known.iter().map(|line| raw(line, Origin::Own)));
        }
    }
    lines
}

/// How other cases' facts are asked for, where this case has just one target on the topic.
fn elsewhere(targets: &[Target], case: &Case, topics: &[Topic]) -> Vec<Raw> {
    let topic_of = |target: &Target| match target {
        Target::Fact(id) => case.fact(id).map(|fact| fact.topic.clone()),
        Target::Open(topic) | Target::Silent(topic) => Some(topic.clone()),
        Target::Astray(_) => None,
    };
    let mut lines = Vec::new();
    for topic in topics {
        let mut on_it = (0..targets.len()).filter(|at| topic_of(&targets[*at]).as_ref() == Some(&topic.id));
        let (Some(target), None) = (on_it.next(), on_it.next()) else { continue };
        let others = topic.asked.iter().filter(|(other, _)| **other != case.id);
        for line in others.flat_map(|(_, lines)| lines) {
            lines.push(Raw { target, text: line.clone(), origin: Origin::Elsewhere });
        }
    }
    lines
}

fn of_fact(fact: &Fact) -> impl Iterator<Item = (&str, Origin)> {
    let asks = fact.ask.iter().chain(&fact.ways).map(|line| (line.as_str(), Origin::Own));
    let answers = fact.answer.split_inclusive(['.', '?', '!', ';']).map(|line| (line, Origin::Answer));
    asks.chain(answers.filter(|(line, _)| line.trim().len() > 3))
}

fn idf(read: &[(Raw, BTreeMap<u32, f64>)], targets: usize) -> BTreeMap<u32, f64> {
    let mut holders: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (raw, counts) in read {
        for feature in counts.keys() {
            holders.entry(*feature).or_default().insert(raw.target);
        }
    }
    let total = targets as f64;
    holders
        .into_iter()
        .map(|(feature, holders)| {
            let held = holders.len() as f64;
            (feature, (1.0 + (total - held + 0.5) / (held + 0.5)).ln().max(0.05))
        })
        .collect()
}
