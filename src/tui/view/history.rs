//! Past sittings.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::home::date;
use super::paint::{frame, put, put_lines, put_right, rule, shortened, styled};
use crate::app::Model;
use crate::app::screen::history::HistoryScreen;
use crate::tui::theme::Theme;

/// Draws the history.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &HistoryScreen, model: &Model, theme: Theme) {
    put(buffer, area, (1, 0), "Past sittings", theme.strong());
    rule(buffer, area, 1, theme);
    let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let inside = frame(buffer, area, "Newest first", theme, true);
    let rows = model.history.as_ref().map_or(&[][..], |history| &history.sittings);
    if rows.is_empty() {
        let text = "No sitting yet. Esc goes home, i starts an interview.";
        put_lines(buffer, inside, &styled(text, usize::from(inside.width), theme.quiet()));
        return;
    }
    let height = usize::from(inside.height);
    let first = (screen.selected + 1).saturating_sub(height);
    for (at, (index, row)) in rows.iter().enumerate().skip(first).take(height).enumerate() {
        let chosen = index == screen.selected;
        let style = if chosen { theme.selected() } else { theme.text() };
        let result = match (row.finished, row.score) {
            (false, _) => "unfinished".to_owned(),
            (true, Some(score)) => format!("{score:3}/100"),
            (true, None) => "no score".to_owned(),
        };
        let tail = format!("{}  {}  {result}", row.level.id(), row.used);
        let at = at as u16;
        put(buffer, inside, (0, at), if chosen { theme.pointer() } else { "  " }, theme.key());
        put(
            buffer,
            inside,
            (2, at),
            &format!("{:>3} {}", row.id.0, date(row.opened, model.now.utc_offset)),
            theme.quiet(),
        );
        let room = usize::from(inside.width).saturating_sub(15 + tail.len());
        put(buffer, inside, (13, at), &shortened(&row.title, room), style);
        put_right(buffer, inside, at, &tail, theme.quiet());
    }
}
