//! Collecting: the best rows, how many there are, and how many of them may not be shown.
//!
//! Exclusions and filters are sets of documents that are applied here and not clauses of the query.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentReader};

/// A set of documents of the one segment there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Documents {
    words: Vec<u64>,
}

impl Documents {
    /// Whether the document is in the set.
    pub fn contains(&self, document: DocId) -> bool {
        self.words.get(document as usize / 64).is_some_and(|word| word >> (document % 64) & 1 == 1)
    }

    /// Takes these out of the set.
    pub fn remove(&mut self, others: &Self) {
        self.words.iter_mut().zip(&others.words).for_each(|(word, other)| *word &= !other);
    }

    fn insert(&mut self, document: DocId) {
        let place = document as usize / 64;
        if self.words.len() <= place {
            self.words.resize(place + 1, 0);
        }
        if let Some(word) = self.words.get_mut(place) {
            *word |= 1 << (document % 64);
        }
    }
}

impl FromIterator<DocId> for Documents {
    fn from_iter<T: IntoIterator<Item = DocId>>(documents: T) -> Self {
        let mut set = Self::default();
        documents.into_iter().for_each(|document| set.insert(document));
        set
    }
}

/// So many pages are found by their text as a whole, though no single place on them is.
const PAGES: usize = 10;

/// What to gather of the documents that a query finds.
#[derive(Debug, Clone, Default)]
pub struct Gather {
    /// So many of the best.
    pub limit: usize,
    /// Only those in each of these sets.
    pub within: Vec<Documents>,
    /// None of these.
    pub without: Vec<Documents>,
    /// These are only counted.
    pub sealed: Documents,
}

/// What was gathered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gathered {
    /// The best first; of equals, the earlier document.
    pub best: Vec<(Score, DocAddress)>,
    /// How many there are, the sealed ones not counted.
    pub total: usize,
    /// How many sealed ones there are.
    pub sealed: usize,
}

/// Gathering in progress.
struct Gathering<'a> {
    gather: &'a Gather,
    /// The worst of the best on top.
    heap: BinaryHeap<Row>,
    total: usize,
    sealed: usize,
}

impl Gather {
    /// What there is to be shown among these.
    pub fn of(&self, rows: &[(DocId, Score)]) -> Gathered {
        let mut gathering = Gathering { gather: self, heap: BinaryHeap::new(), total: 0, sealed: 0 };
        for (document, score) in rows {
            gathering.collect(*document, *score);
        }
        gathering.harvest()
    }

    fn lets_through(&self, document: DocId) -> bool {
        let is_in = |documents: &Documents| documents.contains(document);
        self.within.iter().all(is_in) && !self.without.iter().any(is_in)
    }

    /// Whether the document is to be gathered.
    pub fn shows(&self, document: DocId) -> bool {
        self.lets_through(document) && !self.sealed.contains(document)
    }
}

impl Gathering<'_> {
    fn collect(&mut self, document: DocId, score: Score) {
        if !self.gather.lets_through(document) {
            return;
        }
        if self.gather.sealed.contains(document) {
            self.sealed += 1;
            return;
        }
        self.total += 1;
        self.heap.push(Row { score, document });
        if self.heap.len() > self.gather.limit {
            self.heap.pop();
        }
    }

    fn harvest(self) -> Gathered {
        let rows = self.heap.into_sorted_vec().into_iter();
        let best = rows.map(|row| (row.score, DocAddress::new(0, row.document))).collect();
        Gathered { best, total: self.total, sealed: self.sealed }
    }
}

/// What the score of a page is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scored {
    /// The score itself.
    Itself,
    /// The likeness of the page's name to so many words, of which the score says how many it has.
    Likeness(f32),
}

/// How well whole pages answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct WholePages {
    /// By the number of the page; 0 where it does not.
    scores: Vec<Score>,
    /// The best with their tops, best first.
    pub best: Vec<(Score, DocId)>,
}

impl WholePages {
    /// Of their tops, which answer as well as these rows say; of so many pages.
    pub fn of(
        rows: &[(DocId, Score)],
        scored: Scored,
        count: usize,
        segment: &SegmentReader,
    ) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let mut pages = PagesOfSegment {
            numbers: fast.str("page")?,
            lengths: fast.u64("name_length").ok(),
            scored,
            found: Self { scores: vec![0.0; count], best: Vec::new() },
            best: BinaryHeap::new(),
        };
        for (document, score) in rows {
            pages.collect(*document, *score);
        }
        Ok(pages.harvest())
    }

    /// How well this page answers.
    pub fn score(&self, page: u64) -> Score {
        self.scores.get(page as usize).copied().unwrap_or_default()
    }
}

/// Pages being collected.
struct PagesOfSegment {
    numbers: Option<StrColumn>,
    lengths: Option<Column>,
    scored: Scored,
    found: WholePages,
    /// The worst of the best on top.
    best: BinaryHeap<Row>,
}

impl PagesOfSegment {
    fn collect(&mut self, document: DocId, score: Score) {
        let number = self.numbers.as_ref().and_then(|numbers| numbers.ords().first(document));
        let score = match self.scored {
            Scored::Itself => score,
            Scored::Likeness(words) => {
                let length = self.lengths.as_ref().and_then(|lengths| lengths.first(document));
                likeness(score, words, length.unwrap_or_default() as f32)
            }
        };
        if let Some(known) = number.and_then(|number| self.found.scores.get_mut(number as usize)) {
            *known = known.max(score);
            self.best.push(Row { score, document });
            if self.best.len() > PAGES {
                self.best.pop();
            }
        }
    }

    fn harvest(mut self) -> WholePages {
        let best = self.best.into_sorted_vec().into_iter();
        self.found.best = best.map(|row| (row.score, row.document)).collect();
        self.found
    }
}

/// How many of a number of words two names have in common, from 0, none, to 1, all: the coefficient of Dice.
pub fn likeness(common: f32, one: f32, other: f32) -> f32 {
    if one + other > 0.0 { (2.0 * common / (one + other)).min(1.0) } else { 0.0 }
}

/// Ordered from best to worst.
struct Row {
    score: Score,
    document: DocId,
}

impl Ord for Row {
    fn cmp(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.document.cmp(&other.document))
    }
}

impl PartialOrd for Row {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Row {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_rows_come_first_and_of_equals_the_earlier() {
        let gather = Gather { limit: 3, ..Gather::default() };
        let gathered = gather.of(&[(0, 1.0), (3, 3.0), (2, 2.0), (1, 3.0), (4, 0.5)]);
        let documents: Vec<u32> = gathered.best.iter().map(|(_, address)| address.doc_id).collect();
        assert_eq!((documents, gathered.total), (vec![1, 3, 2], 5));
    }

    #[test]
    fn sets_of_documents_hold_what_was_put_in() {
        let mut some = Documents::default();
        for document in [0, 63, 64, 1000] {
            some.insert(document);
        }
        let mut others = Documents::default();
        others.insert(64);
        some.remove(&others);
        let held: Vec<u32> = (0..2000).filter(|document| some.contains(*document)).collect();
        assert_eq!(held, [0, 63, 1000]);
    }
}
