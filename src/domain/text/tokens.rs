//! From characters to tokens, each with its bytes in the original and what stands before it.

use std::iter::Peekable;
use std::str::CharIndices;

use super::fold::{expand, is_apostrophe, is_word_char, push_folded};
use super::stem::stem;
use super::{Gap, Mark, Token};

/// Lines at least this long, in characters, may have been broken by an editor rather than by the writer.
const LONG_LINE: usize = 60;

/// The tokens of a text, and what stands after the last.
pub fn tokenize(source: &str) -> (Vec<Token>, Gap) {
    let mut reader = Reader {
        source,
        chars: source.char_indices().peekable(),
        tokens: Vec::new(),
        gap: Gap::default(),
        line: Line::default(),
    };
    while let Some((at, char)) = reader.chars.peek().copied() {
        if char.is_ascii_digit() {
            reader.number(at);
        } else if is_word_char(char) {
            reader.word(at);
        } else {
            reader.chars.next();
            reader.between(at, char);
        }
    }
    (reader.tokens, reader.gap)
}

/// What is known of the line that is being read.
#[derive(Default)]
struct Line {
    /// Whether only white space and bullets were seen so far.
    has_words: bool,
    is_quoted: bool,
    chars: usize,
}

struct Reader<'a> {
    source: &'a str,
    chars: Peekable<CharIndices<'a>>,
    tokens: Vec<Token>,
    gap: Gap,
    line: Line,
}

