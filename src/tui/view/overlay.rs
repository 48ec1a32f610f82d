//! Help, the command list, menus and questions, on top of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use super::field;
use super::paint::{Line, frame, put, put_lines, put_right, shortened, styled, width};
use crate::app::Model;
use crate::app::keymap::{Keymap, Scope};
use crate::app::overlay::{MenuItem, Overlay};
use crate::tui::theme::Theme;

/// Draws what is on top; gives back where the caret is.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    overlay: &Overlay,
    model: &Model,
    theme: Theme,
) -> Option<Position> {
    match overlay {
        Overlay::Help { scroll } => {
            help(buffer, area, *scroll, model, theme);
            None
        }
        Overlay::Commands { filter, selected, .. } => {
            let inside = opened(buffer, area, (70, 24), "Commands - type to filter", theme);
            let search = Rect { height: 1.min(inside.height), ..inside };
            put(buffer, search, (0, 0), ">", theme.key());
            let text =
                Rect { x: search.x + 2.min(search.width), width: search.width.saturating_sub(2), ..search };
            let caret = field::draw(buffer, text, filter, theme.text());
            let below = Rect {
                y: inside.y + 1.min(inside.height),
                height: inside.height.saturating_sub(1),
                ..inside
            };
            items(buffer, below, &overlay.items(), *selected, theme);
            caret
        }
        Overlay::Menu { title, text, items: all, selected } => {
            let widest = all.iter().map(|item| width(&item.label) + width(&item.key)).max().unwrap_or(0);
            let columns = (widest as u16 + 10).clamp(58, 100).min(area.width.max(10));
            let words = styled(text, usize::from(columns) - 6, theme.text());
            let rows = (words.len() + all.len() + 3) as u16;
            let inside = opened(buffer, area, (columns, rows), title, theme);
            put_lines(buffer, inside, &words);
            let above = (words.len() as u16 + 1).min(inside.height);
            let below = Rect { y: inside.y + above, height: inside.height - above, ..inside };
            items(buffer, below, &all.iter().collect::<Vec<_>>(), *selected, theme);
            None
        }
    }
}

/// A cleared, framed box in the middle of at most this size.
fn opened(buffer: &mut Buffer, area: Rect, (columns, rows): (u16, u16), title: &str, theme: Theme) -> Rect {
    let area = area.intersection(buffer.area);
    let (width, height) = (columns.min(area.width), rows.min(area.height));
    let place =
        Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    Clear.render(place, buffer);
    frame(buffer, place, title, theme, true)
}

fn items(buffer: &mut Buffer, area: Rect, items: &[&MenuItem], selected: usize, theme: Theme) {
    let height = usize::from(area.height);
    let first = (selected + 1).saturating_sub(height);
    for (row, (index, item)) in items.iter().enumerate().skip(first).take(height).enumerate() {
        let chosen = index == selected;
        put(buffer, area, (0, row as u16), if chosen { theme.pointer() } else { "  " }, theme.key());
        let style = if chosen { theme.selected() } else { theme.text() };
        let key = if item.key.is_empty() { 0 } else { width(&item.key) + 1 };
        let room = usize::from(area.width).saturating_sub(key + 2);
        put(buffer, area, (2, row as u16), &shortened(&item.label, room), style);
        put_right(buffer, area, row as u16, &item.key, theme.key());
    }
    if items.is_empty() {
        put(buffer, area, (2, 0), "Nothing like that. Backspace to widen.", theme.quiet());
    }
}

fn help(buffer: &mut Buffer, area: Rect, scroll: usize, model: &Model, theme: Theme) {
    let inside = opened(
        buffer,
        area,
        (96, 60),
        &theme.naming("Help - {back} closes, {overlay-page-down} for more"),
        theme,
    );
    let columns = usize::from(inside.width);
    let lines = help_lines(&model.keymap, &model.screen().scopes(), columns, theme);
    let furthest = lines.len().saturating_sub(usize::from(inside.height));
    put_lines(buffer, inside, lines.get(scroll.min(furthest)..).unwrap_or_default());
}

/// As many keys as the column holds, at least one.
fn fitting(keys: impl Iterator<Item = String>, columns: usize) -> String {
    let mut shown = String::new();
    for key in keys {
        if !shown.is_empty() && shown.len() + 1 + key.len() > columns {
            break;
        }
        shown = if shown.is_empty() { key } else { format!("{shown} {key}") };
    }
    shown
}

fn help_lines(keymap: &Keymap, scopes: &[Scope], columns: usize, theme: Theme) -> Vec<Line> {
    const KEYS: usize = 22;
    let mut lines: Vec<Line> = Vec::new();
    for scope in scopes.iter().chain(&[Scope::Global]) {
        lines.push(vec![(scope.title().to_owned(), theme.strong())]);
        for (binding, keys) in keymap.rows(*scope) {
            let names = fitting(keys.iter().map(ToString::to_string), KEYS - 1);
            let about = styled(binding.about, columns.saturating_sub(KEYS + 2).max(10), theme.text());
            for (row, mut line) in about.into_iter().enumerate() {
                let keys = if row == 0 { names.as_str() } else { "" };
                line.insert(0, (format!("  {keys:KEYS$}"), theme.key()));
                lines.push(line);
            }
        }
        lines.push(Line::new());
    }
    lines.push(vec![("Good to know".to_owned(), theme.strong())]);
    for fact in [
        "What you type is on disk within half a second; `saved` is shown only when it is.",
        "The clock never cuts you off. Pauses and crashes cost no time and are on the record.",
        "Scoring is done on this machine by rules you can read; you can claim any point it missed.",
    ] {
        lines.extend(styled(fact, columns, theme.text()));
    }
    lines
}
