//! How far a page is scrolled. The view says how far it can be; keys move within that.

use std::cell::Cell;

use crate::app::keymap::Intent;

/// Rows scrolled past.
#[derive(Debug, Clone, Default)]
pub struct Scroll {
    past: usize,
    furthest: Cell<usize>,
}

impl Scroll {
    /// Moves by a row, a page of `page` rows, or to either end; other intents change nothing.
    pub fn apply(&mut self, intent: Intent, page: usize) {
        let furthest = self.furthest.get();
        let past = self.past.min(furthest);
        self.past = match intent {
            Intent::Up => past.saturating_sub(1),
            Intent::Down => (past + 1).min(furthest),
            Intent::PageUp => past.saturating_sub(page),
            Intent::PageDown => (past + page).min(furthest),
            Intent::First => 0,
            Intent::Last => furthest,
            _ => past,
        };
    }

    /// The first row shown of `rows` in a pane `height` rows high, and how many rows are left below it.
    pub fn place(&self, rows: usize, height: usize) -> (usize, usize) {
        let furthest = rows.saturating_sub(height);
        self.furthest.set(furthest);
        let past = self.past.min(furthest);
        (past, furthest - past)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_never_scrolled_beyond_its_end() {
        let mut scroll = Scroll::default();
        assert_eq!(scroll.place(30, 10), (0, 20));
        for _ in 0..5 {
            scroll.apply(Intent::PageDown, 8);
        }
        assert_eq!(scroll.place(30, 10), (20, 0));
        scroll.apply(Intent::Up, 8);
        assert_eq!(scroll.place(30, 10), (19, 1));
        assert_eq!(scroll.place(12, 10), (2, 0), "the page became shorter");
    }
}
