//! The interview at every step: step bar, conversation or whiteboard, notes and pinned facts, the answer field.
//!
//! ```text
//!  Step 1/5 Clarify        [####------|---] 03:12/06:00   total 03:12/45:00
//! ──────────────────────────────────────────────────────────────────────────
//! ┌ conversation ────────────────────────────────┐┌ notes ─────────────────┐
//! │ INT  ...                                     ││                        │
//! │ YOU  ...                                     ││ told so far            │
//! └──────────────────────────────────────────────┘└─────────────── saved ──┘
//! ┌ Ask a question - Enter sends, Alt+Enter new line ───────────────────────┐
//! │ > _                                                                     │
//! └─────────────────────────────────────────────────────────────────────────┘
//! ```

mod board;
mod change;
mod checklist;
mod clock;
mod review;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::field;
use super::paint::{Line, frame, put, put_lines, put_right, styled};
use crate::app::screen::interview::InterviewScreen;
use crate::app::screen::interview::layout::{NARROW, side_width};
use crate::app::screen::interview::transcript::{Speaker, pinned, transcript};
use crate::domain::sitting::Pane;
use crate::domain::step::Step;
use crate::domain::time::Now;
use crate::tui::theme::Theme;

/// Rows of the answer field at least and at most, its frame included.
const ANSWER_ROWS: (u16, u16) = (3, 10);

/// Draws the interview; gives back where the caret is.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    screen: &InterviewScreen,
    theme: Theme,
    now: Now,
) -> Option<Position> {
    if let Some(shown) = &screen.review {
        review::draw(buffer, area, screen, shown, theme);
        return None;
    }
    let answer_rows = answer_rows(screen, area);
    let [head, body, answer] =
        Layout::vertical([Constraint::Length(3), Constraint::Fill(1), Constraint::Length(answer_rows)])
            .areas(area);
    clock::draw(buffer, head, screen, theme, now);
    let at_board = match screen.fields.focus {
        _ if screen.shows_checklist => checklist::whole(buffer, body, screen, theme),
        Pane::Sketch => board::draw(buffer, body, screen, theme),
        Pane::Notes if side_width(area.width) == 0 => side(buffer, body, screen, theme),
        Pane::Answer | Pane::Notes => talk(buffer, body, screen, theme),
    };
    let in_answer = answer_field(buffer, answer, screen, theme);
    if screen.fields.focus == Pane::Answer { in_answer } else { at_board }
}

fn answer_rows(screen: &InterviewScreen, area: Rect) -> u16 {
    let (least, most) = ANSWER_ROWS;
    if area.height < 14 {
        return least;
    }
    let needed = field::rows(&screen.fields.answer, area.width.saturating_sub(6)) as u16 + 2;
    let roomy = if area.height >= 30 { 5 } else { 4 };
    needed.clamp(if screen.fields.focus == Pane::Answer { roomy } else { least }, most.min(area.height / 2))
}

/// The conversation, with notes and pinned facts beside it where there is room.
fn talk(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) -> Option<Position> {
    let beside = side_width(area.width);
    let [left, right] = Layout::horizontal([Constraint::Fill(1), Constraint::Length(beside)]).areas(area);
    let title = format!("Interviewer: {}", screen.snapshot.case.title);
    let inside = frame(buffer, left, &title, theme, false);
    let lines = conversation(screen, inside.width, theme);
    let height = usize::from(inside.height);
    let furthest = lines.len().saturating_sub(height);
    let back = screen.scrolled_back.min(furthest);
    let first = furthest - back;
    put_lines(buffer, inside, lines.get(first..).unwrap_or_default());
    if back > 0 {
        checklist::more_below(buffer, left, back, theme);
    }
    if beside == 0 { None } else { side(buffer, right, screen, theme) }
}

