//! Search: the field, the hits, and the page of the chosen hit.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;

use super::field;
use super::paint::{Line, frame, put, put_line, put_lines, put_right, shortened, styled};
use super::reader::line;
use crate::app::screen::search::{Preview, Search};
use crate::domain::hits::{Hit, Marked};
use crate::tui::theme::Theme;

/// Rows of one hit: title, and where with a snippet.
const HIT_ROWS: usize = 3;

/// Draws the search; gives back where the caret is.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &Search, theme: Theme) -> Option<Position> {
    let [top, body] = Layout::vertical([Constraint::Length(3), Constraint::Fill(1)]).areas(area);
    let inside = frame(buffer, top, "Search the playbook", theme, true);
    put(buffer, inside, (0, 0), ">", theme.key());
    let text = Rect { x: inside.x + 2.min(inside.width), width: inside.width.saturating_sub(20), ..inside };
    let caret = field::draw(buffer, text, &screen.field, theme.text());
    put_right(buffer, inside, 0, &counted(screen), theme.quiet());
    let [left, right] =
        Layout::horizontal([Constraint::Length(Search::list_width(area.width)), Constraint::Fill(1)])
            .areas(body);
    list(buffer, left, screen, theme);
    if right.width > 0 {
        match &screen.preview {
            Some(shown) => preview(buffer, right, shown, theme),
            None => {
                frame(buffer, right, "", theme, false);
            }
        }
    }
    caret
}

fn counted(screen: &Search) -> String {
    match (screen.field.is_blank(), screen.found.total) {
        (true, _) => String::new(),
        (false, 1) => "1 hit".to_owned(),
        (false, hits) => format!("{hits} hits"),
    }
}

fn list(buffer: &mut Buffer, area: Rect, screen: &Search, theme: Theme) {
    let inside = frame(buffer, area, "Hits", theme, false);
    if screen.field.is_blank() || screen.found.rows.is_empty() {
        put_lines(buffer, inside, &styled(&empty(screen), usize::from(inside.width), theme.text()));
        return;
    }
    let room = usize::from(inside.height) / HIT_ROWS;
    let first = (screen.selected + 1).saturating_sub(room.max(1));
    let shown = screen.found.rows.iter().enumerate().skip(first).take(room.max(1));
    for (slot, (index, hit)) in shown.enumerate() {
        let row = (slot * HIT_ROWS) as u16;
        let at = Rect {
            y: inside.y + row.min(inside.height),
            height: inside.height.saturating_sub(row),
            ..inside
        };
        one(buffer, at, hit, index == screen.selected, theme);
    }
    if screen.found.sealed > 0 {
        let edge = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
        let words = format!(" {} sealed: cases not tried yet ", screen.found.sealed);
        put(
            buffer,
            edge,
            (2, 0),
            &shortened(&words, usize::from(edge.width).saturating_sub(4)),
            theme.quiet(),
        );
    }
}

fn one(buffer: &mut Buffer, area: Rect, hit: &Hit, chosen: bool, theme: Theme) {
    let style = if chosen { theme.selected() } else { theme.strong() };
    let mut title: Line = vec![(if chosen { theme.pointer() } else { "  " }.to_owned(), theme.key())];
    title.extend(marked(&hit.title, theme, style));
    put_line(buffer, area, 0, &title);
    let path = &hit.path.text;
    let place =
        if path.is_empty() { hit.kind.id().to_owned() } else { format!("{} | {path}", hit.kind.id()) };
    let room = usize::from(area.width).saturating_sub(4);
    put(buffer, area, (4, 1), &shortened(&place, room), theme.quiet());
    let mut snippet: Line = vec![("    ".to_owned(), theme.text())];
    snippet.extend(marked(&hit.snippet, theme, theme.text()));
    put_line(buffer, area, 2, &snippet);
}

/// The text in pieces, the marked ones in the color of a hit.
fn marked(marked: &Marked, theme: Theme, style: Style) -> Line {
    let mut line = Line::new();
    let mut at = 0;
    let part = |range: std::ops::Range<usize>| marked.text.get(range).unwrap_or_default().replace('\n', " ");
    for mark in &marked.marks {
        line.push((part(at..mark.start), style));
        line.push((part(mark.clone()), theme.hit()));
        at = mark.end;
    }
    line.push((part(at..marked.text.len()), style));
    line
}

fn empty(screen: &Search) -> String {
    if screen.field.is_blank() {
        let recent = screen.recent.join("\n  ");
        let before = if recent.is_empty() { String::new() } else { format!("\n\nLately:\n  {recent}") };
        return format!(
            "Type to search patterns, chapters, trade-offs, cases and estimates.\n\n\"late data\" finds the phrase, \
             kind:pattern and skill:cost narrow, -word leaves out.{before}"
        );
    }
    if screen.pending {
        return "...".to_owned();
    }
    let sealed = match screen.found.sealed {
        0 => String::new(),
        count => {
            format!("\n\n{count} hits are sealed: facts and model answers of cases you have not tried yet.")
        }
    };
    match &screen.found.suggestion {
        Some(word) => format!("Nothing for `{}`. Did you mean `{word}`?{sealed}", screen.field.text().trim()),
        None => {
            format!("Nothing for `{}`. Fewer or other words may help.{sealed}", screen.field.text().trim())
        }
    }
}

fn preview(buffer: &mut Buffer, area: Rect, shown: &Preview, theme: Theme) {
    let inside = frame(buffer, area, &shown.page.title, theme, false);
    let rows = shown.set.rows.iter().skip(shown.top).take(usize::from(inside.height));
    let lines: Vec<Line> = rows.map(|row| line(row, theme, |_| false, false)).collect();
    put_lines(buffer, inside, &lines);
}
