//! What a question is made of: stems, lexicon names, and the question words that tell "how long" from "how much".

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::lexicon::words::Words;
use crate::domain::text::{self, Text, Token};

/// A name of the lexicon weighs this much beside a word.
const NAME: f64 = 0.6;
/// Two words in a row weigh this much beside a word.
const PAIR: f64 = 0.45;
/// A corrected word weighs this much beside one that was spelled right.
pub(super) const CORRECTED: f64 = 0.8;

/// Words that say nothing about the subject of a question.
const EMPTY: [&str; 80] = [
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "being", "but",
    "by", "can", "could", "did", "do", "does", "for", "from", "had", "has", "have", "here", "i", "if", "in",
    "into", "is", "it", "its", "just", "like", "may", "me", "might", "must", "my", "of", "okay", "on", "or",
    "our", "please", "shall", "should", "so", "some", "tell", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "to", "um", "uh", "us", "was", "we", "well", "were", "will",
    "with", "would", "you", "your", "know", "think", "pls", "plz",
];

/// A question in features.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    /// The weight of each feature by kind: 1 for a word.
    pub features: BTreeMap<u32, f64>,
    /// How many telling words nothing is known of.
    pub unknown: f64,
}

/// The features of a case.
#[derive(Debug, Clone, Default)]
pub struct Features {
    ids: HashMap<String, u32>,
    /// Stems seen in phrasings, by first letter, for correcting typos.
    spelled: BTreeMap<char, BTreeSet<String>>,
}

impl Features {
    /// The features of a phrasing; they are known from now on.
    pub fn learn(&mut self, words: &Words, line: &str) -> Query {
        let read = written_out(Text::read(line));
        for token in &read.tokens {
            let Some(first) = token.stem.chars().next() else { continue };
            let spelled = self.spelled.entry(first).or_default();
            if !token.is_number && !spelled.contains(&token.stem) {
                spelled.insert(token.stem.clone());
            }
        }
        let mut query = Query::default();
        for (_, (feature, weight)) in named_at(&read, words) {
            let free = self.ids.len() as u32;
            let id = *self.ids.entry(feature).or_insert(free);
            let own = query.features.entry(id).or_insert(0.0);
            *own = own.max(weight);
        }
        query
    }

    /// Words that are spelled right though no phrasing has them.
    pub fn learn_spelling(&mut self, source: &str) {
        for stem in text::stems(source) {
            if let Some(first) = stem.chars().next() {
                self.spelled.entry(first).or_default().insert(stem);
            }
        }
    }

    /// The features of a question, typos corrected.
    pub fn read(&self, words: &Words, source: &str) -> Query {
        let mut read = written_out(Text::read(source));
        let corrected: Vec<bool> = read.tokens.iter_mut().map(|token| self.correct(words, token)).collect();
        let mut query = Query::default();
        for (at, (feature, weight)) in named_at(&read, words) {
            let weight =
                if corrected.get(at).copied().unwrap_or(false) { weight * CORRECTED } else { weight };
            match self.ids.get(&feature) {
                Some(id) => {
                    let own = query.features.entry(*id).or_insert(0.0);
                    *own = own.max(weight);
                }
                None if weight >= CORRECTED => query.unknown += 1.0,
                None => {}
            }
        }
        query
    }

    /// Whether the word was taken for another that is spelled nearly the same.
    fn correct(&self, words: &Words, token: &mut Token) -> bool {
        let length = token.word.chars().count();
        if token.is_number || length < 4 || EMPTY.contains(&token.word.as_str()) || words.knows(&token.stem) {
            return false;
        }
        let Some(first) = token.stem.chars().next() else { return false };
        let Some(spelled) = self.spelled.get(&first) else { return false };
        if spelled.contains(&token.stem) {
            return false;
        }
        let allowed = if length >= 8 { 2 } else { 1 };
        let near = spelled
            .iter()
            .filter(|known| known.chars().count() >= 4 || length <= 5)
            .map(|known| (distance(&token.stem, known), known))
            .filter(|(distance, _)| *distance <= allowed)
            .min_by_key(|(distance, known)| (*distance, known.chars().count().abs_diff(length)));
        let Some((_, known)) = near else { return false };
        token.stem.clone_from(known);
        true
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

/// The features by name, each with the token it begins at.
fn named_at(read: &Text, words: &Words) -> Vec<(usize, (String, f64))> {
    let mut features = Vec::new();
    let telling = |token: &Token| !EMPTY.contains(&token.word.as_str());
    for (at, token) in read.tokens.iter().enumerate() {
        if telling(token) {
            features.push((at, (token.stem.clone(), weight(&token.word))));
        }
        let Some(next) = read.tokens.get(at + 1) else { continue };
        if telling(token) && telling(next) {
            features.push((at, (format!("{} {}", token.stem, next.stem), PAIR)));
        }
    }
    for hit in words.hits(read, &words.ids(&read.tokens)) {
        features.push((hit.start, (format!("${}", words.id_of(hit.name)), NAME)));
    }
    features
}

/// Question words tell little by themselves.
fn weight(word: &str) -> f64 {
    match word {
        "how" | "what" | "which" | "who" | "when" | "where" | "why" | "many" | "much" | "need" | "want"
        | "get" | "use" | "data" | "not" | "no" | "one" | "expect" | "happen" | "kind" | "say" | "go"
        | "make" | "give" | "look" => 0.4,
        _ => 1.0,
    }
}

/// Edits from one word to another: insert, delete, replace, swap neighbors.
pub fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > 2 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for row in 1..=one.len() {
        let mut current = vec![row; other.len() + 1];
        for column in 1..=other.len() {
            let same = usize::from(one[row - 1] != other[column - 1]);
            let mut best = (last[column] + 1).min(current[column - 1] + 1).min(last[column - 1] + same);
            if row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1]
            {
                best = best.min(before[column - 2] + 1);
            }
            current[column] = best;
        }
        before = std::mem::replace(&mut last, current);
    }
    last[other.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_swap_is_one_edit() {
        assert_eq!(distance("retnetion", "retention"), 1);
        assert_eq!(distance("volum", "volume"), 1);
        assert_eq!(distance("kafka", "kafka"), 0);
        assert_eq!(distance("a", "abcd"), usize::MAX);
    }
}
