//! Which points were said aloud, marked by the candidate.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::debrief::scrolled;
use super::paint::{Line, frame, put, put_lines, put_right, rule, styled};
use crate::app::screen::debrief::sections::Sign;
use crate::app::screen::own_marks::{OwnMarks, OwnPoint};
use crate::tui::theme::Theme;

/// What the marks mean; the same ladder as everywhere.
const LADDER: &str = "0 not said   1 named, no reason   2 reasoned: tied to a requirement, and why   3 proven: with a \
                      number, a failure path, a cost accepted, or what would change it";

/// Draws the points, question by question.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &OwnMarks, theme: Theme) {
    put(buffer, area, (1, 0), "What did you say? Mark it yourself", theme.strong());
    let count = format!("{} of {} marked ", screen.given(), screen.points.len());
    put_right(buffer, area, 0, &count, theme.quiet());
    rule(buffer, area, 1, theme);
    let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    let ladder = styled(LADDER, usize::from(area.width).saturating_sub(4).max(8), theme.text());
    let rows = (ladder.len() as u16 + 2).min(area.height / 2);
    let [list, about] = Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]).areas(area);
    let inside = frame(buffer, list, "Points that a strong answer makes", theme, true);
    let columns = usize::from(inside.width);
    let mut lines: Vec<Line> = Vec::new();
    let mut chosen = (0, 0);
    for (index, point) in screen.points.iter().enumerate() {
        let start = lines.len();
        lines.extend(point_lines(point, columns, index == screen.selected, theme));
        if index == screen.selected {
            chosen = (start, lines.len());
        }
    }
    let first = scrolled(chosen, lines.len(), usize::from(inside.height));
    put_lines(buffer, inside, lines.get(first..).unwrap_or_default());
    let inside = frame(buffer, about, "0 to 3", theme, false);
    put_lines(buffer, inside, &ladder);
}

fn point_lines(point: &OwnPoint, columns: usize, chosen: bool, theme: Theme) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(question) = &point.question {
        lines.extend(styled(question, columns, theme.strong()));
    }
    let lead = if chosen { theme.pointer() } else { "  " };
    let mark = point.own.map_or_else(|| "-".to_owned(), |mark| mark.to_string());
    let sign = format!("{} {mark} ", Sign::of(point.mark()).sign());
    let typed = if point.own.is_none() && point.typed > 0 { " (heard in what you typed)" } else { "" };
    let style = if chosen { theme.selected() } else { theme.text() };
    let room = columns.saturating_sub(2 + sign.len()).max(8);
    let text = format!("{}{typed}", point.say);
    for (row, mut line) in styled(&text, room, style).into_iter().enumerate() {
        let (front, sign) = if row == 0 {
            (lead.to_owned(), sign.clone())
        } else {
            ("  ".to_owned(), " ".repeat(sign.len()))
        };
        line.insert(0, (sign, theme.strong()));
        line.insert(0, (front, theme.key()));
        lines.push(line);
    }
    lines
}
