//! The whiteboard: the sketch as text, its diagram, and what an interviewer would ask about it.
//!
//! ```text
//! ┌ Sketch (F4)  a -> b : label ─┐┌ Diagram (live) ──────────────┐
//! │ apps -> queue -> lake        ││ ┌──────┐  ┌───────┐  ┌──────┐│
//! │ queue -> fl_                 ││ │ apps ├─>│ queue ├─>│ lake ││
//! │ ? Who reads lake?            ││ └──────┘  └───────┘  └──────┘│
//! └ Tab flink ───── ln 2 col 12 ─┘└──────────── 3 boxes 2 links ─┘
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::{change, reflowed};
use crate::app::screen::interview::InterviewScreen;
use crate::app::screen::interview::board::Shown;
use crate::app::screen::interview::layout::{NARROW, sketch_width};
use crate::app::screen::interview::transcript::{Speaker, transcript};
use crate::tui::theme::Theme;
use crate::tui::view::paint::{Line, frame, put, put_lines, put_right, shortened, styled, width};
use crate::tui::view::{drawing, field};

/// Draws the whiteboard; gives back where the caret is.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) -> Option<Position> {
    let asked = asked(buffer, area, screen, theme);
    let area = Rect { y: area.y + asked, height: area.height - asked, ..area };
    match screen.board.shown {
        Shown::Both if area.width >= NARROW => {
            let columns = sketch_width(area.width, true);
            let panes = Layout::horizontal([Constraint::Length(columns), Constraint::Fill(1)]);
            let [left, right] = panes.areas(area);
            diagram(buffer, right, screen, theme);
            text(buffer, left, screen, theme)
        }
        Shown::Both | Shown::Text => text(buffer, area, screen, theme),
        Shown::Diagram => {
            diagram(buffer, area, screen, theme);
            None
        }
        Shown::Change => {
            change::draw(buffer, area, screen, theme);
            None
        }
    }
}

/// The text with the questions below it; gives back where the caret is.
fn text(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) -> Option<Position> {
    let inside = frame(buffer, area, &theme.naming("Sketch ({sketch})  a -> b : label"), theme, true);
    let asked = questions(screen, inside, theme);
    let rows = asked.len() as u16;
    let [typed, below] = Layout::vertical([Constraint::Fill(1), Constraint::Length(rows)]).areas(inside);
    let caret = field::draw(buffer, typed, &screen.fields.sketch, theme.text());
    put_lines(buffer, below, &asked);
    help(buffer, edge(area), screen, theme);
    caret
}

/// How the name at the caret may go on; else where the caret is, and the lines that could not be read.
fn help(buffer: &mut Buffer, edge: Rect, screen: &InterviewScreen, theme: Theme) {
    let room = usize::from(edge.width).saturating_sub(2);
    let offers: Vec<&str> = screen.board.offers.iter().map(|offer| offer.text.as_str()).collect();
    if !offers.is_empty() && room > 12 {
        let column = put(buffer, edge, (2, 0), &theme.naming(" {complete-name} "), theme.key());
        put(
            buffer,
            edge,
            (column, 0),
            &shortened(&format!("{} ", offers.join(" | ")), room - 5),
            theme.strong(),
        );
        return;
    }
    let (line, column) = screen.fields.sketch.position();
    let place = format!(" ln {line} col {column} ");
    put_right(buffer, edge, 0, &place, theme.quiet());
    let skipped = screen.board.skipped();
    if let Some(line) = skipped.first() {
        let more = if skipped.len() > 1 { " .." } else { "" };
        let room = room.saturating_sub(width(&place) + 1);
        put(
            buffer,
            edge,
            (2, 0),
            &shortened(&format!(" line {line}{more} not drawn "), room),
            theme.warning(),
        );
    }
}

