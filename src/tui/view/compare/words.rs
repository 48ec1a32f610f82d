//! What was said to one question in both.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::paint::{frame, put, put_lines, styled, wrapped};
use super::points::{more, point};
use super::{halves, name};
use crate::app::screen::compare::CompareScreen;
use crate::app::screen::debrief::sections::flowed;
use crate::domain::comparison::{Pair, TextPair};
use crate::tui::theme::Theme;

/// Rows of a question.
const QUESTION: usize = 3;
/// Rows from which the points of the question have room.
const HIGH: u16 = 26;

/// Draws the section.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &CompareScreen, utc_offset: i32, theme: Theme) {
    let texts = &screen.comparison.texts;
    let Some(pair) = texts.get(screen.selected) else {
        put(buffer, area, (1, 1), "Nothing was said in either of the two.", theme.quiet());
        return;
    };
    let used = question(buffer, area, screen, pair, theme);
    let body = Rect { y: area.y + used, height: area.height.saturating_sub(used), ..area };
    let (left, right) = halves(body);
    let Pair { before, after } = &screen.comparison.sittings;
    let sides = [(left, "A", before, &pair.text.before), (right, "B", after, &pair.text.after)];
    let mut below = 0;
    for (area, letter, side, text) in sides {
        let inside = frame(buffer, area, &name(letter, side, utc_offset), theme, false);
        let (text, style) =
            if text.trim().is_empty() { ("(nothing)", theme.quiet()) } else { (text.as_str(), theme.text()) };
        let lines = styled(text, usize::from(inside.width).max(1), style);
        let height = usize::from(inside.height);
        let first = screen.past.min(lines.len().saturating_sub(height));
        put_lines(buffer, inside, lines.get(first..).unwrap_or_default());
        let left = lines.len().saturating_sub(first + height);
        more(buffer, area, left, theme);
        below = left.max(below);
    }
    screen.below.set(below);
}

/// The question, with its points where there is room; gives back how many rows it took.
fn question(buffer: &mut Buffer, area: Rect, screen: &CompareScreen, pair: &TextPair, theme: Theme) -> u16 {
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let (number, all) = (screen.selected + 1, screen.comparison.texts.len());
    let end = put(buffer, inside, (0, 0), &format!("{number} of {all} "), theme.key());
    let room = usize::from(inside.width.saturating_sub(end)).max(10);
    let rows = wrapped(&flowed(&pair.question), room);
    let mut used = 0;
    for row in rows.iter().take(QUESTION) {
        put(buffer, inside, (end, used), row, theme.strong());
        used += 1;
    }
    if area.height < HIGH {
        return used;
    }
    let points = screen.points().filter(|(_, point)| point.ask == pair.ask);
    for line in points.flat_map(|(_, pair)| point(pair, false, usize::from(inside.width), theme)) {
        if used >= area.height / 3 {
            break;
        }
        let at = Rect { y: inside.y + used, height: 1, ..inside };
        put_lines(buffer, at, &[line]);
        used += 1;
    }
    used
}
