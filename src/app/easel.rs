//! Drawings that were made, so that no frame makes one again.
//!
//! A drawing is a function of the text, the area and the options, so the newest few are kept by these. The kept ones
//! are no state: forgetting them changes nothing but the time a frame takes.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::domain::sketch::{Area, Drawing, Graph, Options, layout};

/// Drawings that are kept: a debrief shows a dozen, and tries some at two widths.
const KEPT: usize = 32;

/// Columns and rows, from the upper left.
pub type Offset = (usize, usize);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Key {
    text: String,
    area: Area,
    options: Options,
}

/// Where drawings stand. One easel belongs to one set of roles.
#[derive(Debug, Clone, Default)]
pub struct Easel {
    drawn: RefCell<VecDeque<(Key, Rc<Drawing>)>>,
    made: Cell<usize>,
}

impl Easel {
    /// The drawing of a text, made now or before.
    /// `read` says what the text draws.
    pub fn draw(
        &self,
        text: &str,
        area: Area,
        options: Options,
        read: impl FnOnce() -> Graph,
    ) -> Rc<Drawing> {
        let is_it = |key: &Key| key.area == area && key.options == options && key.text == text;
        let known =
            self.drawn.borrow().iter().find(|(key, _)| is_it(key)).map(|(_, drawing)| drawing.clone());
        known.unwrap_or_else(|| {
            let drawing = Rc::new(layout(&read(), area, options));
            let mut drawn = self.drawn.borrow_mut();
            drawn.truncate(KEPT - 1);
            drawn.push_front((Key { text: text.to_owned(), area, options }, drawing.clone()));
            self.made.set(self.made.get() + 1);
            drawing
        })
    }

    /// How many drawings were made so far.
    pub fn made(&self) -> usize {
        self.made.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sketch::{Roles, Sketch};

    fn draw(easel: &Easel, text: &str, width: usize) -> Rc<Drawing> {
        let read = || Graph::of(&Sketch::parse(text), &Roles::default());
        easel.draw(text, Area { width, height: Some(20) }, Options::default(), read)
    }

    #[test]
    fn a_drawing_is_made_once_for_a_text_and_a_size() {
        let easel = Easel::default();
        let first = draw(&easel, "a -> b", 40);
        assert!(Rc::ptr_eq(&first, &draw(&easel, "a -> b", 40)));
        draw(&easel, "a -> b", 30);
        draw(&easel, "a -> c", 40);
        assert_eq!(easel.made(), 3);
        for width in 41..80 {
            draw(&easel, "a -> b", width);
        }
        assert_eq!(easel.drawn.borrow().len(), KEPT);
    }
}
