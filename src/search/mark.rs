//! Marking what was looked for, and choosing the part of a text that shows it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::words::{Word, stem, words};
use crate::domain::hits::Marked;

/// The length of a snippet, in bytes, about two lines of a terminal.
const LENGTH: usize = 180;

/// How far before the first mark a snippet begins at most, in bytes.
const LEAD: usize = 40;

/// What is marked in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marker {
    /// Words with one of these stems.
    pub stems: BTreeSet<String>,
    /// Words that begin so.
    pub beginning: Option<String>,
}

impl Marker {
    /// The ranges of bytes to be marked.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        self.found(text).into_iter().map(|(_, word)| word.range).collect()
    }

    /// The part of a text with the most different words that were looked for, on one line. Where there are none,
    /// its beginning.
    pub fn snippet(&self, text: &str) -> Marked {
        let found = self.found(text);
        let start = found.iter().map(|(_, word)| word.range.start).max_by_key(|start| {
            let inside =
                found.iter().filter(|(_, word)| (*start..start + LENGTH - LEAD).contains(&word.range.start));
            let (stems, marks) = inside.fold((BTreeSet::new(), 0), |(mut stems, marks), (stem, _)| {
                stems.insert(stem);
                (stems, marks + 1)
            });
            (stems.len(), marks, std::cmp::Reverse(*start))
        });
        let range = cut(text, start.unwrap_or(0));
        let shown = text.get(range.clone()).unwrap_or_default();
        let one_line = one_line(shown);
        let marks = self.marks(&one_line);
        let (before, behind) = (range.start > 0, range.end < text.trim_end().len());
        framed(&one_line, &marks, before, behind)
    }

    fn found(&self, text: &str) -> Vec<(String, Word)> {
        words(text).into_iter().filter_map(|word| Some((self.matched(&word.folded)?, word))).collect()
    }

    /// What the word was found by. Stems are only made of words that begin like a stem that is looked for.
    fn matched(&self, folded: &str) -> Option<String> {
        if let Some(beginning) = self.beginning.as_ref().filter(|beginning| folded.starts_with(*beginning)) {
            return Some(beginning.clone());
        }
        let same_start = |stem: &&String| stem.chars().next() == folded.chars().next();
        self.stems.iter().find(same_start)?;
        let stem = stem(folded);
        self.stems.contains(&stem).then_some(stem)
    }
}

/// The range of whole words around a mark.
fn cut(text: &str, mark: usize) -> Range<usize> {
    let lead = text.floor_char_boundary(mark.saturating_sub(LEAD));
    let is_gap = |next: char| next.is_whitespace();
    let start = match text.get(lead..mark) {
        Some(before) if lead > 0 => before.find(is_gap).map_or(mark, |gap| lead + gap),
        _ => 0,
    };
    let limit = text.floor_char_boundary(start + LENGTH);
    let end = match text.get(start..limit) {
        Some(shown) if limit < text.len() => shown.rfind(is_gap).map_or(limit, |gap| start + gap),
        _ => text.len(),
    };
    start..end.max(start)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn framed(text: &str, marks: &[Range<usize>], before: bool, behind: bool) -> Marked {
    let lead = if before { "... " } else { "" };
    let marks = marks.iter().map(|mark| mark.start + lead.len()..mark.end + lead.len()).collect();
    Marked { text: format!("{lead}{text}{}", if behind { " ..." } else { "" }), marks }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marker(stems: &[&str], beginning: Option<&str>) -> Marker {
        Marker {
            stems: stems.iter().map(|stem| (*stem).to_owned()).collect(),
            beginning: beginning.map(str::to_owned),
        }
    }

    fn marked(marked: &Marked) -> Vec<&str> {
        marked.marks.iter().map(|mark| marked.text.get(mark.clone()).unwrap()).collect()
    }

    #[test]
    fn all_forms_of_a_word_are_marked() {
        let marker = marker(&["arriv", "late"], Some("wat"));
        let text = "Late arrivals arrive behind the Watermark.";
        let marks: Vec<&str> = marker.marks(text).into_iter().map(|mark| text.get(mark).unwrap()).collect();
        assert_eq!(marks, ["Late", "arrivals", "arrive", "Watermark"]);
    }

    #[test]
    fn a_snippet_shows_the_part_with_most_of_the_words() {
        let filler = "Nothing of note stands in this sentence, which only fills the page. ".repeat(8);
        let text = format!("Late once. {filler}\nLate rows arrive\n\nafter the cut. {filler}");
        let snippet = marker(&["arriv", "late"], None).snippet(&text);
        assert_eq!(marked(&snippet), ["Late", "arrive"]);
        assert!(snippet.text.starts_with("... ") && snippet.text.ends_with(" ..."), "{}", snippet.text);
        assert!(snippet.text.contains("Late rows arrive after the cut."), "{}", snippet.text);
    }

    #[test]
    fn without_a_mark_a_snippet_is_the_beginning() {
        let snippet = marker(&["kappa"], None).snippet("One line.\nAnother.");
        assert_eq!((snippet.text.as_str(), snippet.marks.len()), ("One line. Another.", 0));
    }

    proptest! {
        #[test]
        fn snippets_of_any_text_are_cut_at_characters(text in "(?s)(.{0,20}(late|L\u{e1}te|\u{4e2d}\u{6587}) ?){0,40}") {
            let snippet = marker(&["late", "\u{4e2d}\u{6587}"], Some("l")).snippet(&text);
            prop_assert!(snippet.text.len() <= LENGTH + 8 + text.len() / 4 * usize::from(!text.contains(' ')));
            for mark in &snippet.marks {
                prop_assert!(snippet.text.get(mark.clone()).is_some_and(|marked| !marked.is_empty()));
            }
        }
    }
}
