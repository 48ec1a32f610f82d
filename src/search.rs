//! Full-text search over the whole playbook, as one types.
//!
//! The index is a cache: one file, keyed by the fingerprint of the content. Where it is fresh, nothing else is read, and
//! of the file only what a search looks at; where it is missing, stale, damaged or cannot be written, the index is built
//! in memory and nothing else notices.
//! Knows documents; does not know where they come from. No input is an error.

mod build;
mod cache;
mod distance;
mod gather;
mod mark;
mod mix;
mod plan;
mod query;
pub mod relevance;
mod schema;
mod synonyms;
mod tally;
mod terms;
mod weights;
mod words;

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use tantivy::schema::Value as _;
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyDocument};

use crate::domain::fingerprint::Fingerprint;
use crate::domain::hits::{Filter, Hit, HitKind, Hits, LookedFor, Marked, Unfilled};

pub use build::{Document, Material};
pub use cache::{CacheFile, Check};
pub use query::Query;

use cache::{Frozen, Part};
use gather::Gathered;
use mark::Marker;
use mix::Mixer;
use plan::Plan;
use schema::Fields;
use synonyms::Synonyms;
use tally::{Opened, Tally};

/// The index cannot be built or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The search library says why.
    #[error("the search index failed: {0}")]
    Failed(#[from] tantivy::TantivyError),
    /// What a search looked at is not what was written.
    #[error("the search index is damaged")]
    Damaged,
}

/// What to look for, and which of the results to return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask<'a> {
    /// As typed.
    pub text: &'a str,
    /// The rows to return, best first.
    pub rows: Range<usize>,
    /// The pages whose sealed parts may be shown.
    pub unsealed: &'a BTreeSet<String>,
    /// Only these kinds, beside those the text asks for; empty for all.
    pub kinds: &'a [HitKind],
    /// Only these skills, beside those the text asks for; empty for all.
    pub skills: &'a [String],
}

/// The index, ready to be searched.
pub struct SearchIndex {
    fingerprint: Fingerprint,
    frozen: Frozen,
    searcher: Searcher,
    fields: Fields,
    opened: Opened,
    synonyms: Synonyms,
    unwritten: Option<CacheFile>,
}

impl SearchIndex {
    /// Opens the cached index of this content in a directory, or builds it in memory. `material` is only asked for
    /// when the cache cannot be used; then [`SearchIndex::take_unwritten`] has what belongs into the cache.
    pub fn open_or_build(
        directory: &Path,
        fingerprint: Fingerprint,
        check: Check,
        material: impl FnOnce() -> Material,
    ) -> Result<Self, Error> {
        if let Some(frozen) = cache::read(directory, fingerprint, check)
            && let Ok(index) = Self::open(fingerprint, frozen)
        {
            return Ok(index);
        }
        Self::build(fingerprint, &material())
    }

    /// Builds the index in memory.
    pub fn build(fingerprint: Fingerprint, material: &Material) -> Result<Self, Error> {
        let files = build::files(material)?;
        let file = CacheFile::of(fingerprint, &files);
        let index = Self::open(fingerprint, file.frozen())?;
        Ok(Self { unwritten: Some(file), ..index })
    }

    /// What belongs into the cache, once; `None` when the cache is fresh. To be written on a thread that nobody
    /// waits for.
    pub fn take_unwritten(&mut self) -> Option<CacheFile> {
        self.unwritten.take()
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        let names = terms::frequency(&self.searcher, self.fields.mark, build::NAME);
        self.searcher.num_docs().saturating_sub(names) as usize
    }

