//! From what was typed to what the index is asked.

pub mod clauses;
mod places;
mod ways;

use std::collections::BTreeSet;
use std::rc::Rc;

use tantivy::Searcher;
use tantivy::query::{PhrasePrefixQuery, PhraseQuery};
use tantivy::schema::Term;

use super::build::{NAME, PAGE, SEALED, telling};
use super::gather::{Documents, Gather};
use super::mark::Marker;
use super::query::{Open, Query};
use super::schema::Fields;
use super::tally::Tally;
use super::terms::{count_beginning, equal_or_beginning, frequency};
use super::words::{is_empty_word, is_weak_word, stem};
use super::{SearchIndex, weights};
use crate::domain::hits::HitKind;
use clauses::{Clause, any_should, at_least, boost, constant, phrase, scored, term};

/// What is asked, in parts.
pub struct Plan<'a> {
    index: &'a SearchIndex,
    /// One for each word; a document needs so many of them as the stage says.
    groups: Vec<Clause>,
    /// The same of whole pages.
    pages: Vec<Clause>,
    /// Phrases, each of which must occur.
    phrases: Vec<Clause>,
    /// Only what each of these finds.
    within: Vec<Clause>,
    /// Nothing that one of these finds.
    without: Vec<Clause>,
    /// What only raises the score.
    bonus: Vec<Clause>,
    page_bonus: Vec<Clause>,
    /// For each word, pages that are named with it.
    named: Vec<(Clause, f32)>,
    marker: Marker,
    /// The words with unknown ones replaced by known ones.
    corrected: Vec<String>,
    is_corrected: bool,
    has_unknown: bool,
}

/// One word of a query as it is looked up.
struct Looked {
    folded: String,
    stem: String,
    is_open: bool,
}

impl<'a> Plan<'a> {
    /// Plans a query.
    pub fn of(query: &Query, index: &'a SearchIndex) -> Self {
        let mut plan = Self {
            index,
            groups: Vec::new(),
            pages: Vec::new(),
            phrases: Vec::new(),
            within: Vec::new(),
            without: Vec::new(),
            bonus: Vec::new(),
            page_bonus: Vec::new(),
            named: Vec::new(),
            marker: Marker::default(),
            corrected: query.words.clone(),
            is_corrected: false,
            has_unknown: false,
        };
        let looked = looked(query);
        plan.words(&looked);
        plan.only_figures(&looked);
        plan.names();
        plan.side_by_side(&looked);
        plan.phrases(query);
        plan.filters(query);
        plan
    }

    /// Finds out once what is asked several times.
    pub fn settle(&mut self, tally: &Tally<'_>) -> tantivy::Result<()> {
        for clause in self.groups.iter_mut().chain(&mut self.pages).chain(&mut self.phrases) {
            *clause = tally.known(clause)?;
        }
        Ok(())
    }

