//! Looking words up in the index: which are known, which complete a beginning, which are spelled nearly so.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::Searcher;
use tantivy::schema::{Field, Term};

use super::distance::{begin_alike, distance, forgiven};
use super::words::is_empty_word;

/// In how many documents a term occurs.
pub fn frequency(searcher: &Searcher, field: Field, text: &str) -> u64 {
    searcher.doc_freq(&Term::from_field_text(field, text)).unwrap_or(0)
}

/// The most frequent words that begin so, but for the beginning itself; most frequent first. Words that say little
/// are only named where there are no others.
pub fn completions(searcher: &Searcher, field: Field, beginning: &str, most: usize) -> Vec<String> {
    let mut telling = MostFrequent::new(most);
    let mut empty = MostFrequent::new(most);
    for segment in searcher.segment_readers() {
        let Ok(index) = segment.inverted_index(field) else { continue };
        // No byte of a text is 0xff, so this is behind every word that begins so.
        let end = [beginning.as_bytes(), &[0xff]].concat();
        let Ok(mut words) = index.terms().range().ge(beginning.as_bytes()).lt(&end).into_stream() else {
            continue;
        };
        while words.advance() {
            let frequency = words.value().doc_freq;
            match std::str::from_utf8(words.key()) {
                Ok(word) if word == beginning => {}
                Ok(word) if is_empty_word(word) => empty.offer(frequency, word),
                Ok(word) => telling.offer(frequency, word),
                Err(_) => {}
            }
        }
    }
    let telling = telling.words();
    if telling.is_empty() { empty.words() } else { telling }
}

struct MostFrequent {
    most: usize,
    heap: BinaryHeap<Reverse<(u32, Reverse<String>)>>,
}

impl MostFrequent {
    fn new(most: usize) -> Self {
        Self { most, heap: BinaryHeap::new() }
    }

    fn offer(&mut self, frequency: u32, word: &str) {
        let is_full = self.heap.len() >= self.most;
        if is_full && self.heap.peek().is_some_and(|Reverse((least, _))| frequency <= *least) {
            return;
        }
        self.heap.push(Reverse((frequency, Reverse(word.to_owned()))));
        if is_full {
            self.heap.pop();
        }
    }

    fn words(self) -> Vec<String> {
        self.heap.into_sorted_vec().into_iter().map(|Reverse((_, Reverse(word)))| word).collect()
    }
}

/// All terms of a field, in alphabetical order.
pub fn all(searcher: &Searcher, field: Field) -> Vec<String> {
    let mut all = completions(searcher, field, "", usize::MAX);
    all.sort();
    all
}

/// How many words begin so, counted up to `most`.
pub fn count_beginning(searcher: &Searcher, field: Field, beginning: &str, most: u32) -> u32 {
    let mut count = 0;
    for segment in searcher.segment_readers() {
        let Ok(index) = segment.inverted_index(field) else { continue };
        let end = [beginning.as_bytes(), &[0xff]].concat();
        let words = index.terms().range().ge(beginning.as_bytes()).lt(&end).into_stream();
        let Ok(mut words) = words else { continue };
        while count < most && words.advance() {
            count += 1;
        }
    }
    count
}

/// Known words that are spelled nearly so, nearest and most frequent first. With `is_open`, words of which a
/// beginning is spelled nearly so.
pub fn spellings(searcher: &Searcher, field: Field, typed: &str, most: usize, is_open: bool) -> Vec<String> {
    let typed: Vec<char> = typed.chars().collect();
    let forgiven = forgiven(typed.len());
    if forgiven == 0 {
        return Vec::new();
    }
    let mut near: Vec<(usize, Reverse<u32>, String)> = Vec::new();
    for segment in searcher.segment_readers() {
        let Ok(index) = segment.inverted_index(field) else { continue };
        let Ok(mut words) = index.terms().stream() else { continue };
        let mut letters = Vec::new();
        while words.advance() {
            let Ok(word) = std::str::from_utf8(words.key()) else { continue };
            letters.clear();
            letters.extend(word.chars());
            if !begin_alike(&typed, &letters) {
                continue;
            }
            if let Some(distance) = distance(&typed, &letters, forgiven, is_open) {
                near.push((distance, Reverse(words.value().doc_freq), word.to_owned()));
            }
        }
    }
    near.sort();
    near.dedup_by(|one, other| one.2 == other.2);
    near.into_iter().take(most).map(|(_, _, word)| word).collect()
}

/// The terms of a field that are equal to a text or, if there is none, begin with it.
pub fn equal_or_beginning(searcher: &Searcher, field: Field, text: &str) -> Vec<String> {
    if frequency(searcher, field, text) > 0 {
        return vec![text.to_owned()];
    }
    completions(searcher, field, text, usize::MAX)
}
