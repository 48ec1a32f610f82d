//! Past sittings.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field;
use super::paint::{frame, put, put_lines, put_right, rule, shortened, styled, width};
use crate::app::Model;
use crate::app::screen::history::HistoryScreen;
use crate::domain::sitting::SittingRow;
use crate::tui::theme::Theme;

/// Columns from which the year and the mode have room.
const MEDIUM: u16 = 60;
/// Columns from which level and planned minutes have room, too.
const WIDE: u16 = 96;

/// Draws the history; gives back where the caret is.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    screen: &HistoryScreen,
    model: &Model,
    theme: Theme,
) -> Option<Position> {
    let sittings = model.history.as_ref().map_or(&[][..], |history| &history.sittings);
    let rows = screen.rows(sittings, model.now.utc_offset);
    let waiting = screen.waiting(sittings);
    let title = waiting.map_or_else(
        || "Past sittings".to_owned(),
        |row| {
            let day = row.opened.local(model.now.utc_offset).strftime("%Y-%m-%d");
            format!("Compare {} ({day}) with: {}", row.id, row.title)
        },
    );
    let room = usize::from(area.width).saturating_sub(14);
    put(buffer, area, (1, 0), &shortened(&title, room), theme.strong());
    let count = match (rows.len(), sittings.len()) {
        (shown, all) if shown == all => format!("{all} "),
        (shown, all) => format!("{shown} of {all} "),
    };
    put_right(buffer, area, 0, &count, theme.text());
    rule(buffer, area, 1, theme);
    let shows_filter = screen.is_filtering || !screen.filter.is_blank();
    let head = 2 + u16::from(shows_filter);
    let caret = if shows_filter { filter(buffer, area, screen, theme) } else { None };
    let area = Rect { y: area.y + head, height: area.height.saturating_sub(head), ..area };
    let inside = frame(buffer, area, screen.order.title(), theme, !screen.is_filtering);
    if rows.is_empty() {
        let text = if sittings.is_empty() {
            "No sitting yet. Each one stands here with its score, to read, to replay and to compare.\n\n{back} goes home, \
             {new-interview} starts an interview there."
        } else {
            "No sitting has all of these words. They are looked for in case, mode, level, date and state; >60 compares \
             the score. {back} twice shows all sittings."
        };
        put_lines(buffer, inside, &styled(&theme.naming(text), usize::from(inside.width), theme.quiet()));
        return caret;
    }
    let height = usize::from(inside.height);
    let first = (screen.selected + 1).saturating_sub(height);
    for (at, (index, row)) in rows.iter().enumerate().skip(first).take(height).enumerate() {
        line(buffer, inside, (at as u16, row, index == screen.selected), model.now.utc_offset, theme);
    }
    caret
}

fn filter(buffer: &mut Buffer, area: Rect, screen: &HistoryScreen, theme: Theme) -> Option<Position> {
    let end = put(buffer, area, (1, 2), "only: ", theme.key());
    let text = Rect { x: area.x + end, y: area.y + 2, width: area.width.saturating_sub(end), height: 1 };
    let caret = field::draw(buffer, text.intersection(area), &screen.filter, theme.text());
    caret.filter(|_| screen.is_filtering)
}

fn line(
    buffer: &mut Buffer,
    area: Rect,
    (at, row, chosen): (u16, &SittingRow, bool),
    offset: i32,
    theme: Theme,
) {
    let style = if chosen { theme.selected() } else { theme.text() };
    let result = match (row.finished, row.score) {
        (false, _) => "unfinished".to_owned(),
        (true, _) if row.spoken => "spoken".to_owned(),
        (true, Some(score)) => format!("{score:3}/100"),
        (true, None) => "no score".to_owned(),
    };
    let (mode, level) = (row.mode.id(), row.level.id());
    let (date, tail) = match area.width {
        WIDE.. => {
            let used = format!("{:>7} of {} min", row.used.to_string(), row.minutes);
            ("%Y-%m-%d", format!("{mode:<6}  {level:<6}  {used}  {result:>10}"))
        }
        MEDIUM.. => ("%Y-%m-%d", format!("{mode:<6} {:>7}  {result:>10}", row.used.to_string())),
        _ => ("%d %b", format!("{}  {result}", row.used)),
    };
    let date = row.opened.local(offset).strftime(date);
    let lead = format!("{:>3} {date}", row.id.0);
    put(buffer, area, (0, at), if chosen { theme.pointer() } else { "  " }, theme.key());
    let end = usize::from(put(buffer, area, (2, at), &lead, theme.quiet())) + 2;
    let room = usize::from(area.width).saturating_sub(end + width(&tail) + 2);
    put(buffer, area, (end as u16, at), &shortened(&row.title, room), style);
    put_right(buffer, area, at, &tail, theme.quiet());
}
