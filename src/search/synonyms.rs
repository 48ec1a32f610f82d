//! Words and phrases that mean the same, ready to be looked up without reading the lexicon again.
//!
//! The file has two parts with an empty line between them: lines `stems TAB groups`, sorted, the stems in
//! alphabetical order, since "events that are late" are late events; and one line for each group, its phrases of stems with `|` between them, in the order they were given: the usual ones first.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use tantivy::directory::OwnedBytes;

use super::weights;
use super::words::{folded, is_empty_word, is_negation, stem, telling_stems};

/// The longest phrase that is looked up in a query, in words.
pub const LONGEST: usize = 5;

/// The file for these groups.
pub fn file(groups: &[Vec<String>]) -> Vec<u8> {
    let groups: Vec<Vec<String>> =
        groups.iter().map(|group| stemmed(group)).filter(|group| group.len() > 1).collect();
    let mut keys: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        for stems in group {
            keys.entry(key(stems.split(' '))).or_default().insert(number);
        }
    }
    for (number, group) in groups.iter().enumerate() {
        for initials in group.iter().filter_map(|stems| initials(stems)) {
            keys.entry(initials).or_insert_with(|| BTreeSet::from([number]));
        }
    }
    let listed = |numbers: &BTreeSet<usize>| {
        numbers.iter().map(ToString::to_string).collect::<Vec<String>>().join(",")
    };
    let keys = keys.iter().map(|(stems, numbers)| format!("{stems}\t{}", listed(numbers)));
    let groups = groups.iter().map(|group| group.join("|"));
    let lines: Vec<String> = keys.chain([String::new()]).chain(groups).collect();
    lines.join("\n").into_bytes()
}

/// The stems in whatever order they were said.
fn key<'a>(stems: impl Iterator<Item = &'a str>) -> String {
    let mut stems: Vec<&str> = stems.collect();
    stems.sort_unstable();
    stems.join(" ")
}

/// What a term is abbreviated to: PITR for point-in-time recovery. Such letters are only looked up in queries, since
/// by chance they are words, too.
fn initials(stems: &str) -> Option<String> {
    let count = stems.split(' ').count();
    (3..=5).contains(&count).then(|| stems.split(' ').filter_map(|stem| stem.chars().next()).collect())
}

/// The terms of a group as stems, each once.
fn stemmed(group: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    group
        .iter()
        .map(|term| telling_stems(term).join(" "))
        .filter(|stems| !stems.is_empty() && seen.insert(stems.clone()))
        .collect()
}

/// The groups of a file, which stays as it is: a search that is over in a moment copies none of it.
#[derive(Debug)]
pub struct Synonyms {
    bytes: OwnedBytes,
    /// Where its lines are.
    keys: Vec<Range<usize>>,
    groups: Vec<Range<usize>>,
}

impl Synonyms {
    /// Reads a file of [`file()`].
    pub fn of(bytes: OwnedBytes) -> Self {
        let text = std::str::from_utf8(&bytes).unwrap_or_default();
        let mut start = 0;
        let mut lines = text.split('\n').map(|line| {
            let range = start..start + line.len();
            start = range.end + 1;
            range
        });
        let keys = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        let groups = lines.collect();
        Self { bytes, keys, groups }
    }

    fn line(&self, range: &Range<usize>) -> &str {
        self.bytes.get(range.clone()).and_then(|line| std::str::from_utf8(line).ok()).unwrap_or_default()
    }

    fn all_groups(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(|group| self.line(group))
    }

    /// The numbers of the groups that these stems belong to.
    pub fn groups(&self, stems: &[String]) -> Vec<usize> {
        let wanted = key(stems.iter().map(String::as_str));
        let of = |range: &Range<usize>| {
            let line = self.line(range);
            line.split_once('\t').map_or(line, |(key, _)| key).cmp(&wanted)
        };
        let Ok(place) = self.keys.binary_search_by(of) else { return Vec::new() };
        let numbers = self.keys.get(place).and_then(|line| self.line(line).split_once('\t'));
        numbers
            .map_or("", |(_, numbers)| numbers)
            .split(',')
            .filter_map(|number| number.parse().ok())
            .collect()
    }

    /// The numbers of the groups that have a word beginning so: abbreviations that no text spells out.
    pub fn beginning(&self, typed: &str) -> BTreeSet<usize> {
        let first = self.keys.partition_point(|key| self.line(key) < typed);
        let keys = self.keys.iter().skip(first).map(|key| self.line(key));
        let keys = keys.take_while(|line| line.starts_with(typed)).filter_map(|line| line.split_once('\t'));
        let words = keys.filter(|(key, _)| !key.contains(' ')).take(weights::SYNONYMS);
        words.flat_map(|(_, numbers)| numbers.split(',')).filter_map(|number| number.parse().ok()).collect()
    }

