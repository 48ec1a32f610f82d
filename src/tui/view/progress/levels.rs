//! Levels over time, one line for each dimension, and what to do next.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::chart;
use super::super::paint::{frame, put, put_right, shortened, wrapped};
use crate::domain::progress::{DimensionLine, Progress};
use crate::tui::theme::Theme;

/// Columns of the names of dimensions with their weights: where there is little room, and where they show whole.
const NAMES: (usize, usize) = (30, 46);
/// From so many columns on there is room.
const ROOMY: u16 = 100;

fn names(width: u16) -> usize {
    if width >= ROOMY { NAMES.1 } else { NAMES.0.min(usize::from(width) / 2) }
}

pub fn draw(buffer: &mut Buffer, area: Rect, selected: usize, progress: &Progress, theme: Theme) {
    let advised = advice_rows(progress, usize::from(area.width).saturating_sub(8));
    let wanted = (advised.iter().map(Vec::len).sum::<usize>() + 2) as u16;
    let least = if progress.dimensions.is_empty() { 0 } else { 5.min(area.height / 2) };
    let lower = wanted.min(area.height.saturating_sub(least)).max(area.height.min(3));
    let upper = (area.height - lower).min(progress.dimensions.len() as u16 + 3);
    if !progress.dimensions.is_empty() {
        lines(buffer, Rect { height: upper, ..area }, progress, theme);
    }
    let upper = if progress.dimensions.is_empty() { 0 } else { upper };
    let below = Rect { y: area.y + upper, height: area.height - upper, ..area };
    advice(buffer, below, &advised, selected, theme);
}

fn lines(buffer: &mut Buffer, area: Rect, progress: &Progress, theme: Theme) {
    let inside = frame(buffer, area, "Levels, oldest sitting to newest", theme, false);
    let names = names(inside.width);
    put(buffer, inside, (0, 0), "dimension (weight)", theme.quiet());
    if inside.width >= 60 {
        put(buffer, inside, (names as u16 + 2, 0), "0 to 100 % of the points", theme.quiet());
    }
    let own = progress.dimensions.iter().any(DimensionLine::has_own_marks);
    put_right(buffer, inside, 0, if own { "level now, ~ by own marks" } else { "level now" }, theme.quiet());
    for (row, line) in progress.dimensions.iter().enumerate() {
        one(
            buffer,
            Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside },
            row,
            line,
            theme,
        );
    }
}

fn one(buffer: &mut Buffer, area: Rect, row: usize, line: &DimensionLine, theme: Theme) {
    let (names, row) = (names(area.width), row as u16);
    let name = shortened(&line.title, names.saturating_sub(5));
    put(buffer, area, (0, row), &name, theme.text());
    put(buffer, area, (names as u16 - 4, row), &format!("{:>3}", line.weight), theme.quiet());
    let room = usize::from(area.width).saturating_sub(names + 12);
    let means: Vec<f64> = line.dots.iter().map(|dot| dot.mean).collect();
    put(buffer, area, (names as u16 + 2, row), &chart::row(&means, room, theme.ascii), theme.good());
    let now = match (line.level, line.recent) {
        (Some(level), Some(mean)) => {
            let own = if line.has_own_marks() { '~' } else { ' ' };
            format!("{level}{own} {:3.0} %", mean * 100.0)
        }
        _ => "-      ".to_owned(),
    };
    put_right(buffer, area, row, &now, theme.strong());
}

/// Each advice as rows: what, then why.
fn advice_rows(progress: &Progress, columns: usize) -> Vec<Vec<String>> {
    let rows = progress.next.iter().map(|advice| {
        let why = wrapped(&advice.why, columns.max(20));
        [advice.what.clone()].into_iter().chain(why).collect()
    });
    rows.collect()
}

fn advice(buffer: &mut Buffer, area: Rect, advised: &[Vec<String>], selected: usize, theme: Theme) {
    let inside = frame(buffer, area, "What to do next", theme, true);
    let height = usize::from(inside.height);
    // The chosen advice is shown whole, where it fits.
    let end: usize = advised.iter().take(selected + 1).map(Vec::len).sum();
    let past = end.saturating_sub(height);
    let rows = advised.iter().enumerate().flat_map(|(index, rows)| {
        rows.iter().enumerate().map(move |(at, text)| (index == selected, at == 0, text))
    });
    for (row, (chosen, is_head, text)) in rows.skip(past).take(height).enumerate() {
        let row = row as u16;
        if is_head {
            put(buffer, inside, (0, row), if chosen { theme.pointer() } else { "  " }, theme.key());
            put(buffer, inside, (2, row), text, if chosen { theme.selected() } else { theme.strong() });
        } else {
            put(buffer, inside, (4, row), text, theme.text());
        }
    }
}
