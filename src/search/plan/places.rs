//! Where a word is looked for: in which fields, and what it counts there.

use tantivy::schema::Field;

use super::super::weights;
use super::super::words::stem;
use super::Plan;
use super::clauses::{Clause, any_of, any_should, boost, constant, phrase, scored, term};
use super::ways::Way;

impl Plan<'_> {
    /// Places in which a word occurs in one of these ways.
    pub(super) fn parts(&self, ways: &[Way]) -> Clause {
        let fields = self.fields();
        any_of(ways.iter().map(|way| match way {
            Way::Stem(stem, weight) => boost(self.word(stem), *weight),
            Way::Completion(word, weight) => boost(self.completion(word), *weight),
            Way::Concept(tag, weight) => any_should(vec![
                boost(scored(fields.title_concepts, tag), weights::HEADING * weight),
                boost(scored(fields.concepts, tag), weights::BODY * weight),
            ]),
        }))
    }

    /// Pages that are named with a word in one of these ways; each is worth its weight.
    pub(super) fn in_name(&self, ways: &[Way]) -> Clause {
        let fields = self.fields();
        let name = |field, text: &str, weight: f32| constant(term(field, text), weight);
        let best = ways.iter().map(|way| match way {
            Way::Stem(stem, weight) => name(fields.name, stem, *weight),
            Way::Completion(word, weight) => name(fields.name, &stem(word), *weight),
            Way::Concept(tag, _) => name(fields.name_concepts, tag, weights::NAME_IN_OTHER_WORDS),
        });
        Clause::Best(best.collect(), 0.0)
    }

    /// Pages on which a word occurs in one of these ways.
    pub(super) fn whole(&self, ways: &[Way]) -> Clause {
        let fields = self.fields();
        let stem_weight = |stem: &str, weight: f32| {
            any_should(vec![
                boost(scored(fields.title, stem), weights::TITLE * weight),
                boost(scored(fields.whole, stem), weights::WHOLE * weight),
            ])
        };
        any_of(ways.iter().map(|way| match way {
            Way::Stem(stem, weight) => stem_weight(stem, *weight),
            Way::Completion(word, weight) => stem_weight(&stem(word), *weight),
            Way::Concept(tag, weight) => any_should(vec![
                boost(scored(fields.title_concepts, tag), weights::TITLE * weight),
                boost(scored(fields.whole_concepts, tag), weights::WHOLE * weight),
            ]),
        }))
    }

    /// A completion, which must occur in exactly this form, or in a name in any form.
    pub(super) fn completion(&self, word: &str) -> Clause {
        let stem = stem(word);
        let fields = self.fields();
        any_should(vec![
            boost(scored(fields.title, &stem), weights::TITLE),
            boost(scored(fields.heading, &stem), weights::HEADING),
            boost(scored(fields.words, word), weights::BODY),
        ])
    }

    /// A word in any of its forms, wherever it stands.
    pub(super) fn word(&self, stem: &str) -> Clause {
        let places = self.places().map(|(field, weight)| boost(scored(field, stem), weight));
        any_should(places.into())
    }

    /// Words side by side, in any of their forms.
    pub(super) fn phrase(&self, stems: &[String]) -> Clause {
        if let [stem] = stems {
            return self.word(stem);
        }
        let places = self.places().map(|(field, weight)| boost(phrase(field, stems), weight));
        any_should(places.into())
    }

    pub(super) fn places(&self) -> [(Field, f32); 4] {
        let fields = self.fields();
        [
            (fields.title, weights::TITLE),
            (fields.heading, weights::HEADING),
            (fields.path, weights::PATH),
            (fields.body, weights::BODY),
        ]
    }
}
