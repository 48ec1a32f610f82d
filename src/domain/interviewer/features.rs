//! What a question is made of: stems, lexicon names, and the question words that tell "how long" from "how much".

use std::collections::{BTreeMap, HashMap};

use super::common::is_common;
use super::spelling::Spelling;
use crate::domain::case::Case;
use crate::domain::lexicon::words::Words;
use crate::domain::text::{self, Text, Token};

/// A name of the lexicon weighs this much beside a word.
const NAME: f64 = 0.6;
/// Two words in a row weigh this much beside a word.
const PAIR: f64 = 0.45;
/// The same with words between that say nothing: "share of the payments".
const LOOSE_PAIR: f64 = 0.25;
/// A pair is made over so many words less one.
const PAIRED: usize = 3;
/// A corrected word weighs this much beside one that was spelled right.
pub(super) const CORRECTED: f64 = 0.8;

/// What is counted, "many X", weighs this much beside a word.
const COUNTED: f64 = 0.8;
/// What two words in a row weigh that no phrasing has in a row.
const UNKNOWN_PAIR: f64 = 0.05;
/// What nothing is known of that is counted weighs this much beside a telling word of which nothing is known.
const UNKNOWN_COUNTED: f64 = 0.5;
/// What a common word weighs beside a telling one.
const COMMON: f64 = 0.4;
/// What a common word weighs that no phrasing has, beside a telling one.
const UNKNOWN_COMMON: f64 = 0.1;

/// Words that say nothing about the subject of a question.
const EMPTY: [&str; 80] = [
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "being", "but",
    "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "here", "i", "if", "in",
    "into", "is", "it", "its", "just", "like", "may", "me", "might", "must", "my", "of", "okay", "on", "or",
    "our", "please", "shall", "should", "so", "some", "tell", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "to", "um", "uh", "us", "was", "we", "well", "were", "will",
    "with", "would", "you", "your", "know", "think", "pls", "plz",
];

fn is_empty(word: &str) -> bool {
    EMPTY.contains(&word)
}

/// A question in features.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// The weight of each feature by kind: 1 for a word.
    pub features: BTreeMap<u32, f64>,
    /// What its words weigh together, known or not.
    pub words: f64,
    /// How many telling words nothing is known of.
    pub unknown: f64,
}

impl Query {
    fn add(&mut self, feature: u32, weight: f64) {
        let own = self.features.entry(feature).or_insert(0.0);
        *own = own.max(weight);
    }
}

/// The features of a case.
#[derive(Debug, Clone, Default)]
pub struct Features {
    ids: HashMap<String, u32>,
    spelling: Spelling,
}

impl Features {
    /// Those of a case, none of which is known yet. Words are spelled as its own text spells them, or as several of its
    /// phrasings do.
    pub fn new<'a>(case: &Case, words: &Words, phrasings: impl IntoIterator<Item = &'a str>) -> Self {
        let mut spelling = Spelling::new(EMPTY);
        spelling.trust(&case.prompt);
        for fact in &case.facts {
            spelling.trust(&fact.answer);
        }
        for phrasing in phrasings {
            spelling.hear(phrasing);
        }
        spelling.settle(words);
        Self { ids: HashMap::new(), spelling }
    }

    /// The features of a phrasing; they are known from now on.
    pub fn learn(&mut self, words: &Words, line: &str) -> Query {
        let (read, _) = self.spelled(words, line);
        let mut query = Query::default();
        for feature in named(&read, words) {
            let free = self.ids.len() as u32;
            let id = *self.ids.entry(feature.name).or_insert(free);
            query.add(id, feature.weight);
        }
        query
    }

    /// The features of a question, typos corrected.
    pub fn read(&self, words: &Words, source: &str) -> Query {
        let (read, corrected) = self.spelled(words, source);
        let mut query = Query::default();
        for feature in named(&read, words) {
            if matches!(feature.kind, Kind::Word | Kind::CommonWord) {
                query.words += feature.weight;
            }
            let is_corrected = corrected.get(feature.at).copied().unwrap_or(false);
            let trust = if is_corrected { CORRECTED } else { 1.0 };
            match self.ids.get(&feature.name) {
                Some(id) => query.add(*id, feature.weight * trust),
                None => query.unknown += feature.kind.unknown(),
            }
        }
        query
    }

    /// The text with short forms written out and typos corrected, and which tokens were.
    fn spelled(&self, words: &Words, source: &str) -> (Text, Vec<bool>) {
        let mut read = written_out(Text::read(source));
        let mut correct = |token: &mut Token| {
            let Some(meant) = self.spelling.meant(words, token).map(str::to_owned) else { return false };
            token.word.clone_from(&meant);
            token.stem = meant;
            true
        };
        let corrected = read.tokens.iter_mut().map(&mut correct).collect();
        (read, corrected)
    }
}

