//! Putting places and pages into one order: a page as a whole counts for its places, and the places of one page leave
//! room for other pages.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, DocId, Score, SegmentReader};

use super::gather::{Gather, Gathered, Scored, WholePages};
use super::plan::Plan;
use super::plan::clauses::Clause;
use super::tally::Tally;
use super::{Error, SearchIndex, weights};
use crate::domain::hits::HitKind;

/// Orders what a stage of a plan has found.
pub struct Mixer<'a> {
    /// Where it was found.
    pub index: &'a SearchIndex,
    /// What was asked.
    pub plan: &'a Plan<'a>,
    /// Adds up.
    pub tally: &'a Tally<'a>,
    /// How many words a place had to have.
    pub needed: usize,
}

/// What is known of documents beside their texts.
struct Columns {
    pages: StrColumn,
    priors: Vec<(u64, Score)>,
    kinds: StrColumn,
}

impl Columns {
    fn of(segment: &SegmentReader) -> Result<Option<Self>, Error> {
        let fast = segment.fast_fields();
        let (Some(pages), Some(kinds)) = (fast.str("page")?, fast.str("kind")?) else { return Ok(None) };
        let prior = |kind: &HitKind| {
            let number = kinds.dictionary().term_ord(kind.id()).ok().flatten()?;
            Some((number, weights::prior(*kind)))
        };
        let priors = HitKind::ALL.iter().filter_map(prior).collect();
        Ok(Some(Self { pages, priors, kinds }))
    }

    fn page(&self, document: DocId) -> u64 {
        self.pages.ords().first(document).unwrap_or_default()
    }

    fn prior(&self, document: DocId) -> Score {
        let kind = self.kinds.ords().first(document);
        self.priors.iter().find(|(number, _)| Some(*number) == kind).map_or(1.0, |(_, prior)| *prior)
    }
}

impl Mixer<'_> {
    /// Adds pages that have all words though no place on them has, and orders everything.
    pub fn mix(&self, found: &mut Gathered, gather: &Gather) -> Result<(), Error> {
        let Some(segment) = self.index.searcher.segment_readers().first() else { return Ok(()) };
        let Some(columns) = Columns::of(segment)? else { return Ok(()) };
        let count = columns.pages.num_terms();
        let of = |wanted: &Clause, scored| -> Result<WholePages, Error> {
            Ok(WholePages::of(&self.tally.rows(wanted)?, scored, count, segment)?)
        };
        let wholes = self.plan.of_pages(self.needed).map(|wanted| of(&wanted, Scored::Itself));
        let wholes = wholes.transpose()?.unwrap_or_default();
        let names = self.plan.of_names().map(|(wanted, words)| of(&wanted, Scored::Likeness(words)));
        let names = names.transpose()?.unwrap_or_default();
        let seen: BTreeSet<u64> =
            found.best.iter().map(|(_, address)| columns.page(address.doc_id)).collect();
        for (_, top) in &wholes.best {
            if gather.shows(*top) && !seen.contains(&columns.page(*top)) {
                found.best.push((0.0, DocAddress::new(0, *top)));
                found.total += 1;
            }
        }
        for (score, address) in &mut found.best {
            let page = columns.page(address.doc_id);
            *score += weights::PAGE * wholes.score(page) + weights::LIKE * names.score(page);
            *score *= columns.prior(address.doc_id);
        }
        found.best.sort_by(best_first);
        let mut earlier: BTreeMap<u64, i32> = BTreeMap::new();
        for (score, address) in &mut found.best {
            let places = earlier.entry(columns.page(address.doc_id)).or_default();
            *score *= weights::SAME_PAGE.powi(*places);
            *places += 1;
        }
        found.best.sort_by(best_first);
        Ok(())
    }
}

fn best_first(one: &(Score, DocAddress), other: &(Score, DocAddress)) -> std::cmp::Ordering {
    other.0.total_cmp(&one.0)
}
