//! The ways in which a word of a query can occur: in its forms, as what it may become, misspelled, in other words.

use super::super::synonyms::{LONGEST, tag};
use super::super::terms::{completions, frequency, spellings};
use super::super::weights;
use super::super::words::{compared, is_empty_word, is_negation, stem};
use super::{Looked, Plan};

/// A way in which a word of a query can occur, with its weight.
pub(super) enum Way {
    /// In any of its forms.
    Stem(String, f32),
    /// In this form, or in a name in any form.
    Completion(String, f32),
    /// In other words: the tag of a group of synonyms.
    Concept(String, f32),
}

impl Plan<'_> {
    /// How much a word tells, from 0, it is everywhere, to 1, it is in one place.
    pub(super) fn rarity(&self, word: &Looked) -> f32 {
        let all = self.searcher().num_docs().max(2) as f32;
        let found = frequency(self.searcher(), self.fields().body, &word.stem).max(1) as f32;
        (all / found).ln() / all.ln()
    }

    /// The ways in which a word can occur, but for its synonyms.
    pub(super) fn ways(&mut self, place: usize, word: &Looked, has_synonyms: bool) -> Vec<Way> {
        self.marker.stems.insert(word.stem.clone());
        if word.is_open {
            let beginning = self.beginning(word);
            if frequency(self.searcher(), self.fields().words, &word.folded) > 0 || self.is_beginning(word) {
                return beginning;
            }
            let tags = self.index.synonyms.beginning(&word.folded).into_iter().map(tag);
            let begun = tags.filter(|tag| self.is_spoken_of(tag));
            let begun: Vec<Way> = begun.map(|tag| Way::Concept(tag, weights::SYNONYM)).collect();
            if !begun.is_empty() {
                return begun;
            }
        }
        if self.is_stem(&word.stem) || has_synonyms {
            let compared = compared(&word.folded).map(|stem| Way::Stem(stem, weights::COMPARED));
            return [Way::Stem(word.stem.clone(), 1.0)].into_iter().chain(compared).collect();
        }
        self.has_unknown = true;
        let near =
            spellings(self.searcher(), self.fields().words, &word.folded, weights::SPELLINGS, word.is_open);
        if let (Some(nearest), Some(corrected)) = (near.first(), self.corrected.get_mut(place)) {
            corrected.clone_from(nearest);
            self.is_corrected = true;
        }
        let stems: Vec<String> = near.iter().map(|spelling| stem(spelling)).collect();
        self.marker.stems.extend(stems.iter().cloned());
        stems.into_iter().map(|stem| Way::Stem(stem, weights::MISSPELLED)).collect()
    }

    pub(super) fn is_stem(&self, stem: &str) -> bool {
        self.places().into_iter().any(|(field, _)| frequency(self.searcher(), field, stem) > 0)
    }

    pub(super) fn is_beginning(&self, word: &Looked) -> bool {
        !completions(self.searcher(), self.fields().words, &word.folded, 1).is_empty()
    }

    /// A word that is still being typed: itself, and what it may become.
    pub(super) fn beginning(&mut self, word: &Looked) -> Vec<Way> {
        let field = self.fields().words;
        let is_word = frequency(self.searcher(), field, &word.folded) > 0;
        let weight = if is_word { weights::LONGER_WORD } else { weights::COMPLETION };
        self.marker.beginning = Some(word.folded.clone());
        let completions = completions(self.searcher(), field, &word.folded, weights::COMPLETIONS);
        let completions = completions.into_iter().map(|word| Way::Completion(word, weight));
        completions.chain([Way::Stem(word.stem.clone(), 1.0)]).collect()
    }

    /// What the longest phrase of the query that this word is part of speaks of, in whatever words.
    pub(super) fn synonyms(&mut self, looked: &[Looked], place: usize) -> Vec<Way> {
        let is_telling = |word: &&Looked| !is_empty_word(&word.folded) || is_negation(&word.folded);
        let stems = looked.iter().filter(is_telling).map(|word| {
            let compared = compared(&word.folded);
            compared.unwrap_or_else(|| word.stem.clone())
        });
        let stems: Vec<String> = stems.collect();
        let before = looked.get(..place).unwrap_or_default();
        let place = before.iter().filter(is_telling).count();
        for length in (1..=LONGEST.min(stems.len())).rev() {
            let first = (place + 1).saturating_sub(length)..=place;
            for phrase in first.filter_map(|first| stems.get(first..first + length)) {
                let groups = self.index.synonyms.groups(phrase);
                if groups.is_empty() {
                    continue;
                }
                let others = self.index.synonyms.others(phrase);
                let single = others.into_iter().filter(|stems| stems.len() == 1).flatten();
                self.marker.stems.extend(single.take(weights::SYNONYMS));
                let weight = weights::SYNONYM / (length as f32).sqrt();
                let tags = groups.iter().map(tag).filter(|tag| self.is_spoken_of(tag));
                return tags.map(|tag| Way::Concept(tag, weight)).collect();
            }
        }
        Vec::new()
    }

    pub(super) fn is_spoken_of(&self, tag: &str) -> bool {
        let fields = [self.fields().concepts, self.fields().title_concepts];
        fields.into_iter().any(|field| frequency(self.searcher(), field, tag) > 0)
    }
}
