//! The debrief: a row of sections, the items of the one in front, and the details of the chosen item.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;

use super::paint::{Line, frame, put, put_lines, put_right, rule, shortened, styled, width};
use super::{field, picture};
use crate::app::screen::debrief::sections::{Item, Tone};
use crate::app::screen::debrief::{DebriefScreen, OpenField};
use crate::app::text_area::wrap;
use crate::tui::theme::Theme;

/// Draws the debrief; gives back where the caret is.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &DebriefScreen, theme: Theme) -> Option<Position> {
    let title = format!("Debrief: {}", screen.interview.opening().title);
    put(buffer, area, (1, 0), &shortened(&title, usize::from(area.width).saturating_sub(24)), theme.strong());
    put_right(buffer, area, 0, &format!("{} ", screen.debrief.headline()), theme.strong());
    rule(buffer, area, 1, theme);
    tabs(buffer, area, screen, theme);
    let area = Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area };
    let field_rows = if screen.field.is_some() { 7.min(area.height / 2) } else { 0 };
    let [body, answer] = Layout::vertical([Constraint::Fill(1), Constraint::Length(field_rows)]).areas(area);
    section(buffer, body, screen, theme);
    screen.field.as_ref().and_then(|open| field_box(buffer, answer, open, theme))
}

/// The names of the sections, scrolled so that the one in front shows.
fn tabs(buffer: &mut Buffer, area: Rect, screen: &DebriefScreen, theme: Theme) {
    let room = usize::from(area.width).saturating_sub(2);
    let widths: Vec<usize> = screen.sections.iter().map(|section| width(&section.title) + 3).collect();
    let mut first = 0;
    while first < screen.section && widths[first..=screen.section].iter().sum::<usize>() > room {
        first += 1;
    }
    if first > 0 {
        put(buffer, area, (0, 2), "<", theme.key());
    }
    let mut column = 1;
    for (index, section) in screen.sections.iter().enumerate().skip(first) {
        if usize::from(column) + width(&section.title) + 2 > usize::from(area.width) {
            return put_right(buffer, area, 2, ">", theme.key());
        }
        let chosen = index == screen.section;
        let title = if chosen { format!("[{}]", section.title) } else { format!(" {} ", section.title) };
        let style = if chosen { theme.selected() } else { theme.quiet() };
        column = put(buffer, area, (column, 2), &title, style) + 1;
    }
}

fn section(buffer: &mut Buffer, area: Rect, screen: &DebriefScreen, theme: Theme) {
    let Some(section) = screen.current() else { return };
    let inside = frame(buffer, area, &section.title, theme, screen.field.is_none());
    let columns = usize::from(inside.width);
    let mut lines: Vec<Line> = Vec::new();
    let mut chosen_rows = (0, 0);
    for (index, item) in section.items.iter().enumerate() {
        let chosen = index == screen.selected;
        let start = lines.len();
        lines.extend(item_lines(item, columns, chosen, theme));
        let room = columns.saturating_sub(4);
        for mut line in picture::lines(&screen.easel, &item.boards, room, theme) {
            line.insert(0, ("  ".to_owned(), theme.text()));
            lines.push(line);
        }
        if chosen {
            chosen_rows = (start, lines.len());
        }
    }
    let height = usize::from(inside.height);
    let beyond = (chosen_rows.1 - chosen_rows.0).saturating_sub(height);
    let past = screen.past.min(beyond);
    screen.below.set(beyond - past);
    let first = match beyond {
        0 => scrolled(chosen_rows, lines.len(), height),
        _ => chosen_rows.0 + past,
    };
    put_lines(buffer, inside, lines.get(first..).unwrap_or_default());
    let left = lines.len().saturating_sub(first + usize::from(inside.height));
    if left > 0 {
        let bottom = Rect {
            y: area.bottom().saturating_sub(1),
            height: 1,
            width: area.width.saturating_sub(1),
            ..area
        };
        put_right(buffer, bottom, 0, &format!(" {left} more "), theme.quiet());
    }
}