impl Reader<'_> {
    fn number(&mut self, start: usize) {
        let mut word = String::new();
        let mut end = start;
        while let Some((at, char)) = self.chars.peek().copied() {
            if char.is_ascii_digit() {
                word.push(char);
            } else if char == '.' && self.digits_after(at, 1) > 0 {
                if word.contains('.') {
                    break;
                }
                word.push('.');
            } else if !(matches!(char, ',' | '_' | '\'' | '’') && self.digits_after(at, char.len_utf8()) == 3)
            {
                break;
            }
            end = at + char.len_utf8();
            self.chars.next();
        }
        if !self.line.has_words && self.ends_bullet() {
            self.chars.next();
            self.strengthen(Mark::Block);
            return;
        }
        self.push(word, start..end, true);
    }

    /// `1.` or `2)` at the start of a line.
    fn ends_bullet(&mut self) -> bool {
        let Some((at, '.' | ')')) = self.chars.peek().copied() else { return false };
        let after = self.source.get(at + 1..).unwrap_or_default();
        after.starts_with([' ', '\t'])
    }

    fn digits_after(&self, at: usize, skip: usize) -> usize {
        let rest = self.source.get(at + skip..).unwrap_or_default();
        rest.bytes().take_while(u8::is_ascii_digit).count()
    }

    fn word(&mut self, start: usize) {
        let (mut word, mut ends) = (String::new(), Vec::new());
        let mut previous = ' ';
        while let Some((at, char)) = self.chars.peek().copied() {
            let inner_apostrophe = is_apostrophe(char) && previous != ' ' && self.letter_after(at, char);
            if !is_word_char(char) && !inner_apostrophe {
                break;
            }
            if char == 'I' && previous.is_lowercase() && self.is_id_suffix(at) {
                break;
            }
            push_folded(char, &mut word);
            ends.push(at + char.len_utf8());
            previous = char;
            self.chars.next();
        }
        self.push_parts(&word, start, &ends);
    }

    fn letter_after(&self, at: usize, char: char) -> bool {
        let rest = self.source.get(at + char.len_utf8()..).unwrap_or_default();
        rest.chars().next().is_some_and(char::is_alphabetic)
    }

    /// `tripId`: an id is a word of its own.
    fn is_id_suffix(&self, at: usize) -> bool {
        let rest = self.source.get(at..).unwrap_or_default();
        let suffix: String = rest.chars().take_while(|char| is_word_char(*char)).collect();
        matches!(suffix.as_str(), "Id" | "ID" | "Ids" | "IDs")
    }

    fn push_parts(&mut self, word: &str, start: usize, ends: &[usize]) {
        if word.is_empty() {
            return;
        }
        if self.with_slash(word, start) {
            return;
        }
        let (mut from, mut used) = (start, 0);
        for (part, chars) in expand(word, ends.len()) {
            used = (used + chars).min(ends.len());
            let end = used.checked_sub(1).and_then(|last| ends.get(last)).copied().unwrap_or(from);
            self.push(part, from..end.max(from), false);
            from = end.max(from);
        }
    }

    /// `w/`, `w/o` and `b/c`.
    fn with_slash(&mut self, word: &str, start: usize) -> bool {
        if !matches!(word, "w" | "b") || self.chars.peek().is_none_or(|(_, char)| *char != '/') {
            return false;
        }
        let rest: String = self.source.get(start + 2..).unwrap_or_default().chars().take(2).collect();
        let mut letters = rest.chars();
        let (next, after) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
        let ends = !is_word_char(after);
        let (full, length) = match (word, next.to_ascii_lowercase()) {
            ("w", 'o') if ends => ("without", 3),
            ("b", 'c') if ends => ("because", 3),
            ("w", _) => ("with", 2),
            _ => return false,
        };
        for _ in 1..length {
            self.chars.next();
        }
        self.push(full.to_owned(), start..start + length, false);
        true
    }

    fn push(&mut self, word: String, span: std::ops::Range<usize>, is_number: bool) {
        if word.is_empty() {
            return;
        }
        let gap = std::mem::take(&mut self.gap);
        let stem = if is_number { word.clone() } else { stem(&word) };
        self.tokens.push(Token { span, word, stem, gap, is_number, is_quoted: self.line.is_quoted });
        self.line.has_words = true;
        self.line.chars += 1;
    }

    fn strengthen(&mut self, mark: Mark) {
        self.gap.mark = self.gap.mark.max(mark);
    }

    fn between(&mut self, at: usize, char: char) {
        let next = self.chars.peek().map_or(' ', |(_, next)| *next);
        match char {
            '\n' => self.end_line(at),
            '%' => self.push("percent".to_owned(), at..at + 1, false),
            '$' => self.push("dollar".to_owned(), at..at + 1, false),
            '€' => self.push("euro".to_owned(), at..at + char.len_utf8(), false),
            '&' if next.is_whitespace() => self.push("and".to_owned(), at..at + 1, false),
            '?' => {
                self.gap.question = true;
                self.strengthen(Mark::Stop);
            }
            '!' => self.strengthen(Mark::Stop),
            '.' => self.dot(next),
            ';' | '…' => self.strengthen(Mark::Semicolon),
            ',' | '，' => self.strengthen(Mark::Comma),
            ':' | '=' if next == '>' => self.arrow(),
            ':' | '=' | '#' | '|' => self.strengthen(Mark::Colon),
            '(' | ')' | '[' | ']' | '{' | '}' => self.strengthen(Mark::Paren),
            '"' | '“' | '”' | '«' | '»' => self.strengthen(Mark::Quote),
            '→' | '⇒' | '➜' => self.arrow(),
            '-' | '–' | '—' | '_' | '/' | '\\' => self.stroke(char, next),
            '>' => self.angle(next),
            '*' | '•' | '·' | '▪' | '◦' if !self.line.has_words => self.strengthen(Mark::Block),
            char if is_apostrophe(char) => self.strengthen(Mark::Quote),
            _ => self.strengthen(Mark::Space),
        }
    }

    fn arrow(&mut self) {
        while matches!(self.chars.peek(), Some((_, '>' | '-' | '='))) {
            self.chars.next();
        }
        self.gap.arrow = true;
        self.strengthen(Mark::Arrow);
    }

    fn stroke(&mut self, char: char, next: char) {
        let spaced = self.gap.mark >= Mark::Space || !self.line.has_words;
        if matches!(char, '-' | '–' | '—') && next == '>' {
            self.arrow();
        } else if !self.line.has_words && matches!(char, '-' | '–' | '—') && next.is_whitespace() {
            self.strengthen(Mark::Block);
        } else if char == '—' || next == '-' || (spaced && next.is_whitespace()) {
            let mark = if matches!(char, '/' | '\\' | '_') { Mark::Space } else { Mark::Dash };
            self.strengthen(mark);
        } else {
            self.strengthen(Mark::Hyphen);
        }
    }

    fn angle(&mut self, next: char) {
        if !self.line.has_words {
            self.line.is_quoted = true;
            self.strengthen(Mark::Block);
        } else if next.is_whitespace() || self.gap.mark == Mark::Dash {
            self.arrow();
        } else {
            self.strengthen(Mark::Space);
        }
    }

    fn dot(&mut self, next: char) {
        if next == '.' {
            while matches!(self.chars.peek(), Some((_, '.'))) {
                self.chars.next();
            }
            self.strengthen(Mark::Semicolon);
            return;
        }
        let abbreviated = self.tokens.last().is_some_and(is_abbreviation) && self.gap.mark == Mark::Joined;
        if next.is_alphanumeric() || (abbreviated && next == ' ') {
            self.strengthen(Mark::Hyphen);
        } else {
            self.strengthen(Mark::Stop);
        }
    }

    /// A line that an editor broke is no end: it is long, and the next goes on in lower case.
    fn end_line(&mut self, at: usize) {
        let rest = self.source.get(at + 1..).unwrap_or_default();
        let next = rest.trim_start_matches([' ', '\t', '\r']);
        if next.is_empty() || next.starts_with('\n') {
            self.strengthen(Mark::Block);
        } else {
            let before = self.source.get(..at).unwrap_or_default();
            let length = before.chars().rev().take_while(|char| *char != '\n').count();
            let goes_on =
                next.starts_with(|char: char| char.is_lowercase() || char == '(') && length >= LONG_LINE;
            self.strengthen(if goes_on { Mark::Space } else { Mark::Line });
        }
        self.line = Line::default();
    }
}

