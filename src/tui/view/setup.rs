//! Choosing a case and how to sit it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use super::paint::{frame, put, put_lines, put_right, rule, shortened, styled};
use crate::app::screen::setup::{CaseRow, Field, LENGTHS, Setup};
use crate::domain::interview::entry::Mode;
use crate::domain::interview::plan::BudgetScale;
use crate::tui::theme::Theme;

/// Draws the setup screen.
pub fn draw(buffer: &mut Buffer, area: Rect, setup: &Setup, theme: Theme) {
    put(buffer, area, (1, 0), "New interview", theme.strong());
    rule(buffer, area, 1, theme);
    let area = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    if area.width < 70 {
        let [list, options] = Layout::vertical([Constraint::Fill(1), Constraint::Length(7)]).areas(area);
        cases(buffer, list, setup, theme);
        choices(buffer, options, setup, theme);
        return;
    }
    let [left, right] = Layout::horizontal([Constraint::Fill(1), Constraint::Percentage(42)]).areas(area);
    let [options, about] = Layout::vertical([Constraint::Length(7), Constraint::Fill(1)]).areas(right);
    cases(buffer, left, setup, theme);
    choices(buffer, options, setup, theme);
    chosen(buffer, about, setup, theme);
}

fn cases(buffer: &mut Buffer, area: Rect, setup: &Setup, theme: Theme) {
    let inside = frame(buffer, area, "Case", theme, setup.field.is_none());
    let height = usize::from(inside.height);
    let first = (setup.selected + 1).saturating_sub(height);
    for row in 0..height {
        let index = first + row;
        if index > setup.cases.len() {
            break;
        }
        let case = index.checked_sub(1).and_then(|at| setup.cases.get(at));
        let chosen = index == setup.selected;
        let style = if chosen { theme.selected() } else { theme.text() };
        put(buffer, inside, (0, row as u16), if chosen { theme.pointer() } else { "  " }, theme.key());
        let result = case.map(result).unwrap_or_default();
        let room = usize::from(inside.width).saturating_sub(4 + result.len());
        let title = match case {
            None => "Surprise me".to_owned(),
            Some(case) if setup.disguised => format!("Case {index} ({})", case.difficulty),
            Some(case) => case.title.clone(),
        };
        put(buffer, inside, (2, row as u16), &shortened(&title, room), style);
        put_right(buffer, inside, row as u16, &result, theme.quiet());
    }
}

fn result(case: &CaseRow) -> String {
    match (case.times, case.last_score) {
        (0, _) => format!("{}, new", case.difficulty),
        (_, Some(score)) => format!("{}, {score}/100", case.difficulty),
        (_, None) => format!("{}, tried", case.difficulty),
    }
}

fn choices(buffer: &mut Buffer, area: Rect, setup: &Setup, theme: Theme) {
    let inside = frame(buffer, area, &theme.naming("How ({next-pane})"), theme, setup.field.is_some());
    for (row, field) in Field::ALL.into_iter().enumerate() {
        let chosen = setup.field == Some(field);
        let (name, value) = value(field, setup);
        put(buffer, inside, (0, row as u16), if chosen { theme.pointer() } else { "  " }, theme.key());
        put(buffer, inside, (2, row as u16), name, theme.quiet());
        let style = if chosen { theme.selected() } else { theme.text() };
        put(buffer, inside, (11, row as u16), &value, style);
    }
}

fn value(field: Field, setup: &Setup) -> (&'static str, String) {
    let settings = &setup.settings;
    match field {
        Field::Length => {
            let word =
                LENGTHS.iter().find(|(minutes, _)| *minutes == settings.minutes).map_or("", |(_, word)| word);
            ("Length", format!("{} min, {word}", settings.minutes))
        }
        Field::Mode => (
            "Mode",
            match settings.mode {
                Mode::Mock => "mock: closed book",
                Mode::Guided => "guided: with help",
            }
            .to_owned(),
        ),
        Field::Level => ("Target", settings.level.id().to_owned()),
        Field::Scale => (
            "Budget",
            match settings.scale {
                BudgetScale::Unlimited => "no limit".to_owned(),
                scale => scale.id().to_owned(),
            },
        ),
        Field::Speak => ("Answers", if settings.speak { "spoken, marked after" } else { "typed" }.to_owned()),
    }
}

fn chosen(buffer: &mut Buffer, area: Rect, setup: &Setup, theme: Theme) {
    let inside = frame(buffer, area, "About it", theme, false);
    let columns = usize::from(inside.width);
    if let Some(words) = explained(setup) {
        put_lines(buffer, inside, &styled(&theme.naming(words), columns, theme.text()));
        return;
    }
    let lines = match setup.chosen() {
        None => styled("A case you have not seen lately, chosen for you.", columns, theme.text()),
        Some(case) if setup.disguised => {
            let text =
                format!("{} case, usually {} minutes. t shows the titles.", case.difficulty, case.minutes);
            styled(&text, columns, theme.text())
        }
        Some(case) => {
            let mut lines = styled(&case.summary, columns, theme.text());
            lines.push(Vec::new());
            lines.extend(styled(&format!("Usually {} minutes.", case.minutes), columns, theme.quiet()));
            let skills = format!("Exercises: {}.", case.skills.join(", "));
            lines.extend(styled(&skills, columns, theme.quiet()));
            lines
        }
    };
    put_lines(buffer, inside, &lines);
}

/// What the value of the chosen line means, where a word or two cannot say it.
fn explained(setup: &Setup) -> Option<&'static str> {
    let settings = &setup.settings;
    Some(match setup.field? {
        Field::Mode => match settings.mode {
            Mode::Mock => "Closed book, as on the day. Nothing is given away until the debrief.",
            Mode::Guided => {
                "Open book. A checklist ticks what was heard, {hint} gives hints in three rungs (a nudge, a pointer, the \
                 point itself), and after each step the model answer stands beside yours while the clock waits. \
                 Hints go on the record."
            }
        },
        Field::Speak if settings.speak => {
            "You talk, the program asks and keeps the time. {send} on an empty field says that an answer is done; type \
             only what you like, and the questions that you want answered. Afterwards you mark each point yourself, \
             and the debrief says so."
        }
        Field::Speak => "You type, and the debrief quotes your words.",
        Field::Level => "The bar of the debrief, and the depth of the model answers.",
        Field::Scale => "Scales the budget of every step, and goes on the record.",
        Field::Length => return None,
    })
}