/// The first row shown: the chosen item whole where it fits, with a little of what comes before.
pub fn scrolled((start, end): (usize, usize), all: usize, height: usize) -> usize {
    let furthest = all.saturating_sub(height);
    if end <= height { 0 } else { end.saturating_sub(height * 2 / 3).min(start).min(furthest) }
}

fn item_lines(item: &Item, columns: usize, chosen: bool, theme: Theme) -> Vec<Line> {
    let lead = if chosen { theme.pointer() } else { "  " };
    let indent = 2 + usize::from(item.indent) * 2;
    let mark = item.mark.map_or(String::new(), |mark| format!("{} ", mark.sign()));
    let room = columns.saturating_sub(indent + width(&mark)).max(10);
    let style = if chosen { theme.strong() } else { tone(item.tone, theme) };
    let mut lines: Vec<Line> = Vec::new();
    for (row, mut line) in passaged(item, room, style, theme).into_iter().enumerate() {
        let front = if row == 0 { format!("{lead:indent$}") } else { " ".repeat(indent) };
        let sign = if row == 0 { mark.clone() } else { " ".repeat(width(&mark)) };
        line.insert(0, (sign, item.mark.map_or(theme.text(), |mark| mark_style(mark.worth(), theme))));
        line.insert(0, (front, theme.key()));
        lines.push(line);
    }
    for (text, kind) in &item.details {
        let inner = indent + width(&mark) + 2;
        for mut line in styled(text, columns.saturating_sub(inner).max(10), tone(*kind, theme)) {
            line.insert(0, (" ".repeat(inner), theme.text()));
            lines.push(line);
        }
    }
    lines
}

/// The text of an item in rows, its passages in the look of the candidate's words.
fn passaged(item: &Item, columns: usize, style: Style, theme: Theme) -> Vec<Line> {
    if item.passages.is_empty() {
        return styled(&item.text, columns, style);
    }
    let piece = |from: usize, to: usize, style: Style| {
        Some((item.text.get(from..to)?.to_owned(), style)).filter(|(text, _)| !text.is_empty())
    };
    let rows = wrap::rows(&item.text, columns).into_iter();
    rows.map(|row| {
        let (mut line, mut from) = (Line::new(), row.start);
        for passage in &item.passages {
            let (start, end) = (passage.start.clamp(from, row.end), passage.end.clamp(from, row.end));
            line.extend(piece(from, start, style));
            line.extend(piece(start, end, theme.good()));
            from = end;
        }
        line.extend(piece(from, row.end, style));
        line
    })
    .collect()
}

fn mark_style(worth: u8, theme: Theme) -> Style {
    match worth {
        0 => theme.quiet(),
        1 => theme.warning(),
        _ => theme.good(),
    }
}

fn tone(tone: Tone, theme: Theme) -> Style {
    match tone {
        Tone::Plain => theme.text(),
        Tone::Heading => theme.strong(),
        Tone::Quiet => theme.quiet(),
        Tone::Quote => theme.you(),
        Tone::Good => theme.good(),
        Tone::Warning => theme.warning(),
    }
}

fn field_box(buffer: &mut Buffer, area: Rect, open: &OpenField, theme: Theme) -> Option<Position> {
    let inside = frame(buffer, area, &theme.naming("{keep} keeps it, {back} closes"), theme, true);
    let label = styled(&theme.naming(&open.label), usize::from(inside.width), theme.quiet());
    let shown = label.len().min(2);
    put_lines(buffer, inside, label.get(..shown).unwrap_or_default());
    let rows = (shown as u16).min(inside.height);
    put(buffer, inside, (0, rows), ">", theme.key());
    let text = Rect {
        x: inside.x + 2.min(inside.width),
        y: inside.y + rows,
        width: inside.width.saturating_sub(2),
        height: inside.height - rows,
    };
    field::draw(buffer, text, &open.text, theme.text())
}
