//! Two sittings of one case beside each other, or one above the other where there is no room.

mod levels;
mod points;
mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{put, put_right, rule, shortened, width};
use crate::app::Model;
use crate::app::screen::compare::{CompareScreen, Section};
use crate::domain::comparison::{Pair, Side};
use crate::tui::theme::Theme;

/// Columns from which the two stand side by side.
const WIDE: u16 = 100;

/// Draws the screen.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &CompareScreen, model: &Model, theme: Theme) {
    let Pair { before, after } = &screen.comparison.sittings;
    let result = format!("A {}  {}  B {} ", short(before), arrow(theme), short(after));
    let room = usize::from(area.width).saturating_sub(width(&result) + 3);
    let title = format!("Compared: {}", screen.comparison.title);
    put(buffer, area, (1, 0), &shortened(&title, room), theme.strong());
    put_right(buffer, area, 0, &result, theme.strong());
    rule(buffer, area, 1, theme);
    let mut column = 1;
    for section in Section::ALL {
        let is_front = section == screen.section;
        let title =
            if is_front { format!("[{}]", section.title()) } else { format!(" {} ", section.title()) };
        let style = if is_front { theme.selected() } else { theme.quiet() };
        column = put(buffer, area, (column, 2), &title, style) + 1;
    }
    let body = Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area };
    match screen.section {
        Section::Points => points::draw(buffer, body, screen, model.now.utc_offset, theme),
        Section::Levels => levels::draw(buffer, body, &screen.comparison, theme),
        Section::Words => words::draw(buffer, body, screen, model.now.utc_offset, theme),
    }
}

fn short(side: &Side) -> String {
    side.score.map_or_else(|| side.band.clone(), |score| format!("{score} of 100"))
}

fn arrow(theme: Theme) -> &'static str {
    if theme.ascii { "->" } else { "→" }
}

/// `A: interview 3, 2026-11-20`
fn name(letter: &str, side: &Side, utc_offset: i32) -> String {
    let day = side.opened.local(utc_offset).strftime("%Y-%m-%d");
    format!("{letter}: interview {}, {day}", side.sitting)
}

/// Two halves, beside each other or one above the other.
fn halves(area: Rect) -> (Rect, Rect) {
    if area.width >= WIDE {
        let left = area.width / 2;
        let right = Rect { x: area.x + left, width: area.width - left, ..area };
        return (Rect { width: left, ..area }, right);
    }
    let upper = area.height.div_ceil(2);
    let lower = Rect { y: area.y + upper, height: area.height - upper, ..area };
    (Rect { height: upper, ..area }, lower)
}
