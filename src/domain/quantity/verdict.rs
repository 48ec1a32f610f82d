//! An answer beside what was expected: right, close, right but for the unit, or wrong by how much.

use super::parse::Reading;
use super::unit::UnitExpression;
use super::{Dimension, Expression, Mistake, Names, Quantity};

/// Within this ratio an answer is right rather than close.
const EXACT: f64 = 0.005;
/// Powers of 1.024 are told apart within this ratio.
const BINARY: f64 = 0.012;
/// Factors between units of time that are easily forgotten, with what was forgotten.
const TIMES: [(f64, &str); 8] = [
    (60.0, "seconds and minutes, or minutes and hours, are mixed up"),
    (3_600.0, "seconds and hours are mixed up"),
    (86_400.0, "seconds and days are mixed up"),
    (24.0, "hours and days are mixed up"),
    (7.0, "days and weeks are mixed up"),
    (30.0, "days and months are mixed up"),
    (365.0, "days and years are mixed up"),
    (12.0, "months and years are mixed up"),
];

/// How an answer compares.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Right.
    Right,
    /// Within the tolerance; the ratio of the answer to what was expected.
    Close(f64),
    /// Right in powers of 1024 where powers of 1000 were asked, or the other way around.
    Binary,
    /// The number is right in the unit asked for, which was not said.
    NoUnit,
    /// Bits for bytes, or bytes for bits.
    Bits,
    /// Off by this power of ten.
    Magnitude(i32),
    /// Off by a factor between units of time.
    Time {
        /// The ratio of the answer to what was expected.
        ratio: f64,
        /// What was mixed up.
        hint: &'static str,
    },
    /// Something else was measured.
    Dimension {
        /// What was asked for.
        asked: Dimension,
        /// What was given.
        given: Dimension,
    },
    /// Off by this ratio of the answer to what was expected.
    Wrong(f64),
}

impl Verdict {
    /// Whether the value is right, whatever is to be said about its unit.
    pub fn is_right(&self) -> bool {
        matches!(self, Self::Right | Self::Close(_) | Self::Binary | Self::NoUnit)
    }

    /// Which of two readings of one text is kinder: the smaller.
    fn rank(&self) -> u8 {
        match self {
            Self::Right => 0,
            Self::Close(_) => 1,
            Self::Binary => 2,
            Self::NoUnit => 3,
            Self::Bits => 4,
            Self::Magnitude(_) => 5,
            Self::Time { .. } => 6,
            Self::Wrong(_) => 7,
            Self::Dimension { .. } => 8,
        }
    }

    /// What to tell the person who answered.
    pub fn words(&self) -> String {
        match self {
            Self::Right => "Right.".to_owned(),
            Self::Close(ratio) => format!("Right, within the tolerance: {}.", off(*ratio)),
            Self::Binary => {
                "Right number, but powers of 1024 and of 1000 are mixed up: TiB is 10 % more than TB."
                    .to_owned()
            }
            Self::NoUnit => "Right number. Say the unit with it.".to_owned(),
            Self::Bits => "Right number, but bits for bytes (or bytes for bits): a factor of 8.".to_owned(),
            Self::Magnitude(power) => format!(
                "Right digits, but a factor {} too {}: count the zeros.",
                super::number(10_f64.powi(power.abs())),
                if *power > 0 { "large" } else { "small" }
            ),
            Self::Time { ratio, hint } => format!("Off by a factor {}: {hint}.", factor(*ratio)),
            Self::Dimension { asked, given } => {
                format!("Asked for {}; this is {}.", asked.words(), given.words())
            }
            Self::Wrong(ratio) => format!("Not right: {}.", off(*ratio)),
        }
    }
}

fn factor(ratio: f64) -> String {
    super::number(((if ratio < 1.0 { 1.0 / ratio } else { ratio }) * 10.0).round() / 10.0)
}

fn off(ratio: f64) -> String {
    match ratio {
        ratio if ratio <= 0.0 => "the value must be above zero".to_owned(),
        ratio if (0.5..2.0).contains(&ratio) => {
            let percent = ((ratio - 1.0) * 100.0).round();
            format!("{} % too {}", percent.abs(), if percent > 0.0 { "much" } else { "little" })
        }
        ratio => format!("a factor {} too {}", factor(ratio), if ratio > 1.0 { "much" } else { "little" }),
    }
}

