//! Clauses of a query, from words to sums of words.

use std::rc::Rc;

use tantivy::Score;
use tantivy::query::{PhraseQuery, Query as Other};
use tantivy::schema::{Field, Term};

use super::super::tally::Rows;

/// How much a document that holds only some of several alternatives gains from each beside the best.
const BESIDE_THE_BEST: Score = 0.2;

/// What counts beside that a word occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// Nothing: all documents with it are alike.
    Nothing,
    /// How often it does, and how rare that is.
    Occurrences,
}

/// A word in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Where it occurs.
    pub field: Field,
    /// As it is in the index.
    pub text: String,
    /// What its score hangs on.
    pub counts: Counts,
}

/// So many of some clauses, and others.
#[derive(Debug, Clone)]
pub struct AtLeast {
    /// So many.
    pub needed: usize,
    /// Of these.
    pub of: Vec<Clause>,
    /// What adds.
    pub also: Vec<Clause>,
}

/// Finds documents, and says what each is worth.
#[derive(Debug, Clone)]
pub enum Clause {
    /// Those with a word.
    Word(Word),
    /// The same ones, for so many times as much.
    Times(Box<Clause>, Score),
    /// The same ones, for so much.
    Constant(Box<Clause>, Score),
    /// Whatever one of these finds, for what all of them say.
    Sum(Vec<Clause>),
    /// Whatever one of these finds, for what the best of them says and a share of what the others do.
    Best(Vec<Clause>, Score),
    /// What so many of some clauses find, and what others add to it.
    AtLeast(AtLeast),
    /// Every document, for 1.
    Everything,
    /// What was found out before.
    Known(Rows),
    /// What only the search library knows how to find.
    Other(Rc<dyn Other>),
}

/// Documents with a term; all alike.
pub fn term(field: Field, text: &str) -> Clause {
    Clause::Word(Word { field, text: text.to_owned(), counts: Counts::Nothing })
}

/// Documents with a term, by how often and how rare it is.
pub fn scored(field: Field, text: &str) -> Clause {
    Clause::Word(Word { field, text: text.to_owned(), counts: Counts::Occurrences })
}

/// Documents with stems side by side.
pub fn phrase(field: Field, stems: &[String]) -> Clause {
    let terms = stems.iter().map(|stem| Term::from_field_text(field, stem)).collect();
    Clause::Other(Rc::new(PhraseQuery::new(terms)))
}

/// Counts so many times as much.
pub fn boost(clause: Clause, weight: Score) -> Clause {
    Clause::Times(Box::new(clause), weight)
}

/// Counts so much, whatever it holds.
pub fn constant(clause: Clause, score: Score) -> Clause {
    Clause::Constant(Box::new(clause), score)
}

/// The sum of whatever matches.
pub fn any_should(clauses: Vec<Clause>) -> Clause {
    Clause::Sum(clauses)
}

/// The best of what matches.
pub fn any_of(clauses: impl Iterator<Item = Clause>) -> Clause {
    Clause::Best(clauses.collect(), BESIDE_THE_BEST)
}

/// What so many of some clauses find, and what others add to it.
pub fn at_least(needed: usize, of: Vec<Clause>, also: Vec<Clause>) -> Clause {
    Clause::AtLeast(AtLeast { needed, of, also })
}