/// What an interviewer would ask: as many questions as a third of the pane holds, the first one always.
fn questions(screen: &InterviewScreen, area: Rect, theme: Theme) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let most = usize::from(area.height / 3).max(2);
    if !screen.is_guided() || area.height < 5 {
        return lines;
    }
    let columns = usize::from(area.width).saturating_sub(2).max(8);
    for question in &screen.board.questions {
        let rows = styled(&question.text, columns, theme.text());
        if !lines.is_empty() && lines.len() + rows.len() > most {
            break;
        }
        for (row, mut line) in rows.into_iter().enumerate() {
            line.insert(0, (if row == 0 { "? " } else { "  " }.to_owned(), theme.warning()));
            lines.push(line);
        }
    }
    lines.truncate(usize::from(area.height).saturating_sub(2));
    if !lines.is_empty() {
        lines.insert(0, vec![(theme.naming("{why} tells why"), theme.quiet())]);
    }
    lines
}

/// The picture of what is drawn so far. An unfinished line is simply not drawn yet.
fn diagram(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) {
    let inside = frame(buffer, area, "Diagram (live)", theme, false);
    let board = &screen.board;
    if board.graph.nodes.is_empty() {
        let text = "One link per line draws itself:\n\n  apps -> queue -> stream : raw json\n  queue -> lake, archive\n  \
                    [speed] stream, hot\n  # a comment\n\n{complete-name} completes a name, {link-from-last} goes on from the last box.\n{diagram} \
                    shows the diagram alone, {zoom} zooms.";
        put_lines(buffer, inside, &styled(&theme.naming(text), usize::from(inside.width), theme.quiet()));
        return;
    }
    let size = (usize::from(inside.width), usize::from(inside.height));
    let (picture, scroll) = board.picture(size, drawing::charset(theme));
    drawing::draw(buffer, inside, &picture, scroll, theme);
    let is_whole = picture.width <= size.0 && picture.height <= size.1;
    let more = match (is_whole, board.shows_text()) {
        (true, _) => "",
        (false, true) => &theme.naming("{page-down}, {diagram-right} scroll  "),
        (false, false) => "arrows scroll  ",
    };
    let hidden = match picture.hidden.len() {
        0 => String::new(),
        hidden => format!("{hidden} labels hidden  "),
    };
    let counts = format!("{} boxes {} links ", board.graph.nodes.len(), board.graph.edges.len());
    let edge = edge(area);
    let room = usize::from(edge.width).saturating_sub(2);
    let all = [format!(" {more}{hidden}{counts}"), format!(" {more}{counts}"), format!(" {counts}")];
    if let Some(words) = all.iter().find(|words| width(words) <= room) {
        put_right(buffer, edge, 0, words, theme.quiet());
    }
}

/// The bottom border of a pane, for a few words on it.
fn edge(area: Rect) -> Rect {
    let y = area.bottom().saturating_sub(1);
    Rect { y, height: 1.min(area.height), width: area.width.saturating_sub(1), ..area }
}

/// What the interviewer said last, in at most two rows; gives back how many were used.
fn asked(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) -> u16 {
    if area.height < 10 {
        return 0;
    }
    let said = transcript(&screen.interview, &screen.snapshot.case);
    let last = said
        .iter()
        .rev()
        .find(|line| matches!(line.who, Speaker::Interviewer | Speaker::Curveball | Speaker::Hint));
    let Some(last) = last else { return 0 };
    let columns = usize::from(area.width).saturating_sub(7).max(8);
    let mut lines = styled(&reflowed(&last.text), columns, theme.text());
    // A hint was paid for: all of it shows.
    let most = if last.who == Speaker::Hint { area.height / 3 } else { (area.height / 5).max(2) };
    lines.truncate(usize::from(most));
    for (row, line) in lines.iter_mut().enumerate() {
        let label = if row == 0 { last.who.label() } else { "" };
        line.insert(0, (format!(" {label:5}"), theme.interviewer()));
    }
    put_lines(buffer, area, &lines);
    lines.len() as u16
}