/// A word behind which a dot does not end a sentence.
fn is_abbreviation(token: &Token) -> bool {
    matches!(token.word.as_str(), "e" | "g" | "i" | "vs" | "approx" | "ca" | "resp" | "incl")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        tokenize(source).0.into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn words_are_parted_at_spaces_hyphens_underscores_and_slashes() {
        assert_eq!(
            words("trip_requested event-time a/b tripId"),
            ["trip", "requested", "event", "time", "a", "b", "trip", "id"]
        );
    }

    #[test]
    fn a_number_is_parted_from_its_unit_and_loses_its_separators() {
        assert_eq!(
            words("15min 200GB 1,500,000 2.5TB 50k/s 5 % $300"),
            [
                "15", "min", "200", "gb", "1500000", "2.5", "tb", "50", "k", "s", "5", "percent", "dollar",
                "300"
            ]
        );
    }

    #[test]
    fn names_with_digits_stay_whole() {
        assert_eq!(words("S3, p99 and h3"), ["s3", "p99", "and", "h3"]);
    }

    #[test]
    fn arrows_bullets_and_quoted_lines_are_seen() {
        let (tokens, _) = tokenize("apps -> kafka => s3 > gold\n- first\n1. second\n> said before\nmine");
        let mark = |word: &str| tokens.iter().find(|token| token.word == word).unwrap();
        assert!(mark("kafka").gap.arrow && mark("s3").gap.arrow && mark("gold").gap.arrow);
        assert_eq!(mark("first").gap.mark, Mark::Block);
        assert_eq!(mark("second").gap.mark, Mark::Block);
        assert!(mark("before").is_quoted && !mark("mine").is_quoted);
        assert!(!tokens.iter().any(|token| token.word == "1"));
    }

    #[test]
    fn short_forms_of_notes_are_written_out() {
        assert_eq!(
            words("w/ kafka b/c cheap w/o ops"),
            ["with", "kafka", "because", "cheap", "without", "ops"]
        );
    }

    #[test]
    fn a_line_broken_by_an_editor_goes_on() {
        let long = "We read the stream with two consumers which keep their own position and go on their own because\nthey fail apart.";
        let (tokens, _) = tokenize(long);
        assert_eq!(tokens.iter().find(|token| token.word == "they").unwrap().gap.mark, Mark::Space);
        let (tokens, _) = tokenize("raw to s3\nspark every 5 min");
        assert_eq!(tokens.iter().find(|token| token.word == "spark").unwrap().gap.mark, Mark::Line);
    }
}
