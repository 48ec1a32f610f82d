//! Words spelled nearly right, and the words that were meant.
//!
//! Phrasings are written by people who mistype now and then, so that a word stands in one of them does not show that it
//! is spelled right: it has to stand in the case's own text, in the lexicon, or in several phrasings.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::common::common_words;
use crate::domain::lexicon::words::Words;
use crate::domain::text::{self, Token};

/// A word in so many phrasings is spelled right, unless it only swaps two letters of one that certainly is.
const SEVERAL: u32 = 3;
/// The count of a word that is certainly spelled right.
const CERTAIN: u32 = 1_000;
/// From this length on two edits are taken for a mistake; one before.
const LONG: usize = 8;
/// A word of fewer letters is mistaken for nothing.
const SHORTEST: usize = 3;

/// What is known of the spelling of words.
#[derive(Debug, Clone, Default)]
pub struct Spelling {
    /// How often each stem was read.
    counts: HashMap<String, u32>,
    /// The same by first letter, with the letters that occur; only those that are spelled right.
    right: BTreeMap<char, Vec<Known>>,
}

#[derive(Debug, Clone)]
struct Known {
    word: String,
    letters: u64,
    count: u32,
}

impl Spelling {
    /// The language itself.
    pub fn new(empty: impl IntoIterator<Item = &'static str>) -> Self {
        let mut spelling = Self::default();
        let asking = ["how", "what", "which", "who", "when", "where", "why", "many", "much"];
        for word in empty.into_iter().chain(asking).chain(common_words()) {
            if word.len() >= SHORTEST {
                spelling.counts.insert(word.to_owned(), CERTAIN);
            }
        }
        spelling
    }

    /// A text that is spelled right.
    pub fn trust(&mut self, source: &str) {
        for stem in text::stems(source) {
            self.counts.insert(stem, CERTAIN);
        }
    }

    /// A phrasing, which may be misspelled.
    pub fn hear(&mut self, source: &str) {
        for stem in text::stems(source) {
            let count = self.counts.entry(stem).or_insert(0);
            *count = count.saturating_add(1);
        }
    }

    /// Everything was heard.
    pub fn settle(&mut self, words: &Words) {
        for (word, count) in &mut self.counts {
            if words.knows(word) {
                *count = (*count).max(CERTAIN);
            }
        }
        let mut right: Vec<(&String, u32)> = self
            .counts
            .iter()
            .map(|(word, count)| (word, *count))
            .filter(|(_, count)| *count >= SEVERAL)
            .collect();
        right.sort_unstable();
        for (word, count) in right {
            if let Some(first) = word.chars().next().filter(|first| first.is_alphabetic()) {
                let known = Known { word: word.clone(), letters: letters(word), count };
                self.right.entry(first).or_default().push(known);
            }
        }
    }

    /// The word that was meant where this one is misspelled.
    pub fn meant(&self, words: &Words, token: &Token) -> Option<&str> {
        let length = token.stem.chars().count();
        let count = self.counts.get(&token.stem).copied().unwrap_or(0);
        let is_known = |word: &str| self.counts.get(word).is_some_and(|count| *count >= CERTAIN);
        if token.is_number
            || length < SHORTEST
            || is_known(&token.word)
            || is_known(&token.stem)
            || words.knows(&token.stem)
        {
            return None;
        }
        let allowed = if token.word.chars().count() >= LONG { 2 } else { 1 };
        let own = letters(&token.stem);
        let initials: Vec<char> = token.stem.chars().take(2).collect();
        let near = initials.iter().enumerate().flat_map(|(at, initial)| {
            let known = self.right.get(initial).into_iter().flatten();
            known.filter_map(move |known| {
                let is_far = (known.letters ^ own).count_ones() > 2 * allowed as u32;
                if is_far || known.count <= count {
                    return None;
                }
                let edits = strsim::osa_distance(&token.stem, &known.word);
                let is_swap = edits == 1 && known.letters == own;
                // The first two letters may be swapped, and nothing else is wrong then.
                let is_likely = edits <= allowed && (is_swap || (at == 0 && count < SEVERAL));
                is_likely.then_some(((edits, !is_swap, Reverse(known.count)), known.word.as_str()))
            })
        });
        near.min_by_key(|(rank, _)| *rank).map(|(_, word)| word)
    }
}

/// The letters of a word as a set.
fn letters(word: &str) -> u64 {
    word.chars().fold(0, |set, letter| set | 1 << (letter as u32 % 64))
}
