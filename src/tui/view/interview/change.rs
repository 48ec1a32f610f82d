//! The whiteboard before and after a curveball, side by side or one above the other, and what became of it in words.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::app::screen::interview::InterviewScreen;
use crate::app::screen::interview::layout::NARROW;
use crate::tui::theme::Theme;
use crate::tui::view::drawing;
use crate::tui::view::paint::{Line, frame, put_lines, styled};

/// Draws the change. What the case wants changed is told in guided mode only; a mock interview tells it in the debrief.
pub fn draw(buffer: &mut Buffer, area: Rect, screen: &InterviewScreen, theme: Theme) {
    let board = &screen.board;
    let Some(redrawn) = board.change(&screen.interview, &screen.snapshot) else { return };
    let mut sentences = redrawn.change(&board.roles).sentences();
    if screen.is_guided() && redrawn.is_changed() {
        sentences.extend(redrawn.verdict(&board.roles).sentences());
    }
    let columns = usize::from(area.width).saturating_sub(2);
    let mut words: Vec<Line> =
        sentences.iter().flat_map(|text| styled(text, columns, theme.text())).collect();
    words.truncate(usize::from(area.height / 3));
    let rows = Constraint::Length(words.len() as u16);
    let [pictures, below] = Layout::vertical([Constraint::Fill(1), rows]).areas(area);
    let inset = 1.min(below.width);
    put_lines(buffer, Rect { x: below.x + inset, width: below.width - inset, ..below }, &words);
    let halves = [Constraint::Fill(1), Constraint::Fill(1)];
    let panes: [Rect; 2] = if area.width >= NARROW {
        Layout::horizontal(halves).areas(pictures)
    } else {
        Layout::vertical(halves).areas(pictures)
    };
    let inside = [
        frame(buffer, panes[0], "Before the curveball", theme, false),
        frame(buffer, panes[1], "After (live)", theme, true),
    ];
    let size = (usize::from(inside[0].width), usize::from(inside[0].height));
    let texts = [redrawn.before.as_str(), redrawn.after.as_str()];
    let drawings = board.pair(texts, size, drawing::charset(theme));
    let scroll = board.scroll_of([&drawings[0], &drawings[1]], size);
    for (area, picture) in inside.into_iter().zip(&drawings) {
        drawing::draw(buffer, area, picture, scroll, theme);
    }
}
