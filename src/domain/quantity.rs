//! Numbers with units: `100k * 4KB * 7d * 3`, `726 TB`, `0.7PB`, `8 Gbit/s`, `23 $/month`.
//!
//! Information is counted in bytes, time in seconds, money in dollars; things (events, shards, files) are plain
//! numbers with a word beside them. [`Expression`] reads and prints, [`Quantity`] calculates, [`verdict`] compares an
//! answer with what was expected and tells a wrong unit from a wrong magnitude.

mod expression;
mod lex;
mod line;
mod parse;
mod said;
mod show;
mod unit;
pub mod verdict;

use std::collections::BTreeMap;
use std::ops::Range;

pub use expression::{Expression, Function, Node, Operator};
pub use line::{Evaluated, evaluate_line};
pub use parse::Reading;
pub use show::{number, thousands};
pub use unit::{Unit, UnitExpression};

/// What is measured, as powers of bytes, seconds and dollars. All zero for a plain number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Dimension {
    /// Power of bytes.
    pub information: i8,
    /// Power of seconds.
    pub time: i8,
    /// Power of dollars.
    pub money: i8,
}

impl Dimension {
    /// A plain number.
    pub const NONE: Self = Self { information: 0, time: 0, money: 0 };

    /// Whether it is a plain number.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }

    fn raised(self, other: Self, power: i8) -> Option<Self> {
        let add = |own: i8, others: i8| own.checked_add(others.checked_mul(power)?);
        Some(Self {
            information: add(self.information, other.information)?,
            time: add(self.time, other.time)?,
            money: add(self.money, other.money)?,
        })
    }

    /// In words: `bytes per second`.
    pub fn words(self) -> String {
        let parts = [
            ("bytes", "byte", self.information),
            ("dollars", "dollar", self.money),
            ("time", "second", self.time),
        ];
        let power = |word: &str, power: i8| match power {
            1 => word.to_owned(),
            power => format!("{word}^{power}"),
        };
        let above: Vec<String> =
            parts.iter().filter(|part| part.2 > 0).map(|part| power(part.0, part.2)).collect();
        let below: Vec<String> =
            parts.iter().filter(|part| part.2 < 0).map(|part| power(part.1, -part.2)).collect();
        let above = if above.is_empty() { "a count".to_owned() } else { above.join(" times ") };
        if below.is_empty() { above } else { format!("{above} per {}", below.join(" per ")) }
    }
}

/// A value in base units: bytes, seconds, dollars.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// In base units; finite.
    pub value: f64,
    /// What is measured.
    pub dimension: Dimension,
}

/// Values by name, for expressions with names in them.
pub type Names = BTreeMap<String, Quantity>;

/// Why a text is no quantity, at these bytes of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Mistake {
    /// Where.
    pub span: Range<usize>,
    /// What is wrong, in the words of the user.
    pub message: String,
}

impl Mistake {
    fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into() }
    }
}

impl Quantity {
    /// A plain number.
    pub fn plain(value: f64) -> Self {
        Self { value, dimension: Dimension::NONE }
    }

    /// Reads and calculates a text without names.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        Expression::parse(text, &[])?.value(&Names::new())
    }

    fn checked(value: f64, dimension: Option<Dimension>) -> Result<Self, String> {
        let dimension = dimension.ok_or("the units are raised too high")?;
        if value.is_finite() { Ok(Self { value, dimension }) } else { Err("the number is too large".into()) }
    }

    /// The sum; both must measure the same.
    pub fn plus(self, other: Self) -> Result<Self, String> {
        self.same(other, "add")?;
        Self::checked(self.value + other.value, Some(self.dimension))
    }

    /// The difference; both must measure the same.
    pub fn minus(self, other: Self) -> Result<Self, String> {
        self.same(other, "subtract")?;
        Self::checked(self.value - other.value, Some(self.dimension))
    }

    /// The product.
    pub fn times(self, other: Self) -> Result<Self, String> {
        Self::checked(self.value * other.value, self.dimension.raised(other.dimension, 1))
    }

    /// The quotient.
    pub fn over(self, other: Self) -> Result<Self, String> {
        if other.value == 0.0 {
            return Err("division by zero".into());
        }
        Self::checked(self.value / other.value, self.dimension.raised(other.dimension, -1))
    }

    /// Raised to a whole power from -9 to 9, or, for a plain number, to any power.
    pub fn power(self, exponent: Self) -> Result<Self, String> {
        if !exponent.dimension.is_none() {
            return Err("a power is a plain number".into());
        }
        if self.dimension.is_none() {
            return Self::checked(self.value.powf(exponent.value), Some(self.dimension));
        }
        let whole = exponent.value;
        if whole.fract() != 0.0 || whole.abs() > 9.0 {
            return Err("something with a unit is raised to a whole power from -9 to 9".into());
        }
        let dimension = Dimension::NONE.raised(self.dimension, whole as i8);
        Self::checked(self.value.powi(whole as i32), dimension)
    }

    fn same(self, other: Self, verb: &str) -> Result<(), String> {
        if self.dimension == other.dimension {
            return Ok(());
        }
        Err(format!("cannot {verb} {} and {}", self.dimension.words(), other.dimension.words()))
    }
}

#[cfg(test)]
mod tests;
