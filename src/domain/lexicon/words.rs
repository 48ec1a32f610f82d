//! The lexicon compiled for matching: which concepts, technologies and roles a text names, and where.
//!
//! Terms are folded and stemmed as texts are. The longest term at a place wins, and a term inside a longer one does
//! not count: in "dead letter queue" nobody speaks of a queue.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::domain::case::TermChange;
use crate::domain::lexicon::{Lexicon, Role};
use crate::domain::text::{self, Mark, Text, Token};

/// A word that occurs nowhere in the lexicon and the cues.
const UNKNOWN: u32 = u32::MAX;
/// Words that may stand inside a term without being part of it.
const ARTICLES: [&str; 12] =
    ["a", "all", "an", "any", "each", "every", "its", "our", "that", "the", "their", "this"];

/// A concept, technology or role among the words of a lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(u32);

impl NameId {
    /// Its place in a table of all names.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The numbers of a token's word, for fast comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordIds {
    /// Of its stem.
    pub stem: u32,
    /// Of its exact form, where some cue or term asks for exactly this form.
    pub exact: u32,
}

/// A name found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub name: NameId,
    /// First token.
    pub start: usize,
    /// Behind the last token.
    pub end: usize,
}

impl Hit {
    /// Its tokens.
    pub fn tokens(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// What a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// An idea.
    Concept,
    /// A product or library.
    Technology,
    /// What a box does.
    Role,
}

#[derive(Debug, Clone, Default)]
struct Node {
    next: HashMap<u32, u32>,
    names: Vec<NameId>,
}

#[derive(Debug, Clone)]
struct Name {
    id: String,
    kind: NameKind,
    /// Names that a mention of this one also mentions, itself first.
    implies: Vec<NameId>,
}

/// A compiled lexicon with the vocabulary of everything that is looked for in texts.
#[derive(Debug, Clone)]
pub struct Words {
    vocabulary: HashMap<String, u32>,
    nodes: Vec<Node>,
    names: Vec<Name>,
    by_id: HashMap<String, NameId>,
    /// Terms of one word that people also write as two: `backpressure`.
    compounds: HashMap<String, u32>,
}

impl Words {
    /// Compiles a lexicon as a case narrows it.
    pub fn new(lexicon: &Lexicon, narrowed: &BTreeMap<String, TermChange>) -> Self {
        let mut words = Self {
            vocabulary: HashMap::new(),
            nodes: vec![Node::default()],
            names: Vec::new(),
            by_id: HashMap::new(),
            compounds: HashMap::new(),
        };
        words.add_names(lexicon);
        words.link(lexicon);
        for concept in &lexicon.concepts {
            words.add_terms(concept.id.as_str(), &concept.terms, narrowed);
        }
        for technology in &lexicon.technologies {
            words.add_terms(technology.id.as_str(), &technology.names, narrowed);
        }
        words
    }

    fn add_names(&mut self, lexicon: &Lexicon) {
        let roles = Role::ALL.into_iter().map(|role| (role.id(), NameKind::Role));
        let concepts = lexicon.concepts.iter().map(|concept| (concept.id.as_str(), NameKind::Concept));
        let technologies = lexicon.technologies.iter().map(|tech| (tech.id.as_str(), NameKind::Technology));
        for (id, kind) in roles.chain(concepts).chain(technologies) {
            if self.by_id.contains_key(id) {
                continue;
            }
            let name = NameId(self.names.len() as u32);
            self.by_id.insert(id.to_owned(), name);
            self.names.push(Name { id: id.to_owned(), kind, implies: vec![name] });
        }
    }

    /// A technology implies its role; a concept its role, and every concept that includes it.
    fn link(&mut self, lexicon: &Lexicon) {
        let mut direct: Vec<Vec<NameId>> = vec![Vec::new(); self.names.len()];
        let mut add = |words: &Self, from: &str, to: &str| {
            if let (Some(from), Some(to)) = (words.name(from), words.name(to)) {
                direct[from.index()].push(to);
            }
        };
        for technology in &lexicon.technologies {
            add(self, technology.id.as_str(), technology.role.id());
        }
        for concept in &lexicon.concepts {
            if let Some(role) = concept.role {
                add(self, concept.id.as_str(), role.id());
            }
            for included in &concept.includes {
                add(self, included.as_str(), concept.id.as_str());
            }
        }
        for name in 0..self.names.len() {
            let mut implied = vec![NameId(name as u32)];
            let mut at = 0;
            while let Some(next) = implied.get(at).copied() {
                let more: Vec<NameId> =
                    direct[next.index()].iter().copied().filter(|more| !implied.contains(more)).collect();
                implied.extend(more);
                at += 1;
            }
            self.names[name].implies = implied;
        }
    }

