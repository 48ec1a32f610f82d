//! An answer beside what was expected: right, close, right but for the unit, or wrong by how much.

use super::parse::Reading;
use super::said::said;
use super::unit::UnitExpression;
use super::{Dimension, Mistake, Quantity};

/// Within this ratio an answer is right rather than close.
const EXACT: f64 = 0.005;
/// Powers of 1.024 are told apart within this ratio.
const BINARY: f64 = 0.01;
/// Within this ratio an answer is near, where the tolerance is not tighter than [`STRICT`].
const NEAR: f64 = 0.3;
const STRICT: f64 = 0.05;
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
    /// Beyond the tolerance, but not by much; the ratio of the answer to what was expected.
    Near(f64),
    /// Right, but told in bytes where bits were asked for.
    NotInBits,
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
        matches!(self, Self::Right | Self::Close(_) | Self::NotInBits | Self::Binary | Self::NoUnit)
    }

    /// Which of two readings of one text is kinder: the smaller.
    fn rank(&self) -> u8 {
        match self {
            Self::Right => 0,
            Self::Close(_) => 1,
            Self::NotInBits => 2,
            Self::Binary => 3,
            Self::NoUnit => 4,
            Self::Near(_) => 5,
            Self::Bits => 6,
            Self::Magnitude(_) => 7,
            Self::Time { .. } => 8,
            Self::Wrong(_) => 9,
            Self::Dimension { .. } => 10,
        }
    }

    /// What to tell the person who answered.
    pub fn words(&self) -> String {
        match self {
            Self::Right => "Right.".to_owned(),
            Self::Close(ratio) => format!("Right, within the tolerance: {}.", off(*ratio)),
            Self::Near(ratio) => format!("Near, but not within the tolerance: {}.", off(*ratio)),
            Self::NotInBits => "Right, but asked in bits: say it times 8.".to_owned(),
            Self::Binary => {
                "Right number, but powers of 1024 and of 1000 are mixed up: TiB is 10 % more than TB."
                    .to_owned()
            }
            Self::NoUnit => "Right number. Say the unit with it.".to_owned(),
            Self::Bits => "Off by a factor of 8: bits for bytes, or bytes for bits.".to_owned(),
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
            let (value, unit) = said(answer, reading)?;
            let verdict = self.compare(value, unit.as_ref());
            if best.as_ref().is_none_or(|(_, best)| verdict.rank() < best.rank()) {
                best = Some((value, verdict));
            }
        }
        Ok(best.unwrap_or((Quantity::plain(0.0), Verdict::Wrong(0.0))))
    }

    /// Compares a value, told in this unit.
    pub fn compare(&self, given: Quantity, unit: Option<&UnitExpression>) -> Verdict {
        if given.dimension == self.value.dimension {
            return self.told(given.value / self.value.value, unit);
        }
        if let Some(ratio) = self.money(given, unit) {
            return self.ratio(ratio, None);
        }
        if !given.dimension.is_none() {
            return Verdict::Dimension { asked: self.value.dimension, given: given.dimension };
        }
        // A bare number is meant in the unit asked for, or in bytes and seconds.
        let verdict = self.ratio(given.value * self.unit.one().value / self.value.value, unit);
        let is_base = self.ratio(given.value / self.value.value, unit).is_right();
        if verdict.is_right() || is_base { Verdict::NoUnit } else { verdict }
    }

    /// The same measure: what is told in bytes where bits are asked for is right, and not quite what was asked.
    fn told(&self, ratio: f64, unit: Option<&UnitExpression>) -> Verdict {
        let verdict = self.ratio(ratio, unit);
        let in_bits = self.unit.is_in_bits();
        match (&verdict, unit) {
            (Verdict::Right | Verdict::Close(_), Some(unit)) if in_bits && !unit.is_in_bits() => {
                Verdict::NotInBits
            }
            // Bytes times 8, calculated: bits are meant.
            (Verdict::Bits, None) if in_bits && ratio > 1.0 => Verdict::NoUnit,
            _ => verdict,
        }
    }

    /// An amount of money for a period that goes without saying: `$3420` for `$/month`, `$10 a night` for `$`. The
    /// ratio to what was expected.
    fn money(&self, given: Quantity, unit: Option<&UnitExpression>) -> Option<f64> {
        let amount = Dimension { money: 1, ..Dimension::NONE };
        let rate = Dimension { time: -1, ..amount };
        let periods = |unit: &UnitExpression| {
            let times = unit.units().filter(|unit| unit.dimension.time == 1 && unit.dimension.money == 0);
            times.map(|unit| unit.factor).product::<f64>()
        };
        match (given.dimension, self.value.dimension) {
            (given_in, asked) if given_in == amount && asked == rate => {
                Some(given.value / periods(&self.unit) / self.value.value)
            }
            (given_in, asked) if given_in == rate && asked == amount => {
                let period = periods(unit?);
                (period >= 86_400.0).then_some(given.value * period / self.value.value)
            }
            _ => None,
        }
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
        let thousands = self.unit.thousands();
        if information
            && thousands > 0
            && (mixed(thousands) || mixed(-thousands))
            && (is_binary || !near(1.0, self.tolerance))
        {
            return Verdict::Binary;
        }
        if near(1.0, self.tolerance) {
            return Verdict::Close(ratio);
        }
        if self.tolerance >= STRICT && near(1.0, NEAR) {
            return Verdict::Near(ratio);
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
pub(super) fn trimmed(answer: &str) -> &str {
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
