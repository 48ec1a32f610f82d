//! A drawing of the whiteboard, cell by cell.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::put;
use crate::domain::sketch::{Charset, Drawing, Ink};
use crate::tui::theme::Theme;

/// The characters that a theme draws with.
pub fn charset(theme: Theme) -> Charset {
    if theme.ascii { Charset::Ascii } else { Charset::Unicode }
}

/// Draws the part of a picture that `area` shows when it is scrolled so far.
pub fn draw(buffer: &mut Buffer, area: Rect, drawing: &Drawing, scroll: (usize, usize), theme: Theme) {
    let size = (usize::from(area.width), usize::from(area.height));
    for (row, cells) in drawing.window(scroll, size).enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.ink != Ink::Blank) {
            put(buffer, area, (column as u16, row as u16), &cell.symbol, theme.ink(cell.ink));
        }
    }
}
