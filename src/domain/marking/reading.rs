//! A text as the marking sees it: tokens, names, figures, what is refused, and which sentences carry substance.

use std::collections::HashMap;
use std::ops::Range;

use super::stance::{Scope, scopes};
use super::substance;
use crate::domain::lexicon::words::{Hit, NameId, WordIds, Words};
use crate::domain::text::Text;

/// A text, read against a lexicon.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The text.
    pub text: Text,
    /// The number of each token's word.
    pub ids: Vec<WordIds>,
    /// The names it mentions.
    pub hits: Vec<Hit>,
    /// What it refuses.
    pub scopes: Vec<Scope>,
    /// What each sentence is worth, by number of sentence.
    pub worth: Vec<substance::Worth>,
    by_stem: HashMap<u32, Vec<usize>>,
    by_exact: HashMap<u32, Vec<usize>>,
    by_name: HashMap<NameId, Vec<Range<usize>>>,
}

impl Reading {
    /// Reads a text against a lexicon.
    pub fn new(words: &Words, source: &str) -> Self {
        let text = Text::read(source);
        let ids = words.ids(&text.tokens);
        let hits = words.hits(&text, &ids);
        let scopes = scopes(&text);
        let worth = substance::worth(&text, &hits);
        let mut reading = Self {
            text,
            ids,
            hits,
            scopes,
            worth,
            by_stem: HashMap::new(),
            by_exact: HashMap::new(),
            by_name: HashMap::new(),
        };
        reading.index(words);
        reading
    }

    fn index(&mut self, words: &Words) {
        for (at, ids) in self.ids.iter().enumerate() {
            self.by_stem.entry(ids.stem).or_default().push(at);
            self.by_exact.entry(ids.exact).or_default().push(at);
        }
        for hit in &self.hits {
            for name in words.implied(hit.name) {
                self.by_name.entry(*name).or_default().push(hit.tokens());
            }
        }
    }

    /// Where a stem stands, in order.
    pub fn of_stem(&self, stem: u32) -> &[usize] {
        self.by_stem.get(&stem).map_or(&[], Vec::as_slice)
    }

    /// Where an exact form stands, in order.
    pub fn of_form(&self, form: u32) -> &[usize] {
        self.by_exact.get(&form).map_or(&[], Vec::as_slice)
    }

    /// Where a name is mentioned, in order.
    pub fn of_name(&self, name: NameId) -> &[Range<usize>] {
        self.by_name.get(&name).map_or(&[], Vec::as_slice)
    }

    /// The sentences from that of the first to that of the last of these tokens.
    pub fn sentences(&self, tokens: &Range<usize>) -> Range<usize> {
        let first = self.text.sentence_of(tokens.start);
        let last = self.text.sentence_of(tokens.end.saturating_sub(1).max(tokens.start));
        first..(last + 1).min(self.text.sentences.len())
    }

    /// The tokens of these sentences.
    pub fn tokens(&self, sentences: &Range<usize>) -> Range<usize> {
        let first = self.text.sentences.get(sentences.start).map_or(0, |sentence| sentence.tokens.start);
        let last = sentences.end.checked_sub(1).and_then(|last| self.text.sentences.get(last));
        first..last.map_or(first, |sentence| sentence.tokens.end)
    }
}
