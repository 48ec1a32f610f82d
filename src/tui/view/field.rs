//! A text field: wrapped rows, scrolled so that the caret shows, and the hardware cursor at the caret.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::paint::put;
use crate::app::text_area::TextArea;
use crate::app::text_area::wrap;

/// Draws a field wrapped to the width of `area` less one column for the caret. Gives back where the caret is.
pub fn draw(buffer: &mut Buffer, area: Rect, field: &TextArea, style: Style) -> Option<Position> {
    let area = area.intersection(buffer.area);
    if area.width == 0 || area.height == 0 {
        return None;
    }
    let columns = usize::from(area.width.saturating_sub(1));
    let rows = wrap::rows(field.text(), columns);
    let (caret_row, caret_column) = wrap::locate(field.text(), &rows, field.caret());
    let height = usize::from(area.height);
    let first = (caret_row + 1).saturating_sub(height);
    for (line, row) in rows.iter().skip(first).take(height).enumerate() {
        let text = field.text().get(row.start..row.end).unwrap_or_default();
        put(buffer, area, (0, line as u16), text.trim_end(), style);
    }
    let column = (caret_column as u16).min(area.width - 1);
    Some(Position::new(area.x + column, area.y + (caret_row - first) as u16))
}

/// Rows a field needs at this many columns, the caret's column included.
pub fn rows(field: &TextArea, columns: u16) -> usize {
    wrap::rows(field.text(), usize::from(columns.saturating_sub(1))).len()
}
