//! Drawing text into cells, safely at any size: wrapped by us, never by the widget, and never outside the area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, Widget};
use unicode_segmentation::UnicodeSegmentation;

use crate::app::text_area::wrap;
use crate::tui::theme::Theme;

/// A piece of a line in one style.
pub type Span = (String, Style);

/// A line made of pieces.
pub type Line = Vec<Span>;

/// Columns a text takes.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(wrap::width).sum()
}

/// Puts text at a column and row of `area`, cut at its edge; gives back the column behind it.
pub fn put(buffer: &mut Buffer, area: Rect, (column, row): (u16, u16), text: &str, style: Style) -> u16 {
    let area = area.intersection(buffer.area);
    if row >= area.height || column >= area.width {
        return column;
    }
    let room = usize::from(area.width - column);
    let (end, _) = buffer.set_stringn(area.x + column, area.y + row, text, room, style);
    end - area.x
}

/// Puts a line of pieces at a row of `area`.
pub fn put_line(buffer: &mut Buffer, area: Rect, row: u16, line: &[Span]) {
    let mut column = 0;
    for (text, style) in line {
        column = put(buffer, area, (column, row), text, *style);
    }
}

/// Puts text so that it ends at the right edge of `area`.
pub fn put_right(buffer: &mut Buffer, area: Rect, row: u16, text: &str, style: Style) {
    let column = area.width.saturating_sub(width(text) as u16);
    put(buffer, area, (column, row), text, style);
}

/// Puts lines from the top, as many as fit.
pub fn put_lines(buffer: &mut Buffer, area: Rect, lines: &[Line]) {
    for (row, line) in lines.iter().take(usize::from(area.height)).enumerate() {
        put_line(buffer, area, row as u16, line);
    }
}

/// Text as rows of at most `columns` columns.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    wrap::rows(text, columns)
        .into_iter()
        .map(|row| text.get(row.start..row.end).unwrap_or_default().trim_end().to_owned())
        .collect()
}

/// Text as lines in one style.
pub fn styled(text: &str, columns: usize, style: Style) -> Vec<Line> {
    wrapped(text, columns).into_iter().map(|row| vec![(row, style)]).collect()
}

/// A frame with a title; gives back the area inside, with a column of margin on each side.
pub fn frame(buffer: &mut Buffer, area: Rect, title: &str, theme: Theme, focused: bool) -> Rect {
    let area = area.intersection(buffer.area);
    let style = theme.frame(focused);
    let room = usize::from(area.width.saturating_sub(4));
    let title = if title.is_empty() { String::new() } else { format!(" {} ", shortened(title, room)) };
    let block = Block::bordered().border_set(theme.border()).border_style(style).title(title);
    let inside = block.inner(area);
    block.render(area, buffer);
    Rect { x: inside.x + u16::from(inside.width > 1), width: inside.width.saturating_sub(2), ..inside }
}

/// The beginning of a text that fits, with `..` where something is cut.
pub fn shortened(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if width(&kept) + wrap::width(grapheme) + 2 > columns {
            break;
        }
        kept.push_str(grapheme);
    }
    if columns >= 2 { kept + ".." } else { String::new() }
}

/// A horizontal rule over the whole width.
pub fn rule(buffer: &mut Buffer, area: Rect, row: u16, theme: Theme) {
    put(buffer, area, (0, row), &theme.rule().repeat(usize::from(area.width)), theme.quiet());
}

/// A bar of `columns` columns, brackets included, filled to `used` of `whole`, with `|` at `mark` percent.
pub fn bar(used: u64, whole: u64, mark: Option<u64>, columns: usize) -> String {
    let inside = columns.saturating_sub(2);
    let filled = if whole == 0 { 0 } else { (used.min(whole) as usize * inside) / whole as usize };
    let mark = mark.map(|percent| inside * percent as usize / 100);
    let cell = |at: usize| match at {
        at if at < filled => '#',
        at if Some(at) == mark => '|',
        _ => '-',
    };
    format!("[{}]", (0..inside).map(cell).collect::<String>())
}
