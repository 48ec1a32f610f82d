//! `{point-id}` anchors in model answers. An anchor stands at the end of the sentence that makes the point, before
//! or behind its full stop: `I merge on the key. {keyed-merge}`. It is not shown.

use std::ops::Range;

use crate::domain::id::{PointId, is_valid};

/// Where a model answer makes a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The point.
    pub point: PointId,
    /// The sentence that makes it, in bytes of the text without anchors.
    pub sentence: Range<usize>,
}

/// The ids of all anchors, in order.
pub fn ids(markdown: &str) -> impl Iterator<Item = &str> {
    pieces(markdown).filter_map(|piece| match piece {
        Piece::Anchor(id) => Some(id),
        Piece::Text(_) => None,
    })
}

/// The text to show, and where in it each point is made.
pub fn strip(markdown: &str) -> (String, Vec<Anchor>) {
    let mut text = String::with_capacity(markdown.len());
    let mut found: Vec<(PointId, usize)> = Vec::new();
    for piece in pieces(markdown) {
        match piece {
            Piece::Text(part) => {
                // The blank on one side of an anchor goes with it.
                let is_behind_anchor = found.last().is_some_and(|(_, at)| *at == text.len());
                let part = match part.strip_prefix(' ') {
                    Some(rest)
                        if is_behind_anchor && (text.is_empty() || text.ends_with(char::is_whitespace)) =>
                    {
                        rest
                    }
                    _ => part,
                };
                text.push_str(part);
            }
            Piece::Anchor(id) => {
                if text.ends_with(' ') {
                    text.pop();
                }
                found.extend(PointId::new(id).ok().map(|point| (point, text.len())));
            }
        }
    }
    let anchors =
        found.into_iter().map(|(point, at)| Anchor { point, sentence: sentence(&text, at) }).collect();
    (text, anchors)
}

/// The text to show.
pub fn without(markdown: &str) -> String {
    strip(markdown).0
}

enum Piece<'a> {
    Text(&'a str),
    Anchor(&'a str),
}

fn pieces(markdown: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = markdown;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((id, after)) = anchor(rest) {
            rest = after;
            return Some(Piece::Anchor(id));
        }
        let from = usize::from(rest.starts_with('{'));
        let starts = rest.char_indices().filter(|(at, c)| *c == '{' && *at >= from);
        let end =
            starts.map(|(at, _)| at).find(|at| anchor(rest.split_at(*at).1).is_some()).unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Text(text))
    })
}

/// The anchor at the start of a text, and what follows it.
fn anchor(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('{')?;
    // Ids have at most 64 letters, so a stray brace costs no walk to the end of the text.
    let end = inside.bytes().take(65).position(|byte| byte == b'}')?;
    let (id, after) = inside.split_at(end);
    is_valid(id).then_some((id, after.strip_prefix('}')?))
}

/// The sentence that ends at `at`, or around it.
fn sentence(text: &str, at: usize) -> Range<usize> {
    let (before, after) = text.split_at(at);
    let ended = before.trim_end();
    let is_ended = ended.ends_with(['.', '!', '?', ':', '|']);
    let end = if is_ended || after.trim_start().is_empty() {
        ended.len()
    } else {
        let rest = after.char_indices().find(|(_, c)| matches!(c, '.' | '!' | '?' | '\n'));
        rest.map_or(text.len(), |(offset, c)| at + offset + usize::from(c != '\n'))
    };
    let body = ended.trim_end_matches(['.', '!', '?', ':', '|']);
    let mut start = 0;
    let mut previous = [' ', ' '];
    for (offset, c) in body.char_indices() {
        let is_sentence = matches!(previous[0], '.' | '!' | '?') && previous[1] == ' ' && begins(c);
        let is_line =
            previous[1] == '\n' && (c == '\n' || matches!(c, '-' | '*' | '|' | '#' | '>' | '0'..='9'));
        if is_sentence || is_line || (previous == ['\n', '\n']) {
            start = offset;
        }
        previous = [previous[1], if c == '\n' && matches!(previous[1], '.' | '!' | '?') { ' ' } else { c }];
    }
    let lead = text.get(start..end).unwrap_or_default();
    start += lead.len() - lead.trim_start_matches(['-', '*', '#', '>', '|', ' ', '\n']).len();
    start..end.max(start)
}

/// Whether a character may begin a sentence; `e.g. a queue` is none.
fn begins(c: char) -> bool {
    c.is_uppercase() || c.is_ascii_digit() || matches!(c, '*' | '`' | '"' | '$' | '(')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(markdown: &str) -> Vec<(String, String)> {
        let (text, anchors) = strip(markdown);
        let sentence = |anchor: &Anchor| text.get(anchor.sentence.clone()).unwrap().to_owned();
        anchors.iter().map(|anchor| (anchor.point.to_string(), sentence(anchor))).collect()
    }

    #[test]
    fn anchors_are_not_shown_and_leave_no_gap() {
        for (markdown, shown) in [
            ("One. {a} Two. {b}", "One. Two."),
            ("One {a}. Two", "One. Two"),
            ("One. {a} {b}\nTwo", "One.\nTwo"),
            ("{a} One", "One"),
            ("no {anchor here} and {}", "no {anchor here} and {}"),
            ("json {\"a\": 1} {b}", "json {\"a\": 1}"),
        ] {
            assert_eq!(without(markdown), shown);
        }
    }

    #[test]
    fn each_point_has_its_sentence() {
        let markdown = "First I ask. I merge on the key, e.g. an id {merge}. Then 2 TB a day. {size} {days}\n\n- A list item! {item}";
        let expected = [
            ("merge", "I merge on the key, e.g. an id."),
            ("size", "Then 2 TB a day."),
            ("days", "Then 2 TB a day."),
            ("item", "A list item!"),
        ];
        let expected = expected.map(|(point, sentence)| (point.to_owned(), sentence.to_owned()));
        assert_eq!(made(markdown), expected);
    }

    #[test]
    fn a_sentence_over_several_lines_is_one() {
        let markdown = "Before.\nI land the raw\ncopy first. {raw}\nAfter.";
        assert_eq!(made(markdown), [("raw".to_owned(), "I land the raw\ncopy first.".to_owned())]);
    }
}
