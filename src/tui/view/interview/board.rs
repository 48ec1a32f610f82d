//! The whiteboard: the sketch as text, and beside it what was asked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::reflowed;
use crate::app::screen::interview::InterviewScreen;
use crate::app::screen::interview::layout::{NARROW, sketch_width};
use crate::app::screen::interview::transcript::{Speaker, transcript};
use crate::tui::theme::Theme;
use crate::tui::view::field;
use crate::tui::view::paint::{frame, put_lines, put_right, styled};

/// Draws the whiteboard; gives back where the caret is.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) -> Option<Position> {
    let asked = asked(buffer, area, screen, theme);
    let area = Rect { y: area.y + asked, height: area.height - asked, ..area };
    let beside = screen.diagram && area.width >= NARROW;
    let text_width = if beside { sketch_width(area.width, true) } else { area.width };
    let [text, _picture] =
        Layout::horizontal([Constraint::Length(text_width), Constraint::Fill(1)]).areas(area);
    let inside = frame(buffer, text, "Sketch (F4)  a -> b : label", theme, true);
    let caret = field::draw(buffer, inside, &screen.fields.sketch, theme.text());
    let (line, column) = screen.fields.sketch.position();
    let bottom = Rect { y: text.bottom().saturating_sub(1), height: 1.min(text.height), ..text };
    let edge = Rect { width: bottom.width.saturating_sub(1), ..bottom };
    put_right(buffer, edge, 0, &format!(" ln {line} col {column} "), theme.quiet());
    caret
}

/// What the interviewer said last, in at most two rows; gives back how many were used.
fn asked(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) -> u16 {
    if area.height < 10 {
        return 0;
    }
    let said = transcript(&screen.interview, &screen.snapshot.case);
    let last = said.iter().rev().find(|line| matches!(line.who, Speaker::Interviewer | Speaker::Curveball));
    let Some(last) = last else { return 0 };
    let columns = usize::from(area.width).saturating_sub(7).max(8);
    let mut lines = styled(&reflowed(&last.text), columns, theme.text());
    lines.truncate(2);
    for (row, line) in lines.iter_mut().enumerate() {
        let label = if row == 0 { last.who.label() } else { "" };
        line.insert(0, (format!(" {label:5}"), theme.interviewer()));
    }
    put_lines(buffer, area, &lines);
    lines.len() as u16
}