/// The conversation as drawn lines.
fn conversation(screen: &InterviewScreen, width: u16, theme: Theme) -> Vec<Line> {
    const LABEL: usize = 5;
    let columns = usize::from(width).saturating_sub(LABEL).max(8);
    let mut drawn: Vec<Line> = Vec::new();
    for said in transcript(&screen.interview, &screen.snapshot.case) {
        if !said.joins && !drawn.is_empty() {
            drawn.push(Line::new());
        }
        let (label, text) = match said.who {
            Speaker::Interviewer => (theme.interviewer(), theme.text()),
            Speaker::You => (theme.you(), theme.text()),
            Speaker::Curveball => (theme.warning(), theme.strong()),
            Speaker::Hint => (theme.warning(), theme.text()),
            Speaker::Record => (theme.quiet(), theme.quiet()),
        };
        for (row, mut line) in styled(&reflowed(&said.text), columns, text).into_iter().enumerate() {
            let lead = if row == 0 { said.who.label() } else { "" };
            line.insert(0, (format!("{lead:LABEL$}"), label));
            drawn.push(line);
        }
    }
    drawn
}

/// Single line breaks of authored prose become blanks; blank lines and lists stay.
fn reflowed(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let starts_anew = line.trim().is_empty() || line.starts_with(['-', '*', ' ', '#', '|']);
        if !out.is_empty() {
            out.push(if starts_anew || out.ends_with('\n') { '\n' } else { ' ' });
        }
        out.push_str(line.trim_end());
    }
    out
}

/// Notes (in guided mode the checklist, until they have the focus) and, under them, what the interviewer has told.
fn side(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) -> Option<Position> {
    let focused = screen.fields.focus == Pane::Notes;
    let facts = pinned(&screen.interview);
    let half = (area.height / 2).max(4).min(area.height);
    let notes_rows = if facts.is_empty() {
        area.height
    } else if screen.is_guided() && !focused {
        // A row for each line of the list, and six for what was told.
        (screen.checklist.items.len() as u16 + 3).clamp(half, area.height.saturating_sub(6).max(half))
    } else {
        half
    };
    let [notes, told] = Layout::vertical([Constraint::Length(notes_rows), Constraint::Fill(1)]).areas(area);
    let caret = if screen.is_guided() && !focused {
        checklist::beside(buffer, notes, screen, theme);
        None
    } else {
        let inside = frame(buffer, notes, &theme.naming("Notes ({notes})"), theme, focused);
        field::draw(buffer, inside, &screen.fields.notes, theme.text())
    };
    let bottom = Rect { y: notes.bottom().saturating_sub(1), height: 1.min(notes.height), ..notes };
    let saved = if screen.fields.is_saved() { " saved " } else { " ... " };
    let edge = Rect { width: bottom.width.saturating_sub(1), ..bottom };
    put_right(buffer, edge, 0, saved, theme.quiet());
    if !facts.is_empty() {
        let inside = frame(buffer, told, "Told so far", theme, false);
        let columns = usize::from(inside.width).saturating_sub(2).max(6);
        let mut lines: Vec<Line> = Vec::new();
        for fact in facts {
            for (row, mut line) in styled(&reflowed(&fact), columns, theme.text()).into_iter().enumerate() {
                line.insert(0, (if row == 0 { "- " } else { "  " }.to_owned(), theme.quiet()));
                lines.push(line);
            }
        }
        let hidden = lines.len().saturating_sub(usize::from(inside.height));
        put_lines(buffer, inside, lines.get(hidden..).unwrap_or_default());
    }
    caret.filter(|_| focused)
}

fn answer_field(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) -> Option<Position> {
    let focused = screen.fields.focus == Pane::Answer;
    let what = match screen.interview.step() {
        Step::Clarify => "Ask a question, state an assumption",
        Step::Architecture => "Talk it through ({talk})",
        Step::DeepDive | Step::CrossCutting => "Your answer ({talk})",
        Step::Summary => "Sum up",
    };
    let speaks = screen.interview.opening().speak && screen.interview.step() != Step::Clarify;
    let what = if speaks { "Talk; {send} when an answer is done, text or not" } else { what };
    let keys = if area.width >= NARROW && !speaks { " - {send} sends, {new-line} new line" } else { "" };
    let inside = frame(buffer, area, &theme.naming(&format!("{what}{keys}")), theme, focused);
    put(buffer, inside, (0, 0), ">", theme.key());
    let text = Rect { x: inside.x + 2.min(inside.width), width: inside.width.saturating_sub(2), ..inside };
    field::draw(buffer, text, &screen.fields.answer, theme.text())
}
