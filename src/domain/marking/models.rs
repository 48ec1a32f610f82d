//! What a case tells of the ways to say its points: samples, and the sentences of the model answers.

use super::likeness::{Known, Rarity, Source, features};
use super::{AskPoints, PointSet, Taught};
use crate::domain::case::{Ask, Case, Level, Point};
use crate::domain::id::PointId;
use crate::domain::lexicon::Lexicon;
use crate::domain::lexicon::words::Words;
use crate::domain::text::Text;

/// A model's sentence reaches back over at most so many sentences from its anchor.
const REACH: usize = 2;

/// Teaches the points of a case the ways to say them. How rare words are is counted over the glosses of the lexicon
/// (`glosses`) and the points themselves.
pub fn learn(case: &Case, asks: &mut [AskPoints], words: &mut Words, glosses: Rarity) -> Taught {
    let sources: Vec<Source> = case.asks().flat_map(|ask| sources(case, &ask, words)).collect();
    let sets = asks.iter_mut().map(|ask| &mut ask.points);
    teach(&sources, sets, glosses)
}

/// Teaches points that belong to no case the ways to say them.
pub fn learn_points(points: &[Point], set: &mut PointSet, words: &mut Words, glosses: Rarity) -> Taught {
    let sources: Vec<Source> = points.iter().map(|point| Source::of(point, &[], words)).collect();
    teach(&sources, [set], glosses)
}

fn teach<'s>(
    sources: &[Source],
    sets: impl IntoIterator<Item = &'s mut PointSet>,
    glosses: Rarity,
) -> Taught {
    let mut rarity = glosses;
    for source in sources {
        rarity.add(&source.all());
    }
    sets.into_iter().for_each(|set| set.weigh(&rarity));
    Taught { known: Known::new(sources, &rarity), rarity }
}

/// How rare words are in the glosses of a lexicon; they are known to `words` from now on.
pub fn in_glosses(lexicon: &Lexicon, words: &mut Words) -> Rarity {
    let mut rarity = Rarity::default();
    let concepts = lexicon.concepts.iter().filter_map(|concept| concept.gloss.as_ref());
    let technologies = lexicon.technologies.iter().filter_map(|technology| technology.gloss.as_ref());
    for gloss in concepts.chain(technologies) {
        rarity.add(&features(words, gloss));
    }
    rarity
}

fn sources(case: &Case, ask: &Ask<'_>, words: &mut Words) -> Vec<Source> {
    let mut models: Vec<&str> =
        Level::ALL.into_iter().filter_map(|level| case.model(&ask.id, level)).collect();
    models.dedup();
    let anchored: Vec<(PointId, String)> = models.into_iter().flat_map(anchored).collect();
    ask.points
        .iter()
        .map(|point| {
            let own: Vec<String> =
                anchored.iter().filter(|(id, _)| *id == point.id).map(|(_, text)| text.clone()).collect();
            Source::of(point, &own, words)
        })
        .collect()
}

/// The sentences before each `{point-id}` of a model answer.
fn anchored(model: &str) -> Vec<(PointId, String)> {
    let mut found = Vec::new();
    for paragraph in model.split("\n\n") {
        let mut pieces = paragraph.split('{');
        let mut text = pieces.next().unwrap_or_default();
        for piece in pieces {
            let Some((id, rest)) = piece.split_once('}') else { continue };
            if let Ok(id) = PointId::new(id) {
                found.push((id, last_sentences(text)));
            }
            text = rest;
        }
    }
    found
}

fn last_sentences(text: &str) -> String {
    let read = Text::read(text);
    let first = read.sentences.len().saturating_sub(REACH);
    let start = read.sentences.get(first).map_or(0, |sentence| sentence.tokens.start);
    text.get(read.bytes(start..read.tokens.len())).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_anchor_of_a_model_answer_has_the_sentences_before_it() {
        let model = "One. Two here. Three there. {a} Four. {b}\n\nFive. {a}";
        let found: Vec<(String, String)> =
            anchored(model).into_iter().map(|(id, text)| (id.to_string(), text)).collect();
        let expected = [("a", "Two here. Three there"), ("b", "Four"), ("a", "Five")];
        assert_eq!(found, expected.map(|(id, text)| (id.to_owned(), text.to_owned())));
    }
}
