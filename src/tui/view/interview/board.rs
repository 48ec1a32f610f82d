//! The whiteboard: the sketch as text, and beside it what was asked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::reflowed;
use crate::app::screen::interview::InterviewScreen;
use crate::app::screen::interview::layout::{NARROW, sketch_width};
use crate::app::screen::interview::transcript::{Speaker, transcript};
use crate::domain::sketch::{Area, Charset, Detail, Form, Graph, Ink, Options, Sketch, layout};
use crate::tui::theme::Theme;
use crate::tui::view::field;
use crate::tui::view::paint::{frame, put, put_lines, put_right, styled};

/// Draws the whiteboard; gives back where the caret is.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) -> Option<Position> {
    let asked = asked(buffer, area, screen, theme);
    let area = Rect { y: area.y + asked, height: area.height - asked, ..area };
    let beside = screen.diagram && area.width >= NARROW;
    let text_width = if beside { sketch_width(area.width, true) } else { area.width };
    let [text, picture] =
        Layout::horizontal([Constraint::Length(text_width), Constraint::Fill(1)]).areas(area);
    let inside = frame(buffer, text, "Sketch (F4)  a -> b : label", theme, true);
    let caret = field::draw(buffer, inside, &screen.fields.sketch, theme.text());
    let (line, column) = screen.fields.sketch.position();
    let bottom = Rect { y: text.bottom().saturating_sub(1), height: 1.min(text.height), ..text };
    let edge = Rect { width: bottom.width.saturating_sub(1), ..bottom };
    put_right(buffer, edge, 0, &format!(" ln {line} col {column} "), theme.quiet());
    if beside {
        diagram(buffer, picture, screen, theme);
    }
    caret
}

/// The picture of what is drawn so far. An unfinished line is simply not drawn yet.
fn diagram(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) {
    let inside = frame(buffer, area, "Diagram (live)", theme, false);
    let sketch = Sketch::parse(screen.fields.sketch.text());
    let graph = Graph::of(&sketch, &screen.roles);
    if graph.nodes.is_empty() {
        let text = "One link per line draws itself:\n\n  apps -> queue -> stream : raw json\n  queue -> lake, archive\n  \
                    [speed] stream, hot\n  # a comment\n\nAlt+L goes on from the last box.";
        put_lines(buffer, inside, &styled(text, usize::from(inside.width), theme.quiet()));
        return;
    }
    let (width, height) = (usize::from(inside.width), usize::from(inside.height));
    let options = Options {
        form: screen.list_form.then_some(Form::List),
        detail: Detail::Fitting,
        charset: if theme.ascii { Charset::Ascii } else { Charset::Unicode },
        spill: 0,
    };
    let drawing = layout(&graph, Area { width, height: Some(height) }, options);
    let furthest = (drawing.width.saturating_sub(width), drawing.height.saturating_sub(height));
    let scroll = (screen.diagram_scroll.0.min(furthest.0), screen.diagram_scroll.1.min(furthest.1));
    for (row, cells) in drawing.window(scroll, (width, height)).enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.ink != Ink::Blank) {
            put(buffer, inside, (column as u16, row as u16), &cell.symbol, theme.ink(cell.ink));
        }
    }
    let bottom = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
    let edge = Rect { width: bottom.width.saturating_sub(1), ..bottom };
    let more = if furthest == (0, 0) { "" } else { "PgDn, Alt+. scroll  " };
    let counts = format!(" {more}{} boxes {} links ", graph.nodes.len(), graph.edges.len());
    put_right(buffer, edge, 0, &counts, theme.quiet());
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
