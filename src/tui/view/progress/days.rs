//! What was remembered, what the coming days bring, and the days of practice.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::chart;
use super::super::paint::{frame, put, put_lines, shortened, styled};
use super::halves;
use crate::domain::progress::{Practiced, Progress};
use crate::domain::time::Day;
use crate::tui::theme::Theme;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

pub fn draw(buffer: &mut Buffer, area: Rect, progress: &Progress, theme: Theme) {
    let calendar = Rect { height: area.height.min(10), ..area };
    days(buffer, calendar, progress, theme);
    let rest = Rect { y: area.y + calendar.height, height: area.height - calendar.height, ..area };
    let (left, right) = halves(rest);
    retention(buffer, left, progress, theme);
    ahead(buffer, right, progress, theme);
}

/// A column for each week, the newest at the right; Monday at the top.
fn days(buffer: &mut Buffer, area: Rect, progress: &Progress, theme: Theme) {
    let weeks = i32::from(area.width.saturating_sub(9) / 2).min(52);
    let title = format!("Days, {weeks} weeks (. none  o drilled  O interview)");
    let inside = frame(buffer, area, &title, theme, true);
    let today = progress.today;
    let weekday = i32::from(today.date().weekday().to_monday_zero_offset());
    let monday = today.plus(-weekday - 7 * (weeks - 1));
    for (row, name) in WEEKDAYS.iter().enumerate() {
        put(buffer, inside, (0, row as u16), name, theme.quiet());
        let marks = (0..weeks).map(|week| mark(progress, monday.plus(7 * week + row as i32)));
        let marks: String = marks.flat_map(|mark| [mark, ' ']).collect();
        put(buffer, inside, (5, row as u16), marks.trim_end(), theme.good());
    }
    let runs = format!(
        "in a row {}, longest {}; missing a day costs nothing",
        progress.days.current, progress.days.longest
    );
    put(buffer, inside, (0, 7), &shortened(&runs, inside.width.into()), theme.text());
}

fn mark(progress: &Progress, day: Day) -> char {
    if day > progress.today {
        return ' ';
    }
    let days = &progress.days.practiced;
    let found = days.binary_search_by_key(&day, |practiced| practiced.day).ok().and_then(|at| days.get(at));
    match found {
        Some(Practiced { sittings: 1.., .. }) => 'O',
        Some(_) => 'o',
        None => '.',
    }
}

fn retention(buffer: &mut Buffer, area: Rect, progress: &Progress, theme: Theme) {
    let inside = frame(buffer, area, "Recalled of what came back, by week", theme, false);
    let weeks = &progress.drills.weeks;
    if weeks.iter().all(|week| week.percent().is_none()) {
        let text = "No card has come back yet. The first ones do a day after you drill them.";
        put_lines(buffer, inside, &styled(&theme.naming(text), inside.width.into(), theme.quiet()));
        return;
    }
    let height = usize::from(inside.height);
    for (row, week) in weeks.iter().rev().take(height).rev().enumerate() {
        let text = match week.percent() {
            Some(percent) => {
                let filled = (percent / 10) as usize;
                format!(
                    "{}  {percent:>3} % {:<10}  {} of {}",
                    week.from,
                    "#".repeat(filled),
                    week.recalled,
                    week.repeated
                )
            }
            None => format!("{}    -", week.from),
        };
        put(buffer, inside, (0, row as u16), &shortened(&text, inside.width.into()), theme.text());
    }
}

fn ahead(buffer: &mut Buffer, area: Rect, progress: &Progress, theme: Theme) {
    let inside = frame(buffer, area, "Cards ahead, 14 days", theme, false);
    let ahead = &progress.drills.ahead;
    let most = ahead.iter().map(|day| day.cards).max().unwrap_or(0);
    if most == 0 {
        let text = "Nothing comes back in the next two weeks. Press {progress-drill} to begin new cards.";
        put_lines(buffer, inside, &styled(&theme.naming(text), inside.width.into(), theme.quiet()));
        return;
    }
    let values: Vec<f64> = ahead.iter().map(|day| f64::from(day.cards) / f64::from(most)).collect();
    let cards: u32 = ahead.iter().map(|day| day.cards).sum();
    let today = ahead.first().map_or(0, |day| day.cards);
    put(buffer, inside, (0, 0), &chart::row(&values, 14, theme.ascii), theme.good());
    let load = format!("today {today}, most {most} on a day");
    let room = usize::from(inside.width.saturating_sub(15));
    put(buffer, inside, (15, 0), &shortened(&load, room), theme.text());
    put(
        buffer,
        inside,
        (0, 1),
        &format!("{cards} of your {} cards come back", progress.drills.cards),
        theme.text(),
    );
}
