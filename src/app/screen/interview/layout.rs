//! How the panes of an interview share the screen. The view draws by it, the editor wraps by it.

use crate::domain::sitting::Pane;

/// Below this many columns there is one column of panes.
pub const NARROW: u16 = 70;

/// Columns of the side pane (notes and pinned facts) in a terminal of this width; 0 where there is no room for it.
pub fn side_width(terminal: u16) -> u16 {
    if terminal < NARROW { 0 } else { (terminal / 3).clamp(26, 44) }
}

/// Columns of the sketch's text while the diagram stands beside it.
pub fn sketch_width(terminal: u16, diagram: bool) -> u16 {
    if diagram && terminal >= NARROW { (terminal * 2 / 5).clamp(30, 56) } else { terminal }
}

/// Columns for text inside a pane: without the frame, the margin, and room for the caret behind the last character.
pub fn text_width(pane: Pane, terminal: u16, diagram: bool) -> u16 {
    let frame = match pane {
        // "> " in front of the answer.
        Pane::Answer => return terminal.saturating_sub(7).max(2),
        Pane::Sketch => sketch_width(terminal, diagram),
        Pane::Notes if side_width(terminal) == 0 => terminal,
        Pane::Notes => side_width(terminal),
    };
    frame.saturating_sub(5).max(2)
}