/// What is expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The value.
    pub value: Quantity,
    /// The unit it is best told in.
    pub unit: UnitExpression,
    /// How far off an answer may be: 0.1 is ten percent either way.
    pub tolerance: f64,
}

impl Expected {
    /// Reads an answer and compares it. `512B` is read in the way that fits better.
    pub fn judge(&self, answer: &str) -> Result<(Quantity, Verdict), Mistake> {
        let answer = trimmed(answer);
        let mut best: Option<(Quantity, Verdict)> = None;
        for reading in [Reading::Likely, Reading::Bytes, Reading::Billions] {
            let expression = Expression::parse_as(answer, &[], reading)?;
            let value = expression.value(&Names::new())?;
            let verdict = self.compare(value, expression.unit());
            if best.as_ref().is_none_or(|(_, best)| verdict.rank() < best.rank()) {
                best = Some((value, verdict));
            }
        }
        Ok(best.unwrap_or((Quantity::plain(0.0), Verdict::Wrong(0.0))))
    }

    /// Compares a value, told in this unit.
    pub fn compare(&self, given: Quantity, unit: Option<&UnitExpression>) -> Verdict {
        if given.dimension == self.value.dimension {
            return self.ratio(given.value / self.value.value, unit);
        }
        if !given.dimension.is_none() {
            return Verdict::Dimension { asked: self.value.dimension, given: given.dimension };
        }
        // A bare number is meant in the unit asked for.
        let verdict = self.ratio(given.value * self.unit.one().value / self.value.value, unit);
        if verdict.is_right() { Verdict::NoUnit } else { verdict }
    }

    fn ratio(&self, ratio: f64, unit: Option<&UnitExpression>) -> Verdict {
        if !(ratio.is_finite() && ratio > 0.0) {
            return Verdict::Wrong(0.0);
        }
        let near = |target: f64, within: f64| {
            let apart = ratio / target;
            apart <= 1.0 + within && apart >= 1.0 / (1.0 + within)
        };
        if near(1.0, EXACT) {
            return Verdict::Right;
        }
        let is_binary = unit.is_some_and(UnitExpression::is_binary) != self.unit.is_binary();
        let information = self.value.dimension.information != 0;
        let mixed = |power: i32| near(1.024_f64.powi(power), BINARY);
        if information
            && (1..=5).any(|power| mixed(power) || mixed(-power))
            && (is_binary || !near(1.0, self.tolerance))
        {
            return Verdict::Binary;
        }
        if near(1.0, self.tolerance) {
            return Verdict::Close(ratio);
        }
        if information && (near(8.0, self.tolerance) || near(0.125, self.tolerance)) {
            return Verdict::Bits;
        }
        if let Some(power) =
            (-15..=15).filter(|power| *power != 0).find(|power| near(10_f64.powi(*power), self.tolerance))
        {
            return Verdict::Magnitude(power);
        }
        let time = TIMES.iter().find(|(factor, _)| {
            near(*factor, self.tolerance.min(0.05)) || near(1.0 / factor, self.tolerance.min(0.05))
        });
        match time {
            Some((_, hint)) if self.value.dimension.time != 0 || self.value.dimension.information != 0 => {
                Verdict::Time { ratio, hint }
            }
            _ => Verdict::Wrong(ratio),
        }
    }
}

/// Without what people say around an answer: `about 726 TB.`
fn trimmed(answer: &str) -> &str {
    let mut answer = answer.trim();
    let lead = [
        "about",
        "around",
        "roughly",
        "approximately",
        "approx.",
        "approx",
        "circa",
        "ca.",
        "ca",
        "~",
        "≈",
        "=",
    ];
    while let Some(rest) = lead.iter().find_map(|word| {
        let head = answer.get(..word.len())?;
        let rest = answer.get(word.len()..)?;
        let ends = !word.ends_with(char::is_alphabetic) || rest.starts_with(char::is_whitespace);
        (head.eq_ignore_ascii_case(word) && ends).then_some(rest)
    }) {
        answer = rest.trim_start();
    }
    answer.trim_end_matches(['.', '!', '?', ';', ' '])
}
