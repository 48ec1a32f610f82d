//! Adding up what clauses are worth, clause by clause, on sheets with a place for each document.
//!
//! A query here has a hundred words in several fields: everything the last one may become, in all its forms. To ask all
//! of them about one document after the other takes a buffer for each; to go through what each of them has, once, takes
//! none.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::EnableScoring;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, InvertedIndexReader, Score, Searcher, SegmentReader};

use super::gather::Documents;
use super::plan::clauses::{AtLeast, Clause, Counts, Word};

/// BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009): how soon more of
/// the same word stops to matter, and how much the length of a text does.
const K1: Score = 1.2;
const B: Score = 0.75;

/// The fields of an index, each opened when it is first asked for.
#[derive(Default)]
pub struct Opened {
    fields: Vec<OnceLock<OpenedField>>,
}

/// A field with what is needed to score its words.
struct OpenedField {
    index: Arc<InvertedIndexReader>,
    norms: Option<FieldNormReader>,
    /// By the length of a text, as it is stored in a byte.
    by_length: Box<[Score]>,
}

impl Opened {
    /// None of so many fields is open.
    pub fn new(fields: usize) -> Self {
        Self { fields: (0..fields).map(|_| OnceLock::new()).collect() }
    }

    fn field(&self, field: Field, segment: &SegmentReader) -> tantivy::Result<Option<&OpenedField>> {
        let Some(place) = self.fields.get(field.field_id() as usize) else { return Ok(None) };
        if place.get().is_none() {
            // Another thread may have been faster, with the same.
            let _ = place.set(OpenedField::of(field, segment)?);
        }
        Ok(place.get())
    }
}

impl OpenedField {
    fn of(field: Field, segment: &SegmentReader) -> tantivy::Result<Self> {
        let index = segment.inverted_index(field)?;
        let norms = segment.fieldnorms_readers().get_field(field)?;
        let average = index.total_num_tokens() as Score / segment.max_doc().max(1) as Score;
        let by_length = |id: u8| {
            let length = FieldNormReader::id_to_fieldnorm(id) as Score;
            K1 * (1.0 - B + B * length / average)
        };
        let by_length = (0..=u8::MAX).map(by_length).collect();
        Ok(Self { index, norms, by_length })
    }

    fn length_of(&self, document: DocId) -> Score {
        // Where lengths do not matter, all are one.
        let id = self.norms.as_ref().map_or(1, |norms| norms.fieldnorm_id(document));
        self.by_length.get(usize::from(id)).copied().unwrap_or_default()
    }
}

/// A word that is in so many documents counts for so much.
fn rarity(found: u32, all: u32) -> Score {
    let (found, all) = (found as Score, all as Score);
    (1.0 + (all - found + 0.5) / (found + 0.5)).ln() * (1.0 + K1)
}

/// Documents with their scores, in no order.
pub type Rows = Rc<[(DocId, Score)]>;

/// Adds up clauses.
pub struct Tally<'a> {
    searcher: &'a Searcher,
    opened: &'a Opened,
    /// Sheets that nothing stands on.
    spare: RefCell<Vec<Sheet>>,
}

impl<'a> Tally<'a> {
    /// Of an index.
    pub fn new(searcher: &'a Searcher, opened: &'a Opened) -> Self {
        Self { searcher, opened, spare: RefCell::new(Vec::new()) }
    }

    /// The documents that a clause finds, with their scores.
    pub fn rows(&self, clause: &Clause) -> tantivy::Result<Rows> {
        if let Clause::Known(rows) = clause {
            return Ok(Rc::clone(rows));
        }
        let mut sheet = self.sheet();
        self.add(clause, 1.0, &mut sheet)?;
        let mut rows = Vec::with_capacity(sheet.written.len());
        sheet.wipe(|document, score| rows.push((document, score)));
        self.spare.borrow_mut().push(sheet);
        Ok(rows.into())
    }

    /// The clause with its outcome in its place.
    pub fn known(&self, clause: &Clause) -> tantivy::Result<Clause> {
        Ok(Clause::Known(self.rows(clause)?))
    }

    /// The documents that a clause finds.
    pub fn documents(&self, clause: &Clause) -> tantivy::Result<Documents> {
        Ok(self.rows(clause)?.iter().map(|(document, _)| *document).collect())
    }