    /// How many words are needed and what to ask, from strict to lenient; the next is only asked when the one before
    /// finds nothing.
    pub fn stages(&self) -> impl Iterator<Item = (usize, Clause)> + use<'_> {
        let needed = weights::needed(self.groups.len());
        let lenient = (needed > 1).then_some(1);
        [needed].into_iter().chain(lenient).map(|needed| (needed, self.wanted(needed)))
    }

    /// The best so many of what may be shown.
    pub fn gather(
        &self,
        limit: usize,
        unsealed: &BTreeSet<String>,
        tally: &Tally<'_>,
    ) -> tantivy::Result<Gather> {
        let sets = |clauses: &[Clause]| {
            clauses.iter().map(|clause| tally.documents(clause)).collect::<tantivy::Result<Vec<Documents>>>()
        };
        let mut sealed = tally.documents(&term(self.fields().mark, SEALED))?;
        let open = unsealed.iter().map(|page| term(self.fields().page, page)).collect();
        sealed.remove(&tally.documents(&any_should(open))?);
        let names = tally.documents(&term(self.fields().mark, NAME))?;
        let without = [sets(&self.without)?, vec![names]].concat();
        let within = [sets(&self.phrases)?, sets(&self.within)?].concat();
        Ok(Gather { limit, within, without, sealed })
    }

    /// Whether several words are looked for.
    pub fn has_several_words(&self) -> bool {
        self.groups.len() > 1
    }

    /// Marks what was looked for.
    pub fn marker(&self) -> Marker {
        self.marker.clone()
    }

    /// The query with its unknown words replaced, when that is what was looked for.
    pub fn correction(&self) -> Option<String> {
        self.is_corrected.then(|| self.corrected.join(" "))
    }

    /// The query without what nothing is known of, when something is left.
    pub fn suggestion(&self) -> Option<String> {
        let field = self.fields().words;
        let is_known = |word: &&String| frequency(self.searcher(), field, word) > 0;
        let known: Vec<&str> = self.corrected.iter().filter(is_known).map(String::as_str).collect();
        let is_other = self.has_unknown || !self.phrases.is_empty() || !self.within.is_empty();
        (is_other && !known.is_empty()).then(|| known.join(" "))
    }

    fn searcher(&self) -> &'a Searcher {
        &self.index.searcher
    }

    fn fields(&self) -> &'a Fields {
        &self.index.fields
    }

    fn wanted(&self, needed: usize) -> Clause {
        let mut also: Vec<Clause> = self.bonus.iter().chain(&self.phrases).cloned().collect();
        if self.groups.is_empty() {
            return at_least(1, vec![self.everything()], also);
        }
        let with = |needed: usize| at_least(needed, self.groups.clone(), Vec::new());
        let enough = weights::needed(self.groups.len());
        if needed < enough {
            also.push(constant(with(enough), weights::ENOUGH_WORDS));
        }
        if self.groups.len() > 1 {
            also.push(constant(with(self.groups.len()), weights::ALL_WORDS));
        }
        at_least(needed, self.groups.clone(), also)
    }

    /// All documents, pages before their parts.
    fn everything(&self) -> Clause {
        let page = constant(term(self.fields().mark, PAGE), weights::PAGE_FIRST);
        any_should(vec![constant(Clause::Everything, 0.0), page])
    }

    fn words(&mut self, looked: &[Looked]) {
        let says_little = |word: &Looked| is_empty_word(&word.folded) || is_weak_word(&word.folded);
        let (only_empty, only_little) =
            (looked.iter().all(|word| is_empty_word(&word.folded)), looked.iter().all(says_little));
        for (place, word) in looked.iter().enumerate() {
            if is_empty_word(&word.folded) && !only_empty {
                if word.is_open {
                    let ways = self.beginning(word);
                    self.bonus.push(self.parts(&ways));
                }
                continue;
            }
            if self.is_unknown_figure(word) {
                self.figure();
                continue;
            }
            let mut ways = self.synonyms(looked, place);
            let has_synonyms = !ways.is_empty();
            ways.extend(self.ways(place, word, has_synonyms));
            if is_weak_word(&word.folded) && !only_little && !has_synonyms {
                self.bonus.push(boost(self.parts(&ways), weights::WEAK));
                self.page_bonus.push(boost(self.whole(&ways), weights::WEAK));
                continue;
            }
            self.groups.push(self.parts(&ways));
            let rarity = self.rarity(word);
            self.named.push((boost(self.in_name(&ways), rarity), rarity));
            self.pages.push(self.whole(&ways));
        }
    }

    /// Whether it is a number that stands nowhere, such as `12k`.
    fn is_unknown_figure(&self, word: &Looked) -> bool {
        word.folded.starts_with(|first: char| first.is_ascii_digit())
            && frequency(self.searcher(), self.fields().words, &word.folded) == 0
            && !(word.is_open && self.is_beginning(word))
    }

    /// Whoever types a number of their own wants to calculate.
    fn figure(&mut self) {
        let estimates = term(self.fields().kind, HitKind::Estimate.id());
        self.bonus.push(constant(estimates, weights::FIGURE));
    }

    /// Where numbers are all that was asked for, the estimates are what there is.
    fn only_figures(&mut self, looked: &[Looked]) {
        if !looked.is_empty() && looked.iter().all(|word| self.is_unknown_figure(word)) {
            let fields = self.fields();
            self.groups.push(term(fields.kind, HitKind::Estimate.id()));
            self.bonus.push(constant(term(fields.mark, PAGE), weights::PAGE_FIRST));
        }
    }

    /// What is asked of whole pages; how well a page answers counts for each of its places. `None` where there are
    /// no words.
    pub fn of_pages(&self, needed: usize) -> Option<Clause> {
        let wanted = || at_least(needed, self.pages.clone(), self.page_bonus.clone());
        (!self.pages.is_empty()).then(wanted)
    }

    /// How many words of the query name a page, and how many there are.
    pub fn of_names(&self) -> Option<(Clause, f32)> {
        let named = self.named.iter().map(|(named, _)| named.clone()).collect();
        let words = self.named.iter().map(|(_, rarity)| rarity).sum();
        (!self.named.is_empty()).then(|| (any_should(named), words))
    }

    /// Documents that are called as the query reads, its misspelled words replaced.
    fn names(&mut self) {
        let whole = self.corrected.join(" ");
        if whole.is_empty() {
            return;
        }
        let fields = self.fields();
        let either =
            |field| any_should([&whole, &telling(&whole).join(" ")].map(|name| term(field, name)).into());
        self.bonus.push(constant(either(fields.page_name), weights::IS_PAGE_NAME));
        // Of words that say little, only the whole name says what is meant.
        let is_little = self.corrected.iter().all(|word| is_empty_word(word) || is_weak_word(word));
        let is_part = if is_little { weights::IS_PART_NAME_OF_LITTLE } else { weights::IS_PART_NAME };
        self.bonus.push(constant(either(fields.part_name), is_part));
    }

    /// Neighbors of the query that are neighbors in the text, too.
    fn side_by_side(&mut self, looked: &[Looked]) {
        for pair in looked.windows(2) {
            let stems: Vec<String> = pair.iter().map(|word| word.stem.clone()).collect();
            if pair.iter().all(|word| !is_empty_word(&word.folded)) {
                let query = boost(self.phrase(&stems), weights::SIDE_BY_SIDE);
                self.bonus.push(query);
                let title =
                    boost(phrase(self.fields().title, &stems), weights::TITLE * weights::SIDE_BY_SIDE);
                self.page_bonus.push(title);
            }
        }
    }

    fn phrases(&mut self, query: &Query) {
        let field = self.fields().words;
        let last = query.phrases.len().saturating_sub(1);
        for (place, words) in query.phrases.iter().enumerate() {
            let is_open = place == last && query.open == Open::Phrase;
            self.marker.stems.extend(words.iter().map(|word| stem(word)));
            let terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(field, word)).collect();
            let phrase = match (words.as_slice(), is_open) {
                ([word], true) => {
                    let ways = self.beginning(&Looked { folded: word.clone(), stem: stem(word), is_open });
                    self.parts(&ways)
                }
                ([word], false) => scored(field, word),
                (_, true) => {
                    self.marker.beginning = words.last().cloned();
                    let mut query = PhrasePrefixQuery::new(terms);
                    let beginning = words.last().map_or("", String::as_str);
                    query.set_max_expansions(count_beginning(
                        self.searcher(),
                        field,
                        beginning,
                        weights::PHRASE_ENDS,
                    ));
                    Clause::Other(Rc::new(query))
                }
                (_, false) => Clause::Other(Rc::new(PhraseQuery::new(terms))),
            };
            self.phrases.push(phrase);
        }
    }

    fn filters(&mut self, query: &Query) {
        let fields = self.fields();
        if !query.kinds.is_empty() {
            let kinds = query.kinds.iter().map(|kind| term(fields.kind, kind.id())).collect();
            self.within.push(any_should(kinds));
        }
        for skill in &query.skills {
            let skills = equal_or_beginning(self.searcher(), fields.skill, skill);
            let skills = skills.iter().map(|skill| term(fields.skill, skill)).collect();
            self.within.push(any_should(skills));
        }
        self.without.extend(query.excluded_kinds.iter().map(|kind| term(fields.kind, kind.id())));
        for skill in &query.excluded_skills {
            let skills = equal_or_beginning(self.searcher(), fields.skill, skill);
            self.without.extend(skills.iter().map(|skill| term(fields.skill, skill)));
        }
        for words in &query.excluded {
            let stems: Vec<String> = words.iter().map(|word| stem(word)).collect();
            let without = self.phrase(&stems);
            self.without.push(without);
        }
    }
}

fn looked(query: &Query) -> Vec<Looked> {
    let last = query.words.len().saturating_sub(1);
    let word = |(place, word): (usize, &String)| Looked {
        folded: word.clone(),
        stem: stem(word),
        is_open: place == last && query.open == Open::Word,
    };
    query.words.iter().enumerate().map(word).collect()
}
