//! From what was typed to what the index is asked.

use std::collections::BTreeSet;

use tantivy::Searcher;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhrasePrefixQuery,
    PhraseQuery, Query as Wanted, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term};

use super::build::{PAGE, SEALED};
use super::gather::{Documents, Gather};
use super::mark::Marker;
use super::query::{Open, Query};
use super::schema::Fields;
use super::synonyms::LONGEST;
use super::terms::{completions, count_beginning, equal_or_beginning, frequency, spellings};
use super::words::{is_empty_word, stem};
use super::{SearchIndex, weights};

type Any = Box<dyn Wanted>;

/// How much a document that holds only some of several alternatives gains from each beside the best.
const BESIDE_THE_BEST: f32 = 0.2;

/// What is asked, in parts.
pub struct Plan<'a> {
    index: &'a SearchIndex,
    /// One for each word; a document needs so many of them as the stage says.
    groups: Vec<Any>,
    /// Phrases, each of which must occur.
    phrases: Vec<Any>,
    /// Only what each of these finds.
    within: Vec<Any>,
    /// Nothing that one of these finds.
    without: Vec<Any>,
    /// What only raises the score.
    bonus: Vec<Any>,
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
            phrases: Vec::new(),
            within: Vec::new(),
            without: Vec::new(),
            bonus: Vec::new(),
            marker: Marker::default(),
            corrected: query.words.clone(),
            is_corrected: false,
            has_unknown: false,
        };
        let looked = looked(query);
        plan.words(&looked);
        plan.names(query);
        plan.side_by_side(&looked);
        plan.phrases(query);
        plan.filters(query);
        plan
    }

    /// What to ask, from strict to lenient; the next is only asked when the one before finds nothing.
    pub fn stages(&self) -> impl DoubleEndedIterator<Item = Any> + use<'_> {
        let needed = weights::needed(self.groups.len());
        let lenient = (needed > 1).then_some(1);
        [needed].into_iter().chain(lenient).map(|needed| self.wanted(needed))
    }

    /// The best so many of what may be shown.
    pub fn gather(&self, limit: usize, unsealed: &BTreeSet<String>) -> tantivy::Result<Gather> {
        let set = |query: &Any| Documents::of(query.as_ref(), self.searcher());
        let sets = |queries: &[Any]| queries.iter().map(set).collect::<tantivy::Result<Vec<Documents>>>();
        let mut sealed = set(&term(self.fields().mark, SEALED))?;
        let open = unsealed.iter().map(|page| term(self.fields().page, page)).collect();
        sealed.remove(&set(&any_should(open))?);
        let within = [sets(&self.phrases)?, sets(&self.within)?].concat();
        Ok(Gather { limit, within, without: sets(&self.without)?, sealed })
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

    fn wanted(&self, needed: usize) -> Any {
        let mut clauses: Vec<(Occur, Any)> = Vec::new();
        if self.groups.is_empty() {
            clauses.push((Occur::Must, self.everything()));
        } else {
            let groups = self.groups.iter().map(|group| (Occur::Should, group.box_clone())).collect();
            clauses
                .push((Occur::Must, Box::new(BooleanQuery::with_minimum_required_clauses(groups, needed))));
        }
        let bonus = self.bonus.iter().chain(&self.phrases);
        clauses.extend(bonus.map(|bonus| (Occur::Should, bonus.box_clone())));
        boolean(clauses)
    }

    /// All documents, pages before their parts.
    fn everything(&self) -> Any {
        let page = constant(term(self.fields().mark, PAGE), weights::PAGE_FIRST);
        boolean(vec![(Occur::Must, constant(Box::new(AllQuery), 0.0)), (Occur::Should, page)])
    }

    fn words(&mut self, looked: &[Looked]) {
        let only_empty = looked.iter().all(|word| is_empty_word(&word.folded));
        for (place, word) in looked.iter().enumerate() {
            if is_empty_word(&word.folded) && !only_empty {
                if word.is_open {
                    let beginning = self.beginning(word);
                    self.bonus.push(beginning);
                }
                continue;
            }
            let mut ways = self.synonyms(looked, place);
            let has_synonyms = !ways.is_empty();
            ways.extend(self.ways(place, word, has_synonyms));
            self.groups.push(any_of(ways));
        }
        if self.groups.len() > 1 {
            let all = self.groups.iter().map(|group| (Occur::Must, group.box_clone())).collect();
            self.bonus.push(constant(boolean(all), weights::ALL_WORDS));
        }
    }

    /// The ways in which a word can occur, but for its synonyms.
    fn ways(&mut self, place: usize, word: &Looked, has_synonyms: bool) -> Vec<Any> {
        self.marker.stems.insert(word.stem.clone());
        if word.is_open {
            let beginning = self.beginning(word);
            if frequency(self.searcher(), self.fields().words, &word.folded) > 0 || self.is_beginning(word) {
                return vec![beginning];
            }
        }
        if self.is_stem(&word.stem) || has_synonyms {
            return vec![self.word(&word.stem)];
        }
        self.has_unknown = true;
        let near =
            spellings(self.searcher(), self.fields().words, &word.folded, weights::SPELLINGS, word.is_open);
        if let (Some(nearest), Some(corrected)) = (near.first(), self.corrected.get_mut(place)) {
            corrected.clone_from(nearest);
            self.is_corrected = true;
        }
        let near = near.iter().map(|spelling| {
            let stem = stem(spelling);
            let query = boost(self.word(&stem), weights::MISSPELLED);
            self.marker.stems.insert(stem);
            query
        });
        near.chain([]).collect()
    }

    fn is_stem(&self, stem: &str) -> bool {
        self.places().into_iter().any(|(field, _)| frequency(self.searcher(), field, stem) > 0)
    }

    fn occurs(&self, stems: &[String]) -> bool {
        stems.iter().all(|stem| self.is_stem(stem))
    }

    fn is_beginning(&self, word: &Looked) -> bool {
        !completions(self.searcher(), self.fields().words, &word.folded, 1).is_empty()
    }

    /// A word that is still being typed: itself, and what it may become.
    fn beginning(&mut self, word: &Looked) -> Any {
        let field = self.fields().words;
        let is_word = frequency(self.searcher(), field, &word.folded) > 0;
        let weight = if is_word { weights::LONGER_WORD } else { weights::COMPLETION };
        self.marker.beginning = Some(word.folded.clone());
        let completions = completions(self.searcher(), field, &word.folded, weights::COMPLETIONS);
        let mut ways: Vec<Any> =
            completions.iter().map(|word| boost(self.completion(word), weight)).collect();
        ways.push(self.word(&word.stem));
        any_of(ways)
    }

    /// A completion, which must occur in exactly this form, or in a name in any form.
    fn completion(&self, word: &str) -> Any {
        let stem = stem(word);
        let fields = self.fields();
        any_should(vec![
            boost(scored(fields.title, &stem), weights::TITLE),
            boost(scored(fields.heading, &stem), weights::HEADING),
            boost(scored(fields.words, word), weights::BODY),
        ])
    }

    /// A word in any of its forms, wherever it stands.
    fn word(&self, stem: &str) -> Any {
        let places = self.places().map(|(field, weight)| boost(scored(field, stem), weight));
        any_should(places.into())
    }

    /// Words side by side, in any of their forms.
    fn phrase(&self, stems: &[String]) -> Any {
        if let [stem] = stems {
            return self.word(stem);
        }
        let places = self.places().map(|(field, weight)| boost(phrase(field, stems), weight));
        any_should(places.into())
    }

    fn places(&self) -> [(Field, f32); 4] {
        let fields = self.fields();
        [
            (fields.title, weights::TITLE),
            (fields.heading, weights::HEADING),
            (fields.path, weights::PATH),
            (fields.body, weights::BODY),
        ]
    }

    /// Other words for the longest phrase of the query that this word is part of.
    fn synonyms(&mut self, looked: &[Looked], place: usize) -> Vec<Any> {
        let stems: Vec<String> = looked.iter().map(|word| word.stem.clone()).collect();
        for length in (1..=LONGEST.min(stems.len())).rev() {
            let first = (place + 1).saturating_sub(length)..=place;
            for phrase in first.filter_map(|first| stems.get(first..first + length)) {
                let others = self.index.synonyms.others(phrase);
                if others.is_empty() {
                    continue;
                }
                let others: Vec<Vec<String>> =
                    others.into_iter().filter(|stems| self.occurs(stems)).take(weights::SYNONYMS).collect();
                let others = others.iter();
                let weight = weights::SYNONYM / length as f32;
                let queries = others.clone().map(|stems| boost(self.phrase(stems), weight)).collect();
                let single = others.filter(|stems| stems.len() == 1).flatten().cloned();
                self.marker.stems.extend(single);
                return queries;
            }
        }
        Vec::new()
    }

    /// Documents that are called as the query reads.
    fn names(&mut self, query: &Query) {
        let name = query.words.join(" ");
        if name.is_empty() {
            return;
        }
        let fields = self.fields();
        self.bonus.push(constant(term(fields.page_name, &name), weights::IS_PAGE_NAME));
        self.bonus.push(constant(term(fields.part_name, &name), weights::IS_PART_NAME));
    }

    /// Neighbors of the query that are neighbors in the text, too.
    fn side_by_side(&mut self, looked: &[Looked]) {
        for pair in looked.windows(2) {
            let stems: Vec<String> = pair.iter().map(|word| word.stem.clone()).collect();
            if pair.iter().all(|word| !is_empty_word(&word.folded)) {
                let query = boost(self.phrase(&stems), weights::SIDE_BY_SIDE);
                self.bonus.push(query);
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
            let phrase: Any = match (words.as_slice(), is_open) {
                ([word], true) => {
                    let word = Looked { folded: word.clone(), stem: stem(word), is_open };
                    self.beginning(&word)
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
                    Box::new(query)
                }
                (_, false) => Box::new(PhraseQuery::new(terms)),
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

fn term(field: Field, text: &str) -> Any {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
}

fn scored(field: Field, text: &str) -> Any {
    Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::WithFreqs))
}

fn phrase(field: Field, stems: &[String]) -> Any {
    Box::new(PhraseQuery::new(stems.iter().map(|stem| Term::from_field_text(field, stem)).collect()))
}

fn boost(query: Any, weight: f32) -> Any {
    Box::new(BoostQuery::new(query, weight))
}

fn constant(query: Any, score: f32) -> Any {
    Box::new(ConstScoreQuery::new(query, score))
}

fn boolean(clauses: Vec<(Occur, Any)>) -> Any {
    Box::new(BooleanQuery::new(clauses))
}

/// The sum of whatever matches.
fn any_should(queries: Vec<Any>) -> Any {
    boolean(queries.into_iter().map(|query| (Occur::Should, query)).collect())
}

/// The best of what matches.
fn any_of(queries: Vec<Any>) -> Any {
    Box::new(DisjunctionMaxQuery::with_tie_breaker(queries, BESIDE_THE_BEST))
}