    /// Other ways to say these stems, each as its stems.
    pub fn others(&self, stems: &[String]) -> Vec<Vec<String>> {
        let wanted = stems.join(" ");
        let groups = self.groups(stems).into_iter().filter_map(|number| self.groups.get(number));
        let groups = groups.map(|group| self.line(group));
        let mut others: Vec<Vec<String>> = Vec::new();
        for other in groups.flat_map(|group| group.split('|')).filter(|other| *other != wanted) {
            let other = other.split(' ').map(str::to_owned).collect();
            if !others.contains(&other) {
                others.push(other);
            }
        }
        others
    }
}

/// Finds in any text which groups it speaks of.
pub struct Tagger {
    /// Terms by their first stem: the stems behind it, and the tag of the group.
    terms: HashMap<String, Vec<(Vec<String>, String)>>,
    stems: HashMap<String, String>,
}

impl Tagger {
    /// Of a file of [`file()`].
    pub fn of(bytes: OwnedBytes) -> Self {
        let mut terms: HashMap<String, Vec<(Vec<String>, String)>> = HashMap::new();
        for (number, group) in Synonyms::of(bytes).all_groups().enumerate() {
            for term in group.split('|') {
                let mut stems = term.split(' ').map(str::to_owned);
                let Some(first) = stems.next() else { continue };
                terms.entry(first).or_default().push((stems.collect(), tag(number)));
            }
        }
        Self { terms, stems: HashMap::new() }
    }

    /// The tags of a text, each as often as it occurs.
    pub fn tags(&mut self, text: &str) -> String {
        let telling = folded(text).into_iter().filter(|word| !is_empty_word(word) || is_negation(word));
        let stems: Vec<String> = telling.map(|word| self.stem(word)).collect();
        let mut tags = Vec::new();
        for (at, first) in stems.iter().enumerate() {
            let behind = stems.get(at + 1..).unwrap_or_default();
            let terms = self.terms.get(first).into_iter().flatten();
            tags.extend(terms.filter(|(rest, _)| behind.starts_with(rest)).map(|(_, tag)| tag.as_str()));
        }
        tags.join(" ")
    }

    fn stem(&mut self, word: String) -> String {
        self.stems.entry(word).or_insert_with_key(|word| stem(word)).clone()
    }
}

/// How a group is called in the index.
pub fn tag(number: impl std::fmt::Display) -> String {
    format!("g{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn synonyms(groups: &[&[&str]]) -> Synonyms {
        let groups: Vec<Vec<String>> =
            groups.iter().map(|group| group.iter().map(|term| (*term).to_owned()).collect()).collect();
        Synonyms::of(OwnedBytes::new(file(&groups)))
    }

    fn others(synonyms: &Synonyms, text: &str) -> Vec<String> {
        synonyms.others(&telling_stems(text)).iter().map(|other| other.join(" ")).collect()
    }

    #[test]
    fn any_form_of_a_term_leads_to_the_others_of_its_groups() {
        let synonyms =
            synonyms(&[&["late data", "out-of-order events"], &["Kafka", "MSK"], &["kafka", "log"]]);
        assert_eq!(others(&synonyms, "late data"), ["out order event"]);
        assert_eq!(others(&synonyms, "out of order event"), ["late data"]);
        assert_eq!(others(&synonyms, "Kafka"), ["msk", "log"]);
        assert_eq!(others(&synonyms, "late"), Vec::<String>::new());
        assert_eq!(synonyms.beginning("k"), BTreeSet::from([1, 2]));
        assert_eq!(synonyms.beginning("la"), BTreeSet::new(), "late data are two words");
    }

    #[test]
    fn a_text_is_tagged_with_what_it_speaks_of() {
        let group = |terms: &[&str]| terms.iter().map(|term| (*term).to_owned()).collect::<Vec<_>>();
        let groups = [group(&["late data", "late events"]), group(&["DLQ", "dead letter queue"])];
        let mut tagger = Tagger::of(OwnedBytes::new(file(&groups)));
        assert_eq!(tagger.tags("A late event goes to the dead-letter queue. Late events!"), "g0 g1 g0");
        assert_eq!(tagger.tags("the letter is late"), "");
    }

    #[test]
    fn no_synonyms_are_fine() {
        assert_eq!(others(&synonyms(&[]), "late"), Vec::<String>::new());
        assert_eq!(others(&synonyms(&[&["alone"]]), "alone"), Vec::<String>::new());
        assert_eq!(others(&Synonyms::of(OwnedBytes::new(vec![0xff])), "late"), Vec::<String>::new());
    }
}
