//! What the model looks like. Reads the model, decides nothing.
//!
//! ```text
//!  title, or the head of the screen
//!  body
//!  a word to the user
//!  keys that are valid now
//! ```

mod chart;
mod compare;
mod debrief;
mod drawing;
mod drill;
mod field;
mod history;
mod home;
mod interview;
mod overlay;
mod own_marks;
mod paint;
mod picture;
mod progress;
mod reader;
mod replay;
mod search;
mod self_score;
mod setup;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use crate::app::Model;
use crate::app::screen::Screen;
use crate::tui::theme::{Palette, Theme};
use paint::{put, put_line, width};

/// The smallest terminal in which the program shows itself.
pub const SMALLEST: (u16, u16) = (40, 10);

/// Draws everything.
pub fn draw(model: &Model, theme: Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    if let Some(caret) = draw_into(model, theme, frame.buffer_mut(), area) {
        frame.set_cursor_position(caret);
    }
}

/// Draws everything into a buffer; gives back where the caret is, if a field has the focus.
pub fn draw_into(model: &Model, theme: Theme, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    let palette = model.colors.map_or(theme.palette, Palette::from);
    let theme = Theme { keymap: Some(&model.keymap), palette, ..theme };
    let area = area.intersection(buffer.area);
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(buffer, area, theme);
        return None;
    }
    let banner = u16::from(model.banner.is_some());
    let toast = u16::from(model.toast.is_some());
    let [top, body, word, foot] = Layout::vertical([
        Constraint::Length(banner),
        Constraint::Fill(1),
        Constraint::Length(toast),
        Constraint::Length(1),
    ])
    .areas(area);
    if let Some(text) = &model.banner {
        put(buffer, top, (1, 0), text, theme.warning());
    }
    let caret = body_of(model, theme, buffer, body);
    if let Some(toast) = &model.toast {
        put(
            buffer,
            word,
            (1, 0),
            &toast.text,
            if toast.is_failure { theme.failure() } else { theme.strong() },
        );
    }
    footer(model, theme, buffer, foot);
    match &model.overlay {
        Some(shown) => overlay::draw(buffer, body, shown, model, theme),
        None => caret,
    }
}

fn body_of(model: &Model, theme: Theme, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    match model.screen() {
        Screen::Home(home) => home::draw(buffer, area, home, model, theme),
        Screen::Setup(setup) => setup::draw(buffer, area, setup, theme),
        Screen::Interview(screen) => return interview::draw(buffer, area, screen, theme, model.now),
        Screen::Debrief(screen) => return debrief::draw(buffer, area, screen, theme),
        Screen::Search(screen) => return search::draw(buffer, area, screen, theme),
        Screen::Reader(screen) => return reader::draw(buffer, area, screen, theme),
        Screen::Drill(screen) => return drill::draw(buffer, area, screen, theme, model.now),
        Screen::History(screen) => return history::draw(buffer, area, screen, model, theme),
        Screen::Compare(screen) => compare::draw(buffer, area, screen, model, theme),
        Screen::Replay(screen) => replay::draw(buffer, area, screen, theme),
        Screen::SelfScore(screen) => self_score::draw(buffer, area, screen, theme),
        Screen::OwnMarks(screen) => own_marks::draw(buffer, area, screen, theme),
        Screen::Progress(screen) => progress::draw(buffer, area, screen, model, theme),
    }
    None
}

fn too_small(buffer: &mut Buffer, area: Rect, theme: Theme) {
    let (columns, rows) = SMALLEST;
    let text = format!("greenroom needs {columns}x{rows}, this is {}x{}.", area.width, area.height);
    for (row, line) in paint::wrapped(&text, usize::from(area.width.max(2))).iter().enumerate() {
        put(buffer, area, (0, row as u16), line, theme.strong());
    }
    let below = paint::wrapped(&text, usize::from(area.width.max(2))).len() as u16;
    put(buffer, area, (0, below), "Your work is safe.", theme.text());
}

/// The hint at the sides of a trade-off, behind the key of the first.
const THREE_SIDES: &str = "to 3 side";

fn has_no_sitting(model: &Model) -> bool {
    model.history.as_ref().is_none_or(|history| history.sittings.is_empty())
}

/// Hints for keys that are valid now; whole ones only, the least important dropped first, help last.
fn footer(model: &Model, theme: Theme, buffer: &mut Buffer, area: Rect) {
    let mut hints = model.keymap.hints(&model.scopes(), model.is_typing());
    if matches!(model.screen(), Screen::Search(_)) {
        hints.retain(|(_, hint)| *hint != "search");
    }
    if matches!(model.screen(), Screen::Interview(screen) if !screen.is_guided()) {
        // What a mock interview refuses.
        hints.retain(|(_, hint)| !["search", "hint", "checklist"].contains(hint));
    }
    if matches!(model.screen(), Screen::Progress(screen) if !screen.can_act()) {
        hints.retain(|(_, hint)| *hint != "do it");
    }
    if matches!(model.screen(), Screen::Compare(screen) if !screen.can_open()) {
        hints.retain(|(_, hint)| *hint != "words");
    }
    if matches!(model.screen(), Screen::History(_)) && has_no_sitting(model) {
        hints.retain(|(_, hint)| !["open", "filter", "sort", "compare", "delete"].contains(hint));
    }
    if let Screen::Drill(screen) = model.screen()
        && let Some((_, hint)) = hints.iter_mut().find(|(_, hint)| *hint == THREE_SIDES)
        && screen.card.as_ref().is_some_and(|card| card.exercise.options().len() < 3)
    {
        *hint = "or 2 side";
    }
    if let Screen::Drill(screen) = model.screen()
        && let Some(card) = &screen.card
    {
        if card.suggested().is_none() {
            hints.retain(|(_, hint)| *hint != "as suggested");
        }
        if card.exercise.is_sprint()
            && let Some((_, hint)) = hints.iter_mut().find(|(_, hint)| *hint == "done")
        {
            *hint = "next line; on an empty one, done";
        }
    }
    let help = hints.iter().position(|(_, hint)| *hint == "help").map(|at| hints.remove(at));
    let shown = |(key, hint): &(crate::app::key::Key, &str)| format!("{key} {hint}");
    let help_width = help.as_ref().map_or(0, |hint| width(&shown(hint)) + 1);
    let room = usize::from(area.width).saturating_sub(help_width + 1);
    let mut column = 1;
    for hint in &hints {
        let needed = width(&shown(hint)) + 3;
        if usize::from(column) + needed > room {
            break;
        }
        let line = [(hint.0.to_string(), theme.key()), (format!(" {}   ", hint.1), theme.quiet())];
        let at = Rect { x: area.x + column, width: area.width - column, ..area };
        put_line(buffer, at, 0, &line);
        column += needed as u16;
    }
    if let Some(hint) = help {
        let at = area.width.saturating_sub(help_width as u16);
        let end = put(buffer, area, (at, 0), &hint.0.to_string(), theme.key());
        put(buffer, area, (end + 1, 0), hint.1, theme.quiet());
    }
}