    fn segment(&self) -> Option<&'a SegmentReader> {
        self.searcher.segment_readers().first()
    }

    fn sheet(&self) -> Sheet {
        let spare = self.spare.borrow_mut().pop();
        spare.unwrap_or_else(|| Sheet::new(self.segment().map_or(0, SegmentReader::max_doc)))
    }

    fn add(&self, clause: &Clause, weight: Score, to: &mut Sheet) -> tantivy::Result<()> {
        match clause {
            Clause::Word(word) => self.add_word(word, weight, to)?,
            Clause::Times(clause, times) => self.add(clause, weight * times, to)?,
            Clause::Constant(clause, score) => {
                self.rows_of(clause, |document, _| to.add(document, weight * score))?;
            }
            Clause::Sum(clauses) => {
                clauses.iter().try_for_each(|clause| self.add(clause, weight, to))?;
            }
            Clause::Best(clauses, beside) => self.add_best(clauses, *beside, weight, to)?,
            Clause::AtLeast(some) => self.add_at_least(some, weight, to)?,
            Clause::Everything => {
                let all = self.segment().map_or(0, SegmentReader::max_doc);
                (0..all).for_each(|document| to.add(document, weight));
            }
            Clause::Known(rows) => {
                for (document, score) in rows.iter() {
                    to.add(*document, weight * score);
                }
            }
            Clause::Other(query) => {
                let Some(segment) = self.segment() else { return Ok(()) };
                let scored = query.weight(EnableScoring::enabled_from_searcher(self.searcher))?;
                scored.for_each(segment, &mut |document, score| to.add(document, weight * score))?;
            }
        }
        Ok(())
    }

    /// Each document of a clause once, on a sheet that is given back.
    fn rows_of(&self, clause: &Clause, mut each: impl FnMut(DocId, Score)) -> tantivy::Result<()> {
        let mut sheet = self.sheet();
        self.add(clause, 1.0, &mut sheet)?;
        sheet.wipe(&mut each);
        self.spare.borrow_mut().push(sheet);
        Ok(())
    }

    fn add_word(&self, word: &Word, weight: Score, to: &mut Sheet) -> tantivy::Result<()> {
        let Word { field, text, counts } = word;
        let Some(segment) = self.segment() else { return Ok(()) };
        let Some(opened) = self.opened.field(*field, segment)? else { return Ok(()) };
        let Some(found) = opened.index.get_term_info(&Term::from_field_text(*field, text))? else {
            return Ok(());
        };
        let kept = match counts {
            Counts::Nothing => IndexRecordOption::Basic,
            Counts::Occurrences => IndexRecordOption::WithFreqs,
        };
        let mut postings = opened.index.read_block_postings_from_terminfo(&found, kept)?;
        let weight = match counts {
            Counts::Nothing => weight,
            Counts::Occurrences => weight * rarity(found.doc_freq, segment.max_doc()),
        };
        each_block(&mut postings, |document, times| {
            let times = times as Score;
            let score = match counts {
                Counts::Nothing => 1.0,
                Counts::Occurrences => times / (times + opened.length_of(document)),
            };
            to.add(document, weight * score);
        });
        Ok(())
    }

    /// The best of some clauses, and a share of the others.
    fn add_best(
        &self,
        clauses: &[Clause],
        beside: Score,
        weight: Score,
        to: &mut Sheet,
    ) -> tantivy::Result<()> {
        let (mut best, mut sum) = (self.sheet(), self.sheet());
        for clause in clauses {
            self.rows_of(clause, |document, score| {
                best.raise(document, score);
                sum.add(document, score);
            })?;
        }
        best.wipe(|document, best| {
            let others = sum.get(document).unwrap_or(best) - best;
            to.add(document, weight * (best + others * beside));
        });
        sum.wipe(|_, _| ());
        self.spare.borrow_mut().extend([best, sum]);
        Ok(())
    }

    /// Documents that so many of some clauses find, and what others add to them.
    fn add_at_least(&self, some: &AtLeast, weight: Score, to: &mut Sheet) -> tantivy::Result<()> {
        let (mut sum, mut found) = (self.sheet(), self.sheet());
        for clause in &some.of {
            self.rows_of(clause, |document, score| {
                sum.add(document, score);
                found.add(document, 1.0);
            })?;
        }
        for clause in &some.also {
            self.rows_of(clause, |document, score| {
                if found.get(document).is_some() {
                    sum.add(document, score);
                }
            })?;
        }
        sum.wipe(|document, score| {
            if found.get(document).is_some_and(|found| found >= some.needed as Score) {
                to.add(document, weight * score);
            }
        });
        found.wipe(|_, _| ());
        self.spare.borrow_mut().extend([sum, found]);
        Ok(())
    }
}

