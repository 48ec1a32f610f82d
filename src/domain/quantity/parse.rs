//! From tokens to a tree: a Pratt parser, in which a number takes its units before anything else does.

use std::ops::Range;

use super::expression::{Expression, Function, Node, Operator};
use super::lex::{Kind, Token, tokens};
use super::unit::{self, UNITS, UnitExpression};
use super::{Dimension, Mistake};

/// How deep parentheses and signs may be nested.
const DEEPEST: usize = 48;
/// Words between what is divided and the unit it is divided by: `events per second`, `a day`.
const PER: [&str; 5] = ["per", "a", "an", "each", "every"];

/// What a `B` glued to a number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// A billion below 100 and before something that is counted (`2B`, `500B events`), bytes otherwise (`512B`).
    #[default]
    Likely,
    /// Bytes, always.
    Bytes,
    /// A billion, always.
    Billions,
}

struct Parser<'a> {
    tokens: Vec<Token>,
    at: usize,
    names: &'a [&'a str],
    reading: Reading,
    depth: usize,
    end: usize,
}

/// Reads a whole text as one expression.
pub fn parse(text: &str, names: &[&str], reading: Reading) -> Result<Expression, Mistake> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens, at: 0, names, reading, depth: 0, end: text.len() };
    let expression = parser.expression(0)?;
    match parser.tokens.get(parser.at) {
        None => Ok(expression),
        Some(token) => Err(unexpected(token)),
    }
}

