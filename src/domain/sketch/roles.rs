//! Which role a box plays, from its name.

use std::collections::HashMap;

use crate::domain::lexicon::{Lexicon, Role};
use crate::domain::text::fold::{is_word_char, push_folded};
use crate::domain::text::stem::stem;

/// Words that say what a box is when they stand on a whiteboard, though in a sentence they would say too little for the
/// lexicon to list them.
const BOARD_WORDS: [(Role, &str); 21] = [
    (
        Role::Source,
        "app apps client phone device sensor scanner browser web mobile producer partner vendor shop",
    ),
    (Role::Gateway, "backend edge proxy"),
    (Role::StreamLog, "log bus topic broker"),
    (Role::Ingestion, "ingest loader collector fetcher importer"),
    (Role::Lake, "raw archive bucket landing"),
    (Role::TableFormat, "table mart"),
    (Role::BatchEngine, "batch etl job backfill"),
    (Role::StreamEngine, "stream"),
    (Role::Orchestrator, "scheduler dag"),
    (Role::Relational, "database db"),
    (Role::KeyValue, "hot lookup"),
    (Role::Model, "training trainer inference scoring ranking ml"),
    (Role::FeatureStore, "feature"),
    (Role::Api, "serving service endpoint"),
    (Role::Bi, "dashboard report"),
    (Role::Consumer, "analyst executive finance marketing user customer team ops scientist checkout"),
    (Role::Quality, "check test validation validator"),
    (Role::DeadLetter, "reject quarantine dlq"),
    (Role::StateStore, "state checkpoint"),
    (Role::Monitoring, "metric alert monitor"),
    (Role::Masking, "mask tokenizer vault"),
];

/// A name of the lexicon that stands for a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The technology, concept or role.
    pub term: String,
    /// What it does.
    pub role: Role,
    /// Its name for people, if it is a technology.
    pub technology: Option<String>,
}

/// Names of technologies, terms of concepts that stand for a box, and the roles' own names, each with its role.
#[derive(Debug, Clone, Default)]
pub struct Roles {
    known: Vec<Known>,
    /// By stems, joined by spaces.
    by_stems: HashMap<String, usize>,
    /// The longest entry, in words.
    longest: usize,
    /// Words that count only where no name is known.
    board: HashMap<String, Role>,
}

impl Roles {
    /// Reads the words of a lexicon. An earlier entry wins over a later one, and all win over the roles' own names.
    pub fn of_lexicon(lexicon: &Lexicon) -> Self {
        let mut roles = Self::default();
        for technology in &lexicon.technologies {
            let title = Some(technology.title.clone());
            let known = Known { term: technology.id.to_string(), role: technology.role, technology: title };
            roles.add(known, technology.names.iter().chain([&technology.title]).map(String::as_str));
        }
        for concept in &lexicon.concepts {
            let Some(role) = concept.role else { continue };
            let known = Known { term: concept.id.to_string(), role, technology: None };
            roles.add(known, concept.terms.iter().chain([&concept.title]).map(String::as_str));
        }
        for role in Role::ALL {
            roles.add(Known { term: role.id().to_owned(), role, technology: None }, [role.id()]);
        }
        for (role, words) in BOARD_WORDS {
            roles.board.extend(words.split(' ').map(|word| (stem(word), role)));
        }
        roles
    }

    fn add<'a>(&mut self, known: Known, names: impl IntoIterator<Item = &'a str>) {
        let index = self.known.len();
        self.known.push(known);
        for name in names {
            let stems = stems(name);
            if !stems.is_empty() {
                self.longest = self.longest.max(stems.len());
                self.by_stems.entry(stems.join(" ")).or_insert(index);
            }
        }
    }

    /// The role that a name tells: of the longest known words in it, and of the last of those, which in English is what
    /// the thing is.
    pub fn of(&self, name: &str) -> Option<Role> {
        let known = self.known(name).map(|known| known.role);
        known.or_else(|| stems(name).iter().rev().find_map(|stem| self.board.get(stem).copied()))
    }

    /// The longest name of the lexicon within a name of the board; of several the last.
    pub fn known(&self, name: &str) -> Option<&Known> {
        let stems = stems(name);
        let most = self.longest.min(stems.len());
        (1..=most).rev().find_map(|length| stems.windows(length).rev().find_map(|words| self.look_up(words)))
    }

    /// Every name of the lexicon in a text, with the word it begins at; the longest at each place.
    pub fn known_in(&self, text: &str) -> Vec<(usize, &Known)> {
        let stems = stems(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < stems.len() {
            let most = self.longest.min(stems.len() - at);
            let hit = (1..=most).rev().find_map(|length| {
                let words = stems.get(at..at + length)?;
                self.look_up(words).map(|known| (length, known))
            });
            if let Some((_, known)) = hit {
                found.push((at, known));
            }
            at += hit.map_or(1, |(length, _)| length);
        }
        found
    }

    fn look_up(&self, stems: &[String]) -> Option<&Known> {
        self.by_stems.get(&stems.join(" ")).and_then(|&index| self.known.get(index))
    }
}

/// The words of a text, folded, without their endings.
pub(super) fn stems(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !is_word_char(c)).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let mut folded = String::new();
            word.chars().for_each(|c| push_folded(c, &mut folded));
            stem(&folded)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sketch::fixtures;

    #[test]
    fn a_name_plays_the_role_of_the_longest_words_known_in_it() {
        let roles = fixtures::roles();
        let cases = [
            ("Kinesis", Some(Role::StreamLog)),
            ("kinesis data firehose", Some(Role::Ingestion)),
            ("us-kinesis", Some(Role::StreamLog)),
            ("raw zone", Some(Role::Lake)),
            ("Raw-Zone (S3)", Some(Role::Lake)),
            ("dead-letter", Some(Role::DeadLetter)),
            ("feature_store", Some(Role::FeatureStore)),
            ("trips", None),
            ("", None),
        ];
        for (name, role) in cases {
            assert_eq!(roles.of(name), role, "{name}");
        }
    }

    #[test]
    fn words_of_the_board_count_where_no_name_is_known() {
        let roles = fixtures::roles();
        assert_eq!(roles.of("apps"), Some(Role::Source));
        assert_eq!(roles.of("analysts"), Some(Role::Consumer));
        assert_eq!(roles.of("orders topic"), Some(Role::StreamLog));
        assert_eq!(roles.of("orders topic team"), Some(Role::Consumer), "the last word is what it is");
        assert_eq!(
            roles.of("redshift tables"),
            Some(Role::Warehouse),
            "a name outweighs a word of the board"
        );
    }

    #[test]
    fn names_are_found_in_a_text_where_they_stand() {
        let roles = fixtures::roles();
        let text = "We use Kafka, then Kinesis Data Firehose.";
        let found: Vec<(usize, &str)> =
            roles.known_in(text).into_iter().map(|(at, known)| (at, known.term.as_str())).collect();
        assert_eq!(found, [(2, "kafka"), (4, "firehose")]);
    }
}
