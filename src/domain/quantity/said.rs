//! What of an answer is its number: people write a calculation before it, a remark behind it, or the number as a word.

use super::unit::UnitExpression;
use super::{Expression, Mistake, Names, Quantity, Reading};

/// Numbers as words.
const WORDS: [(&str, &str); 13] = [
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("half", "0.5"),
];
/// Words that lead to a result: `100 GB a day, so 3 TB`.
const RESULTS: [&str; 6] = ["so", "thus", "hence", "makes", "therefore", "that's"];

/// A quantity, and the unit it was told in where it is a single number.
pub type Said = (Quantity, Option<UnitExpression>);

/// The number in an answer. What stands behind the last `=` counts, a remark in parentheses doesn't, and of two numbers
/// of a range none is taken.
pub fn said(answer: &str, reading: Reading) -> Result<Said, Mistake> {
    let result = answer.rsplit(['=', '≈']).next().unwrap_or(answer).trim();
    let text = with_digits(result);
    if !text.chars().any(|char| char.is_ascii_digit()) {
        return Err(Mistake::new(0..0, "there is no number in it"));
    }
    if is_range(&text) {
        return Err(Mistake::new(0..0, "this is a range; settle on one number"));
    }
    let first = match whole(&text, reading) {
        Ok(said) => return Ok(said),
        Err(mistake) => mistake,
    };
    let remark = text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(head, _)| head);
    if let Some(said) = remark.and_then(|head| whole(head.trim(), reading).ok()) {
        return Ok(said);
    }
    last_clause(&text).and_then(|clause| whole(clause, reading).ok()).ok_or(first)
}

fn whole(text: &str, reading: Reading) -> Result<Said, Mistake> {
    let read = |text: &str| {
        let expression = Expression::parse_as(text, &[], reading)?;
        Ok::<_, Mistake>((expression.value(&Names::new())?, expression.unit().cloned()))
    };
    // Of a plain calculation the unit at its end is the unit of the result.
    with_unit_behind(text, reading).map_or_else(|| read(text), Ok)
}

/// A calculation with plain numbers and a unit at its end: `1e9 * 2e3 / 86400 B/s`.
fn with_unit_behind(text: &str, reading: Reading) -> Option<Said> {
    let places = text.char_indices().skip(1).filter(|(_, char)| char.is_alphabetic() || *char == '$');
    for (at, _) in places {
        let (head, tail) = text.split_at(at);
        let Some(unit) = UnitExpression::parse(tail.trim()).filter(|unit| !unit.is_empty()) else { continue };
        let Ok(expression) = Expression::parse_as(head.trim(), &[], reading) else { continue };
        if expression.unit().is_some() {
            return None;
        }
        let value = expression.value(&Names::new()).ok().filter(|value| value.dimension.is_none())?;
        return Some((value.times(unit.one()).ok()?, Some(unit)));
    }
    None
}

/// `about three TB`: words for numbers as digits, and `about` left out.
fn with_digits(text: &str) -> String {
    let word = |word: &str| {
        let lower = word.to_lowercase();
        let digits = WORDS.iter().find(|(name, _)| *name == lower).map(|(_, digits)| (*digits).to_owned());
        digits.unwrap_or_else(|| word.to_owned())
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// `2-4 TB`, `2 to 4 TB`, `between 2 and 4 TB`.
fn is_range(text: &str) -> bool {
    let text = text.strip_prefix("between ").unwrap_or(text);
    let sides = ["-", "\u{2013}", " to ", " and ", " or "].into_iter().find_map(|sign| text.split_once(sign));
    let Some((low, high)) = sides else { return false };
    let low = Expression::parse(low.trim(), &[]).ok().filter(|low| low.unit().is_some());
    let high = Expression::parse(high.trim(), &[]).ok().filter(|high| high.unit().is_some());
    let number = |expression: &Expression| match &expression.node {
        super::Node::Number(value, _) => Some(*value),
        _ => None,
    };
    match (low.as_ref().and_then(number), high.as_ref().and_then(number)) {
        (Some(low), Some(high)) => low < high,
        _ => false,
    }
}

/// What follows the last word that leads to a result.
fn last_clause(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let ends = RESULTS.iter().filter_map(|word| {
        let at = lower.rfind(&format!(" {word} "))?;
        Some(at + word.len() + 2)
    });
    let clause = text.get(ends.max()?..)?.trim();
    Some(super::verdict::trimmed(clause))
}
