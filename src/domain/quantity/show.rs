//! Numbers and quantities for people.

use std::fmt;

use super::unit::UnitExpression;
use super::{Dimension, Quantity};

/// A number with its unit, so that it reads the same again.
pub(super) fn exact(value: f64, unit: &UnitExpression, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let unit = unit.to_string();
    let blank = if unit.is_empty() || unit.starts_with('/') { "" } else { " " };
    write!(formatter, "{value}{blank}{unit}")
}

/// A number in at most six digits that count, with commas between thousands: `28,800,000`, `725.76`, `0.0231`.
pub fn number(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let magnitude = value.abs().log10().floor() as i32;
    if !(-6..15).contains(&magnitude) {
        return format!("{value:.3e}");
    }
    let places = (5 - magnitude).clamp(0, 11) as usize;
    let text = format!("{:.places$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let grouped = thousands(whole);
    let fraction = fraction.trim_end_matches('0');
    let sign = if value < 0.0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{fraction}") }
}

/// Digits with commas between thousands.
pub fn thousands(digits: &str) -> String {
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number in so many digits that count.
fn rounded(value: f64, digits: i32) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let step = 10_f64.powi(digits - 1 - value.abs().log10().floor() as i32);
    let outcome = (value * step).round() / step;
    if outcome.is_finite() { outcome } else { value }
}

impl Quantity {
    /// In this unit: `725.76 TB`. Where it measures something else, in a unit that fits.
    pub fn in_unit(self, unit: &UnitExpression) -> String {
        let one = unit.one();
        if one.dimension != self.dimension {
            return self.to_string();
        }
        let unit = unit.to_string();
        let blank = if unit.is_empty() || unit.starts_with('/') { "" } else { " " };
        format!("{}{blank}{unit}", number(self.value / one.value))
    }

    /// The largest of these units of which there is at least one; else the last.
    fn in_largest(self, units: &[&str]) -> String {
        let mut parsed = units.iter().filter_map(|unit| UnitExpression::parse(unit));
        let fits = |unit: &UnitExpression| rounded(self.value, 4).abs() >= unit.one().value;
        let unit = parsed.clone().find(fits).or_else(|| parsed.next_back()).unwrap_or_default();
        let one = unit.one().value;
        Self { value: rounded(self.value / one, 4) * one, ..self }.in_unit(&unit)
    }

    fn scaled(self, per: &str) -> String {
        let value = rounded(self.value, 4);
        let scales = [(1e12, " T"), (1e9, " billion"), (1e6, " M"), (1e4, " k")];
        let (factor, word) =
            scales.into_iter().find(|(factor, _)| value.abs() >= *factor).unwrap_or((1.0, ""));
        let divisor = if word == " k" { 1e3 } else { factor };
        format!("{}{word}{per}", number(value / divisor))
    }
}

/// In four digits that count and a unit that fits: `725.8 TB`, `5.787 k/s`, `1.5 h`.
impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Dimension { information, time, money } = self.dimension;
        let text = match (information, time, money) {
            (0, 0, 0) => self.scaled(""),
            (1, 0, 0) => self.in_largest(&["EB", "PB", "TB", "GB", "MB", "KB", "B"]),
            (1, -1, 0) => self.in_largest(&["TB/s", "GB/s", "MB/s", "KB/s", "B/s"]),
            (0, -1, 0) if self.value.abs() < 0.1 => self.in_largest(&["/min", "/h", "/d"]),
            (0, -1, 0) => self.scaled("/s"),
            (0, 1, 0) => self.in_largest(&["year", "d", "h", "min", "s", "ms", "us"]),
            (0, 0, 1) => self.in_largest(&["$"]),
            (0, -1, 1) => self.in_largest(&["$/month"]),
            (-1, 0, 1) => self.in_largest(&["$/GB", "$/TB"]),
            (-1, -1, 1) => self.in_largest(&["$/GB/month"]),
            _ => format!("{} {}", number(self.value), base(self.dimension)),
        };
        formatter.write_str(&text)
    }
}

/// Base units that parse: `B B /s`.
fn base(dimension: Dimension) -> String {
    let parts = [("B", dimension.information), ("s", dimension.time), ("$", dimension.money)];
    let above = parts.iter().flat_map(|(unit, power)| vec![*unit; usize::try_from(*power).unwrap_or(0)]);
    let below = parts.iter().flat_map(|(unit, power)| vec![*unit; usize::try_from(-*power).unwrap_or(0)]);
    let below: Vec<&str> = below.flat_map(|unit| ["/", unit]).collect();
    format!("{}{}", above.collect::<Vec<_>>().join(" "), below.concat())
}