fn each_block(postings: &mut BlockSegmentPostings, mut each: impl FnMut(DocId, u32)) {
    while !postings.docs().is_empty() {
        for (place, document) in postings.docs().iter().enumerate() {
            each(*document, postings.freq(place));
        }
        postings.advance();
    }
}

/// A place for the score of each document.
struct Sheet {
    /// Not a number where nothing was written.
    scores: Vec<Score>,
    /// Where something was.
    written: Vec<DocId>,
}

impl Sheet {
    fn new(documents: DocId) -> Self {
        Self { scores: vec![Score::NAN; documents as usize], written: Vec::new() }
    }

    fn get(&self, document: DocId) -> Option<Score> {
        self.scores.get(document as usize).copied().filter(|score| !score.is_nan())
    }

    fn add(&mut self, document: DocId, score: Score) {
        self.write(document, score, |known| known + score);
    }

    fn raise(&mut self, document: DocId, score: Score) {
        self.write(document, score, |known| known.max(score));
    }

    fn write(&mut self, document: DocId, first: Score, further: impl FnOnce(Score) -> Score) {
        let Some(known) = self.scores.get_mut(document as usize) else { return };
        if known.is_nan() {
            *known = first;
            self.written.push(document);
        } else {
            *known = further(*known);
        }
    }

    /// Takes everything off.
    fn wipe(&mut self, mut each: impl FnMut(DocId, Score)) {
        for document in self.written.drain(..) {
            if let Some(score) = self.scores.get_mut(document as usize) {
                each(document, *score);
                *score = Score::NAN;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::query::TermQuery;
    use tantivy::schema::{STRING, Schema, TEXT};
    use tantivy::{Index, doc};

    use super::super::plan::clauses::{any_of, any_should, at_least, boost, constant, scored, term};
    use super::*;

    const TEXTS: [&str; 4] =
        ["late data late", "late events", "data that is never looked at by anybody at all", "kappa"];

    /// Asks of four texts, each of which has its number in the field `name`.
    fn asked(make: impl Fn(Field, Field) -> Clause) -> Vec<(DocId, Score)> {
        let mut schema = Schema::builder();
        let (text, name) = (schema.add_text_field("text", TEXT), schema.add_text_field("name", STRING));
        let schema = schema.build();
        let index = Index::create_in_ram(schema.clone());
        let mut writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
        for (number, line) in TEXTS.iter().enumerate() {
            writer.add_document(doc!(text => *line, name => number.to_string())).unwrap();
        }
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let opened = Opened::new(schema.num_fields());
        let tally = Tally::new(&searcher, &opened);
        let clause = make(text, name);
        let mut rows = tally.rows(&clause).unwrap().to_vec();
        assert_eq!(tally.rows(&clause).unwrap().len(), rows.len(), "sheets are given back clean");
        assert_eq!(tally.rows(&tally.known(&clause).unwrap()).unwrap().len(), rows.len());
        rows.sort_by_key(|(document, _)| *document);
        rows
    }

    #[test]
    fn a_word_is_worth_what_the_search_library_says() {
        for word in ["late", "data", "kappa", "nothing"] {
            let ours = asked(|text, _| scored(text, word));
            let theirs = asked(|text, _| {
                let term = Term::from_field_text(text, word);
                Clause::Other(Rc::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
            });
            assert_eq!(ours.len(), theirs.len(), "{word}");
            for (one, other) in ours.iter().zip(&theirs) {
                assert!(one.0 == other.0 && (one.1 - other.1).abs() < 1e-6, "{word}: {one:?} {other:?}");
            }
        }
    }

    #[test]
    fn clauses_add_up() {
        let named = |name, number: usize, score| constant(term(name, &number.to_string()), score);
        let sum = asked(|_, name| any_should(vec![named(name, 0, 1.0), boost(named(name, 0, 1.0), 2.0)]));
        assert_eq!(sum, [(0, 3.0)]);
        let best = asked(|_, name| {
            any_of([named(name, 1, 1.0), named(name, 1, 3.0), named(name, 2, 2.0)].into_iter())
        });
        assert_eq!(best, [(1, 3.2), (2, 2.0)]);
        let of = |name| vec![named(name, 0, 1.0), any_should(vec![named(name, 0, 1.0), named(name, 3, 4.0)])];
        let also = |name| vec![named(name, 0, 10.0), named(name, 1, 10.0)];
        let some = |needed| asked(|_, name| at_least(needed, of(name), also(name)));
        assert_eq!(some(2), [(0, 12.0)]);
        assert_eq!(some(1), [(0, 12.0), (3, 4.0)]);
        assert_eq!(asked(|_, _| constant(Clause::Everything, 0.0)).len(), TEXTS.len());
    }
}
