//! A page, with its outline beside it where there is room.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::{Modifier, Style};

use super::field;
use super::paint::{Line, frame, put, put_lines, put_right, rule, shortened, width};
use crate::app::screen::reader::{OUTLINE, Reader};
use crate::app::typeset::{Look, Row};
use crate::domain::sketch::in_ascii;
use crate::tui::theme::Theme;

/// Draws the reader; gives back where the caret is.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &Reader, theme: Theme) -> Option<Position> {
    let title = format!("{} | {}", screen.page.title, screen.page.kind);
    let found = screen.found().map_or_else(String::new, |(at, all)| format!("{at} of {all}  "));
    let room = usize::from(area.width).saturating_sub(8 + width(&found));
    put(buffer, area, (1, 0), &shortened(&title, room), theme.strong());
    rule(buffer, area, 1, theme);
    let find_rows = u16::from(screen.finding.is_some());
    let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2 + find_rows), ..area };
    let beside = if area.width >= 100 { OUTLINE } else { 0 };
    let only_outline = screen.outline.is_some() && beside == 0;
    let [left, right] = Layout::horizontal([Constraint::Length(beside), Constraint::Fill(1)]).areas(body);
    if beside > 0 || only_outline {
        outline(buffer, if only_outline { body } else { left }, screen, theme);
    }
    if !only_outline {
        page(buffer, right, screen, theme);
    }
    put_right(buffer, area, 0, &format!("{found}{} % ", screen.progress(body.height)), theme.quiet());
    let finding = screen.finding.as_ref()?;
    let row = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
    let end = put(buffer, row, (1, 0), "find: ", theme.key());
    let text = Rect { x: row.x + end, width: row.width.saturating_sub(end), ..row };
    field::draw(buffer, text, finding, theme.text())
}

fn outline(buffer: &mut Buffer, area: Rect, screen: &Reader, theme: Theme) {
    let inside = frame(buffer, area, "Outline (o)", theme, screen.outline.is_some());
    let here = screen.set.headings.iter().rposition(|place| place.row <= screen.top);
    let marked = screen.outline.or(here);
    let height = usize::from(inside.height);
    let first = (marked.unwrap_or(0) + 1).saturating_sub(height);
    for (row, (index, place)) in screen.set.headings.iter().enumerate().skip(first).take(height).enumerate() {
        let chosen = marked == Some(index);
        let style = match (chosen, screen.outline.is_some()) {
            (true, true) => theme.selected(),
            (true, false) => theme.strong(),
            (false, _) => theme.text(),
        };
        let lead = if chosen { theme.pointer() } else { "  " };
        let indent = "  ".repeat(usize::from(place.level.saturating_sub(2)));
        let room = usize::from(inside.width).saturating_sub(2 + indent.len());
        put(buffer, inside, (0, row as u16), lead, theme.key());
        put(buffer, inside, (2, row as u16), &format!("{indent}{}", shortened(&place.title, room)), style);
    }
}

fn page(buffer: &mut Buffer, area: Rect, screen: &Reader, theme: Theme) {
    let inside = Rect { x: area.x + 2.min(area.width), width: area.width.saturating_sub(2), ..area };
    let furthest = screen.set.rows.len().saturating_sub(usize::from(inside.height));
    let first = screen.top.min(furthest);
    let shown = screen.set.rows.iter().enumerate().skip(first).take(usize::from(inside.height));
    let lines: Vec<Line> = shown
        .map(|(index, row)| line(row, theme, |look| screen.is_focused(look), &screen.found_in(index)))
        .collect();
    put_lines(buffer, inside, &lines);
}

/// A row of a page in its colors; `marks` are ranges of bytes of the whole row, in order.
pub fn line(row: &Row, theme: Theme, focused: impl Fn(Look) -> bool, marks: &[Range<usize>]) -> Line {
    let style = |look: Look| match look {
        Look::Text => theme.text(),
        Look::Heading | Look::Strong => theme.strong(),
        Look::Emphasis => theme.text().add_modifier(Modifier::ITALIC),
        Look::Code => theme.good(),
        Look::Link(_) if focused(look) => theme.selected(),
        Look::Link(_) => theme.interviewer().add_modifier(Modifier::UNDERLINED),
        Look::Mark => theme.quiet(),
    };
    let mut line = Line::new();
    let mut start = 0;
    for piece in row {
        let end = start + piece.text.len();
        let mut at = start;
        let mut push = |to: usize, style: Style| {
            let part = piece.text.get(at - start..to - start).unwrap_or_default();
            if !part.is_empty() {
                line.push((printable(part, piece.look, theme), style));
            }
            at = to;
        };
        for mark in marks.iter().filter(|mark| mark.start < end && mark.end > start) {
            push(mark.start.max(start), style(piece.look));
            push(mark.end.min(end), theme.hit());
        }
        push(end, style(piece.look));
        start = end;
    }
    line
}

/// A drawing in characters that the terminal has.
fn printable(text: &str, look: Look, theme: Theme) -> String {
    if theme.ascii && look == Look::Code { in_ascii(text) } else { text.to_owned() }
}
