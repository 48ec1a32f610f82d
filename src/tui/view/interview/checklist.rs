//! The checklist of guided mode: a few rows beside the conversation, or the whole of it in its place.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::screen::debrief::sections::Sign;
use crate::app::screen::interview::InterviewScreen;
use crate::app::screen::interview::checklist::Check;
use crate::tui::theme::Theme;
use crate::tui::view::paint::{Line, frame, put_lines, put_right, styled};

/// Rows of a point beside the conversation.
const ROWS: usize = 2;

/// What was heard, and what is left by dimension.
pub fn beside(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) {
    let inside = frame(buffer, area, "Checklist F7, hint F9", theme, false);
    let columns = usize::from(inside.width);
    let height = usize::from(inside.height);
    let checks = &screen.checklist.items;
    // What is left is what matters: points heard get one row each, or go, where room is short.
    let mut lines = Vec::new();
    for rows in [ROWS, 1] {
        lines = checks.iter().flat_map(|check| check_lines(check, columns, rows, theme)).collect();
        if lines.len() < height {
            break;
        }
    }
    let (heard, all) = screen.checklist.heard;
    lines.insert(0, vec![(format!("heard {heard} of {all}"), theme.quiet())]);
    let hidden = lines.len().saturating_sub(height);
    if hidden > 0 {
        lines.drain(1..=hidden.min(lines.len() - 1));
    }
    put_lines(buffer, inside, &lines);
}

fn check_lines(check: &Check, columns: usize, most: usize, theme: Theme) -> Vec<Line> {
    let text =
        if check.points > 1 { format!("{} x{}", check.text, check.points) } else { check.text.clone() };
    let room = columns.saturating_sub(4).max(6);
    let mut lines = styled(&text, room, theme.text());
    if lines.len() > most {
        lines.truncate(most);
        if let Some((text, _)) = lines.last_mut().and_then(|line| line.last_mut()) {
            let kept: String = text.chars().take(room.saturating_sub(2)).collect();
            *text = format!("{kept}..");
        }
    }
    for (row, line) in lines.iter_mut().enumerate() {
        let lead = if row == 0 { format!("{} ", check.sign.sign()) } else { "    ".to_owned() };
        line.insert(0, (lead, sign_style(check.sign, theme)));
    }
    lines
}

fn sign_style(sign: Sign, theme: Theme) -> Style {
    match sign.worth() {
        0 => theme.quiet(),
        1 => theme.warning(),
        _ => theme.good(),
    }
}

/// What the step should cover, as the framework has it, and the list for the question on the table.
pub fn whole(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) -> Option<Position> {
    let guide = screen.snapshot.framework.guide(screen.interview.step());
    let inside = frame(buffer, area, &format!("Checklist: {} (F7 back)", guide.title), theme, true);
    let columns = usize::from(inside.width);
    let checklist = &screen.checklist;
    let mut lines: Vec<Line> = styled(&guide.goal, columns, theme.strong());
    for cover in &guide.checklist {
        for (row, mut line) in styled(cover, columns.saturating_sub(2), theme.text()).into_iter().enumerate()
        {
            line.insert(0, (if row == 0 { "- " } else { "  " }.to_owned(), theme.quiet()));
            lines.push(line);
        }
    }
    lines.push(Line::new());
    let ((heard, all), (in_step, of_step)) = (checklist.heard, checklist.in_step);
    let step = if of_step > all { format!("; in this step, {in_step} of {of_step}") } else { String::new() };
    let key = "[~] named: add why   [x] reasoned   [X] proven";
    lines.extend(styled(
        &format!("Heard to this question: {heard} of {all} points{step}."),
        columns,
        theme.strong(),
    ));
    lines.extend(styled(key, columns, theme.quiet()));
    lines.extend(checklist.items.iter().flat_map(|check| check_lines(check, columns, usize::MAX, theme)));
    let (past, left) = screen.list_scroll.place(lines.len(), usize::from(inside.height));
    put_lines(buffer, inside, lines.get(past..).unwrap_or_default());
    more_below(buffer, area, left, theme);
    None
}

/// On the bottom edge of a pane: how many rows are left below it.
pub fn more_below(buffer: &mut Buffer, area: Rect, left: usize, theme: Theme) {
    if left > 0 {
        let y = area.bottom().saturating_sub(1);
        let edge = Rect { y, height: 1.min(area.height), width: area.width.saturating_sub(1), ..area };
        put_right(buffer, edge, 0, &format!(" {left} more - PgDn "), theme.warning());
    }
}
