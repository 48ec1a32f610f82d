//! Names and labels in lines: broken between words, never inside one.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells that a text takes.
pub(super) fn width(text: &str) -> i32 {
    text.graphemes(true).map(cells).sum()
}

/// Cells that one grapheme takes: 1 or 2.
pub(super) fn cells(grapheme: &str) -> i32 {
    UnicodeWidthStr::width(grapheme).clamp(1, 2) as i32
}

/// Lines of at most `most` cells where words allow, as few as possible, and those as even as possible.
pub(super) fn wrap(text: &str, most: i32) -> Vec<String> {
    let pieces = pieces(text);
    let longest = pieces.iter().map(|piece| width(piece.trim_end())).max().unwrap_or(0);
    let lines = fill(&pieces, most.max(longest));
    // The same number of lines, in the least width.
    let (mut low, mut high) = (longest, most.max(longest));
    while low < high {
        let middle = i32::midpoint(low, high);
        if fill(&pieces, middle).len() <= lines.len() {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    fill(&pieces, high)
}

/// The text in `count` lines or fewer, as even as possible.
pub(super) fn wrap_into(text: &str, count: usize) -> Vec<String> {
    let pieces = pieces(text);
    let (mut low, mut high) = (1, width(text).max(1));
    while low < high {
        let middle = i32::midpoint(low, high);
        let lines = fill(&pieces, middle);
        if lines.len() <= count && lines.iter().all(|line| width(line) <= middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    fill(&pieces, high)
}

fn fill(pieces: &[&str], most: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for piece in pieces {
        let wide = width(piece);
        if !line.is_empty() && used + width(piece.trim_end()) > most {
            lines.push(line.trim_end().to_owned());
            line.clear();
            used = 0;
        }
        line.push_str(piece);
        used += wide;
    }
    if !line.trim_end().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Lines for reading: the first of `first` cells, the others of `rest`, filled one after the other. Here a word wider than
/// a line is broken, between graphemes, since there is nowhere else to go.
pub(super) fn wrap_text(text: &str, first: i32, rest: i32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let most = if lines.len() == 1 { first } else { rest };
        let blank = i32::from(used > 0);
        if used > 0 && used + blank + width(word) > most {
            lines.push(String::new());
            used = 0;
        } else if used > 0 {
            lines.iter_mut().next_back().into_iter().for_each(|line| line.push(' '));
            used += 1;
        }
        for grapheme in word.graphemes(true) {
            let most = if lines.len() == 1 { first } else { rest };
            if used > 0 && used + cells(grapheme) > most {
                lines.push(String::new());
                used = 0;
            }
            lines.iter_mut().next_back().into_iter().for_each(|line| line.push_str(grapheme));
            used += cells(grapheme);
        }
    }
    lines
}

/// Words with the blank, hyphen or other joint behind them. A joint between digits stays whole: `2-3 s`, `24/7`.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for window in chars.windows(2) {
        let [(_, before), (at, after)] = *window else { continue };
        let blank = before == ' ' && after != ' ';
        let joint = matches!(before, '-' | '_' | '/' | '.' | ':' | '@' | '+') && after.is_alphabetic();
        if blank || joint {
            cuts.push(at);
        }
    }
    cuts.push(text.len());
    let spans = cuts.windows(2).filter_map(|cut| text.get(cut[0]..cut[1]));
    let pieces: Vec<&str> = spans.collect();
    // A joint is only worth a break between two real words.
    if pieces.is_empty() { vec![text] } else { pieces }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_broken_between_words_and_after_joints() {
        assert_eq!(wrap("managed service for apache flink", 16), ["managed service", "for apache flink"]);
        assert_eq!(
            wrap("attributed_conversions_user_level", 20),
            ["attributed_", "conversions_", "user_level"]
        );
        assert_eq!(wrap("decision-service", 10), ["decision-", "service"]);
        assert_eq!(wrap("", 10), [""]);
    }

    #[test]
    fn a_word_longer_than_the_line_stays_whole() {
        assert_eq!(wrap("a supercalifragilistic word", 6), ["a", "supercalifragilistic", "word"]);
    }

    #[test]
    fn figures_are_not_broken() {
        assert_eq!(wrap("2-3 s", 3), ["2-3", "s"]);
    }

    #[test]
    fn a_label_is_spread_evenly_over_the_lines_it_may_take() {
        assert_eq!(wrap_into("approve, challenge, block", 2), ["approve,", "challenge, block"]);
        assert_eq!(wrap_into("events", 2), ["events"]);
    }
}
