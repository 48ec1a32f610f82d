//! Words: domain terms used, words used too often, hedges. And the statements that gates and flags look at.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::interview::Interview;
use crate::domain::interview::entry::Entry;
use crate::domain::lexicon::words::NameKind;
use crate::domain::marking::Marker;
use crate::domain::marking::reading::Reading;
use crate::domain::marking::signals::Placed;
use crate::domain::marking::substance::Worth;
use crate::domain::playbook::Snapshot;
use crate::domain::step::Step;
use crate::domain::text;
use crate::domain::text::wordset::stands_in;
use crate::domain::time::SessionTime;

/// A word is over-used from so many times up, if it is also this share of all words.
const OFTEN: usize = 6;
const OFTEN_SHARE: f64 = 0.012;
/// So many terms and words are listed.
const LISTED: usize = 12;

/// A term with how often it was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The term or word.
    pub title: String,
    /// How often.
    pub count: usize,
}

/// What the words show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Insight {
    /// Words said in all.
    pub words: usize,
    /// Concepts and technologies, most used first.
    pub terms: Vec<Term>,
    /// Different concepts and technologies in all.
    pub vocabulary: usize,
    /// Words that came up again and again.
    pub overused: Vec<Term>,
    /// Hedges ("maybe", "kind of"), most used first.
    pub hedges: Vec<Term>,
    /// Hedges per hundred words.
    pub hedging: f64,
}

/// One message of the candidate, read.
pub struct Message<'a> {
    /// Its entry in the log, by number.
    pub entry: usize,
    /// When.
    pub at: SessionTime,
    /// In which step.
    pub step: Step,
    /// The words.
    pub source: &'a str,
    /// Read.
    pub reading: Reading,
    /// Its reasons, figures and so on.
    pub signals: Vec<Placed>,
}

impl Message<'_> {
    /// A sentence of the message, by number.
    pub fn sentence(&self, number: usize) -> String {
        let tokens = self.reading.tokens(&(number..number + 1));
        self.source.get(self.reading.text.bytes(tokens)).unwrap_or_default().trim().to_owned()
    }
}

/// Everything the candidate said, read once.
pub struct Spoken<'a> {
    /// In order.
    pub messages: Vec<Message<'a>>,
    /// Sentences that state something, with at least five words.
    pub statements: usize,
    /// The compiled words.
    pub marker: &'a Marker,
}

impl<'a> Spoken<'a> {
    /// Reads the log.
    pub fn of(marker: &'a Marker, interview: &'a Interview) -> Self {
        let mut messages = Vec::new();
        for (entry, (step, stamped)) in interview.by_step().enumerate() {
            let (Entry::Asked { text: source } | Entry::Wrote { text: source, .. }) = &stamped.entry else {
                continue;
            };
            let (reading, signals) = marker.read(source);
            messages.push(Message { entry, at: stamped.at, step, source, reading, signals });
        }
        let statements = messages
            .iter()
            .flat_map(|message| message.reading.worth.iter().zip(&message.reading.text.sentences));
        let statements = statements
            .filter(|(worth, sentence)| **worth == Worth::Statement && sentence.tokens.len() >= 5)
            .count();
        Self { messages, statements, marker }
    }
}

/// What the words show.
pub fn insight(snapshot: &Snapshot, spoken: &Spoken<'_>) -> Insight {
    let words: usize = spoken.messages.iter().map(|message| message.reading.text.tokens.len()).sum();
    let terms = terms(snapshot, spoken);
    let hedges = hedges(snapshot, spoken);
    let hedged: usize = hedges.values().sum();
    Insight {
        words,
        vocabulary: terms.len(),
        terms: top(terms),
        overused: top(overused(spoken, words)),
        hedging: if words == 0 { 0.0 } else { (hedged as f64 * 1000.0 / words as f64).round() / 10.0 },
        hedges: top(hedges),
    }
}

fn top(counts: BTreeMap<String, usize>) -> Vec<Term> {
    let mut terms: Vec<Term> = counts.into_iter().map(|(title, count)| Term { title, count }).collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.count));
    terms.truncate(LISTED);
    terms
}

fn terms(snapshot: &Snapshot, spoken: &Spoken<'_>) -> BTreeMap<String, usize> {
    let words = spoken.marker.words();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for hit in spoken.messages.iter().flat_map(|message| &message.reading.hits) {
        if words.kind_of(hit.name) != NameKind::Role {
            *counts.entry(words.id_of(hit.name)).or_default() += 1;
        }
    }
    let concepts =
        snapshot.lexicon.concepts.iter().map(|concept| (concept.id.as_str(), concept.title.as_str()));
    let technologies =
        snapshot.lexicon.technologies.iter().map(|tech| (tech.id.as_str(), tech.title.as_str()));
    let titles: BTreeMap<&str, &str> = concepts.chain(technologies).collect();
    counts.into_iter().map(|(id, count)| (titles.get(id).copied().unwrap_or(id).to_owned(), count)).collect()
}

fn hedges(snapshot: &Snapshot, spoken: &Spoken<'_>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for hedge in &snapshot.lexicon.discourse.hedge {
        let stems = text::stems(hedge);
        if stems.is_empty() {
            continue;
        }
        let count: usize = spoken
            .messages
            .iter()
            .map(|message| {
                let own: Vec<&str> =
                    message.reading.text.tokens.iter().map(|token| token.stem.as_str()).collect();
                own.windows(stems.len())
                    .filter(|window| window.iter().zip(&stems).all(|(one, other)| *one == other.as_str()))
                    .count()
            })
            .sum();
        if count > 0 {
            counts.insert(hedge.clone(), count);
        }
    }
    counts
}

/// Words of four letters and more that are no terms and come up again and again.
fn overused(spoken: &Spoken<'_>, words: usize) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for message in &spoken.messages {
        let in_term = |at: usize| message.reading.hits.iter().any(|hit| hit.tokens().contains(&at));
        for (at, token) in message.reading.text.tokens.iter().enumerate() {
            if token.word.chars().count() >= 4 && !token.is_number && !is_common(&token.word) && !in_term(at)
            {
                *counts.entry(token.word.clone()).or_default() += 1;
            }
        }
    }
    counts.retain(|_, count| *count >= OFTEN && *count as f64 >= words as f64 * OFTEN_SHARE);
    counts
}

fn is_common(word: &str) -> bool {
    stands_in!(
        word,
        "that this with from have will would they them then than there their these those which what when \
         where while into over because should could does each every also only some same more most such \
         about after before until without data event events your been were must need needs once even both"
    )
}
