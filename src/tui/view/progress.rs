//! Where somebody stands: a row of sections and the one in front.

mod days;
mod levels;
mod map;
mod time;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::paint::{put, put_lines, put_right, rule, shortened, styled, width};
use crate::app::Model;
use crate::app::screen::progress::{ProgressScreen, Section};
use crate::domain::progress::Progress;
use crate::tui::theme::Theme;

/// Draws the screen.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &ProgressScreen, model: &Model, theme: Theme) {
    put(buffer, area, (1, 0), "Progress", theme.strong());
    rule(buffer, area, 1, theme);
    let body = Rect { y: area.y + 3, height: area.height.saturating_sub(3), ..area };
    let Some(progress) = &screen.progress else {
        put(buffer, body, (1, 0), "Reading your sittings ...", theme.quiet());
        return;
    };
    if progress.sittings == 0 && progress.waiting > 0 {
        let text = format!("Marking your sittings once: {} to go.", progress.waiting);
        put(buffer, body, (1, 0), &text, theme.quiet());
        return;
    }
    let summary = shortened(&summary(progress), usize::from(area.width).saturating_sub(12));
    put_right(buffer, area, 0, &format!("{summary} "), theme.text());
    tabs(buffer, area, screen.section, theme);
    if is_blank(progress, screen.section) {
        return blank(buffer, body, screen.section, theme);
    }
    match screen.section {
        Section::Levels => levels::draw(buffer, body, screen.selected, progress, theme),
        Section::Map => {
            let skills = model.playbook.as_ref().map_or(&[][..], |playbook| &playbook.skills);
            let map = map::Map { rows: &progress.coverage, first: screen.selected, skills };
            map::draw(buffer, body, &map, theme);
        }
        Section::Time => time::draw(buffer, body, progress, theme),
        Section::Days => days::draw(buffer, body, progress, theme),
    }
}

/// `11 interviews, 214 grades, 9 h 40 since 2025-10-02`
fn summary(progress: &Progress) -> String {
    if progress.waiting > 0 {
        return format!("{} interviews, {} more are being marked", progress.sittings, progress.waiting);
    }
    let Some(since) = progress.since() else { return "nothing yet".to_owned() };
    let minutes = (progress.sat_millis + progress.drill_millis) / 60_000;
    format!(
        "{} interview{}, {} grades, {} h {:02} since {since}",
        progress.sittings,
        if progress.sittings == 1 { "" } else { "s" },
        progress.reviews,
        minutes / 60,
        minutes % 60,
    )
}

/// The names of the sections; where some have no room, a sign says on which side.
fn tabs(buffer: &mut Buffer, area: Rect, front: Section, theme: Theme) {
    let at = Section::ALL.iter().position(|section| *section == front).unwrap_or(0);
    let room = usize::from(area.width).saturating_sub(2);
    let span = |first: usize| {
        let shown = Section::ALL.iter().take(at + 1).skip(first);
        shown.map(|section| width(section.title()) + 3).sum::<usize>()
    };
    let first = (0..=at).find(|first| span(*first) <= room).unwrap_or(at);
    if first > 0 {
        put(buffer, area, (0, 2), "<", theme.key());
    }
    let mut column = 1;
    for section in Section::ALL.into_iter().skip(first) {
        let title = format!(" {} ", section.title());
        if usize::from(column) + width(&title) > usize::from(area.width) {
            return put_right(buffer, area, 2, ">", theme.key());
        }
        let style = if section == front { theme.selected() } else { theme.quiet() };
        column = put(buffer, area, (column, 2), &title, style) + 1;
    }
}

fn is_blank(progress: &Progress, section: Section) -> bool {
    match section {
        Section::Levels => false,
        Section::Map => progress.coverage.is_empty(),
        Section::Time => progress.sittings == 0,
        Section::Days => progress.days.practiced.is_empty() && progress.drills.cards == 0,
    }
}

/// Why there is nothing to see, and which key changes that.
fn blank(buffer: &mut Buffer, area: Rect, section: Section, theme: Theme) {
    let text = match section {
        Section::Map => {
            "No finished sitting yet. Each one fills the rows of the skills that its case trains.\n\nPress {progress-interview} for \
             an interview."
        }
        Section::Time => {
            "No finished sitting yet. Your time beside the budget of each step, and your own marks beside the levels, \
             will stand here.\n\nPress {progress-interview} for an interview."
        }
        Section::Levels | Section::Days => {
            "Nothing practiced yet. Press {progress-drill} to drill, or {progress-interview} for an interview; ten \
             minutes make a first mark here."
        }
    };
    let inside =
        Rect { x: area.x + 1, y: area.y + 1, width: area.width.saturating_sub(2), height: area.height };
    put_lines(buffer, inside, &styled(&theme.naming(text), usize::from(inside.width).min(76), theme.text()));
}

/// Two panes side by side where there is room, else one above the other.
fn halves(area: Rect) -> (Rect, Rect) {
    if area.width >= 100 {
        let left = area.width / 2;
        let right = Rect { x: area.x + left, width: area.width - left, ..area };
        return (Rect { width: left, ..area }, right);
    }
    let upper = area.height / 2;
    let lower = Rect { y: area.y + upper, height: area.height - upper, ..area };
    (Rect { height: upper, ..area }, lower)
}
