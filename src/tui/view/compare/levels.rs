//! Levels of the dimensions and time of the steps in both.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::paint::{frame, put, shortened, width};
use super::{WIDE, arrow, halves};
use crate::domain::comparison::{Comparison, DimensionPair, StepPair};
use crate::domain::time::SessionTime;
use crate::tui::theme::Theme;

/// Draws the section.
pub fn draw(buffer: &mut Buffer, area: Rect, comparison: &Comparison, theme: Theme) {
    let (upper, lower) = if area.width >= WIDE {
        halves(area)
    } else {
        // All steps, with their heads and frame; what is left for the dimensions.
        let steps = (comparison.steps.len() as u16 + 2).min(area.height / 2);
        let upper = area.height - steps;
        let lower = Rect { y: area.y + upper, height: steps, ..area };
        (Rect { height: upper, ..area }, lower)
    };
    let inside = frame(buffer, upper, "Levels, A to B", theme, false);
    for (row, pair) in inside.rows().zip(&comparison.dimensions) {
        dimension(buffer, row, pair, theme);
    }
    let inside = frame(buffer, lower, "Time of each step, A to B", theme, false);
    for (row, pair) in inside.rows().zip(&comparison.steps) {
        step(buffer, row, pair, theme);
    }
}

/// `Scope and questions        2 -> 3    54 -> 71 %   +17`
fn dimension(buffer: &mut Buffer, area: Rect, pair: &DimensionPair, theme: Theme) {
    let level = |level: Option<u8>| level.map_or_else(|| "-".to_owned(), |level| level.to_string());
    let percent = |mean: Option<f64>| mean.map(|mean| (mean * 100.0).round() as i64);
    let shown = |percent: Option<i64>| percent.map_or_else(|| "-".to_owned(), |percent| percent.to_string());
    let means = (percent(pair.mean.before), percent(pair.mean.after));
    let change = match means {
        (Some(before), Some(after)) => Some(after - before),
        _ => None,
    };
    let sign = arrow(theme);
    let (before, after) = (level(pair.level.before), level(pair.level.after));
    let tail = format!(
        "{before} {sign} {after}  {:>4} {sign} {:>3} %  {:>4}",
        shown(means.0),
        shown(means.1),
        change.filter(|change| *change != 0).map_or_else(String::new, |change| format!("{change:+}")),
    );
    let style = match change {
        Some(1..) => theme.good(),
        Some(..=-1) => theme.warning(),
        Some(0) | None => theme.quiet(),
    };
    line(buffer, area, (&pair.title, &tail), style, theme);
}

/// `2 architecture     08:10/10:00 -> 12:40/10:00   +04:30`
fn step(buffer: &mut Buffer, area: Rect, pair: &StepPair, theme: Theme) {
    let of = |used: SessionTime, budget: Option<SessionTime>| {
        budget.map_or_else(|| used.to_string(), |budget| format!("{used}/{budget}"))
    };
    let (before, after) = (pair.used.before, pair.used.after);
    let change = match after.whole_seconds().cmp(&before.whole_seconds()) {
        std::cmp::Ordering::Greater => {
            format!("+{}", SessionTime::seconds(after.whole_seconds() - before.whole_seconds()))
        }
        std::cmp::Ordering::Less => {
            format!("-{}", SessionTime::seconds(before.whole_seconds() - after.whole_seconds()))
        }
        std::cmp::Ordering::Equal => String::new(),
    };
    let tail = format!(
        "{} {} {}  {change:>6}",
        of(before, pair.budget.before),
        arrow(theme),
        of(after, pair.budget.after)
    );
    let is_over = pair.budget.after.is_some_and(|budget| after.0 > budget.0);
    let style = if is_over { theme.warning() } else { theme.text() };
    let title = format!("{} {}", pair.step.number(), pair.step.id());
    line(buffer, area, (&title, &tail), style, theme);
}

/// A name at the left, figures at the right.
fn line(buffer: &mut Buffer, area: Rect, (title, tail): (&str, &str), style: Style, theme: Theme) {
    // Names and figures stay close enough to be read together.
    let room = usize::from(area.width).min(72);
    let column = room.saturating_sub(width(tail));
    put(buffer, area, (0, 0), &shortened(title, column.saturating_sub(2)), theme.text());
    put(buffer, area, (column as u16, 0), tail, style);
}
