//! Drawings that were made, so that no frame makes one again.
//!
//! A drawing is a function of the text, the area and the options, so the newest few are kept by these. The kept ones
//! are no state: forgetting them changes nothing but the time a frame takes.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::domain::sketch::{Area, Drawing, Graph, Options, Roles, Sketch, layout};

/// Drawings that are kept: a debrief shows two at a time, and a resize comes in steps.
const KEPT: usize = 12;

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
    pub fn draw(&self, text: &str, roles: &Roles, area: Area, options: Options) -> Rc<Drawing> {
        let is_it = |key: &Key| key.area == area && key.options == options && key.text == text;
        let known =
            self.drawn.borrow().iter().find(|(key, _)| is_it(key)).map(|(_, drawing)| drawing.clone());
        known.unwrap_or_else(|| {
            let drawing = Rc::new(layout(&Graph::of(&Sketch::parse(text), roles), area, options));
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

    #[test]
    fn a_drawing_is_made_once_for_a_text_and_a_size() {
        let (easel, roles) = (Easel::default(), Roles::default());
        let area = |width| Area { width, height: Some(20) };
        let first = easel.draw("a -> b", &roles, area(40), Options::default());
        let again = easel.draw("a -> b", &roles, area(40), Options::default());
        assert!(Rc::ptr_eq(&first, &again));
        easel.draw("a -> b", &roles, area(30), Options::default());
        easel.draw("a -> c", &roles, area(40), Options::default());
        assert_eq!(easel.made(), 3);
        for width in 41..80 {
            easel.draw("a -> b", &roles, area(width), Options::default());
        }
        assert_eq!(easel.drawn.borrow().len(), KEPT);
    }
}
