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
use super::synonyms::{LONGEST, tag};
use super::terms::{completions, count_beginning, equal_or_beginning, frequency, spellings};
use super::words::{compared, is_empty_word, is_negation, is_weak_word, stem};
use super::{SearchIndex, weights};

type Any = Box<dyn Wanted>;

/// How much a document that holds only some of several alternatives gains from each beside the best.
const BESIDE_THE_BEST: f32 = 0.2;

/// What is asked, in parts.
pub struct Plan<'a> {
    index: &'a SearchIndex,
    /// One for each word; a document needs so many of them as the stage says.
    groups: Vec<Any>,
    /// The same of whole pages.
    pages: Vec<Any>,
    /// Phrases, each of which must occur.
    phrases: Vec<Any>,
    /// Only what each of these finds.
    within: Vec<Any>,
    /// Nothing that one of these finds.
    without: Vec<Any>,
    /// What only raises the score.
    bonus: Vec<Any>,
    page_bonus: Vec<Any>,
    /// For each word, pages that are named with it.
    named: Vec<(Any, f32)>,
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

/// A way in which a word of a query can occur, with its weight.
enum Way {
    /// In any of its forms.
    Stem(String, f32),
    /// In this form, or in a name in any form.
    Completion(String, f32),
    /// In other words: the tag of a group of synonyms.
    Concept(String, f32),
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
        plan.names(query);
        plan.side_by_side(&looked);
        plan.phrases(query);
        plan.filters(query);
        plan
    }

    /// How many words are needed and what to ask, from strict to lenient; the next is only asked when the one before finds nothing.
    pub fn stages(&self) -> impl Iterator<Item = (usize, Any)> + use<'_> {
        let needed = weights::needed(self.groups.len());
        let lenient = (needed > 1).then_some(1);
        [needed].into_iter().chain(lenient).map(|needed| (needed, self.wanted(needed)))
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
            let with = |needed: usize| -> Any {
                let groups = self.groups.iter().map(|group| (Occur::Should, group.box_clone())).collect();
                Box::new(BooleanQuery::with_minimum_required_clauses(groups, needed))
            };
            clauses.push((Occur::Must, with(needed)));
            let enough = weights::needed(self.groups.len());
            if needed < enough {
                clauses.push((Occur::Should, constant(with(enough), weights::ENOUGH_WORDS)));
            }
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
        if self.groups.len() > 1 {
            let all = self.groups.iter().map(|group| (Occur::Must, group.box_clone())).collect();
            self.bonus.push(constant(boolean(all), weights::ALL_WORDS));
        }
    }

    /// What is asked of whole pages; how well a page answers counts for each of its places. `None` where there are
    /// no words.
    pub fn of_pages(&self, needed: usize) -> Option<Any> {
        let pages = self.pages.iter().map(|page| (Occur::Should, page.box_clone())).collect();
        let pages: Any = Box::new(BooleanQuery::with_minimum_required_clauses(pages, needed));
        let bonus = self.page_bonus.iter().map(|bonus| (Occur::Should, bonus.box_clone()));
        (!self.pages.is_empty()).then(|| boolean([(Occur::Must, pages)].into_iter().chain(bonus).collect()))
    }

    /// How many words of the query name a page, and how many there are.
    pub fn of_names(&self) -> Option<(Any, f32)> {
        let named = self.named.iter().map(|(named, _)| named.box_clone()).collect();
        let words = self.named.iter().map(|(_, rarity)| rarity).sum();
        (!self.named.is_empty()).then(|| (any_should(named), words))
    }

    /// How much a word tells, from 0, it is everywhere, to 1, it is in one place.
    fn rarity(&self, word: &Looked) -> f32 {
        let all = self.searcher().num_docs().max(2) as f32;
        let found = frequency(self.searcher(), self.fields().body, &word.stem).max(1) as f32;
        (all / found).ln() / all.ln()
    }

    /// The ways in which a word can occur, but for its synonyms.
    fn ways(&mut self, place: usize, word: &Looked, has_synonyms: bool) -> Vec<Way> {
        self.marker.stems.insert(word.stem.clone());
        if word.is_open {
            let beginning = self.beginning(word);
            if frequency(self.searcher(), self.fields().words, &word.folded) > 0 || self.is_beginning(word) {
                return beginning;
            }
        }
        if self.is_stem(&word.stem) || has_synonyms {
            let compared = compared(&word.folded).map(|stem| Way::Stem(stem, weights::COMPARED));
            return [Way::Stem(word.stem.clone(), 1.0)].into_iter().chain(compared).collect();
        }
        self.has_unknown = true;
        let near =
            spellings(self.searcher(), self.fields().words, &word.folded, weights::SPELLINGS, word.is_open);
        if let (Some(nearest), Some(corrected)) = (near.first(), self.corrected.get_mut(place)) {
            corrected.clone_from(nearest);
            self.is_corrected = true;
        }
        let stems: Vec<String> = near.iter().map(|spelling| stem(spelling)).collect();
        self.marker.stems.extend(stems.iter().cloned());
        stems.into_iter().map(|stem| Way::Stem(stem, weights::MISSPELLED)).collect()
    }

    fn is_stem(&self, stem: &str) -> bool {
        self.places().into_iter().any(|(field, _)| frequency(self.searcher(), field, stem) > 0)
    }

    fn is_beginning(&self, word: &Looked) -> bool {
        !completions(self.searcher(), self.fields().words, &word.folded, 1).is_empty()
    }

    /// A word that is still being typed: itself, and what it may become.
    fn beginning(&mut self, word: &Looked) -> Vec<Way> {
        let field = self.fields().words;
        let is_word = frequency(self.searcher(), field, &word.folded) > 0;
        let weight = if is_word { weights::LONGER_WORD } else { weights::COMPLETION };
        self.marker.beginning = Some(word.folded.clone());
        let completions = completions(self.searcher(), field, &word.folded, weights::COMPLETIONS);
        let completions = completions.into_iter().map(|word| Way::Completion(word, weight));
        completions.chain([Way::Stem(word.stem.clone(), 1.0)]).collect()
    }

    /// Places in which a word occurs in one of these ways.
    fn parts(&self, ways: &[Way]) -> Any {
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
    fn in_name(&self, ways: &[Way]) -> Any {
        let fields = self.fields();
        let name = |field, text: &str, weight: f32| constant(term(field, text), weight);
        let best = ways.iter().map(|way| match way {
            Way::Stem(stem, weight) => name(fields.title, stem, *weight),
            Way::Completion(word, weight) => name(fields.title, &stem(word), *weight),
            Way::Concept(tag, _) => {
                let weight = weights::NAME_IN_OTHER_WORDS;
                let of_page = (Occur::Must, term(fields.mark, PAGE));
                constant(boolean(vec![of_page, (Occur::Must, term(fields.title_concepts, tag))]), weight)
            }
        });
        Box::new(DisjunctionMaxQuery::new(best.collect()))
    }

    /// Pages on which a word occurs in one of these ways.
    fn whole(&self, ways: &[Way]) -> Any {
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

    /// What the longest phrase of the query that this word is part of speaks of, in whatever words.
    fn synonyms(&mut self, looked: &[Looked], place: usize) -> Vec<Way> {
        let is_telling = |word: &&Looked| !is_empty_word(&word.folded) || is_negation(&word.folded);
        let stems = looked.iter().filter(is_telling).map(|word| {
            let compared = compared(&word.folded);
            compared.unwrap_or_else(|| word.stem.clone())
        });
        let stems: Vec<String> = stems.collect();
        let before = looked.get(..place).unwrap_or_default();
        let place = before.iter().filter(is_telling).count();
        for length in (1..=LONGEST.min(stems.len())).rev() {
            let first = (place + 1).saturating_sub(length)..=place;
            for phrase in first.filter_map(|first| stems.get(first..first + length)) {
                let groups = self.index.synonyms.groups(phrase);
                if groups.is_empty() {
                    continue;
                }
                let others = self.index.synonyms.others(phrase);
                let single = others.into_iter().filter(|stems| stems.len() == 1).flatten();
                self.marker.stems.extend(single.take(weights::SYNONYMS));
                let weight = weights::SYNONYM / (length as f32).sqrt();
                let tags = groups.iter().map(tag).filter(|tag| self.is_spoken_of(tag));
                return tags.map(|tag| Way::Concept(tag, weight)).collect();
            }
        }
        Vec::new()
    }

    fn is_spoken_of(&self, tag: &str) -> bool {
        let fields = [self.fields().concepts, self.fields().title_concepts];
        fields.into_iter().any(|field| frequency(self.searcher(), field, tag) > 0)
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
            let phrase: Any = match (words.as_slice(), is_open) {
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
fn any_of(queries: impl Iterator<Item = Any>) -> Any {
    Box::new(DisjunctionMaxQuery::with_tie_breaker(queries.collect(), BESIDE_THE_BEST))
}
