//! Problems with content, as data: what is wrong, where, and what to do next.
//!
//! Knows how to cut the line a problem stands on out of a file. Does not know how it is drawn.

use std::fmt;
use std::ops::Range;

/// The longest part of a line that is kept, in characters; files may hold lines of a megabyte.
const EXCERPT: usize = 400;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The thing it is about is left out, and a check fails.
    Error,
    /// Works, and is probably not meant.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word for it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where a problem stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file, as people would name it.
    pub file: String,
    /// From 1; 0 for the file as a whole.
    pub line: usize,
    /// From 1, in characters; 0 for the file as a whole.
    pub column: usize,
    /// The line, or the part of a very long one around the problem.
    pub excerpt: String,
    /// What of the excerpt is meant, in bytes, on character boundaries.
    pub mark: Range<usize>,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: &str) -> Self {
        Self { file: clean(file), line: 0, column: 0, excerpt: String::new(), mark: 0..0 }
    }

    /// The bytes `span` of `text`, which is the whole text of the file. A span over several lines is cut at
    /// the end of the first; a span beyond the text is the end of the text.
    pub fn in_text(file: &str, text: &str, span: Range<usize>) -> Self {
        let start = boundary(text, span.start);
        let (before, rest) = text.split_at(start);
        let before_line = before.rsplit('\n').next().unwrap_or_default();
        let after_line = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let marked = boundary(after_line, span.end.saturating_sub(start));
        let (marked, after_line) = after_line.split_at(marked);

        let lead: Vec<char> = before_line.chars().rev().take(EXCERPT / 4).collect();
        let lead: String = lead.into_iter().rev().collect();
        let mut excerpt = clean_but_tabs(&lead);
        let begin = excerpt.len();
        excerpt.push_str(&clean_but_tabs(&marked.chars().take(EXCERPT / 2).collect::<String>()));
        let end = excerpt.len();
        excerpt.push_str(&clean_but_tabs(&after_line.chars().take(EXCERPT / 4).collect::<String>()));
        Self {
            file: clean(file),
            line: before.matches('\n').count() + 1,
            column: before_line.chars().count() + 1,
            excerpt,
            mark: begin..end,
        }
    }

    /// Whether the excerpt begins where the line begins.
    pub fn begins_line(&self) -> bool {
        self.excerpt.get(..self.mark.start).is_some_and(|before| before.chars().count() + 1 == self.column)
    }
}

/// The nearest character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// `text` without anything a terminal could take for a command: control characters and characters that
/// change the direction of writing are shown as `\u{fffd}`, tabs as a blank.
pub fn clean(text: &str) -> String {
    clean_but_tabs(text).replace('\t', " ")
}

/// In a line of source, a tab is a tab; whoever draws the line sees to its width.
fn clean_but_tabs(text: &str) -> String {
    text.chars().map(|c| if c != '\t' && is_unclean(c) { '\u{fffd}' } else { c }).collect()
}

/// Whether a character is refused in content: C0 and C1 controls, and overrides and isolates of the writing
/// direction. Line feed and tab are controls too; callers that allow them say so.
pub fn is_unclean(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// One problem: one fact, one place, one next step.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Where, if it stands anywhere.
    pub place: Option<Place>,
    /// How bad.
    pub severity: Severity,
    /// Stable, for filters and searches: `unknown-id`.
    pub code: &'static str,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A problem of this severity.
    pub fn new(severity: Severity, code: &'static str, message: impl AsRef<str>) -> Self {
        Self { place: None, severity, code, message: clean(message.as_ref()), help: None }
    }

    /// An error.
    pub fn error(code: &'static str, message: impl AsRef<str>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl AsRef<str>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note.
    pub fn note(code: &'static str, message: impl AsRef<str>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// Where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// What to do next.
    #[must_use]
    pub fn help(mut self, help: impl AsRef<str>) -> Self {
        self.help = Some(clean(help.as_ref()));
        self
    }

    /// What problems are sorted by: file, line, column, severity. Those that stand nowhere come first.
    pub fn order(&self) -> (&str, usize, usize, Severity) {
        let place = self.place.as_ref();
        let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
        (place.map_or("", |place| &place.file), line, column, self.severity)
    }

    /// Whether it fails a check.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Diagnostic {
    /// One line: `file:line:column: error[code]: message; help`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{}:", place.file)?;
            if place.line > 0 {
                write!(f, "{}:{}:", place.line, place.column)?;
            }
            f.write_str(" ")?;
        }
        write!(f, "{}[{}]: {}", self.severity.id(), self.code, self.message)?;
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        Ok(())
    }
}

/// The candidate that `word` was most likely meant to be, if any is near: at most a third of the letters
/// differ, swaps of neighbors counting once. The first of several equally near ones wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = |text: &str| text.chars().flat_map(char::to_lowercase).take(64).collect::<String>();
    let length = |text: &str| text.chars().count();
    let word = folded(word);
    let limit = length(&word).div_ceil(3);
    let near = candidates.into_iter().filter_map(|candidate| {
        let other = folded(candidate);
        if length(&other).abs_diff(length(&word)) > limit {
            return None;
        }
        let distance = strsim::osa_distance(&word, &other);
        (distance <= limit && distance < length(&other)).then_some((distance, candidate))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let text = "a: b\nwört: x: y\n";
        let at = text.find("x:").unwrap();
        let place = Place::in_text("f.yaml", text, at..at + 1);
        assert_eq!((place.line, place.column, place.excerpt.as_str()), (2, 7, "wört: x: y"));
        assert_eq!(place.excerpt.get(place.mark), Some("x"));
    }

    #[test]
    fn a_place_never_leaves_the_text() {
        let text = "é\nü";
        for start in 0..8 {
            for end in 0..8 {
                let place = Place::in_text("f", text, start..end);
                assert!(place.excerpt.get(place.mark.clone()).is_some(), "{start}..{end}");
            }
        }
    }

    #[test]
    fn a_line_of_a_megabyte_is_cut_around_the_problem() {
        let text = "x".repeat(1 << 20);
        let place = Place::in_text("f", &text, 600_000..700_000);
        assert_eq!(place.column, 600_001);
        assert!(place.excerpt.len() <= EXCERPT);
    }

    #[test]
    fn nothing_a_terminal_obeys_survives_in_a_problem() {
        let problem =
            Diagnostic::error("x", "a\u{1b}[2J\tb\u{202e}").at(Place::in_text("f\u{7}", "\u{9b}c", 0..2));
        assert!(!problem.to_string().chars().any(is_unclean), "{problem}");
        assert!(!problem.place.unwrap().excerpt.chars().any(is_unclean));
    }

    #[test]
    fn the_nearest_name_is_suggested_and_a_stranger_is_not() {
        let names = ["freshness", "volume", "peak", "retention"];
        assert_eq!(nearest("fresness", names), Some("freshness"));
        assert_eq!(nearest("voluem", names), Some("volume"));
        assert_eq!(nearest("Peak", names), Some("peak"));
        assert_eq!(nearest("kafka", names), None);
        assert_eq!(nearest("", names), None);
    }
}