impl Parser<'_> {
    fn kind(&self, ahead: usize) -> Option<&Kind> {
        self.tokens.get(self.at + ahead).map(|token| &token.kind)
    }

    fn is_sign(&self, ahead: usize, sign: char) -> bool {
        self.kind(ahead) == Some(&Kind::Sign(sign))
    }

    fn word(&self, ahead: usize) -> Option<&str> {
        match self.kind(ahead) {
            Some(Kind::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// The unit that stands here and is not a name or a function.
    fn unit(&self, ahead: usize) -> Option<usize> {
        let word = self.word(ahead)?;
        if self.names.contains(&word) || self.is_sign(ahead + 1, '(') && function(word).is_some() {
            return None;
        }
        unit::find(word)
    }

    fn span_from(&self, start: usize) -> Range<usize> {
        let end =
            self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(start, |last| last.span.end);
        start..end.max(start)
    }

    fn expression(&mut self, weakest: u8) -> Result<Expression, Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Mistake::new(0..self.end, "this is nested too deeply"));
        }
        let mut left = self.prefix()?;
        while let Some((operator, _, other)) = self.operator().filter(|(_, own, _)| *own >= weakest) {
            self.at += 1;
            let right = self.expression(other)?;
            let span = left.span.start..right.span.end;
            left = Expression { node: Node::Binary(operator, Box::new(left), Box::new(right)), span };
        }
        self.depth -= 1;
        Ok(left)
    }

    /// The operator that stands here, and how tightly it holds what is on either side.
    fn operator(&self) -> Option<(Operator, u8, u8)> {
        match self.kind(0)? {
            Kind::Sign('+') => Some((Operator::Plus, 1, 2)),
            Kind::Sign('-') => Some((Operator::Minus, 1, 2)),
            Kind::Sign('*') => Some((Operator::Times, 3, 4)),
            Kind::Sign('/') => Some((Operator::Over, 3, 4)),
            Kind::Sign('^') => Some((Operator::Power, 8, 7)),
            Kind::Word(word) if word == "per" => Some((Operator::Over, 3, 4)),
            Kind::Word(word) if word == "of" => Some((Operator::Times, 3, 4)),
            Kind::Word(word) if matches!(word.as_str(), "x" | "X" | "×" | "times") => {
                (!self.names.contains(&word.as_str())).then_some((Operator::Times, 3, 4))
            }
            _ => None,
        }
    }

    fn prefix(&mut self) -> Result<Expression, Mistake> {
        let Some(token) = self.tokens.get(self.at).cloned() else {
            return Err(Mistake::new(self.end..self.end, "a number is missing here"));
        };
        let start = token.span.start;
        match &token.kind {
            Kind::Number(..) => self.literal(start),
            Kind::Sign('-') => {
                self.at += 1;
                let inner = self.expression(6)?;
                let span = start..inner.span.end;
                Ok(Expression { node: Node::Negative(Box::new(inner)), span })
            }
            Kind::Sign('+') => {
                self.at += 1;
                self.expression(6)
            }
            Kind::Sign('(') => {
                self.at += 1;
                let mut inner = self.expression(0)?;
                self.close(start)?;
                inner.span = self.span_from(start);
                Ok(inner)
            }
            Kind::Sign('/') if self.unit(1).is_some() => Ok(self.bare_unit(start)),
            Kind::Sign(_) => Err(unexpected(&token)),
            Kind::Word(word) => self.named(word, &token),
        }
    }

    fn close(&mut self, start: usize) -> Result<(), Mistake> {
        if !self.is_sign(0, ')') {
            return Err(Mistake::new(start..start + 1, "this `(` is never closed"));
        }
        self.at += 1;
        Ok(())
    }

    fn named(&mut self, word: &str, token: &Token) -> Result<Expression, Mistake> {
        let start = token.span.start;
        if let (Some(function), true) = (function(word), self.is_sign(1, '(')) {
            return self.call(function, start);
        }
        if self.names.contains(&word) {
            self.at += 1;
            return Ok(Expression { node: Node::Name(word.to_owned()), span: token.span.clone() });
        }
        let is_money = self.unit(0).and_then(|index| UNITS.get(index)).is_some_and(|unit| unit.symbol == "$");
        if is_money && matches!(self.kind(1), Some(Kind::Number(..))) {
            return self.money_before(start);
        }
        if self.unit(0).is_some() {
            return Ok(self.bare_unit(start));
        }
        Err(unexpected(token))
    }

    /// `$300/month`: the sign stands before the number.
    fn money_before(&mut self, start: usize) -> Result<Expression, Mistake> {
        let sign = self.unit(0);
        self.at += 1;
        let mut literal = self.literal(start)?;
        if let Node::Number(_, unit) = &mut literal.node {
            unit.parts.splice(0..0, sign.map(|sign| (sign, 1)));
        }
        Ok(literal)
    }

    fn call(&mut self, function: Function, start: usize) -> Result<Expression, Mistake> {
        self.at += 2;
        let mut arguments = vec![self.expression(0)?];
        while self.is_sign(0, ',') {
            self.at += 1;
            arguments.push(self.expression(0)?);
        }
        self.close(start)?;
        Ok(Expression { node: Node::Call(function, arguments), span: self.span_from(start) })
    }

    /// A unit without a number: one of it.
    fn bare_unit(&mut self, start: usize) -> Expression {
        let unit = self.units();
        Expression { node: Node::Number(1.0, unit), span: self.span_from(start) }
    }

    /// A number with scales and units: `1.2B events/d`, `4KB`, `1 h 30 min`.
    fn literal(&mut self, start: usize) -> Result<Expression, Mistake> {
        let Some(Kind::Number(number, has_exponent)) = self.kind(0).cloned() else {
            return Err(Mistake::new(start..start, "a number is missing here"));
        };
        self.at += 1;
        let mut value = number;
        if let Some(scale) = self.glued_billion(number, has_exponent) {
            value *= scale;
            self.at += 1;
        }
        while let Some(scale) = self.word(0).filter(|word| !self.names.contains(word)).and_then(unit::scale) {
            value *= scale;
            self.at += 1;
        }
        let unit = self.units();
        if !value.is_finite() {
            return Err(Mistake::new(self.span_from(start), "the number is too large"));
        }
        let time = Dimension { time: 1, ..Dimension::NONE };
        let is_time = unit.one().dimension == time;
        let literal = Expression { node: Node::Number(value, unit), span: self.span_from(start) };
        let continues = is_time && matches!(self.kind(0), Some(Kind::Number(..))) && self.unit(1).is_some();
        if !continues {
            return Ok(literal);
        }
        let from = self.tokens.get(self.at).map_or(start, |token| token.span.start);
        let rest = self.literal(from)?;
        let node = Node::Binary(Operator::Plus, Box::new(literal), Box::new(rest));
        Ok(Expression { node, span: self.span_from(start) })
    }

    /// A `B` right behind the digits may be a billion.
    fn glued_billion(&self, number: f64, has_exponent: bool) -> Option<f64> {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at))?;
        let here = self.tokens.get(self.at)?;
        let is_glued = before.span.end == here.span.start && matches!(self.word(0), Some("B" | "b"));
        let counted = self.unit(1).and_then(|index| UNITS.get(index));
        let is_counted = counted.is_some_and(|unit| unit.dimension.is_none());
        let billion = match self.reading {
            Reading::Bytes => false,
            Reading::Billions => true,
            Reading::Likely => is_counted || number < 100.0 && !has_exponent,
        };
        (is_glued && billion).then_some(1e9)
    }

    /// The units that stand here: `events/s`, `MB per second`, `$/GB/month`.
    fn units(&mut self) -> UnitExpression {
        let mut parts: Vec<(usize, i8)> = Vec::new();
        loop {
            let divides = self.is_sign(0, '/') || self.word(0).is_some_and(|word| PER.contains(&word));
            if let (true, Some(unit)) = (divides, self.unit(1)) {
                parts.push((unit, -1));
                self.at += 2;
            } else if let (Some(unit), false) = (self.unit(0), self.multiplies()) {
                parts.push((unit, 1));
                self.at += 1;
            } else {
                return UnitExpression { parts };
            }
        }
    }

    /// Whether the `x` that stands here is an operator: something follows that can be multiplied.
    fn multiplies(&self) -> bool {
        let is_cross = matches!(self.word(0), Some("x" | "X" | "×" | "times"));
        let follows = match self.kind(1) {
            Some(Kind::Number(..) | Kind::Sign('(')) => true,
            Some(Kind::Word(word)) => {
                self.names.contains(&word.as_str()) || function(word).is_some() || unit::find(word).is_some()
            }
            _ => false,
        };
        is_cross && follows
    }
}

fn function(word: &str) -> Option<Function> {
    Function::ALL.into_iter().find(|function| function.name() == word)
}

fn unexpected(token: &Token) -> Mistake {
    let message = match &token.kind {
        Kind::Word(word) => format!("`{word}` is no unit known here"),
        Kind::Number(..) => "two numbers without anything between them".to_owned(),
        Kind::Sign(')') => "this `)` closes nothing".to_owned(),
        Kind::Sign(sign) => format!("`{sign}` is out of place"),
    };
    Mistake::new(token.span.clone(), message)
}