    /// Whether there is nothing to be found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn open(fingerprint: Fingerprint, frozen: Frozen) -> Result<Self, Error> {
        let synonyms = Synonyms::of(frozen.file(build::SYNONYMS).unwrap_or_else(|| Part::of(Vec::new())));
        let index = tantivy::Index::open(frozen.clone())?;
        let reader =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).num_warming_threads(0).try_into()?;
        let (schema, fields) = Fields::new();
        Ok(Self {
            fingerprint,
            frozen,
            searcher: reader.searcher(),
            fields,
            opened: Opened::new(schema.num_fields()),
            synonyms,
            unwritten: None,
        })
    }

    /// Searches as [`SearchIndex::search`] does; an index that turns out to be damaged is built anew before.
    pub fn search_or_rebuild(
        &mut self,
        ask: &Ask<'_>,
        material: impl FnOnce() -> Material,
    ) -> Result<Hits, Error> {
        let found = self.search(ask);
        if !self.frozen.is_damaged() {
            return found;
        }
        *self = Self::build(self.fingerprint, &material())?;
        self.search(ask)
    }

    /// Searches. A blank text finds nothing; one with nothing to look for lists what its filters let through.
    pub fn search(&self, ask: &Ask<'_>) -> Result<Hits, Error> {
        let found = self.found(ask);
        // Of what could not be read, something may just be missing in the hits.
        if self.frozen.is_damaged() { Err(Error::Damaged) } else { found }
    }

    fn found(&self, ask: &Ask<'_>) -> Result<Hits, Error> {
        let query = self.query(ask.text).narrowed(ask.kinds, ask.skills);
        if query.is_empty() {
            return Ok(Hits::default());
        }
        let tally = Tally::new(&self.searcher, &self.opened);
        let mut plan = Plan::of(&query, self);
        plan.settle(&tally)?;
        let gather = plan.gather(ask.rows.end.max(weights::MIXED), ask.unsealed, &tally)?;
        let mut found = Gathered::default();
        let mut is_partial = false;
        for (at, (needed, wanted)) in plan.stages().enumerate() {
            let sealed = found.sealed;
            found = gather.of(&tally.rows(&wanted)?);
            is_partial |= at == 0 && found.total == 0 && plan.has_several_words();
            if sealed > 0 {
                found.sealed = sealed;
            }
            Mixer { index: self, plan: &plan, tally: &tally, needed }.mix(&mut found, &gather)?;
            if found.total >= weights::ENOUGH {
                break;
            }
        }
        let marker = plan.marker();
        let rows = found.best.into_iter().take(ask.rows.end).skip(ask.rows.start);
        let rows = rows.map(|(score, address)| self.hit(score, address, &marker));
        Ok(Hits {
            rows: rows.collect::<Result<_, Error>>()?,
            total: found.total,
            sealed: found.sealed,
            correction: plan.correction(),
            is_partial: is_partial && found.total > 0,
            suggestion: if found.total == 0 { plan.suggestion() } else { None },
            unfilled: query.unknown.iter().map(|(filter, value)| self.unfilled(*filter, value)).collect(),
            looked_for: LookedFor { stems: marker.stems, beginning: marker.beginning },
        })
    }

    /// Marks in any text what a search for `text` would mark, for a page that is shown beside the hits.
    pub fn mark(&self, query: &str, text: &str) -> Vec<Range<usize>> {
        Plan::of(&self.query(query), self).marker().marks(text)
    }

    /// What of these is no skill, nor the beginning of one; each with the skills there are.
    pub fn unknown_skills(&self, skills: &[String]) -> Vec<Unfilled> {
        let unknown = skills.iter().filter(|skill| !self.is_skill(&skill.to_lowercase()));
        unknown.map(|skill| self.unfilled(Filter::Skill, skill)).collect()
    }

    fn query(&self, text: &str) -> Query {
        Query::parse(text, &|skill| self.is_skill(skill))
    }

    fn is_skill(&self, text: &str) -> bool {
        let field = self.fields.skill;
        terms::frequency(&self.searcher, field, text) > 0
            || terms::count_beginning(&self.searcher, field, text, 1) > 0
    }

    fn unfilled(&self, filter: Filter, value: &str) -> Unfilled {
        let mut values = match filter {
            Filter::Kind => HitKind::ALL.map(|kind| kind.id().to_owned()).to_vec(),
            Filter::Skill => terms::all(&self.searcher, self.fields.skill),
        };
        values.sort_by_key(|known| !distance::is_like(value, known));
        Unfilled { filter, value: value.to_owned(), values }
    }

    fn hit(&self, score: f32, address: DocAddress, marker: &Marker) -> Result<Hit, Error> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let fields = &self.fields;
        let text = |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default();
        let marked = |text: &str| Marked { text: text.to_owned(), marks: marker.marks(text) };
        Ok(Hit {
            page: text(fields.page).to_owned(),
            slug: Some(text(fields.slug)).filter(|slug| !slug.is_empty()).map(str::to_owned),
            kind: HitKind::from_id(text(fields.kind)).unwrap_or(HitKind::Chapter),
            title: marked(text(fields.shown_title)),
            path: marked(text(fields.shown_path)),
            snippet: marker.snippet(text(fields.shown_body)),
            skills: document
                .get_all(fields.skill)
                .filter_map(|skill| skill.as_str())
                .map(str::to_owned)
                .collect(),
            score,
        })
    }
}
