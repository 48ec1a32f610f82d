//! Items of lists are the texts that were meant: YAML neither made numbers of them nor split them at a comma.

use super::{Findings, Scene, walk};
use crate::content::problem::Sheet;
use crate::content::raw::{Placed, Text};
use crate::diagnostic::Diagnostic;

/// Finds items that are not texts, and items that were one.
pub fn check(scene: &Scene<'_>, findings: &mut Findings) {
    for (sheet, list) in walk::lists(scene) {
        for (number, item) in list.iter().enumerate() {
            let before = number.checked_sub(1).and_then(|before| list.get(before));
            if let Some(before) = before.filter(|before| is_split(sheet, before, item)) {
                let message = format!("`{},{}` was split into two items", before.value, item.value);
                let problem =
                    Diagnostic::warning("split-item", message).help("quote an item that holds a comma");
                findings.problems.push(problem.at(sheet.place(sheet.span(before))));
            } else if is_bare(sheet, item) && is_other(&item.value) {
                let message = format!("`{}` is a number or a truth value in YAML, not a text", item.value);
                let problem = Diagnostic::warning("not-a-text", message).help("quote it");
                findings.problems.push(problem.at(sheet.place(sheet.span(item))));
            }
        }
    }
}

/// Whether an item was written without quotes.
fn is_bare(sheet: &Sheet<'_>, item: &Placed<Text>) -> bool {
    sheet.text.get(sheet.span(item)).is_some_and(|text| !text.starts_with(['"', '\'', '|', '>']))
}

/// Whether YAML takes a bare word for a number or a truth value.
fn is_other(text: &str) -> bool {
    let digits = text.replace('_', "");
    let is_number = digits.parse::<f64>().is_ok() && text.contains(|c: char| c.is_ascii_digit());
    let is_hex = digits.strip_prefix("0x").is_some_and(|hex| i64::from_str_radix(hex, 16).is_ok());
    is_number || is_hex || matches!(text, "true" | "false" | "True" | "False" | "TRUE" | "FALSE")
}

/// `[50,000/s]`: an item that ends with a digit, a comma with nothing behind it, and an item of three digits.
fn is_split(sheet: &Sheet<'_>, before: &Placed<Text>, item: &Placed<Text>) -> bool {
    let begins: Vec<char> = item.value.chars().take(4).collect();
    let is_group = begins.len() >= 3 && begins.iter().take(3).all(char::is_ascii_digit);
    let ends = !begins.get(3).is_some_and(char::is_ascii_digit);
    let between = sheet.text.get(sheet.span(before).end..sheet.span(item).start);
    is_bare(sheet, item)
        && is_group
        && ends
        && before.value.ends_with(|c: char| c.is_ascii_digit())
        && between.is_some_and(|between| between == ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_truth_values_are_not_texts() {
        for other in ["5", "1e9", "4.5", "-3", "true", "0x1F", "1_000"] {
            assert!(is_other(other), "{other}");
        }
        for text in ["5 KB", "4x", "inf", "nan", "yes", "100 %", "one"] {
            assert!(!is_other(text), "{text}");
        }
    }
}
