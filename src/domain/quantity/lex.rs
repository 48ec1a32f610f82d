//! From text to tokens, each with its bytes.

use std::ops::Range;

use super::Mistake;

/// The longest text that is read, in bytes.
pub const LONGEST: usize = 2_000;

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Digits; whether an exponent was written.
    Number(f64, bool),
    /// Letters, `$`, `%`.
    Word(String),
    /// One of `+ - * / ^ ( ) ,`.
    Sign(char),
}

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its bytes.
    pub span: Range<usize>,
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    /// For each open parenthesis, whether it belongs to a function, in which a comma separates.
    open: Vec<bool>,
}

/// Reads a text as tokens.
pub fn tokens(text: &str) -> Result<Vec<Token>, Mistake> {
    if text.len() > LONGEST {
        return Err(Mistake::new(0..text.len(), "this is too long to calculate"));
    }
    let mut lexer = Lexer { text, at: 0, tokens: Vec::new(), open: Vec::new() };
    while let Some(char) = lexer.peek(0) {
        lexer.token(char)?;
    }
    Ok(lexer.tokens)
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.text.get(self.at..).and_then(|rest| rest.chars().nth(ahead))
    }

    fn push(&mut self, kind: Kind, start: usize) {
        self.tokens.push(Token { kind, span: start..self.at });
    }

    fn token(&mut self, char: char) -> Result<(), Mistake> {
        let start = self.at;
        match char {
            _ if char.is_whitespace() => self.at += char.len_utf8(),
            '0'..='9' => return self.number(),
            '.' if self.peek(1).is_some_and(|next| next.is_ascii_digit()) => return self.number(),
            'x' | 'X' if self.peek(1).is_some_and(|next| next.is_ascii_digit()) => self.sign('*', char),
            '*' if self.peek(1) == Some('*') => {
                self.at += 1;
                self.sign('^', '*');
            }
            '+' | '*' | '/' | '^' | '(' | ')' | ',' => self.sign(char, char),
            '-' | '\u{2212}' | '\u{2013}' => self.sign('-', char),
            '·' | '\u{2022}' | '∗' => self.sign('*', char),
            '÷' => self.sign('/', char),
            '$' | '%' | '€' | '¢' | '×' => {
                self.at += char.len_utf8();
                self.push(Kind::Word(char.to_string()), start);
            }
            _ if char.is_alphabetic() => self.word(),
            _ => {
                let end = start + char.len_utf8();
                return Err(Mistake::new(start..end, format!("`{char}` has no meaning here")));
            }
        }
        Ok(())
    }

    fn sign(&mut self, sign: char, written: char) {
        let start = self.at;
        let after_word =
            matches!(self.tokens.last(), Some(Token { kind: Kind::Word(_), span }) if span.end == start);
        self.at += written.len_utf8();
        match sign {
            '(' => self.open.push(after_word),
            ')' => drop(self.open.pop()),
            _ => {}
        }
        self.push(Kind::Sign(sign), start);
    }

    fn word(&mut self) {
        let start = self.at;
        let is_part = |char: char| char.is_alphanumeric() || char == '_';
        let rest = self.text.get(start..).unwrap_or_default();
        let length: usize = rest.chars().take_while(|char| is_part(*char)).map(char::len_utf8).sum();
        self.at += length;
        let word = rest.get(..length).unwrap_or_default().to_owned();
        self.push(Kind::Word(word), start);
    }

    fn number(&mut self) -> Result<(), Mistake> {
        let start = self.at;
        let mut digits = self.digits(true);
        if self.peek(0) == Some('.') && self.peek(1).is_some_and(|next| next.is_ascii_digit()) {
            self.at += 1;
            digits = format!("{digits}.{}", self.digits(false));
        }
        let signed = usize::from(matches!(self.peek(1), Some('+' | '-')));
        let has_exponent = matches!(self.peek(0), Some('e' | 'E'))
            && self.peek(1 + signed).is_some_and(|next| next.is_ascii_digit());
        if has_exponent {
            let sign = if self.peek(1) == Some('-') { "-" } else { "" };
            self.at += 1 + signed;
            digits = format!("{digits}e{sign}{}", self.digits(false));
        }
        let value: f64 = format!("0{digits}").parse().unwrap_or(f64::INFINITY);
        if !value.is_finite() {
            return Err(Mistake::new(start..self.at, "the number is too large"));
        }
        self.push(Kind::Number(value, has_exponent), start);
        Ok(())
    }

    /// Digits, with `_` between them, and with commas before groups of three.
    fn digits(&mut self, grouped: bool) -> String {
        let mut digits = String::new();
        while let Some(char) = self.peek(0) {
            let is_digit = |ahead: usize| self.peek(ahead).is_some_and(|next| next.is_ascii_digit());
            let in_call = self.open.last().copied().unwrap_or(false);
            match char {
                '0'..='9' => digits.push(char),
                '_' if is_digit(1) => {}
                ',' if grouped && !in_call && (1..=3).all(is_digit) && !is_digit(4) && !digits.is_empty() => {
                }
                _ => break,
            }
            self.at += 1;
        }
        digits
    }
}
