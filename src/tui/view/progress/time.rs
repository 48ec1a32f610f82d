//! Time beside budget, overall scores, and own marks beside levels.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::chart;
use super::super::paint::{bar, frame, put, put_lines, shortened, styled};
use crate::domain::progress::{Progress, RECENT};
use crate::tui::theme::Theme;

pub fn draw(buffer: &mut Buffer, area: Rect, progress: &Progress, theme: Theme) {
    let time = Rect { height: (progress.pace.len() as u16 + 2).min(area.height), ..area };
    pace(buffer, time, progress, theme);
    let rest = Rect { y: area.y + time.height, height: area.height - time.height, ..area };
    let left = rest.width / 2;
    overall(buffer, Rect { width: left, ..rest }, progress, theme);
    marks(buffer, Rect { x: rest.x + left, width: rest.width - left, ..rest }, progress, theme);
}

fn pace(buffer: &mut Buffer, area: Rect, progress: &Progress, theme: Theme) {
    let inside = frame(buffer, area, &format!("Time beside budget, last {RECENT} sittings"), theme, true);
    for (row, pace) in progress.pace.iter().enumerate() {
        let row = row as u16;
        let name = format!("{} {}", pace.step.number(), pace.step);
        put(buffer, inside, (0, row), &name, theme.text());
        if pace.sittings == 0 {
            put(buffer, inside, (18, row), "not sat with a budget lately", theme.quiet());
            continue;
        }
        let columns = usize::from(inside.width).saturating_sub(57).clamp(8, 44);
        let end =
            put(buffer, inside, (18, row), &bar(pace.used.0, pace.budget.0, None, columns), theme.good());
        let percent = pace.percent().unwrap_or(0);
        let text = format!(" {} of {}  {percent:>3} %", pace.used, pace.budget);
        let end = put(buffer, inside, (end, row), &text, theme.text());
        let style = if pace.over > 0 { theme.warning() } else { theme.quiet() };
        put(buffer, inside, (end, row), &format!("  over in {} of {}", pace.over, pace.sittings), style);
    }
}

fn overall(buffer: &mut Buffer, area: Rect, progress: &Progress, theme: Theme) {
    let inside = frame(buffer, area, "Overall, of 100", theme, false);
    let values: Vec<f64> = progress.overall.iter().map(|dot| f64::from(dot.overall) / 100.0).collect();
    let rows = usize::from(inside.height).saturating_sub(1);
    let columns = usize::from(inside.width).saturating_sub(5);
    for (row, line) in chart::line(&values, columns, rows, theme.ascii).iter().enumerate() {
        let label = match row {
            0 => "100",
            _ if row + 1 == rows => "  0",
            _ => "",
        };
        put(buffer, inside, (0, row as u16), label, theme.quiet());
        put(buffer, inside, (4, row as u16), line, theme.good());
    }
    let (Some(first), Some(last)) = (progress.overall.first(), progress.overall.last()) else { return };
    let span = format!("{} on {}", last.overall, last.day);
    let span = if first == last { span } else { format!("{} on {}, {span}", first.overall, first.day) };
    put(buffer, inside, (0, rows as u16), &shortened(&span, inside.width.into()), theme.quiet());
}

fn marks(buffer: &mut Buffer, area: Rect, progress: &Progress, theme: Theme) {
    let inside = frame(buffer, area, "Your marks beside the levels", theme, false);
    if progress.calibration.is_empty() {
        let text = "Mark yourself before a debrief, and what you over- and underrate will stand here.";
        put_lines(buffer, inside, &styled(text, inside.width.into(), theme.quiet()));
        return;
    }
    for (row, gap) in progress.calibration.iter().enumerate() {
        let word = match gap.gap {
            gap if gap >= 0.5 => "over",
            gap if gap <= -0.5 => "under",
            _ => "fits",
        };
        let room = usize::from(inside.width).saturating_sub(12);
        put(buffer, inside, (0, row as u16), &format!("{:>+4.1} {word}", gap.gap), theme.strong());
        put(buffer, inside, (11, row as u16), &shortened(&gap.title, room), theme.text());
    }
}
