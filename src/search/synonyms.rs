//! Words and phrases that mean the same, ready to be looked up without reading the lexicon, nor all of this file.
//!
//! The file has lines `stems TAB groups`, sorted, the stems in alphabetical order, since "events that are late" are
//! late events; so many of them make a leaf, and a list of where the leaves begin stands in front. Behind them is one
//! line for each group, its phrases of stems with `|` between them, in the order they were given: the usual ones
//! first.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::cache::Part;
use super::weights;
use super::words::{folded, is_empty_word, is_negation, stem, telling_stems};

/// The longest phrase that is looked up in a query, in words.
pub const LONGEST: usize = 5;

/// How many lines are looked through to find one.
const LEAF: usize = 64;
/// The lengths of the list of leaves, of the leaves, and of the list of groups.
const HEADER: usize = 3 * NUMBER;
/// The length of a number.
const NUMBER: usize = 4;

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
    let (mut front, mut leaves) = (String::new(), String::new());
    for (place, (stems, numbers)) in keys.iter().enumerate() {
        if place % LEAF == 0 {
            front.extend([stems, "\t", &leaves.len().to_string(), "\n"]);
        }
        leaves.extend([stems, "\t", &listed(numbers), "\n"]);
    }
    let (mut ends, mut all) = (Vec::new(), String::new());
    for group in &groups {
        all += &group.join("|");
        ends.extend(number(all.len()));
    }
    let header = [front.len(), leaves.len(), ends.len()].map(number).concat();
    [header.as_slice(), front.as_bytes(), leaves.as_bytes(), &ends, all.as_bytes()].concat()
}