    fn add_terms(&mut self, id: &str, terms: &[String], narrowed: &BTreeMap<String, TermChange>) {
        let Some(name) = self.name(id) else { return };
        let change = narrowed.get(id);
        let dropped: Vec<Vec<String>> = change
            .map(|change| change.drop.iter().map(|term| text::stems(term)).collect())
            .unwrap_or_default();
        let added = change.map(|change| change.add.as_slice()).unwrap_or_default();
        let stays = |term: &&String| dropped.is_empty() || !dropped.contains(&text::stems(term));
        for term in terms.iter().filter(stays).chain(added) {
            self.add_term(name, term);
        }
    }

    fn add_term(&mut self, name: NameId, term: &str) {
        let exact = term.strip_prefix('=');
        let tokens = Text::read(exact.unwrap_or(term)).tokens;
        let telling = tokens.iter().any(|token| !is_article(&token.word));
        let path: Vec<u32> = tokens
            .iter()
            .filter(|token| !telling || !is_article(&token.word))
            .map(|token| match exact {
                Some(_) => self.intern(&format!("={}", token.word)),
                None => self.intern(&token.stem),
            })
            .collect();
        if path.is_empty() {
            return;
        }
        let node = self.insert(&path, name);
        let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
        let alphabetic = |at: usize| word(at).len() > 1 && word(at).chars().all(char::is_alphabetic);
        if tokens.len() == 2 && exact.is_none() && alphabetic(0) && alphabetic(1) && !is_article(word(0)) {
            let joined = self.intern(&text::stem::stem(&format!("{}{}", word(0), word(1))));
            self.insert(&[joined], name);
        } else if let ([token], None) = (tokens.as_slice(), exact)
            && token.word.len() >= 7
        {
            self.compounds.insert(token.word.clone(), node);
        }
    }

    fn insert(&mut self, path: &[u32], name: NameId) -> u32 {
        let mut node = 0_u32;
        for word in path {
            let free = self.nodes.len() as u32;
            let next = *self.nodes[node as usize].next.entry(*word).or_insert(free);
            if next == free {
                self.nodes.push(Node::default());
            }
            node = next;
        }
        let names = &mut self.nodes[node as usize].names;
        if !names.contains(&name) {
            names.push(name);
        }
        node
    }

    /// The number of a stem, or of `=form` for an exact form; it is known from now on.
    pub fn intern(&mut self, word: &str) -> u32 {
        if let Some(id) = self.vocabulary.get(word) {
            return *id;
        }
        let id = self.vocabulary.len() as u32;
        self.vocabulary.insert(word.to_owned(), id);
        id
    }

    /// The name of this id.
    pub fn name(&self, id: &str) -> Option<NameId> {
        self.by_id.get(id).copied()
    }

    /// The id of this name.
    pub fn id_of(&self, name: NameId) -> &str {
        &self.names[name.index()].id
    }

    /// What this name is.
    pub fn kind_of(&self, name: NameId) -> NameKind {
        self.names[name.index()].kind
    }

