//! Lines of notes that calculate: a line that begins or ends with `=`.

use std::ops::Range;

use super::unit::UnitExpression;
use super::{Expression, Mistake, Names, Quantity};

/// What became of a line with a `=`.
#[derive(Debug, Clone, PartialEq)]
pub enum Evaluated {
    /// The line as it should read now: with the result behind the `=`.
    Result(String),
    /// Why it cannot be calculated, at these bytes of the line.
    Mistake(Mistake),
}

/// Calculates a line such as `500M/d * 1KB =`, `= 3 * 4 TB`, or `peak: 5.8k/s x4 in /s =`. None where there is no `=`
/// at either end, or nothing beside it. What stands before a colon is a label.
pub fn evaluate_line(line: &str) -> Option<Evaluated> {
    let (range, before, after) = formula(line)?;
    let text = line.get(range.clone())?;
    let (text, unit) = target(text);
    let outcome = Expression::parse(text, &[]).and_then(|expression| expression.value(&Names::new()));
    Some(match outcome {
        Ok(value) => Evaluated::Result(format!("{before}= {}{after}", shown(value, unit.as_ref()))),
        Err(mistake) => {
            let span = mistake.span.start + range.start..mistake.span.end + range.start;
            Evaluated::Mistake(Mistake { span, ..mistake })
        }
    })
}

fn shown(value: Quantity, unit: Option<&UnitExpression>) -> String {
    unit.filter(|unit| !unit.is_empty()).map_or_else(|| value.to_string(), |unit| value.in_unit(unit))
}

/// The bytes of the formula, what the new line begins with, and what it ends with.
fn formula(line: &str) -> Option<(Range<usize>, String, String)> {
    let trimmed = line.trim_end();
    if let Some(head) = trimmed.strip_suffix('=') {
        let start = label(head);
        let has_formula = head.get(start..).is_some_and(|text| !text.trim().is_empty());
        return has_formula.then(|| (start..head.len(), head.to_owned(), String::new()));
    }
    let indent = line.len() - line.trim_start().len();
    let rest = line.trim_start().strip_prefix('=')?;
    // `= 3 * 4 TB` keeps the formula: `3 * 4 TB = 12 TB`.
    let start = indent + 1;
    let formula = rest.trim();
    let before = format!("{}{formula} ", line.get(..indent)?);
    (!formula.is_empty() && !formula.contains('=')).then(|| (start..line.len(), before, String::new()))
}

/// Where the formula begins: behind the label and its colon, and behind an earlier result.
fn label(head: &str) -> usize {
    head.rfind([':', '=']).map_or(0, |at| at + 1)
}

/// `... in MB/s`: the formula, and the unit the result is wanted in.
fn target(text: &str) -> (&str, Option<UnitExpression>) {
    for word in [" in ", " as "] {
        if let Some((formula, unit)) = text.rsplit_once(word)
            && let Some(unit) = UnitExpression::parse(unit.trim())
        {
            return (formula, Some(unit));
        }
    }
    (text, None)
}
