//! One line of the whiteboard language, cut into names, arrows, commas and a label.

use std::ops::Range;

/// Which way an arrow points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrow {
    /// `->`
    Right,
    /// `<-`
    Left,
    /// `<->`
    Both,
}

/// What a piece of a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    Name(String),
    /// A name with what is shown instead of it, as Mermaid writes them: `a[Apps]`.
    Shape(String, String),
    Arrow(Arrow),
    /// What stands between bars behind an arrow, as in Mermaid: `->|raw json|`; may be empty.
    HopLabel(String),
    Comma,
    /// `=` of an alias.
    Equals,
    /// What stands behind the colon; may be empty.
    Label(String),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// Bytes of the whole text.
    pub span: Range<usize>,
}

/// What stands in front of a group's members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bracket {
    None,
    /// Never closed.
    Open(Range<usize>),
    Title(String, Range<usize>),
}

/// A line, cut up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scanned {
    pub bracket: Bracket,
    pub tokens: Vec<Token>,
    pub open_quote: Option<Range<usize>>,
    /// The beginning of an arrow at the end of the line: `-` or `<-`.
    pub dangling: Option<Range<usize>>,
}

/// Cuts up one line that begins at byte `start` of the text.
pub(super) fn line(written: &str, start: usize) -> Scanned {
    let mut scanner = Scanner::new(written, start);
    let bracket = scanner.bracket();
    scanner.tokens();
    Scanned { bracket, tokens: scanner.tokens, open_quote: scanner.open_quote, dangling: scanner.dangling }
}

/// What is shown of a written name or label: blanks as single spaces, nothing that a terminal would obey or that would
/// turn the reading direction around.
fn clean(text: &str) -> String {
    let mut clean = String::new();
    for c in text.chars() {
        if c.is_whitespace() {
            if !clean.is_empty() && !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !is_dangerous(c) {
            clean.push(c);
        }
    }
    while clean.ends_with(' ') {
        clean.pop();
    }
    clean
}

/// Control characters, overrides of the reading direction, invisible marks.
fn is_dangerous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}' | '\u{00ad}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

struct Scanner {
    chars: Vec<(usize, char)>,
    at: usize,
    end: usize,
    tokens: Vec<Token>,
    name: String,
    name_start: Option<usize>,
    name_end: usize,
    /// Whether part of the name stood in quotes.
    is_quoted: bool,
    has_arrow: bool,
    open_quote: Option<Range<usize>>,
    dangling: Option<Range<usize>>,
}

