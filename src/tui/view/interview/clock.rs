//! The head of the interview: step, budget bar, total, and a word about the clock.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::screen::interview::InterviewScreen;
use crate::app::screen::interview::layout::NARROW;
use crate::domain::interview::clock::{Clock, StepTime};
use crate::domain::time::{Now, SessionTime};
use crate::tui::theme::Theme;
use crate::tui::view::paint::{bar, put, put_right, rule, width};

/// Draws three rows: where and when, a rule, and what is worth saying about the clock.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme, now: Now) {
    let clock = screen.clock(now);
    let step = screen.interview.step();
    let title = &screen.snapshot.framework.guide(step).title;
    put(buffer, area, (1, 0), &format!("Step {}/5 {title}", step.number()), theme.strong());
    if screen.clock_hidden {
        put_right(buffer, area, 0, &theme.naming("clock hidden ({hide-clock}) "), theme.quiet());
    } else {
        times(buffer, area, &clock, theme);
    }
    rule(buffer, area, 1, theme);
    let (text, style) = notice(screen, theme);
    put(buffer, area, (1, 2), &text, style);
}

fn times(buffer: &mut Buffer, area: Rect, clock: &Clock, theme: Theme) {
    let Some(row) = clock.current() else { return };
    let over = row.over() > SessionTime::ZERO;
    let total = match clock.total_budget {
        Some(budget) => format!("total {}/{budget} ", clock.total),
        None => format!("total {} ", clock.total),
    };
    let spent = match (row.budget, over) {
        (Some(budget), true) => format!("{budget} +{} over", minutes(row.over())),
        (Some(budget), false) => format!("{}/{budget}", row.used),
        (None, _) => format!("{} no limit", row.used),
    };
    let text = if area.width >= NARROW { format!("{spent}   {total}") } else { format!("{spent} ") };
    let style = if over { theme.warning() } else { theme.text() };
    put_right(buffer, area, 0, &text, style);
    let used = 30 + width(&text) as u16 + 2;
    let room = area.width.saturating_sub(used).min(42);
    if room >= 12 {
        let column = area.width.saturating_sub(width(&text) as u16 + room + 1);
        put(buffer, area, (column, 0), &step_bar(row, usize::from(room)), style);
    }
}

fn step_bar(row: &StepTime, columns: usize) -> String {
    let budget = row.budget.unwrap_or(SessionTime::ZERO);
    bar(row.used.0, budget.0, Some(80), columns)
}

/// `1:12`: minutes without a leading zero.
fn minutes(span: SessionTime) -> String {
    let seconds = span.whole_seconds();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn notice(screen: &InterviewScreen, theme: Theme) -> (String, Style) {
    if screen.is_paused() {
        let text = "PAUSED. {pause} lets the clock go on. The pause is on the record.";
        return (theme.naming(text), theme.warning());
    }
    if screen.awaits_return() {
        let text = "Welcome back. The clock stands until your next key. Nothing you typed was lost.";
        return (text.to_owned(), theme.warning());
    }
    match &screen.notice {
        Some(notice) => (format!("! {}", theme.naming(&notice.text)), theme.warning()),
        None => (String::new(), theme.text()),
    }
}
