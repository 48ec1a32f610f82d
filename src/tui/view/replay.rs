//! A sitting that plays again: its clock, the conversation so far, and the sketch as it stood.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::paint::{Line, bar, frame, put, put_lines, put_right, rule, shortened, styled, width};
use super::picture;
use crate::app::screen::replay::ReplayScreen;
use crate::domain::time::SessionTime;
use crate::domain::transcript::{Turn, Voice};
use crate::tui::theme::Theme;

/// Columns from which the sketch stands beside the conversation.
const WIDE: u16 = 100;

/// Draws the replay.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &ReplayScreen, theme: Theme) {
    head(buffer, area, screen, theme);
    let body = Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area };
    let Some(sketch) = screen.sketch() else { return talk(buffer, body, screen, theme) };
    let [left, right] = if area.width >= WIDE {
        Layout::horizontal([Constraint::Fill(1), Constraint::Fill(1)]).areas(body)
    } else {
        Layout::vertical([Constraint::Fill(1), Constraint::Length(body.height * 2 / 5)]).areas(body)
    };
    talk(buffer, left, screen, theme);
    let inside = frame(buffer, right, &sketch.title, theme, false);
    let drawn = picture::lines(&screen.easel, &[sketch], usize::from(inside.width), theme);
    put_lines(buffer, inside, drawn.get(1..).unwrap_or_default());
    let cut = drawn.len().saturating_sub(2 + usize::from(inside.height));
    more(buffer, right, cut, theme);
}

fn head(buffer: &mut Buffer, area: Rect, screen: &ReplayScreen, theme: Theme) {
    let state = match (screen.is_over(), screen.is_playing) {
        (true, _) => "at the end".to_owned(),
        (false, true) => format!("playing {}x", screen.speed()),
        (false, false) => format!("stands ({}x)", screen.speed()),
    };
    let entries = format!("entry {} of {}   {state} ", screen.shown, screen.turns.len());
    let room = usize::from(area.width).saturating_sub(width(&entries) + 3);
    let title = format!("Replay: {}", screen.snapshot.case.title);
    put(buffer, area, (1, 0), &shortened(&title, room), theme.strong());
    put_right(buffer, area, 0, &entries, theme.text());
    rule(buffer, area, 1, theme);
    let Some(clock) = screen.clock() else { return };
    let total = clock.total_budget.map_or(String::new(), |budget| format!("/{budget}"));
    let text = format!("{}{total} ", screen.at);
    put_right(buffer, area, 2, &text, theme.strong());
    let Some(row) = clock.current() else { return };
    let step = &screen.snapshot.framework.guide(row.step).title;
    let budget = row.budget.map_or(String::new(), |budget| format!("/{budget}"));
    let step = format!("Step {}/5 {step}  {}{budget}", row.step.number(), row.used);
    let end = put(buffer, area, (1, 2), &step, theme.text());
    let room = area.width.saturating_sub(end + width(&text) as u16 + 4);
    if room >= 12 {
        let last = screen.turns.last().map_or(SessionTime::ZERO, |turn| turn.at);
        let bar = bar(screen.at.0, last.0, None, usize::from(room));
        put(buffer, area, (end + 2, 2), &bar, theme.quiet());
    }
}

fn talk(buffer: &mut Buffer, area: Rect, screen: &ReplayScreen, theme: Theme) {
    let inside = frame(buffer, area, "What has been said", theme, true);
    let columns = usize::from(inside.width);
    let mut lines: Vec<Line> = Vec::new();
    for (index, turn) in screen.past().iter().enumerate() {
        lines.extend(said(turn, columns, index + 1 == screen.shown, theme));
    }
    let furthest = lines.len().saturating_sub(usize::from(inside.height));
    let back = screen.scrolled_back.min(furthest);
    put_lines(buffer, inside, lines.get(furthest - back..).unwrap_or_default());
    more(buffer, area, back, theme);
}

/// An entry, the newest with a pointer. A sketch stands in its own pane.
fn said(turn: &Turn, columns: usize, newest: bool, theme: Theme) -> Vec<Line> {
    let (text, style) = match turn.voice {
        Voice::Record => (turn.text.clone(), theme.quiet()),
        Voice::Candidate if turn.kind == "sketch" => ("(draws)".to_owned(), theme.quiet()),
        Voice::Interviewer if turn.kind == "curveball" => (turn.text.clone(), theme.strong()),
        Voice::Candidate | Voice::Interviewer => (turn.text.clone(), theme.text()),
    };
    let lead = format!(
        "{}{:>6} {:<3} ",
        if newest { theme.pointer() } else { "  " },
        turn.at.to_string(),
        turn.voice.label()
    );
    let (indent, label) =
        (width(&lead), if turn.voice == Voice::Candidate { theme.you() } else { theme.interviewer() });
    let rows = styled(&text, columns.saturating_sub(indent).max(10), style).into_iter().enumerate();
    rows.map(|(row, mut line)| {
        let lead = if row == 0 { lead.clone() } else { " ".repeat(indent) };
        line.insert(0, (lead, label));
        line
    })
    .collect()
}

/// How many rows are below the frame.
fn more(buffer: &mut Buffer, area: Rect, rows: usize, theme: Theme) {
    if rows > 0 && area.height > 0 {
        let bottom = Rect { y: area.bottom() - 1, height: 1, width: area.width.saturating_sub(1), ..area };
        put_right(buffer, bottom, 0, &format!(" {rows} more "), theme.warning());
    }
}
