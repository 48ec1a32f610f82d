//! Text as the program understands it: folded, cut into tokens with their place in the original, stemmed, divided
//! into sentences, with every figure read as a value.
//!
//! Search, the interviewer, the points and the drills all read text through [`Text::read`]; folding is stated in
//! [`fold`] alone. Knows nothing of lexicons or cases.

pub mod figure;
pub mod fold;
mod sentences;
pub mod stem;
mod tokens;
pub(crate) mod wordset;

use std::ops::Range;

use figure::Figure;

/// What stands between a token and the one before it, the strongest mark counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Mark {
    /// Nothing: `15` and `min` in `15min`.
    #[default]
    Joined,
    /// `-`, `_` or `/` without space: `event-time`.
    Hyphen,
    /// White space.
    Space,
    /// A quotation mark.
    Quote,
    /// `,`
    Comma,
    /// `(` or `)`
    Paren,
    /// `--`, an en or em dash, or a hyphen between spaces.
    Dash,
    /// `:` or `=`
    Colon,
    /// `;` or `...`
    Semicolon,
    /// `->`, `=>`, `→`, or `>` between spaces.
    Arrow,
    /// The end of a line.
    Line,
    /// `.`, `!` or `?`
    Stop,
    /// An empty line, or a bullet.
    Block,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gap {
    /// The strongest mark.
    pub mark: Mark,
    /// Whether a `?` is among them.
    pub question: bool,
    /// Whether an arrow is among them.
    pub arrow: bool,
}

/// A word, number or sign.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    /// Its bytes in the original.
    pub span: Range<usize>,
    /// The folded word: `don't` is two tokens, `do` and `not`; `%` is `percent`.
    pub word: String,
    /// Its stem.
    pub stem: String,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it is made of digits.
    pub is_number: bool,
    /// Whether it stands in a line quoted with `>`.
    pub is_quoted: bool,
}

/// A figure with the tokens it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedFigure {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its value.
    pub figure: Figure,
}

/// A sentence, or what stands for one in notes and transcripts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether it ends with a question mark.
    pub is_question: bool,
}

/// A text that has been read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Text {
    /// Words, numbers and signs, in order.
    pub tokens: Vec<Token>,
    /// Sentences, in order, which together hold every token.
    pub sentences: Vec<Sentence>,
    /// Figures, in order.
    pub figures: Vec<PlacedFigure>,
    /// What stands after the last token.
    pub tail: Gap,
}

impl Text {
    /// Reads a text of any kind: prose, notes, a transcript without punctuation.
    pub fn read(source: &str) -> Self {
        let (tokens, tail) = tokens::tokenize(source);
        let sentences = sentences::divide(&tokens, tail);
        let figures = figure::find(&tokens, source);
        Self { tokens, sentences, figures, tail }
    }

    /// The sentence that holds this token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// The bytes in the original from the first to the last of these tokens. Empty for no tokens.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        let first = self.tokens.get(tokens.start);
        let last = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        match (first, last) {
            (Some(first), Some(last)) if first.span.start <= last.span.end => first.span.start..last.span.end,
            _ => 0..0,
        }
    }

    /// The figure that begins at this token.
    pub fn figure_at(&self, token: usize) -> Option<&PlacedFigure> {
        let at = self.figures.partition_point(|figure| figure.tokens.start < token);
        self.figures.get(at).filter(|figure| figure.tokens.start == token)
    }
}

/// The stems of a text, without its places: for terms, cues and phrasings.
pub fn stems(source: &str) -> Vec<String> {
    tokens::tokenize(source).0.into_iter().map(|token| token.stem).collect()
}

/// The folded words of a text, without their places.
pub fn words(source: &str) -> Vec<String> {
    tokens::tokenize(source).0.into_iter().map(|token| token.word).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_read_and_every_span_lies_in_it(source in "\\PC{0,200}|[a-z0-9 ,.;:>'\\-\n?%$]{0,200}") {
            let text = Text::read(&source);
            let mut end = 0;
            for token in &text.tokens {
                prop_assert!(source.get(token.span.clone()).is_some());
                prop_assert!(token.span.start >= end || token.span.start == token.span.end);
                prop_assert!(!token.word.is_empty());
                end = token.span.end;
            }
            let held: usize = text.sentences.iter().map(|sentence| sentence.tokens.len()).sum();
            prop_assert_eq!(held, text.tokens.len());
            for figure in &text.figures {
                prop_assert!(figure.tokens.end <= text.tokens.len());
            }
        }
    }
}
