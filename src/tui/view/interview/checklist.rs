//! The checklist of guided mode: a few rows beside the conversation, or the whole of it in its place.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::screen::debrief::sections::Sign;
use crate::app::screen::interview::InterviewScreen;
use crate::app::screen::interview::checklist::Check;
use crate::tui::theme::Theme;
use crate::tui::view::paint::{Line, frame, put_lines, put_right, shortened, styled};

/// Rows of a point beside the conversation.
const ROWS: usize = 2;

/// What was heard, and what is left by dimension.
pub fn beside(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) {
    let inside = frame(buffer, area, &theme.naming("Checklist {checklist}, hint {hint}"), theme, false);
    let columns = usize::from(inside.width);
    let height = usize::from(inside.height);
    let checks = &screen.checklist.items;
    let (heard, all) = screen.checklist.heard;
    let mut lines = vec![vec![(format!("heard {heard} of {all}"), theme.quiet())]];
    let roomy: Vec<Line> = checks.iter().flat_map(|check| check_lines(check, columns, ROWS, theme)).collect();
    if roomy.len() < height {
        lines.extend(roomy);
    } else {
        // What is left matters more than what was heard: that goes first where room is short.
        let over = (checks.len() + 1).saturating_sub(height);
        lines.extend(checks.iter().skip(over).map(|check| one_row(check, columns, theme)));
    }
    put_lines(buffer, inside, &lines);
}

/// Sign, count and as much of the text as fits into a row.
fn one_row(check: &Check, columns: usize, theme: Theme) -> Line {
    let count = if check.points > 1 { format!(" x{}", check.points) } else { String::new() };
    let room = columns.saturating_sub(4 + count.len());
    let sign = format!("{} ", check.sign.sign());
    vec![(sign, sign_style(check.sign, theme)), (shortened(&check.text, room) + &count, theme.text())]
}

fn check_lines(check: &Check, columns: usize, most: usize, theme: Theme) -> Vec<Line> {
    let count = if check.points > 1 { format!(" x{}", check.points) } else { String::new() };
    let room = columns.saturating_sub(4).max(6);
    let mut lines = styled(&format!("{}{count}", check.text), room, theme.text());
    if lines.len() > most {
        lines.truncate(most);
        if let Some((text, _)) = lines.last_mut().and_then(|line| line.last_mut()) {
            let kept: String = text.chars().take(room.saturating_sub(2)).collect();
            *text = format!("{}..", kept.trim_end());
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
    let inside = frame(
        buffer,
        area,
        &theme.naming(&format!("Checklist: {} ({{checklist}} back)", guide.title)),
        theme,
        true,
    );
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