impl Scanner {
    fn new(written: &str, start: usize) -> Self {
        let chars: Vec<(usize, char)> =
            written.char_indices().map(|(offset, c)| (start + offset, c)).collect();
        let mut scanner = Self {
            chars,
            at: 0,
            end: start + written.len(),
            tokens: Vec::new(),
            name: String::new(),
            name_start: None,
            name_end: start,
            is_quoted: false,
            has_arrow: false,
            open_quote: None,
            dangling: None,
        };
        scanner.has_arrow = (0..scanner.chars.len()).any(|at| scanner.arrow_at(at).is_some());
        scanner
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|&(_, c)| c)
    }

    fn byte(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.end, |&(byte, _)| byte)
    }

    fn is_blank(&self, at: usize) -> bool {
        self.char(at).is_none_or(char::is_whitespace)
    }

    fn text(&self, from: usize, to: usize) -> String {
        clean(&self.chars[from..to].iter().map(|&(_, c)| c).collect::<String>())
    }

    /// `[title]` at the head of the line.
    fn bracket(&mut self) -> Bracket {
        while self.at < self.chars.len() && self.is_blank(self.at) {
            self.at += 1;
        }
        if self.char(self.at) != Some('[') {
            return Bracket::None;
        }
        let open = self.at;
        let Some(close) = (open..self.chars.len()).find(|&at| self.char(at) == Some(']')) else {
            return Bracket::Open(self.byte(open)..self.end);
        };
        self.at = close + 1;
        let title = self.text(open + 1, close);
        Bracket::Title(title.trim_matches('"').trim().to_owned(), self.byte(open)..self.byte(close + 1))
    }

    fn tokens(&mut self) {
        while let Some(c) = self.char(self.at) {
            if self.is_comment() {
                break;
            }
            if let Some((arrow, length)) = self.arrow_at(self.at) {
                self.push(TokenKind::Arrow(arrow), length);
            } else if self.is_dangling() {
                self.flush();
                self.dangling = Some(self.byte(self.at)..self.end);
                return;
            } else if c == '|' && self.is_behind_arrow() {
                self.hop_label();
            } else if is_quote(c) && self.name.trim().is_empty() {
                self.quoted();
            } else if c == ',' && !self.is_enclosed() {
                self.push(TokenKind::Comma, 1);
            } else if c == '=' && !self.has_arrow && self.tokens.is_empty() && self.name_start.is_some() {
                self.push(TokenKind::Equals, 1);
            } else if self.is_label() {
                self.label();
                return;
            } else {
                self.letter(c);
            }
        }
        self.flush();
    }

    /// `#` at the head of the line, or alone between blanks.
    fn is_comment(&self) -> bool {
        let head = || self.chars[..self.at].iter().all(|&(_, c)| c.is_whitespace());
        self.char(self.at) == Some('#')
            && (head() || self.is_blank(self.at - 1) && self.is_blank(self.at + 1))
    }

    /// An arrow that begins here, with its length in characters.
    fn arrow_at(&self, at: usize) -> Option<(Arrow, usize)> {
        match self.char(at)? {
            '→' | '⟶' | '⇒' | '➔' => Some((Arrow::Right, 1)),
            '←' | '⟵' | '⇐' => Some((Arrow::Left, 1)),
            '↔' | '⇔' | '⟷' => Some((Arrow::Both, 1)),
            shaft @ ('-' | '=') => {
                let length = self.shaft(at, shaft);
                (self.char(at + length) == Some('>')).then_some((Arrow::Right, length + 1))
            }
            '<' => {
                let shaft = self.char(at + 1).filter(|c| matches!(c, '-' | '='))?;
                let length = self.shaft(at + 1, shaft);
                match self.char(at + 1 + length) {
                    Some('>') => Some((Arrow::Both, length + 2)),
                    Some(_) => Some((Arrow::Left, length + 1)),
                    None => None,
                }
            }
            _ => None,
        }
    }

    /// Whether the place is inside brackets, as in `clients (web, mobile)`.
    fn is_enclosed(&self) -> bool {
        [('(', ')'), ('[', ']'), ('{', '}')].into_iter().any(|(open, close)| {
            let opened = self.name.matches(open).count() > self.name.matches(close).count();
            let separator = |at: &usize| self.arrow_at(*at).is_some() || self.char(*at) == Some(open);
            let mut rest = self.at..self.chars.len();
            opened && rest.by_ref().take_while(|at| !separator(at)).any(|at| self.char(at) == Some(close))
        })
    }

    /// Whether nothing but blanks was written since the last arrow.
    fn is_behind_arrow(&self) -> bool {
        let last = self.tokens.last().map(|token| &token.kind);
        matches!(last, Some(TokenKind::Arrow(_))) && self.name.trim().is_empty()
    }

    /// `|raw json|`, or what there is of it so far.
    fn hop_label(&mut self) {
        let open = self.at;
        let close = (open + 1..self.chars.len()).find(|&at| self.char(at) == Some('|'));
        let to = close.unwrap_or(self.chars.len());
        let text = self.text(open + 1, to);
        let end = (to + 1).min(self.chars.len());
        let span = self.byte(open)..self.byte(end);
        let text = text.trim_matches('"').trim().to_owned();
        self.name.clear();
        self.tokens.push(Token { kind: TokenKind::HopLabel(text), span });
        self.at = end;
    }

    fn shaft(&self, at: usize, shaft: char) -> usize {
        (at..self.chars.len()).take_while(|&at| self.char(at) == Some(shaft)).count()
    }

    /// Whether nothing but the beginning of an arrow is left of the line.
    fn is_dangling(&self) -> bool {
        let begins = matches!(self.char(self.at), Some('-' | '<' | '='));
        let apart = self.at == 0 || self.is_blank(self.at - 1);
        let rest = &self.chars[self.at..];
        let alias = self.char(self.at) == Some('=') && !self.has_arrow && self.tokens.is_empty();
        begins
            && apart
            && !alias
            && rest.iter().all(|&(_, c)| matches!(c, '-' | '<' | '=') || c.is_whitespace())
    }

    /// A colon with a blank beside it, or the last one behind the last arrow, so that `s3://bucket`, `10:30` and
    /// `broker:9092` are names and `kafka:12k/s` is not.
    fn is_label(&self) -> bool {
        let colon = self.char(self.at) == Some(':');
        let apart = self.is_blank(self.at + 1) || self.at > 0 && self.is_blank(self.at - 1);
        colon && self.has_arrow && (apart || self.is_tight_label())
    }

    fn is_tight_label(&self) -> bool {
        let is_colon = |at: usize| self.char(at) == Some(':');
        let is_apart = |at: usize| is_colon(at) && (self.is_blank(at + 1) || self.is_blank(at - 1));
        let rest = self.at + 1..self.chars.len();
        let word: Vec<char> =
            rest.clone().map_while(|at| self.char(at).filter(|c| !c.is_whitespace())).collect();
        let is_number = word.iter().all(|c| c.is_ascii_digit() || matches!(c, ',' | ':'));
        let is_path = self.name.contains("://")
            || word.first().is_some_and(|c| matches!(c, '/' | '\\' | ':'))
            || self.at > 0 && is_colon(self.at - 1);
        let is_last = !rest.clone().any(|at| self.arrow_at(at).is_some() || is_apart(at));
        let has_gone = self.tokens.iter().any(|token| matches!(token.kind, TokenKind::Arrow(_)));
        has_gone && is_last && !is_path && !is_number && !self.name.trim().is_empty()
    }

    fn label(&mut self) {
        self.flush();
        let from = self.at + 1;
        let comment = (from..self.chars.len())
            .find(|&at| self.char(at) == Some('#') && self.is_blank(at - 1) && self.is_blank(at + 1));
        let to = comment.unwrap_or(self.chars.len());
        let span = self.byte(self.at)..self.byte(to);
        let text = self.text(from, to);
        let text = text.trim_matches('"').trim().to_owned();
        self.tokens.push(Token { kind: TokenKind::Label(text), span });
    }

    fn quoted(&mut self) {
        let open = self.at;
        let close = (open + 1..self.chars.len()).find(|&at| self.char(at).is_some_and(is_quote));
        let to = close.unwrap_or(self.chars.len());
        if close.is_none() {
            self.open_quote = Some(self.byte(open)..self.end);
        }
        let text = self.text(open + 1, to);
        self.name_start.get_or_insert(self.byte(open));
        self.name.push_str(&text);
        self.is_quoted = true;
        self.at = (to + 1).min(self.chars.len());
        self.name_end = self.byte(self.at);
    }

    fn letter(&mut self, c: char) {
        if !c.is_whitespace() {
            let byte = self.byte(self.at);
            self.name_start.get_or_insert(byte);
            self.name_end = byte + c.len_utf8();
        }
        self.name.push(c);
        self.at += 1;
    }

    fn push(&mut self, kind: TokenKind, length: usize) {
        self.flush();
        let span = self.byte(self.at)..self.byte(self.at + length);
        self.tokens.push(Token { kind, span });
        self.at += length;
    }

    fn flush(&mut self) {
        let name = clean(&std::mem::take(&mut self.name));
        let is_quoted = std::mem::take(&mut self.is_quoted);
        if let Some(start) = self.name_start.take()
            && !name.is_empty()
        {
            let kind = match shape(&name).filter(|_| !is_quoted) {
                Some((id, shown)) => TokenKind::Shape(id.to_owned(), shown.to_owned()),
                None => TokenKind::Name(name),
            };
            self.tokens.push(Token { kind, span: start..self.name_end });
        }
    }
}

/// Takes a name apart that is written as in Mermaid: an id, and behind it at once what is shown, in brackets. Round
/// ones belong to the name, as in `Kafka(12 partitions)`, unless the id is a letter.
fn shape(name: &str) -> Option<(&str, &str)> {
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    let (id, brackets) = name.split_at(end);
    let is_round = brackets.starts_with('(') && !brackets.starts_with("([") && !brackets.starts_with("((");
    let is_letter = id.chars().count() == 1;
    let pairs = [
        ("([", "])"),
        ("[(", ")]"),
        ("((", "))"),
        ("{{", "}}"),
        ("[[", "]]"),
        ("[", "]"),
        ("{", "}"),
        ("(", ")"),
    ];
    let shown =
        pairs.into_iter().find_map(|(open, close)| brackets.strip_prefix(open)?.strip_suffix(close))?;
    let shown = shown.trim().trim_matches(is_quote).trim();
    (!id.is_empty() && !shown.is_empty() && (is_letter || !is_round)).then_some((id, shown))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}')
}
