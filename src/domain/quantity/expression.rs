//! What was written, as a tree that prints itself so that it reads the same again.

use std::fmt;
use std::ops::Range;

use super::unit::UnitExpression;
use super::{Mistake, Names, Quantity, parse, show};

/// An operator between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Times,
    /// `/`
    Over,
    /// `^`
    Power,
}

impl Operator {
    /// How it is written.
    pub fn sign(self) -> char {
        match self {
            Self::Plus => '+',
            Self::Minus => '-',
            Self::Times => '*',
            Self::Over => '/',
            Self::Power => '^',
        }
    }
}

/// A function of plain numbers, or of quantities that measure the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// Up to a whole number.
    Ceil,
    /// Down to a whole number.
    Floor,
    /// To the nearest whole number.
    Round,
    /// The largest.
    Max,
    /// The smallest.
    Min,
}

impl Function {
    /// All functions.
    pub const ALL: [Self; 5] = [Self::Ceil, Self::Floor, Self::Round, Self::Max, Self::Min];

    /// How it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ceil => "ceil",
            Self::Floor => "floor",
            Self::Round => "round",
            Self::Max => "max",
            Self::Min => "min",
        }
    }

    fn apply(self, values: &[Quantity]) -> Result<Quantity, String> {
        let Some((first, rest)) = values.split_first() else {
            return Err(format!("`{}` needs a value", self.name()));
        };
        let whole = |round: fn(f64) -> f64| match (first.dimension.is_none(), rest.is_empty()) {
            // 0.1 * 30 is 3.0000000000000004; nobody wants a fourth shard for that.
            (true, true) => Ok(Quantity::plain(round((first.value * 1e9).round() / 1e9))),
            (false, _) => Err(format!("`{}` rounds plain numbers only", self.name())),
            (_, false) => Err(format!("`{}` takes one value", self.name())),
        };
        match self {
            Self::Ceil => whole(f64::ceil),
            Self::Floor => whole(f64::floor),
            Self::Round => whole(f64::round),
            Self::Max | Self::Min => rest.iter().try_fold(*first, |best, next| {
                let difference = next.minus(best)?.value;
                let wins = if self == Self::Max { difference > 0.0 } else { difference < 0.0 };
                Ok(if wins { *next } else { best })
            }),
        }
    }
}

/// What a place of the tree holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// A number of units.
    Number(f64, UnitExpression),
    /// A name that stands for a value.
    Name(String),
    /// `-x`
    Negative(Box<Expression>),
    /// `x + y`
    Binary(Operator, Box<Expression>, Box<Expression>),
    /// `max(x, y)`
    Call(Function, Vec<Expression>),
}

/// What was written. Two are equal if they say the same, wherever they stand.
#[derive(Debug, Clone)]
pub struct Expression {
    /// What it is.
    pub node: Node,
    /// Its bytes in the text.
    pub span: Range<usize>,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.node == other.node
    }
}

impl Expression {
    /// Reads a text in which these names stand for values. A name wins over a unit of the same spelling.
    pub fn parse(text: &str, names: &[&str]) -> Result<Self, Mistake> {
        parse::parse(text, names, parse::Reading::default())
    }

    /// The same, with a say in what `512B` means.
    pub fn parse_as(text: &str, names: &[&str], reading: parse::Reading) -> Result<Self, Mistake> {
        parse::parse(text, names, reading)
    }

    /// Calculates it.
    pub fn value(&self, names: &Names) -> Result<Quantity, Mistake> {
        let here = |message: String| Mistake::new(self.span.clone(), message);
        match &self.node {
            Node::Number(value, unit) => Quantity::plain(*value).times(unit.one()).map_err(here),
            Node::Name(name) => {
                names.get(name).copied().ok_or_else(|| here(format!("`{name}` has no value")))
            }
            Node::Negative(inner) => Quantity::plain(-1.0).times(inner.value(names)?).map_err(here),
            Node::Binary(operator, left, right) => {
                let (left, right) = (left.value(names)?, right.value(names)?);
                let outcome = match operator {
                    Operator::Plus => left.plus(right),
                    Operator::Minus => left.minus(right),
                    Operator::Times => left.times(right),
                    Operator::Over => left.over(right),
                    Operator::Power => left.power(right),
                };
                outcome.map_err(here)
            }
            Node::Call(function, arguments) => {
                let values: Vec<Quantity> =
                    arguments.iter().map(|argument| argument.value(names)).collect::<Result<_, _>>()?;
                function.apply(&values).map_err(here)
            }
        }
    }

    /// The unit it is told in, where it is a single number.
    pub fn unit(&self) -> Option<&UnitExpression> {
        match &self.node {
            Node::Number(_, unit) => Some(unit),
            Node::Negative(inner) => inner.unit(),
            _ => None,
        }
    }

    /// How tightly it holds together: sums 1, products 3, signs 5, powers 7, the rest 9.
    fn strength(&self) -> u8 {
        match &self.node {
            Node::Binary(Operator::Plus | Operator::Minus, ..) => 1,
            Node::Binary(Operator::Times | Operator::Over, ..) => 3,
            Node::Negative(_) => 5,
            Node::Binary(Operator::Power, ..) => 7,
            Node::Number(..) | Node::Name(_) | Node::Call(..) => 9,
        }
    }

    fn print(&self, weakest: u8, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.strength() < weakest {
            write!(formatter, "(")?;
            self.print(0, formatter)?;
            return write!(formatter, ")");
        }
        match &self.node {
            Node::Number(value, unit) => show::exact(*value, unit, formatter),
            Node::Name(name) => write!(formatter, "{name}"),
            Node::Negative(inner) => {
                write!(formatter, "-")?;
                inner.print(6, formatter)
            }
            Node::Binary(operator, left, right) => {
                let strength = self.strength();
                // A power reads from the right, everything else from the left.
                let (own, other) =
                    if *operator == Operator::Power { (8, 7) } else { (strength, strength + 1) };
                left.print(own, formatter)?;
                write!(formatter, " {} ", operator.sign())?;
                right.print(other, formatter)
            }
            Node::Call(function, arguments) => {
                write!(formatter, "{}(", function.name())?;
                for (at, argument) in arguments.iter().enumerate() {
                    write!(formatter, "{}", if at == 0 { "" } else { ", " })?;
                    argument.print(0, formatter)?;
                }
                write!(formatter, ")")
            }
        }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.print(0, formatter)
    }
}
