//! Words and phrases that mean the same, ready to be looked up without reading the lexicon again.
//!
//! The file has two parts with an empty line between them: lines `stems TAB group`, sorted; and one line for each
//! group, its phrases of stems with `|` between them, in the order they were given: the usual ones first.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{folded, stem};

/// The longest phrase that is looked up in a query, in words.
pub const LONGEST: usize = 4;

/// The file for these groups.
pub fn file(groups: &[Vec<String>]) -> Vec<u8> {
    let groups: Vec<Vec<String>> =
        groups.iter().map(|group| stemmed(group)).filter(|group| group.len() > 1).collect();
    let mut keys: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        for stems in group {
            keys.entry(stems).or_default().push(number.to_string());
        }
    }
    let keys = keys.iter().map(|(stems, numbers)| format!("{stems}\t{}", numbers.join(",")));
    let groups = groups.iter().map(|group| group.join("|"));
    let lines: Vec<String> = keys.chain([String::new()]).chain(groups).collect();
    lines.join("\n").into_bytes()
}

/// The terms of a group as stems, each once.
fn stemmed(group: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let stems = |term: &String| folded(term).iter().map(|word| stem(word)).collect::<Vec<_>>().join(" ");
    group.iter().map(stems).filter(|stems| !stems.is_empty() && seen.insert(stems.clone())).collect()
}

/// The groups of a file.
#[derive(Debug, Default)]
pub struct Synonyms {
    keys: Vec<String>,
    groups: Vec<String>,
}

impl Synonyms {
    /// Reads a file of [`file()`].
    pub fn of(bytes: &[u8]) -> Self {
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let mut lines = text.split('\n');
        let keys = lines.by_ref().take_while(|line| !line.is_empty()).map(str::to_owned).collect();
        Self { keys, groups: lines.map(str::to_owned).collect() }
    }

    /// Other ways to say these stems, each as its stems.
    pub fn others(&self, stems: &[String]) -> Vec<Vec<String>> {
        let wanted = stems.join(" ");
        let key = |line: &String| line.split_once('\t').map_or(line.as_str(), |(key, _)| key).to_owned();
        let Ok(place) = self.keys.binary_search_by(|line| key(line).cmp(&wanted)) else { return Vec::new() };
        let numbers =
            self.keys.get(place).and_then(|line| line.split_once('\t')).map_or("", |(_, numbers)| numbers);
        let groups = numbers.split(',').filter_map(|number| self.groups.get(number.parse::<usize>().ok()?));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn synonyms(groups: &[&[&str]]) -> Synonyms {
        let groups: Vec<Vec<String>> =
            groups.iter().map(|group| group.iter().map(|term| (*term).to_owned()).collect()).collect();
        Synonyms::of(&file(&groups))
    }

    fn others(synonyms: &Synonyms, text: &str) -> Vec<String> {
        let stems: Vec<String> = folded(text).iter().map(|word| stem(word)).collect();
        synonyms.others(&stems).iter().map(|other| other.join(" ")).collect()
    }

    #[test]
    fn any_form_of_a_term_leads_to_the_others_of_its_groups() {
        let synonyms =
            synonyms(&[&["late data", "out-of-order events"], &["Kafka", "MSK"], &["kafka", "log"]]);
        assert_eq!(others(&synonyms, "late data"), ["out of order event"]);
        assert_eq!(others(&synonyms, "out of order event"), ["late data"]);
        assert_eq!(others(&synonyms, "Kafka"), ["msk", "log"]);
        assert_eq!(others(&synonyms, "late"), Vec::<String>::new());
    }

    #[test]
    fn no_synonyms_are_fine() {
        assert_eq!(others(&synonyms(&[]), "late"), Vec::<String>::new());
        assert_eq!(others(&synonyms(&[&["alone"]]), "alone"), Vec::<String>::new());
        assert_eq!(others(&Synonyms::of(&[0xff]), "late"), Vec::<String>::new());
    }
}
