//! Clauses of a query, from words to sums of words.

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query as Wanted,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term};

/// Any clause.
pub type Any = Box<dyn Wanted>;

/// How much a document that holds only some of several alternatives gains from each beside the best.
const BESIDE_THE_BEST: f32 = 0.2;

/// Documents with a term; all alike.
pub fn term(field: Field, text: &str) -> Any {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

/// Documents with a term, by how often and how rare it is.
pub fn scored(field: Field, text: &str) -> Any {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

/// Documents with stems side by side.
pub fn phrase(field: Field, stems: &[String]) -> Any {
    Box::new(PhraseQuery::new(stems.iter().map(|stem| Term::from_field_text(field, stem)).collect()))
}

/// Counts so many times as much.
pub fn boost(query: Any, weight: f32) -> Any {
    Box::new(BoostQuery::new(query, weight))
}

/// Counts so much, whatever it holds.
pub fn constant(query: Any, score: f32) -> Any {
    Box::new(ConstScoreQuery::new(query, score))
}

/// Clauses that must, may or must not hold.
pub fn boolean(clauses: Vec<(Occur, Any)>) -> Any {
    Box::new(BooleanQuery::new(clauses))
}

/// The sum of whatever matches.
pub fn any_should(queries: Vec<Any>) -> Any {
    boolean(queries.into_iter().map(|query| (Occur::Should, query)).collect())
}

/// The best of what matches.
pub fn any_of(queries: impl Iterator<Item = Any>) -> Any {
    Box::new(DisjunctionMaxQuery::with_tie_breaker(queries.collect(), BESIDE_THE_BEST))
}
