//! The points, those that changed first, with both marks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::debrief::scrolled;
use super::super::paint::{Line, frame, put_lines, put_right, styled, width};
use super::{arrow, name};
use crate::app::screen::compare::CompareScreen;
use crate::app::screen::debrief::sections::{Sign, flowed};
use crate::domain::comparison::{Change, Pair, PointPair};
use crate::tui::theme::Theme;

/// Draws the section.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &CompareScreen, utc_offset: i32, theme: Theme) {
    let inside = frame(buffer, area, "Points, A to B", theme, true);
    let columns = usize::from(inside.width);
    let Pair { before, after } = &screen.comparison.sittings;
    let mut lines: Vec<Line> = Vec::new();
    for (letter, side) in [("A", before), ("B", after)] {
        lines.push(vec![(format!("{}, {}", name(letter, side, utc_offset), side.headline), theme.quiet())]);
    }
    let (mut heading, mut chosen) = (None, (0, 0));
    for (index, (change, pair)) in screen.points().enumerate() {
        if heading.replace(change) != Some(change) {
            let count = screen.comparison.changed(change).count();
            lines.push(Line::new());
            lines.push(vec![(format!("{} ({count})", change.title()), theme.strong())]);
        }
        let start = lines.len();
        let is_chosen = index == screen.selected;
        lines.extend(point(pair, is_chosen, columns, theme));
        if is_chosen {
            chosen = (if index == 0 { 0 } else { start }, lines.len());
        }
    }
    let height = usize::from(inside.height);
    let first = scrolled(chosen, lines.len(), height);
    put_lines(buffer, inside, lines.get(first..).unwrap_or_default());
    more(buffer, area, lines.len().saturating_sub(first + height), theme);
}

/// The rows of a point: both marks, then what it says.
pub fn point(pair: &PointPair, is_chosen: bool, columns: usize, theme: Theme) -> Vec<Line> {
    let sign = |mark: Option<u8>| mark.map_or(" - ", |mark| Sign::of(mark).sign());
    let lead = if is_chosen { theme.pointer() } else { "  " };
    let signs = format!("{} {} {} ", sign(pair.mark.before), arrow(theme), sign(pair.mark.after));
    let indent = width(lead) + width(&signs) + 1;
    let style = if is_chosen { theme.strong() } else { look(pair.change(), theme) };
    let rows = styled(&flowed(&pair.say), columns.saturating_sub(indent).max(10), style);
    let rows = rows.into_iter().enumerate().map(|(row, mut line)| {
        if row > 0 {
            line.insert(0, (" ".repeat(indent), theme.text()));
        } else {
            line.insert(0, (format!("{signs} "), look(pair.change(), theme)));
            line.insert(0, (lead.to_owned(), theme.key()));
        }
        line
    });
    rows.collect()
}

fn look(change: Change, theme: Theme) -> Style {
    match change {
        Change::Gained => theme.good(),
        Change::Lost => theme.warning(),
        Change::OnlyAfter | Change::OnlyBefore => theme.text(),
        Change::Same => theme.quiet(),
    }
}

/// How many rows are below a frame.
pub fn more(buffer: &mut Buffer, area: Rect, rows: usize, theme: Theme) {
    if rows > 0 && area.height > 0 {
        let bottom = Rect { y: area.bottom() - 1, height: 1, width: area.width.saturating_sub(1), ..area };
        put_right(buffer, bottom, 0, &format!(" {rows} more "), theme.quiet());
    }
}