fn number(length: usize) -> [u8; NUMBER] {
    (length as u32).to_le_bytes()
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

/// The groups of a file, of which only what is looked up is read.
#[derive(Debug)]
pub struct Synonyms {
    file: Part,
    /// The first stems of each leaf, and where it begins.
    leaves: Vec<(String, usize)>,
    /// Where the leaves are.
    lines: Range<usize>,
    /// Where it says where groups end.
    ends: Range<usize>,
}

impl Synonyms {
    /// Reads a file of [`file()`]; one that is none has no groups.
    pub fn of(file: Part) -> Self {
        let lengths = file.get(0..HEADER);
        let length = |place: usize| number_at(&lengths, place);
        let front = HEADER..HEADER + length(0);
        let lines = front.end..front.end + length(1);
        let ends = lines.end..lines.end + length(2);
        let begins = |line: &str| {
            let (stems, start) = line.split_once('\t')?;
            Some((stems.to_owned(), start.parse().ok()?))
        };
        let front = file.get(front);
        let leaves = text(&front).lines().filter_map(begins).collect();
        Self { file, leaves, lines, ends }
    }

    /// The lines of a leaf.
    fn leaf(&self, place: usize) -> String {
        let start = |place: usize| Some(self.lines.start + self.leaves.get(place)?.1);
        let Some(begin) = start(place) else { return String::new() };
        text(&self.file.get(begin..start(place + 1).unwrap_or(self.lines.end))).to_owned()
    }

    /// The leaf in which stems are, if they are anywhere.
    fn place(&self, stems: &str) -> usize {
        self.leaves.partition_point(|(first, _)| first.as_str() <= stems).saturating_sub(1)
    }

    /// The phrases of a group, with `|` between them.
    fn group(&self, place: usize) -> Option<String> {
        let at = self.ends.start + place * NUMBER;
        let end = |at: usize| number_at(&self.file.get(at..at + NUMBER), 0);
        let start = if place == 0 { 0 } else { end(at - NUMBER) };
        let range = self.ends.end + start..self.ends.end + end(at);
        (at < self.ends.end).then(|| text(&self.file.get(range)).to_owned())
    }

    fn all_groups(&self) -> impl Iterator<Item = String> {
        (0..self.ends.len() / NUMBER).filter_map(|place| self.group(place))
    }

    /// The numbers of the groups that these stems belong to.
    pub fn groups(&self, stems: &[String]) -> Vec<usize> {
        let wanted = key(stems.iter().map(String::as_str));
        let leaf = self.leaf(self.place(&wanted));
        let lines = leaf.lines().filter_map(|line| line.split_once('\t'));
        let found = lines.filter(|(stems, _)| *stems == wanted).flat_map(|(_, numbers)| numbers_of(numbers));
        found.collect()
    }

    /// The numbers of the groups that have a word beginning so: abbreviations that no text spells out.
    pub fn beginning(&self, typed: &str) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut words = 0;
        for place in self.place(typed)..self.leaves.len() {
            let leaf = self.leaf(place);
            for (stems, numbers) in leaf.lines().filter_map(|line| line.split_once('\t')) {
                let is_behind = stems > typed && !stems.starts_with(typed);
                if is_behind || words == weights::SYNONYMS {
                    return found;
                }
                if stems.starts_with(typed) && !stems.contains(' ') {
                    words += 1;
                    found.extend(numbers_of(numbers));
                }
            }
        }
        found
    }

    /// Other ways to say these stems, each as its stems.
    pub fn others(&self, stems: &[String]) -> Vec<Vec<String>> {
        let wanted = stems.join(" ");
        let mut others: Vec<Vec<String>> = Vec::new();
        for group in self.groups(stems).into_iter().filter_map(|place| self.group(place)) {
            for other in group.split('|').filter(|other| *other != wanted) {
                let other = other.split(' ').map(str::to_owned).collect();
                if !others.contains(&other) {
                    others.push(other);
                }
            }
        }
        others
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

fn numbers_of(list: &str) -> impl Iterator<Item = usize> {
    list.split(',').filter_map(|number| number.parse().ok())
}

/// A number of a list of them; 0 where there is none.
fn number_at(list: &[u8], place: usize) -> usize {
    let bytes = list.get(place * NUMBER..(place + 1) * NUMBER).and_then(|bytes| bytes.try_into().ok());
    u32::from_le_bytes(bytes.unwrap_or_default()) as usize
}

/// Finds in any text which groups it speaks of.
pub struct Tagger {
    /// Terms by their first stem: the stems behind it, and the tag of the group.
    terms: HashMap<String, Vec<(Vec<String>, String)>>,
    stems: HashMap<String, String>,
}

impl Tagger {
    /// Of a file of [`file()`].
    pub fn of(file: Part) -> Self {
        let mut terms: HashMap<String, Vec<(Vec<String>, String)>> = HashMap::new();
        for (number, group) in Synonyms::of(file).all_groups().enumerate() {
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
        Synonyms::of(Part::of(file(&groups)))
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
        let mut tagger = Tagger::of(Part::of(file(&groups)));
        assert_eq!(tagger.tags("A late event goes to the dead-letter queue. Late events!"), "g0 g1 g0");
        assert_eq!(tagger.tags("the letter is late"), "");
    }

    #[test]
    fn each_of_many_groups_is_found() {
        let name = |number: usize, ending: &str| format!("q{number:04}{ending}");
        let groups: Vec<Vec<String>> =
            (0..LEAF * 5 + 3).map(|number| vec![name(number, "x"), name(number, "y")]).collect();
        let synonyms = Synonyms::of(Part::of(file(&groups)));
        for (number, group) in groups.iter().enumerate() {
            assert_eq!(others(&synonyms, &group[0]), [telling_stems(&group[1]).join(" ")]);
            assert!(synonyms.beginning(&name(number, "")).contains(&number), "{number}");
        }
        assert_eq!(others(&synonyms, "a"), Vec::<String>::new());
        assert_eq!(others(&synonyms, "zz"), Vec::<String>::new());
        assert_eq!(synonyms.beginning("zz"), BTreeSet::new());
        assert_eq!(synonyms.beginning("q").len(), weights::SYNONYMS / 2);
    }

    #[test]
    fn no_synonyms_are_fine() {
        assert_eq!(others(&synonyms(&[]), "late"), Vec::<String>::new());
        assert_eq!(others(&synonyms(&[&["alone"]]), "alone"), Vec::<String>::new());
        assert_eq!(others(&Synonyms::of(Part::of(vec![0xff; 40])), "late"), Vec::<String>::new());
    }
}
