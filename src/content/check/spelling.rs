//! Names of technologies in prose, written as the lexicon writes them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Findings, Scene, walk};
use crate::diagnostic::Diagnostic;

/// Finds `Dynamo DB` where the lexicon says `DynamoDB`. Only names with a capital inside are looked for: other names
/// are words, too. Code is left alone.
pub fn check(scene: &Scene<'_>, findings: &mut Findings) {
    let names = names(scene.playbook.lexicon.technologies.iter().map(|technology| technology.title.as_str()));
    for body in walk::bodies(scene) {
        // A text inside YAML is looked for line by line, since its indentation is not part of it.
        let written = body.sheet.text.get(body.span.start..).unwrap_or_default();
        for (range, name) in misspelled(written_part(written, body.text), &names) {
            let span = body.span.start + range.start..body.span.start + range.end;
            let said = body.sheet.text.get(span.clone()).unwrap_or_default();
            let problem = Diagnostic::warning("technology-name", format!("`{said}` is called `{name}`"));
            findings.problems.push(problem.help(format!("write `{name}`")).at(body.sheet.place(span)));
        }
    }
}

/// The part of a file that holds a text: as many lines as the text has, and one more for the mark of a block.
fn written_part<'a>(written: &'a str, text: &str) -> &'a str {
    let lines = text.lines().count() + 1;
    let length: usize = written.split_inclusive('\n').take(lines).map(str::len).sum();
    written.get(..length).unwrap_or(written)
}

/// Words with a capital inside, by their small letters.
fn names<'a>(titles: impl Iterator<Item = &'a str>) -> BTreeMap<String, &'a str> {
    let words = titles.flat_map(|title| title.split(|c: char| !c.is_alphanumeric()));
    let is_camel = |word: &&str| {
        let letters: Vec<char> = word.chars().collect();
        letters.windows(2).any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase())
    };
    words.filter(is_camel).map(|word| (word.to_lowercase(), word)).collect()
}

/// Where a text writes a name in another way, and how it should.
fn misspelled<'a>(text: &str, names: &BTreeMap<String, &'a str>) -> Vec<(Range<usize>, &'a str)> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, range) in words.iter().enumerate() {
        let word = text.get(range.clone()).unwrap_or_default();
        if let Some(name) = names.get(&word.to_lowercase()) {
            if *name != word {
                found.push((range.clone(), *name));
            }
            continue;
        }
        let Some(next) = words.get(at + 1) else { continue };
        let between = text.get(range.end..next.start).unwrap_or_default();
        let both = format!("{word}{}", text.get(next.clone()).unwrap_or_default());
        if let Some(name) = names.get(&both.to_lowercase()).filter(|_| is_one_name(word, between, next.len()))
        {
            found.push((range.start..next.end, *name));
        }
    }
    found
}

/// Whether two words may be one name torn apart: `big query` may be two words, `Big Query`, `big-query` and `dynamo db`
/// are not.
fn is_one_name(first: &str, between: &str, second_length: usize) -> bool {
    between == "-" || (between == " " && (first.starts_with(char::is_uppercase) || second_length <= 2))
}

/// The words of a text outside of code, addresses and anchors.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut until: Option<char> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match until {
            Some(end) if c == end => until = None,
            None if c == '`' => until = Some('`'),
            None if c == '(' && before == ']' => until = Some(')'),
            None if c == '{' => until = Some('}'),
            None if c.is_alphanumeric() => match words.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end += c.len_utf8(),
                None => words.push(at..at + c.len_utf8()),
            },
            Some(_) | None => {}
        }
        before = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_the_lexicon_writes_it() {
        let names = names(["Amazon DynamoDB", "BigQuery", "Apache Kafka"].into_iter());
        let found = |text: &str| -> Vec<String> {
            let found = misspelled(text, &names).into_iter();
            found.map(|(range, name)| format!("{} -> {name}", text.get(range).unwrap())).collect()
        };
        assert_eq!(
            found("Put it into Dynamo DB or big-query."),
            ["Dynamo DB -> DynamoDB", "big-query -> BigQuery"]
        );
        assert_eq!(found("A Dynamodb table."), ["Dynamodb -> DynamoDB"]);
        assert_eq!(found("into dynamo db"), ["dynamo db -> DynamoDB"]);
        assert_eq!(found("DynamoDB, BigQuery, kafka, a big query"), Vec::<String>::new());
        assert_eq!(found("`dynamodb` in code, [a page](dynamodb), {dynamodb}"), Vec::<String>::new());
    }
}