    /// The name itself, then what its mention also mentions.
    pub fn implied(&self, name: NameId) -> &[NameId] {
        &self.names[name.index()].implies
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no name at all.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether this number stands for a stem that is looked for.
    pub fn is_known(&self, stem: u32) -> bool {
        stem != UNKNOWN
    }

    /// Whether anything that is looked for has this stem.
    pub fn knows(&self, stem: &str) -> bool {
        self.vocabulary.contains_key(stem)
    }

    /// The numbers of each token's word.
    pub fn ids(&self, tokens: &[Token]) -> Vec<WordIds> {
        let id = |word: &str| self.vocabulary.get(word).copied().unwrap_or(UNKNOWN);
        let mut exact = String::new();
        tokens
            .iter()
            .map(|token| {
                exact.clear();
                exact.push('=');
                exact.push_str(&token.word);
                WordIds { stem: id(&token.stem), exact: id(&exact) }
            })
            .collect()
    }

    /// The names a text mentions, in order of place.
    pub fn hits(&self, text: &Text, ids: &[WordIds]) -> Vec<Hit> {
        let mut found: Vec<(usize, usize, u32)> = Vec::new();
        for start in 0..ids.len() {
            let longest = self.longest(text, ids, start).into_iter().chain(self.compound(text, start));
            if let Some((end, node)) = longest.max_by_key(|(end, _)| *end) {
                found.push((start, end, node));
            }
        }
        let mut hits = Vec::new();
        let mut reach = 0;
        for (start, end, node) in found {
            if end <= reach {
                continue;
            }
            reach = end;
            let names = &self.nodes[node as usize].names;
            hits.extend(names.iter().map(|name| Hit { name: *name, start, end }));
        }
        hits
    }

    fn longest(&self, text: &Text, ids: &[WordIds], start: usize) -> Option<(usize, u32)> {
        let (mut node, mut best) = (0_u32, None);
        let mut at = start;
        while let Some(word) = ids.get(at) {
            let token = &text.tokens[at];
            if at > start && token.gap.mark > Mark::Quote {
                break;
            }
            let next = &self.nodes[node as usize].next;
            match next.get(&word.exact).or_else(|| next.get(&word.stem)) {
                Some(next) => {
                    node = *next;
                    if !self.nodes[node as usize].names.is_empty() {
                        best = Some((at + 1, node));
                    }
                }
                None if at > start && is_article(&token.word) => {}
                None => break,
            }
            at += 1;
        }
        best
    }

    fn compound(&self, text: &Text, start: usize) -> Option<(usize, u32)> {
        let (first, second) = (text.tokens.get(start)?, text.tokens.get(start + 1)?);
        if !matches!(second.gap.mark, Mark::Space | Mark::Hyphen) || first.is_number || second.is_number {
            return None;
        }
        let length = first.word.len() + second.word.len();
        if length < 7 || self.compounds.is_empty() {
            return None;
        }
        let joined = format!("{}{}", first.word, second.word);
        self.compounds.get(&joined).map(|node| (start + 2, *node))
    }
}

/// Whether a word may stand inside a term or phrase without being part of it.
pub fn is_article(word: &str) -> bool {
    ARTICLES.contains(&word)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::id::TermId;
    use crate::domain::lexicon::{Concept, Technology};

    pub(crate) fn concept(id: &str, role: Option<Role>, includes: &[&str], terms: &[&str]) -> Concept {
        let term = |id: &&str| TermId::new(*id).unwrap();
        Concept {
            id: term(&id),
            title: id.to_owned(),
            gloss: None,
            role,
            includes: includes.iter().map(term).collect(),
            terms: terms.iter().map(|term| (*term).to_owned()).collect(),
        }
    }

    pub(crate) fn technology(id: &str, role: Role, names: &[&str]) -> Technology {
        Technology {
            id: TermId::new(id).unwrap(),
            title: id.to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            role,
            managed: true,
            gloss: None,
        }
    }

    fn lexicon() -> Lexicon {
        Lexicon {
            concepts: vec![
                concept("late-data", None, &[], &["late event", "after the window closed", "straggler"]),
                concept("disorder", None, &["late-data"], &["out of order"]),
                concept("dead-letter-path", Some(Role::DeadLetter), &[], &["dead letter queue", "dlq"]),
                concept("message-queue", Some(Role::Queue), &[], &["queue"]),
                concept("backpressure", None, &[], &["backpressure", "data lake"]),
            ],
            technologies: vec![technology("kinesis", Role::StreamLog, &["kinesis", "kinesis data streams"])],
            ..Lexicon::default()
        }
    }

    fn names(source: &str, narrowed: &BTreeMap<String, TermChange>) -> Vec<String> {
        let words = Words::new(&lexicon(), narrowed);
        let text = Text::read(source);
        let hits = words.hits(&text, &words.ids(&text.tokens));
        hits.iter().map(|hit| words.id_of(hit.name).to_owned()).collect()
    }

    #[test]
    fn the_longest_term_wins_and_the_terms_inside_it_do_not_count() {
        assert_eq!(names("Bad ones go to a dead-letter queue", &BTreeMap::new()), ["dead-letter-path"]);
        assert_eq!(
            names("a queue, then Kinesis Data Streams", &BTreeMap::new()),
            ["message-queue", "kinesis"]
        );
    }

    #[test]
    fn terms_match_by_stem_over_articles_and_joined_or_parted() {
        assert_eq!(names("Late events, stragglers", &BTreeMap::new()), ["late-data", "late-data"]);
        assert_eq!(names("it comes after our window closed", &BTreeMap::new()), ["late-data"]);
        assert_eq!(
            names("back pressure in the datalake", &BTreeMap::new()),
            ["backpressure", "backpressure"]
        );
        assert!(names("late. Events", &BTreeMap::new()).is_empty());
    }

    #[test]
    fn a_mention_implies_the_role_and_the_concepts_that_include_it() {
        let words = Words::new(&lexicon(), &BTreeMap::new());
        let implied = |id: &str| -> Vec<&str> {
            let name = words.name(id).unwrap();
            words.implied(name).iter().map(|name| words.id_of(*name)).collect()
        };
        assert_eq!(implied("kinesis"), ["kinesis", "stream-log"]);
        assert_eq!(implied("late-data"), ["late-data", "disorder"]);
    }

    #[test]
    fn a_case_narrows_a_word() {
        let change = TermChange { add: vec!["tunnel".to_owned()], drop: vec!["stragglers".to_owned()] };
        let narrowed = BTreeMap::from([("late-data".to_owned(), change)]);
        assert_eq!(names("a tunnel and a straggler", &narrowed), ["late-data"]);
    }
}
