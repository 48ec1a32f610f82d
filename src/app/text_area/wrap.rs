//! Soft wrap: which bytes of a text stand in which row, and where the caret is among them.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A row of wrapped text, as a byte range without its line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// First byte.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
    /// Whether a line of the text ends here, rather than going on in the next row.
    pub hard: bool,
}

/// Columns a grapheme takes: 0, 1 or 2.
pub fn width(grapheme: &str) -> usize {
    grapheme.width().min(2)
}

/// Breaks text into rows of at most `columns` columns: after blanks where there are any, inside a word that is wider
/// than a row. Blanks at the end of a row may hang over the edge. Always at least one row.
pub fn rows(text: &str, columns: usize) -> Vec<Row> {
    let columns = columns.max(2);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, columns, &mut rows);
        start += line.len() + 1;
    }
    rows
}

fn wrap_line(line: &str, offset: usize, columns: usize, rows: &mut Vec<Row>) {
    let (mut row_start, mut used) = (0, 0);
    // Behind the last blank of the row, with the columns used up to there.
    let mut after_blank: Option<(usize, usize)> = None;
    for (at, grapheme) in line.grapheme_indices(true) {
        let wide = width(grapheme);
        let blank = grapheme == " ";
        // Twice where the word begun in this row, with this grapheme, is wider than a row.
        while used + wide > columns && used > 0 && !blank {
            let (cut, cut_used) = after_blank.unwrap_or((at, used));
            rows.push(Row { start: offset + row_start, end: offset + cut, hard: false });
            (row_start, used) = (cut, used - cut_used);
            after_blank = None;
        }
        used += wide;
        if blank {
            after_blank = Some((at + 1, used));
        }
    }
    rows.push(Row { start: offset + row_start, end: offset + line.len(), hard: true });
}

/// Row and column of a byte offset. At a soft break the caret stands at the start of the next row.
pub fn locate(text: &str, rows: &[Row], caret: usize) -> (usize, usize) {
    let row = rows.partition_point(|row| row.start <= caret).saturating_sub(1);
    let column = rows
        .get(row)
        .and_then(|row| text.get(row.start..caret.min(row.end)))
        .map_or(0, |before| before.graphemes(true).map(width).sum());
    (row, column)
}

/// The byte offset in `row` nearest to `column` from the left.
pub fn offset_at(text: &str, row: &Row, column: usize) -> usize {
    let content = text.get(row.start..row.end).unwrap_or_default();
    let mut used = 0;
    let mut last = row.start;
    for (at, grapheme) in content.grapheme_indices(true) {
        last = row.start + at;
        if used + width(grapheme) > column {
            return last;
        }
        used += width(grapheme);
    }
    // Behind the last grapheme of a soft row is the start of the next row, so the caret stays on the last grapheme.
    if row.hard { row.end } else { last }
}