/// Short forms of people in a hurry, and what they stand for.
const SHORT: [(&str, &str); 34] = [
    ("vol", "volume"),
    ("vols", "volume"),
    ("avg", "average"),
    ("max", "maximum"),
    ("min", "minimum"),
    ("mins", "minutes"),
    ("sec", "second"),
    ("secs", "seconds"),
    ("hr", "hour"),
    ("hrs", "hours"),
    ("yr", "year"),
    ("yrs", "years"),
    ("msg", "message"),
    ("msgs", "messages"),
    ("evt", "event"),
    ("evts", "events"),
    ("txn", "transaction"),
    ("txns", "transactions"),
    ("tx", "transaction"),
    ("cust", "customer"),
    ("custs", "customers"),
    ("ppl", "people"),
    ("dev", "developer"),
    ("devs", "developers"),
    ("num", "number"),
    ("freq", "frequency"),
    ("info", "information"),
    ("reqs", "requirements"),
    ("dup", "duplicate"),
    ("dups", "duplicates"),
    ("dupes", "duplicates"),
    ("mgmt", "management"),
    ("mgr", "manager"),
    ("biz", "business"),
];

/// The same text with short forms written out.
fn written_out(mut read: Text) -> Text {
    for token in &mut read.tokens {
        let long = SHORT.iter().find(|(short, _)| *short == token.word).map(|(_, long)| *long);
        if let Some(stem) = long.and_then(|long| text::stems(long).into_iter().next()) {
            token.stem = stem;
        }
    }
    read
}

/// What kind of feature, which tells what it weighs and what it means not to know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    CommonWord,
    /// "many X".
    Counted,
    Pair,
    Name,
}

impl Kind {
    /// How much of a telling word nothing is known of where no phrasing has such a feature.
    fn unknown(self) -> f64 {
        match self {
            Self::Word => 1.0,
            Self::CommonWord => UNKNOWN_COMMON,
            Self::Counted => UNKNOWN_COUNTED,
            Self::Pair => UNKNOWN_PAIR,
            Self::Name => 0.0,
        }
    }
}

struct Feature {
    name: String,
    kind: Kind,
    weight: f64,
    /// The token it begins at.
    at: usize,
}

/// The features by name.
fn named(read: &Text, words: &Words) -> Vec<Feature> {
    let mut features = Vec::new();
    let telling = |token: &&Token| !is_empty(&token.word);
    for (at, token) in read.tokens.iter().enumerate().filter(|(_, token)| telling(token)) {
        let weight = weight(&token.word);
        let kind = if weight < 1.0 { Kind::CommonWord } else { Kind::Word };
        features.push(Feature { name: token.stem.clone(), kind, weight, at });
        let next = read.tokens.iter().enumerate().skip(at + 1).take(PAIRED).find(|(_, token)| telling(token));
        let Some((next_at, next)) = next else { continue };
        let (kind, weight) = match token.word.as_str() {
            "many" if !is_common(&next.word) => (Kind::Counted, COUNTED),
            _ if next_at > at + 1 => (Kind::Pair, LOOSE_PAIR),
            _ => (Kind::Pair, PAIR),
        };
        features.push(Feature { name: format!("{} {}", token.stem, next.stem), kind, weight, at });
    }
    for hit in words.hits(read, &words.ids(&read.tokens)) {
        let name = format!("${}", words.id_of(hit.name));
        features.push(Feature { name, kind: Kind::Name, weight: NAME, at: hit.start });
    }
    features
}

/// Question words tell little by themselves.
fn weight(word: &str) -> f64 {
    match word {
        "how" | "what" | "which" | "who" | "when" | "where" | "why" | "many" | "much" | "need" | "want"
        | "get" | "use" | "data" | "not" | "no" | "one" | "expect" | "happen" | "kind" | "say" | "go"
        | "make" | "give" | "look" => 0.4,
        _ if is_common(word) => COMMON,
        _ => 1.0,
    }
}
