//! One's own marks, before anything is shown.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::paint::{frame, put, put_lines, put_right, rule, styled};
use crate::app::screen::self_score::SelfScore;
use crate::domain::interview::entry::Mode;
use crate::domain::rubric::Dimension;
use crate::tui::theme::Theme;

/// Draws the dimensions with the levels given so far, and what the levels mean.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &SelfScore, theme: Theme) {
    let title = match screen.interview.opening().mode {
        Mode::Mock => "Your own marks, before anything is shown",
        Mode::Guided => "Your own marks, before the debrief",
    };
    put(buffer, area, (1, 0), title, theme.strong());
    put_right(buffer, area, 0, &theme.naming("{to-debrief}: to the debrief "), theme.quiet());
    rule(buffer, area, 1, theme);
    let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    // Side by side, so that all four levels show where rows are few.
    let [list, about] = if area.width >= 70 {
        Layout::horizontal([Constraint::Length(40), Constraint::Fill(1)]).areas(area)
    } else {
        Layout::vertical([Constraint::Length(12), Constraint::Fill(1)]).areas(area)
    };
    let inside = frame(buffer, list, "How did each go? 0 to 3", theme, true);
    for (row, dimension) in Dimension::ALL.into_iter().enumerate() {
        let guide = screen.snapshot.rubric.guide(dimension);
        let chosen = row == screen.selected;
        let row = row as u16;
        put(buffer, inside, (0, row), if chosen { theme.pointer() } else { "  " }, theme.key());
        let title = guide.map_or(dimension.id(), |guide| guide.title.as_str());
        put(buffer, inside, (2, row), title, if chosen { theme.selected() } else { theme.text() });
        let level = screen.levels.get(&dimension).map_or_else(|| "-".to_owned(), ToString::to_string);
        put_right(buffer, inside, row, &level, theme.strong());
    }
    let guide = screen.snapshot.rubric.guide(screen.dimension());
    let title = guide.map_or("", |guide| guide.title.as_str());
    let inside = frame(buffer, about, title, theme, false);
    let columns = usize::from(inside.width);
    let mut lines = Vec::new();
    for (level, text) in guide.iter().flat_map(|guide| guide.levels.iter().enumerate()) {
        lines.extend(styled(&format!("{level}  {text}"), columns, theme.text()));
    }
    put_lines(buffer, inside, &lines);
}
